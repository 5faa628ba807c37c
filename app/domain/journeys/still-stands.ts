import type { JourneyFacts } from './facts.ts'
import type { StillDue } from './trigger-kind.ts'

/** Due as long as the order that began it is there and was not cancelled. */
export function whileOrderStands({ order }: JourneyFacts): StillDue {
  return !order || order.cancelledAt ? { kind: 'no-longer' } : { kind: 'due' }
}
