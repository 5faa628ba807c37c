import { isRecord, wholeIn, wordIn } from '../json-fields.ts'
import { dayMs, daysLater, hourMs } from '../time-zone.ts'

/** How long: days are those of a calendar, so that the time of day stays what it was. */
export interface Duration {
  amount: number
  unit: (typeof durationUnits)[number]
}

export const durationUnits = ['minutes', 'hours', 'days'] as const

/** The longest a step may wait. */
export const waitDaysMax = 400

const unitMs: Record<Duration['unit'], number> = { minutes: 60_000, hours: hourMs, days: dayMs }

/** The duration that JSON says: whole, at least one, at most `waitDaysMax` days; nothing where it is none. */
export function parseDuration(json: unknown): Duration | undefined {
  if (!isRecord(json)) return undefined
  const unit = wordIn(durationUnits, json.unit)
  const amount = wholeIn(json.amount)
  if (!unit || amount === undefined || amount < 1) return undefined
  return amount * unitMs[unit] <= waitDaysMax * dayMs ? { amount, unit } : undefined
}

/** When it is over, by the clocks of the zone. */
export function endOf({ amount, unit }: Duration, since: Date, timeZone: string): Date {
  if (unit === 'days') return daysLater(since, amount, timeZone)
  return new Date(since.getTime() + amount * unitMs[unit])
}

/** How many days it is, as a fraction. */
export function daysOf({ amount, unit }: Duration): number {
  return (amount * unitMs[unit]) / dayMs
}
