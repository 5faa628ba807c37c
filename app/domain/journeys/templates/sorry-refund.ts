import type { JourneyDefinition } from '../journey.ts'
import { days, everybody, says, untilMorning } from './parts.ts'

/** An apology after a refund, a day later, with no offer in it. */
export const sorryRefund: JourneyDefinition = {
  trigger: { kind: 'refund' },
  entry: everybody,
  reentry: { kind: 'after', days: 90 },
  // Bought again: it cannot have been that bad.
  exits: { onOrder: true, onRefund: false },
  steps: [
    days('a-day', 1),
    untilMorning('morning'),
    says('sorry', 'sorry-refund', { topic: 'help', usefulness: 90, validDays: 7 }),
  ],
}
