import type { JourneyDefinition } from '../journey.ts'
import { days, everybody, says, untilMorning } from './parts.ts'

/** What people ask on the first day, after a week and after a month, answered before they do. */
export const answers: JourneyDefinition = {
  trigger: { kind: 'order-delivered' },
  entry: everybody,
  // Who buys often has asked before.
  reentry: { kind: 'after', days: 180 },
  exits: { onOrder: false, onRefund: true },
  steps: [
    days('first-day', 1),
    untilMorning('first-morning'),
    says('day-1', 'how-to', { topic: 'help', usefulness: 75, validDays: 4 }),
    days('first-week', 6),
    says('day-7', 'check-in', { topic: 'help', usefulness: 70, validDays: 10 }),
    days('first-month', 23),
    says('day-30', 'month-after', { topic: 'help', usefulness: 55, validDays: 14 }),
  ],
}
