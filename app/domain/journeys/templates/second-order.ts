import type { JourneyDefinition } from '../journey.ts'
import { days, everybody, says, untilMorning, whatFits } from './parts.ts'

/** An invitation to a second order, when most who come back have come back; without a discount, since few need one. */
export const secondOrder: JourneyDefinition = {
  trigger: { kind: 'nth-order', number: 1, orLater: false },
  entry: everybody,
  reentry: { kind: 'never' },
  exits: { onOrder: true, onRefund: true },
  steps: [
    days('a-month', 30),
    untilMorning('morning'),
    says('second-order', 'second-order', {
      topic: 'offers',
      usefulness: 50,
      validDays: 14,
      offer: whatFits,
    }),
  ],
}
