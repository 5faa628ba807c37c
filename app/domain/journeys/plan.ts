import type { Channel } from '../budget/channel.ts'
import type { Topic } from '../budget/topic.ts'
import type { JourneyDefinition, JourneyVersion } from './journey.ts'
import { lanesOf, type Step } from './steps.ts'

/** A version of a journey, ready to be walked: every step by its id, and what comes after it. */
export interface JourneyPlan extends JourneyVersion {
  /** Nothing where the journey has no steps. */
  first: string | undefined
  places: ReadonlyMap<string, Place>
  /** By which channels and on which topics it reaches anybody; empty where it never does. */
  reaches: readonly { channel: Channel; topic: Topic }[]
}

/** Where a step stands. */
export interface Place {
  step: Step
  /** In reading order, from 0. */
  at: number
  /** The step that comes after it, out of its lane where it is the last there; nothing at the end. */
  after: string | undefined
  /** The first step of each of its lanes; what comes after it where the lane is empty. */
  into: ReadonlyMap<string, string | undefined>
  /** The step that holds it and the lane there; nothing outside of any. */
  inside: { stepId: string; lane: string } | undefined
}

/** The plan of a published version. Made once for each version, which never changes. */
export function planOf(version: JourneyVersion): JourneyPlan {
  const places = new Map<string, Place>()
  const { steps } = version.definition
  setOut(steps, undefined, undefined, places)
  return { ...version, first: steps[0]?.id, places, reaches: reachesOf(version.definition) }
}

/** Every step of a definition, those inside lanes among them, in reading order. */
export function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...lanesOf(step).flatMap((lane) => allSteps(lane.steps))])
}

function setOut(
  steps: readonly Step[],
  afterLast: string | undefined,
  inside: Place['inside'],
  places: Map<string, Place>,
): void {
  for (const [number, step] of steps.entries()) {
    const after = steps[number + 1]?.id ?? afterLast
    const lanes = lanesOf(step)
    const into = new Map(lanes.map((lane) => [lane.name, lane.steps[0]?.id ?? after]))
    places.set(step.id, { step, at: places.size, after, into, inside })
    for (const lane of lanes) setOut(lane.steps, after, { stepId: step.id, lane: lane.name }, places)
  }
}

function reachesOf({ steps }: JourneyDefinition): JourneyPlan['reaches'] {
  return allSteps(steps).flatMap((step): { channel: Channel; topic: Topic }[] => {
    if (step.kind === 'offer') return [{ channel: 'page', topic: step.topic }]
    if (step.kind !== 'message') return []
    return step.channels.map((channel) => ({ channel, topic: step.topic }))
  })
}
