import type { JourneyDefinition } from '../journey.ts'
import { everybody, says } from './parts.ts'

/** Wishes on the birthday of who told it. */
export const birthdayWishes: JourneyDefinition = {
  trigger: { kind: 'birthday', daysBefore: 0 },
  entry: everybody,
  // A birthday that is corrected does not come twice in a year.
  reentry: { kind: 'after', days: 300 },
  exits: { onOrder: false, onRefund: false },
  steps: [says('wishes', 'birthday', { topic: 'thanks', usefulness: 75, validDays: 2 })],
}
