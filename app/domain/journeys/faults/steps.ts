import { momentAt } from '../../time-zone.ts'
import { earliestDays } from '../earliest.ts'
import type { FaultContext, Found } from '../fault.ts'
import type { JourneyDefinition } from '../journey.ts'
import { allSteps } from '../plan.ts'
import type { WaitForStep } from '../steps/wait-for.ts'
import { lanesOf, type Step } from '../steps.ts'
import { triggerKindOf } from '../triggers.ts'

const wholeShare = 100

/** What is wrong with single steps that say nothing to anybody: waits, splits, and where they stand. */
export function stepFaults(definition: JourneyDefinition, context: FaultContext, now: Date): Found[] {
  return [
    ...unreachable(definition.steps, new Set(earliestDays(definition.steps).keys())),
    ...allSteps(definition.steps).flatMap((step) => ownFaults(step, definition, context, now)),
  ]
}

/** The first step of each run that nobody comes to. */
function unreachable(steps: readonly Step[], reached: ReadonlySet<string>): Found[] {
  const first = steps.find(({ id }) => !reached.has(id))
  const inside = steps
    .filter(({ id }) => reached.has(id))
    .flatMap((step) => lanesOf(step).flatMap((lane) => unreachable(lane.steps, reached)))
  return first ? [...inside, { severity: 'warns', stepId: first.id, kind: 'unreachable-step' }] : inside
}

function ownFaults(
  step: Step,
  definition: JourneyDefinition,
  { timeZone }: FaultContext,
  now: Date,
): Found[] {
  const { id: stepId } = step
  switch (step.kind) {
    case 'split': {
      const sum = step.arms.reduce((shares, { share }) => shares + share, 0)
      return sum === wholeShare ? [] : [{ severity: 'blocks', stepId, kind: 'shares-not-hundred', sum }]
    }
    case 'wait-for':
      return awaitedFaults(step, definition)
    case 'wait-until': {
      const { until } = step
      const hasPassed = until.kind === 'date' && momentAt(until.date, until.hour, timeZone) <= now
      return hasPassed ? [{ severity: 'warns', stepId, kind: 'date-has-passed', date: until.date }] : []
    }
    default:
      return []
  }
}

/** What an exit ends cannot be waited for. */
function awaitedFaults(
  { id: stepId, what, happened }: WaitForStep<Step>,
  definition: JourneyDefinition,
): Found[] {
  const { exits, trigger } = definition
  const hasOrder = triggerKindOf(trigger).about !== 'customer'
  if (what.kind === 'order-delivered' && !hasOrder)
    return [{ severity: 'warns', stepId, kind: 'waits-for-no-order' }]
  const isExit = (what.kind === 'order-paid' && exits.onOrder) || (what.kind === 'refunded' && exits.onRefund)
  return isExit && happened.length > 0
    ? [{ severity: 'warns', stepId, kind: 'unreachable-lane', lane: 'happened' }]
    : []
}
