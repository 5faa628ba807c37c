import { curveOf, dayOfShare, leftDaysOf } from './forecast.ts'
import { dateAfter, dayOf, orderDays } from './order-days.ts'
import type { Rhythms } from './rhythms.ts'
import { standingOf } from './standing.ts'

/** Whether a customer has been quiet for longer than is usual for them. */
export interface Quiet {
  isQuiet: boolean
  /** From when on they are, if no order comes before. */
  quietAt: Date
  /** Whole days since the day of the last order. */
  quietDays: number
  /** Of ten waits like theirs that end with an order, so long at most last nine (or as `usualShare` says). */
  usualDays: number
}

/** Nine of ten. */
export const usualShareStandard = 0.9
const usualShareLimits = { min: 0.5, max: 0.99 }

/**
 * Compares the time since the last order with what waits like this one usually take, when they end with an order at all.
 * Nothing for who ordered on fewer than two days: they have no rhythm yet. `usualShare` is kept between 0.5 and 0.99.
 * `quietAt` hangs on the orders only, not on `now`: it can be kept until the next order.
 */
export function quietFor(
  rhythms: Rhythms,
  ordersAt: readonly Date[],
  now: Date,
  usualShare = usualShareStandard,
): Quiet | undefined {
  const days = orderDays(ordersAt, now)
  const last = days.at(-1)
  if (last === undefined || days.length < 2) return undefined
  const standing = standingOf({ days }, rhythms.usual)
  const share = Math.min(usualShareLimits.max, Math.max(usualShareLimits.min, usualShare))
  const usual = dayOfShare(curveOf(standing, rhythms), share, 0, leftDaysOf(standing))
  const usualDays = Math.max(1, Math.round(usual))
  const quietAt = dateAfter(last, usualDays + 1)
  const quietDays = dayOf(now) - last
  return { isQuiet: now >= quietAt, quietAt, quietDays, usualDays }
}
