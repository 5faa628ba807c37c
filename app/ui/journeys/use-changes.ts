import { useAppBridge } from '@shopify/app-bridge-react'
import { useRef, useState } from 'react'
import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import type { Step } from '../../domain/journeys/steps.ts'
import type { Names } from '../conditions/words.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import type { Chosen } from './editing.ts'
import { stepUi } from './step-uis.ts'
import { laneWords, stepWords } from './step-words.ts'
import * as tree from './tree.ts'
import type { useJourneyDraft } from './use-journey-draft.ts'

const texts = journeyEditor.steps

/** What a merchant does to the steps; each is said to who hears the page, and can be undone. */
export function useChanges(
  {
    draft: { definition },
    change: changeDraft,
    undo,
  }: Pick<ReturnType<typeof useJourneyDraft>, 'draft' | 'change' | 'undo'>,
  choose: (chosen: Chosen | undefined, field?: string) => void,
  names: Names,
) {
  const shopify = useAppBridge()
  const [said, setSaid] = useState('')
  const landed = useRef<string>()
  const { steps } = definition
  const change = (patch: Partial<JourneyDefinition>, key?: string) =>
    changeDraft((draft) => ({ ...draft, definition: { ...draft.definition, ...patch } }), key)
  const changeSteps = (make: (steps: readonly Step[]) => Step[], key?: string) =>
    changeDraft(
      (draft) => ({ ...draft, definition: tree.withSteps(draft.definition, make(draft.definition.steps)) }),
      key,
    )
  return {
    said,
    landed,
    change,
    changeStep: (next: Step) => {
      const before = allSteps(steps).find(({ id }) => id === next.id)
      changeSteps((all) => tree.changeStep(all, next), before && typingKey(before, next))
    },
    add: (kind: Step['kind'], spot: tree.Spot) => {
      const step = stepUi(kind).blank(newStepId())
      changeSteps((all) => tree.insertStep(all, spot, step))
      choose({ kind: 'step', id: step.id })
      setSaid(texts.added(stepWords(step, names)))
    },
    move: (id: string, spot: tree.Spot) => {
      const moved = tree.moveStep(steps, id, spot)
      landed.current = isSameLane(steps, moved, id) ? undefined : id
      changeSteps((all) => tree.moveStep(all, id, spot))
      setSaid(placeWords(moved, id, names))
    },
    remove: (id: string) => {
      const step = allSteps(steps).find((each) => each.id === id)
      if (!step) return
      const inside = allSteps([step]).length - 1
      const name = stepWords(step, names).replace(/\.$/, '')
      const text = inside > 0 ? texts.removedWith(name, inside) : texts.removed(name)
      changeSteps((all) => tree.removeStep(all, id))
      choose(undefined)
      setSaid(text)
      shopify.toast.show(text, { action: journeyEditor.undo, onAction: undo, duration: undoMs })
    },
  }
}

const undoMs = 10_000

/** In another lane a step is drawn anew, and whoever works with the keyboard would lose it. */
function isSameLane(before: readonly Step[], after: readonly Step[], id: string): boolean {
  const [from, to] = [tree.spotOf(before, id), tree.spotOf(after, id)]
  return from !== undefined && to !== undefined && tree.laneKey(from) === tree.laneKey(to)
}

/** Its own in every version there was and will be. */
function newStepId(): string {
  return crypto.randomUUID().slice(0, 13)
}

/** Typing on in one text is one change. */
function typingKey(before: Step, next: Step): string | undefined {
  const then: Record<string, unknown> = { ...before }
  const changed = Object.entries(next).filter(([name, value]) => then[name] !== value)
  const isText = changed.every(([name, value]) => typeof value === 'string' || name === 'texts')
  return isText ? `${next.id} ${changed.map(([name]) => name).join()}` : undefined
}

/** Where a step stands after it was moved: "Wait 3 days. is now number 2 of 4." */
function placeWords(steps: readonly Step[], id: string, names: Names): string {
  const spot = tree.spotOf(steps, id)
  const row = spot && tree.stepsIn(steps, spot)
  const step = row?.[spot?.at ?? -1]
  if (!spot || !row || !step) return ''
  const name = `“${stepWords(step, names).replace(/\.$/, '')}”`
  const lane = laneWords(steps, spot, names)
  return lane === undefined
    ? texts.moved(name, spot.at + 1, row.length)
    : texts.movedTo(name, spot.at + 1, lane)
}
