import { isRepeatProduct, repeatEvidence } from '../recommend/next-need-again.ts'
import type { RepeatCounts } from '../recommend/next-need-learn.ts'
import { type Forecast, forecastOf } from './forecast.ts'
import { type NeedRhythms, needHistory } from './need-rhythms.ts'
import { dayOf } from './order-days.ts'
import { standingOf } from './standing.ts'

/** One purchase of a product: when, and how many pieces stayed with the customer. */
export interface Purchase {
  at: Date
  quantity: number
}

/**
 * When this customer needs this product again, from their purchases of it in any order, what is kept of the product
 * and what the shop taught. Nothing without a purchase up to `now`, and nothing for a product that nobody buys twice:
 * neither this customer, nor so many others that it can hardly be chance (`isRepeatProduct`). Purchases of one day (UTC)
 * are one. A gift is no purchase of one's own: who calls leaves it out.
 */
export function nextNeed(
  rhythms: NeedRhythms,
  purchases: readonly Purchase[],
  counts: RepeatCounts,
  now: Date,
): Forecast | undefined {
  const known = purchases
    .filter(({ at }) => at <= now)
    .map(({ at, quantity }) => ({ day: dayOf(at), quantity }))
  const history = needHistory({ purchases: known, counts }, rhythms)
  const last = history.days.at(-1)
  if (last === undefined) return undefined
  const gaps = history.days.length - 1
  if (gaps === 0 && !isRepeatProduct(repeatEvidence(counts))) return undefined
  const forecast = forecastOf(standingOf(history, rhythms.usual), rhythms, { day: last, gaps }, now)
  return { ...forecast, restsOn: { own: gaps, others: Math.max(0, counts.repeats) } }
}
