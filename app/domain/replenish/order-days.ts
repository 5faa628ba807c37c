import { dayMs } from '../time-zone.ts'

/** Of a customer with more days of orders the last ones are looked at. */
export const historyDaysMax = 60

/**
 * The days (UTC, counted since 1970) on which somebody ordered, each once, oldest first, at most the last
 * `historyDaysMax`: two orders of one day are one visit. Orders after `now` and dates that are none do not count.
 */
export function orderDays(ordersAt: readonly Date[], now: Date): number[] {
  const known = ordersAt.map(Number).filter((at) => Number.isFinite(at) && at <= now.getTime())
  return risingDays(known.map((at) => Math.floor(at / dayMs)))
}

/** Whole days, each once, rising, at most the last `historyDaysMax`; what is no number is left out. */
export function risingDays(days: readonly number[]): number[] {
  const whole = new Set(days.filter(Number.isFinite).map(Math.floor))
  return [...whole].sort((one, other) => one - other).slice(-historyDaysMax)
}

/** The day (UTC, counted since 1970) of a moment. */
export function dayOf(at: Date): number {
  return Math.floor(at.getTime() / dayMs)
}

/** How many days passed since the beginning of the day of the last order, with a fraction; never below 0. */
export function daysSince(lastDay: number, now: Date): number {
  return Math.max(0, now.getTime() / dayMs - lastDay)
}

/** The moment so many days after the beginning of a day. */
export function dateAfter(day: number, days: number): Date {
  return new Date(Math.round((day + days) * dayMs))
}
