import { useCallback, useMemo, useReducer } from 'react'
import { withoutIds } from '../conditions/query.ts'
import type { Draft } from './draft.ts'

const stepsKeptMax = 100

interface History {
  past: Draft[]
  present: Draft
  future: Draft[]
  saved: Draft
  /** What the last step changed: typing on in one field is one step. */
  lastKey: string
}

type Step =
  | { kind: 'change'; patch: Partial<Draft> }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'discard' }
  | { kind: 'saved'; draft: Draft }

/** A draft with every step back and forth, and whether it differs from what was saved last. */
export function useDraft(initial: Draft) {
  const [{ past, present, future, saved }, step] = useReducer(stepped, initial, beginAt)
  const isDirty = useMemo(() => textOf(present) !== textOf(saved), [present, saved])
  return {
    draft: present,
    isDirty,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: useCallback((patch: Partial<Draft>) => step({ kind: 'change', patch }), []),
    undo: useCallback(() => step({ kind: 'undo' }), []),
    redo: useCallback(() => step({ kind: 'redo' }), []),
    discard: useCallback(() => step({ kind: 'discard' }), []),
    markSaved: useCallback((draft: Draft) => step({ kind: 'saved', draft }), []),
  }
}

function beginAt(draft: Draft): History {
  return { past: [], present: draft, future: [], saved: draft, lastKey: '' }
}

function stepped(history: History, step: Step): History {
  const { past, present, future, saved, lastKey } = history
  switch (step.kind) {
    case 'change': {
      const next = { ...present, ...step.patch }
      if (textOf(next) === textOf(present)) return { ...history, present: next }
      const key = Object.keys(step.patch).join()
      const isTyping = key === lastKey && (key === 'name' || key === 'headings')
      const kept = isTyping ? past : [...past, present].slice(-stepsKeptMax)
      return { past: kept, present: next, future: [], saved, lastKey: key }
    }
    case 'undo': {
      const before = past.at(-1)
      if (!before) return history
      return {
        ...history,
        past: past.slice(0, -1),
        present: before,
        future: [present, ...future],
        lastKey: '',
      }
    }
    case 'redo': {
      const [after, ...rest] = future
      if (!after) return history
      return { ...history, past: [...past, present], present: after, future: rest, lastKey: '' }
    }
    case 'discard':
      return beginAt(saved)
    case 'saved':
      return { ...history, saved: step.draft }
    default:
      return step satisfies never
  }
}

function textOf(draft: Draft): string {
  return JSON.stringify({ ...draft, when: withoutIds(draft.when) })
}
