import { type Forecast, forecastOf } from './forecast.ts'
import { orderDays } from './order-days.ts'
import type { Rhythms } from './rhythms.ts'
import { standingOf } from './standing.ts'

/**
 * When this customer orders anything again, from the moments of their orders in any order; those after `now` do not
 * count, and several of one day (UTC) are one. Nothing without an order, and nothing after a first one in a shop where
 * nobody came back yet: then there is nothing to go by. The same input gives the same answer.
 */
export function nextOrder(rhythms: Rhythms, ordersAt: readonly Date[], now: Date): Forecast | undefined {
  const days = orderDays(ordersAt, now)
  const last = days.at(-1)
  if (last === undefined || (days.length < 2 && rhythms.repeats === 0)) return undefined
  const standing = standingOf({ days }, rhythms.usual)
  return forecastOf(standing, rhythms, { day: last, gaps: days.length - 1 }, now)
}
