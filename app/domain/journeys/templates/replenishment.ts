import type { JourneyDefinition } from '../journey.ts'
import { days, everybody, says, untilMorning } from './parts.ts'

/** A reminder shortly before something runs out, and a second one if it was not needed yet. */
export const replenishment: JourneyDefinition = {
  trigger: { kind: 'replenishment-due', productId: undefined, leadDays: 4 },
  entry: everybody,
  reentry: { kind: 'after', days: 10 },
  exits: { onOrder: true, onRefund: true },
  steps: [
    untilMorning('morning'),
    says('running-out', 'running-out', { topic: 'reminders', usefulness: 85, validDays: 8 }),
    days('ten-days', 10),
    says('still-there', 'running-out', { topic: 'reminders', usefulness: 40, validDays: 7 }),
  ],
}
