import { useCallback, useMemo, useReducer } from 'react'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'

/** A journey while it is written. Steps may be unfinished: then it cannot be saved. */
export interface JourneyDraft {
  name: string
  definition: JourneyDefinition
}

const stepsKeptMax = 100

interface History {
  past: JourneyDraft[]
  present: JourneyDraft
  future: JourneyDraft[]
  saved: JourneyDraft
  /** What the last change was to: typing on in one field is one change. */
  lastKey: string | undefined
}

type Act =
  | { kind: 'change'; make: (draft: JourneyDraft) => JourneyDraft; key: string | undefined }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'begin'; draft: JourneyDraft }
  | { kind: 'saved'; draft: JourneyDraft }

/** A draft with every change back and forth, and whether it differs from what was saved last. */
export function useJourneyDraft(initial: JourneyDraft) {
  const [{ past, present, future, saved }, act] = useReducer(acted, initial, beginAt)
  const isDirty = useMemo(() => textOf(present) !== textOf(saved), [present, saved])
  return {
    draft: present,
    saved,
    isDirty,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    /** Changes that follow each other under the same key are undone together. */
    change: useCallback(
      (make: (draft: JourneyDraft) => JourneyDraft, key?: string) => act({ kind: 'change', make, key }),
      [],
    ),
    undo: useCallback(() => act({ kind: 'undo' }), []),
    redo: useCallback(() => act({ kind: 'redo' }), []),
    /** Begins anew with what is saved. */
    begin: useCallback((draft: JourneyDraft) => act({ kind: 'begin', draft }), []),
    markSaved: useCallback((draft: JourneyDraft) => act({ kind: 'saved', draft }), []),
  }
}

function beginAt(draft: JourneyDraft): History {
  return { past: [], present: draft, future: [], saved: draft, lastKey: undefined }
}

function acted(history: History, act: Act): History {
  const { past, present, future } = history
  switch (act.kind) {
    case 'change': {
      const next = act.make(present)
      if (textOf(next) === textOf(present)) return history
      const isTyping = act.key !== undefined && act.key === history.lastKey
      const kept = isTyping ? past : [...past, present].slice(-stepsKeptMax)
      return { ...history, past: kept, present: next, future: [], lastKey: act.key }
    }
    case 'undo': {
      const before = past.at(-1)
      if (!before) return history
      return {
        ...history,
        past: past.slice(0, -1),
        present: before,
        future: [present, ...future],
        lastKey: undefined,
      }
    }
    case 'redo': {
      const [after, ...rest] = future
      if (!after) return history
      return { ...history, past: [...past, present], present: after, future: rest, lastKey: undefined }
    }
    case 'begin':
      return beginAt(act.draft)
    case 'saved':
      return { ...history, saved: act.draft }
    default:
      return act satisfies never
  }
}

function textOf(draft: JourneyDraft): string {
  return JSON.stringify(draft)
}
