import type { JourneyDefinition } from '../journey.ts'
import { days, everybody, says, untilMorning } from './parts.ts'

/** Welcome after the first order, and how to use it once it has arrived. */
export const firstOrder: JourneyDefinition = {
  trigger: { kind: 'nth-order', number: 1, orLater: false },
  entry: everybody,
  reentry: { kind: 'never' },
  // A second order so soon is no reason to leave them alone with the first.
  exits: { onOrder: false, onRefund: true },
  steps: [
    { kind: 'wait', id: 'settle', for: { amount: 2, unit: 'hours' } },
    says('welcome', 'welcome', { topic: 'help', usefulness: 70, validDays: 5 }),
    {
      kind: 'wait-for',
      id: 'arrives',
      what: { kind: 'order-delivered' },
      limit: { amount: 12, unit: 'days' },
      happened: [days('unpack', 1)],
      ranOut: [],
    },
    untilMorning('morning'),
    says('how-to', 'how-to', { topic: 'help', usefulness: 80, validDays: 14 }),
  ],
}
