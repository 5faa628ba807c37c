import { useCallback } from 'react'
import { withoutIds } from '../conditions/query.ts'
import { useDraftHistory } from '../use-draft-history.ts'
import type { Draft } from './draft.ts'

/** The draft of a rule with every change back and forth. */
export function useDraft(initial: Draft) {
  const { change, begin, saved, ...history } = useDraftHistory<Draft>(initial, textOf)
  return {
    ...history,
    change: useCallback((patch: Partial<Draft>) => change(patched(patch), typedIn(patch)), [change]),
    discard: useCallback(() => begin(saved), [begin, saved]),
  }
}

const patched = (patch: Partial<Draft>) => (draft: Draft) => ({ ...draft, ...patch })

/** The field of text that was typed in, if that is all. */
function typedIn(patch: Partial<Draft>): string | undefined {
  const fields = Object.keys(patch).join()
  return fields === 'name' || fields === 'headings' ? fields : undefined
}

function textOf(draft: Draft): string {
  return JSON.stringify({ ...draft, when: withoutIds(draft.when) })
}
