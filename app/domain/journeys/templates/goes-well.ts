import type { JourneyDefinition } from '../journey.ts'
import { days, everybody, says, untilMorning, whatFits } from './parts.ts'

/** What goes well with what they bought, once they have had time to like it. */
export const goesWell: JourneyDefinition = {
  trigger: { kind: 'order-delivered' },
  entry: everybody,
  reentry: { kind: 'after', days: 60 },
  exits: { onOrder: true, onRefund: true },
  steps: [
    days('enjoy', 12),
    untilMorning('morning'),
    says('goes-well', 'goes-well', { topic: 'offers', usefulness: 45, validDays: 14, offer: whatFits }),
  ],
}
