import { useCallback, useEffect, useRef, useState } from 'react'
import { postForm } from './post-form.ts'
import type { JourneyDraft } from './use-journey-draft.ts'

/** What `/app/journeys/save` answers. `revision` is what is saved now, also where it was saved by somebody else. */
export type SaveAnswer =
  | { kind: 'saved'; revision: number }
  | { kind: 'refused'; why: string; revision: number | undefined }

/** How the draft stands to what is saved. */
export type SavingState =
  | { kind: 'saved' | 'waiting' | 'saving' | 'unfinished' | 'failed' | 'changed-meanwhile' }
  | { kind: 'refused'; why: string }

type Trouble =
  | { kind: 'failed' }
  | { kind: 'changed-meanwhile'; revision: number | undefined }
  | { kind: 'refused'; why: string; draft: JourneyDraft }

const patienceMs = 700
const againMs = 5_000

/**
 * Saves the draft a moment after each change, one saving at a time, and again every few seconds while the app cannot be
 * reached. What somebody else saved meanwhile is never written over: that waits for the merchant's word.
 */
export function useAutosave(
  { id, revision }: { id: string; revision: number },
  {
    draft,
    isDirty,
    markSaved,
  }: { draft: JourneyDraft; isDirty: boolean; markSaved: (draft: JourneyDraft) => void },
  isWhole: boolean,
) {
  const known = useRef(revision)
  const [trouble, setTrouble] = useState<Trouble>()
  const [isSaving, setSaving] = useState(false)
  const save = useCallback(
    async (written: JourneyDraft) => {
      setSaving(true)
      const answer = await postForm<SaveAnswer>('/app/journeys/save', {
        id,
        name: written.name,
        definition: JSON.stringify(written.definition),
        revision: String(known.current),
      })
      setSaving(false)
      const found = troubleIn(answer, written)
      setTrouble(found)
      if (answer?.kind !== 'saved') return false
      known.current = answer.revision
      markSaved(written)
      return true
    },
    [id, markSaved],
  )
  const isHeld =
    trouble?.kind === 'changed-meanwhile' || (trouble?.kind === 'refused' && trouble.draft === draft)
  const waitMs = trouble?.kind === 'failed' ? againMs : patienceMs
  useEffect(() => {
    if (!isDirty || !isWhole || isSaving || isHeld) return
    const timer = setTimeout(save, waitMs, draft)
    return () => clearTimeout(timer)
  }, [isDirty, isWhole, isSaving, isHeld, waitMs, draft, save])
  return {
    state: stateOf({ isDirty, isWhole, isSaving, trouble }),
    /** Saves at once, where that can be; whether nothing is unsaved afterwards. */
    saveNow: async () => !isDirty || (isWhole && !isHeld && (await save(draft))),
    /** Saves over what somebody else saved meanwhile. */
    saveMine: () => {
      if (trouble?.kind !== 'changed-meanwhile' || trouble.revision === undefined) return
      known.current = trouble.revision
      setTrouble(undefined)
      save(draft)
    },
  }
}

function troubleIn(answer: SaveAnswer | undefined, draft: JourneyDraft): Trouble | undefined {
  if (!answer) return { kind: 'failed' }
  if (answer.kind === 'saved') return undefined
  const { why, revision } = answer
  return why === 'changed-meanwhile' ? { kind: why, revision } : { kind: 'refused', why, draft }
}

function stateOf({
  isDirty,
  isWhole,
  isSaving,
  trouble,
}: {
  isDirty: boolean
  isWhole: boolean
  isSaving: boolean
  trouble: Trouble | undefined
}): SavingState {
  if (trouble?.kind === 'changed-meanwhile') return { kind: 'changed-meanwhile' }
  if (isSaving) return { kind: 'saving' }
  if (!isDirty) return { kind: 'saved' }
  if (!isWhole) return { kind: 'unfinished' }
  if (trouble?.kind === 'failed') return { kind: 'failed' }
  return trouble ? { kind: 'refused', why: trouble.why } : { kind: 'waiting' }
}
