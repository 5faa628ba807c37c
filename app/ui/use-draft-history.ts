import { useCallback, useMemo, useReducer } from 'react'

const stepsKeptMax = 100

/** A draft with what it was before each change, and after each that was taken back. */
export interface DraftHistory<Draft> {
  past: Draft[]
  present: Draft
  future: Draft[]
  saved: Draft
  /** What the last change was to: typing on in one field is one change. */
  lastKey: string | undefined
}

/** What is done to a draft. */
export type DraftAct<Draft> =
  | { kind: 'change'; make: (draft: Draft) => Draft; key: string | undefined }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'begin'; draft: Draft }
  | { kind: 'saved'; draft: Draft }

/** A draft with every change back and forth, and whether it differs from what was saved last, by the text of both. */
export function useDraftHistory<Draft>(initial: Draft, textOf: (draft: Draft) => string) {
  const [{ past, present, future, saved }, act] = useReducer(
    (history: DraftHistory<Draft>, done: DraftAct<Draft>) => afterAct(history, done, textOf),
    initial,
    beginHistory<Draft>,
  )
  const isDirty = useMemo(() => textOf(present) !== textOf(saved), [present, saved, textOf])
  return {
    draft: present,
    saved,
    isDirty,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    /** Changes that follow each other under the same key are undone together. */
    change: useCallback(
      (make: (draft: Draft) => Draft, key?: string) => act({ kind: 'change', make, key }),
      [],
    ),
    undo: useCallback(() => act({ kind: 'undo' }), []),
    redo: useCallback(() => act({ kind: 'redo' }), []),
    /** Begins anew with what is saved. */
    begin: useCallback((draft: Draft) => act({ kind: 'begin', draft }), []),
    markSaved: useCallback((draft: Draft) => act({ kind: 'saved', draft }), []),
  }
}

/** The history of a draft that is opened. */
export function beginHistory<Draft>(draft: Draft): DraftHistory<Draft> {
  return { past: [], present: draft, future: [], saved: draft, lastKey: undefined }
}

/** The history after something was done; what changes nothing of the draft's text cannot be taken back. */
export function afterAct<Draft>(
  history: DraftHistory<Draft>,
  act: DraftAct<Draft>,
  textOf: (draft: Draft) => string,
): DraftHistory<Draft> {
  const { past, present, future, lastKey } = history
  switch (act.kind) {
    case 'change': {
      const next = act.make(present)
      if (textOf(next) === textOf(present)) return { ...history, present: next }
      const isTyping = act.key !== undefined && act.key === lastKey
      const kept = isTyping ? past : [...past, present].slice(-stepsKeptMax)
      return { ...history, past: kept, present: next, future: [], lastKey: act.key }
    }
    case 'undo': {
      const before = past.at(-1)
      if (before === undefined) return history
      const earlier = { past: past.slice(0, -1), present: before, future: [present, ...future] }
      return { ...history, ...earlier, lastKey: undefined }
    }
    case 'redo': {
      const [after, ...rest] = future
      if (after === undefined) return history
      return { ...history, past: [...past, present], present: after, future: rest, lastKey: undefined }
    }
    case 'begin':
      return beginHistory(act.draft)
    case 'saved':
      return { ...history, saved: act.draft }
    default:
      return act satisfies never
  }
}
