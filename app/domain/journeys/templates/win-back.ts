import type { JourneyDefinition } from '../journey.ts'
import { days, says, untilMorning, whatFits } from './parts.ts'

/** A word to regulars who have been quiet for longer than usual; a second one a month later, and then peace. */
export const winBack: JourneyDefinition = {
  trigger: { kind: 'quiet' },
  entry: { kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 2 } },
  reentry: { kind: 'after', days: 180 },
  exits: { onOrder: true, onRefund: true },
  steps: [
    untilMorning('morning'),
    says('missed', 'we-miss-you', { topic: 'offers', usefulness: 60, validDays: 14, offer: whatFits }),
    days('a-month', 30),
    untilMorning('later-morning'),
    says('missed-again', 'we-miss-you', {
      topic: 'offers',
      usefulness: 40,
      validDays: 14,
      offer: whatFits,
    }),
  ],
}
