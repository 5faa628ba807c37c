import { hourMs, momentIn } from '../time-zone.ts'
import type { BudgetPolicy } from './policy.ts'

type QuietHours = Pick<BudgetPolicy, 'quietFromHour' | 'quietUntilHour'>

/** Every zone's clocks differ from UTC by a multiple of this, and jump on one. */
const quarterMs = hourMs / 4

/**
 * The first moment from `now` on at which messages may go, by the clocks of the zone: `now` itself outside the quiet
 * hours. Where clocks jump over the hour that ends them it is the moment after the jump. The zone must be one.
 */
export function endOfQuiet(quiet: QuietHours, timeZone: string, now: Date): Date {
  let at = now.getTime()
  // Whole hours first, but two short, as clocks may be put forward; then quarter by quarter to the very one.
  for (;;) {
    const { hour } = momentIn(new Date(at), timeZone)
    if (!isQuietHour(quiet, hour)) return new Date(at)
    const hoursLeft = (quiet.quietUntilHour - hour + 24) % 24
    const next = hoursLeft > 2 ? at + (hoursLeft - 2) * hourMs : at + quarterMs
    at = next - (next % quarterMs)
  }
}

/** They may go over midnight. */
function isQuietHour({ quietFromHour: from, quietUntilHour: until }: QuietHours, hour: number): boolean {
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}
