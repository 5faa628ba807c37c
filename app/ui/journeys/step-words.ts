import { allSteps } from '../../domain/journeys/plan.ts'
import type { Step } from '../../domain/journeys/steps.ts'
import type { Names } from '../conditions/words.ts'
import { plainOf } from './said.tsx'
import { stepUi } from './step-uis.ts'
import type { Lane } from './tree.ts'

/** A step as one sentence, without anything to press. */
export function stepWords(step: Step, names: Names): string {
  return plainOf(stepUi(step.kind).sentence(step, names))
}

/** Over which words a lane stands; nothing for the journey's own steps. */
export function laneWords(steps: readonly Step[], lane: Lane, names: Names): string | undefined {
  const holder = allSteps(steps).find(({ id }) => id === lane.stepId)
  return holder && (stepUi(holder.kind).lanes?.words(holder, lane.name, names) ?? lane.name)
}
