import { circleOf } from './circles.ts'
import type { Fault, FaultContext, Found } from './fault.ts'
import { conditionFaults } from './faults/conditions.ts'
import { stepFaults } from './faults/steps.ts'
import { touchFaults } from './faults/touches.ts'
import type { JourneyDefinition } from './journey.ts'
import { allSteps } from './plan.ts'
import { kindOf } from './steps.ts'

/** All that is wrong with a journey, what blocks first, then in reading order. The same again says the same. */
export function faultsOf(definition: JourneyDefinition, context: FaultContext, now: Date): Fault[] {
  const found: Found[] = [
    ...wholeFaults(definition, context),
    ...conditionFaults(definition),
    ...stepFaults(definition, context, now),
    ...touchFaults(definition, context),
  ]
  const order = new Map(allSteps(definition.steps).map(({ id }, at) => [id, at]))
  const place = ({ severity, stepId }: Fault): number =>
    (severity === 'blocks' ? 0 : order.size + 1) + (stepId === undefined ? 0 : 1 + (order.get(stepId) ?? 0))
  return found.map((fault) => ({ stepId: undefined, ...fault })).sort((a, b) => place(a) - place(b))
}

function wholeFaults(definition: JourneyDefinition, context: FaultContext): Found[] {
  const steps = allSteps(definition.steps)
  if (steps.length === 0) return [{ severity: 'blocks', kind: 'empty' }]
  const isIdle = !steps.some((step) => kindOf(step).doesSomething)
  return [
    ...(isIdle ? [{ severity: 'warns' as const, kind: 'nothing-happens' as const }] : []),
    ...circleFaults(definition, context),
  ]
}

/** A circle goes on for ever only where nobody in it is let in once, or seldom. */
function circleFaults(definition: JourneyDefinition, { journeyId, name, others }: FaultContext): Found[] {
  const circle = circleOf({ journeyId, name, definition }, others)
  if (!circle) return []
  const isEndless = circle.every((each) => each.definition.reentry.kind === 'always')
  const through = circle.map((each) => ({ journeyId: each.journeyId, name: each.name }))
  return [{ severity: isEndless ? 'blocks' : 'warns', kind: 'begins-itself', through }]
}
