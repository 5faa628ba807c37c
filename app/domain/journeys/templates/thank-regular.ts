import type { JourneyDefinition } from '../journey.ts'
import { days, everybody, says, untilMorning } from './parts.ts'

/** Thanks to who has come for the fifth time, and a tag by which the shop knows its regulars. */
export const thankRegular: JourneyDefinition = {
  trigger: { kind: 'nth-order', number: 5, orLater: false },
  entry: everybody,
  reentry: { kind: 'never' },
  exits: { onOrder: false, onRefund: true },
  steps: [
    { kind: 'tag', id: 'regular', tag: 'regular', isAdded: true },
    days('a-day', 1),
    untilMorning('morning'),
    says('thanks', 'thank-regular', { topic: 'thanks', usefulness: 65, validDays: 14 }),
  ],
}
