import type { JourneyDefinition } from '../../domain/journeys/journey.ts'
import { allSteps } from '../../domain/journeys/plan.ts'
import { lanesOf, type Step } from '../../domain/journeys/steps.ts'
import { stepUi } from './step-uis.ts'

/** A row of steps: the journey's own, or a lane of a step. */
export interface Lane {
  /** The step that holds it; nothing for the journey's own. */
  stepId: string | undefined
  name: string
}

/** Where a step stands, or is to stand: before the step that is there now. */
export interface Spot extends Lane {
  at: number
}

/** The journey's own row. */
export const trunk: Lane = { stepId: undefined, name: '' }

/** A lane in one word, as the browser needs it. */
export function laneKey({ stepId, name }: Lane): string {
  return stepId === undefined ? 'trunk' : `${stepId}/${name}`
}

/** The steps of a lane; nothing where there is none of the name. */
export function stepsIn(steps: readonly Step[], lane: Lane): readonly Step[] | undefined {
  if (lane.stepId === undefined) return steps
  const holder = allSteps(steps).find(({ id }) => id === lane.stepId)
  return holder && lanesOf(holder).find(({ name }) => name === lane.name)?.steps
}

/** Where a step stands; nothing where there is none of the id. */
export function spotOf(steps: readonly Step[], id: string): Spot | undefined {
  return seek(steps, trunk, id)
}

function seek(steps: readonly Step[], lane: Lane, id: string): Spot | undefined {
  const at = steps.findIndex((step) => step.id === id)
  if (at >= 0) return { ...lane, at }
  for (const step of steps)
    for (const inner of lanesOf(step)) {
      const found = seek(inner.steps, { stepId: step.id, name: inner.name }, id)
      if (found) return found
    }
  return undefined
}

/** The steps with those of one lane changed. */
function withLane(
  steps: readonly Step[],
  lane: Lane,
  change: (steps: readonly Step[]) => readonly Step[],
): Step[] {
  if (lane.stepId === undefined) return [...change(steps)]
  return steps.map((step) => {
    const { lanes } = stepUi(step.kind)
    if (!lanes) return step
    return lanesOf(step).reduce((changed, { name, steps: inner }) => {
      const isIt = step.id === lane.stepId && name === lane.name
      const next = isIt ? [...change(inner)] : withLane(inner, lane, change)
      return lanes.withSteps(changed, name, next)
    }, step)
  })
}

/** The steps with one put in. */
export function insertStep(steps: readonly Step[], { at, ...lane }: Spot, step: Step): Step[] {
  return withLane(steps, lane, (row) => row.toSpliced(at, 0, step))
}

/** The steps with one changed; it keeps its id. */
export function changeStep(steps: readonly Step[], next: Step): Step[] {
  const spot = spotOf(steps, next.id)
  if (!spot) return [...steps]
  return withLane(steps, spot, (row) => row.map((step) => (step.id === next.id ? next : step)))
}

/** The steps without one, and without those inside it. */
export function removeStep(steps: readonly Step[], id: string): Step[] {
  const spot = spotOf(steps, id)
  return spot ? withLane(steps, spot, (row) => row.filter((step) => step.id !== id)) : [...steps]
}

/**
 * The steps with one moved before the step that stands at a spot now. Into itself, or to where there is nothing, it
 * does not move.
 */
export function moveStep(steps: readonly Step[], id: string, to: Spot): Step[] {
  const from = spotOf(steps, id)
  const step = from && stepsIn(steps, from)?.[from.at]
  if (!step || allSteps([step]).some((inside) => inside.id === to.stepId)) return [...steps]
  const before = stepsIn(steps, to)?.[to.at]
  if (!stepsIn(steps, to) || before?.id === id) return [...steps]
  const without = removeStep(steps, id)
  const at = before ? (spotOf(without, before.id)?.at ?? 0) : (stepsIn(without, to)?.length ?? 0)
  return insertStep(without, { ...to, at }, step)
}

/** Where a step goes one place up or down in its lane, and at its end out of it; nothing where it cannot. */
export function neighbourSpot(steps: readonly Step[], id: string, by: -1 | 1): Spot | undefined {
  const from = spotOf(steps, id)
  const row = from && stepsIn(steps, from)
  if (!from || !row) return undefined
  const at = from.at + by
  if (at >= 0 && at < row.length) return { ...from, at: by === 1 ? at + 1 : at }
  const holder = from.stepId === undefined ? undefined : spotOf(steps, from.stepId)
  return holder && { ...holder, at: by === 1 ? holder.at + 1 : holder.at }
}

/** The other lanes that a step can go into, as they stand from top to bottom: none of its own, none inside itself. */
export function lanesFor(steps: readonly Step[], id: string): Lane[] {
  const from = spotOf(steps, id)
  const own = from && stepsIn(steps, from)?.[from.at]
  if (!from || !own) return []
  const inside = new Set(allSteps([own]).map((step) => step.id))
  const held = allSteps(steps).flatMap((step) =>
    inside.has(step.id) ? [] : lanesOf(step).map(({ name }) => ({ stepId: step.id, name })),
  )
  return [trunk, ...held].filter((lane) => laneKey(lane) !== laneKey(from))
}

/** The definition with other steps. */
export function withSteps(definition: JourneyDefinition, steps: Step[]): JourneyDefinition {
  return { ...definition, steps }
}
