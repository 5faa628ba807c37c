import type { Presence, PriceBandName } from '../../domain/conditions/condition.ts'
import { presenceOf } from '../../domain/conditions/presence.ts'
import { type PriceRange, priceBandOf } from '../../domain/conditions/price-band.ts'
import type { Need, Predicted } from '../../domain/journeys/facts.ts'
import { noRepeats, type RepeatCounts } from '../../domain/recommend/next-need-learn.ts'
import type { NeedRhythms } from '../../domain/replenish/need-rhythms.ts'
import { nextNeed } from '../../domain/replenish/next-need.ts'
import { nextOrder } from '../../domain/replenish/next-order.ts'
import { quietFor } from '../../domain/replenish/quiet.ts'
import type { Rhythms } from '../../domain/replenish/rhythms.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { Purchases } from '../../store/rhythms.server.ts'

const needsMax = 30

/** What the shop's past taught. */
export interface ShopRhythms {
  orders: Rhythms
  needs: NeedRhythms
  prices: PriceRange | undefined
}

/** What is expected of a customer, as triggers and conditions ask. */
export interface Expected extends Predicted {
  daysToNextOrder: number | undefined
  presence: Presence | undefined
  priceBand: PriceBandName | undefined
}

/** Of somebody of whom nothing can be said. */
export const nothingExpected: Expected = {
  quietAt: undefined,
  needs: [],
  daysToNextOrder: undefined,
  presence: undefined,
  priceBand: undefined,
}

/** A customer's own past, and how all customers come back for what they bought. */
export interface OwnPast {
  purchases: Pick<Purchases, 'orderedAt' | 'lines'>
  counts: ReadonlyMap<string, RepeatCounts>
}

/**
 * What is expected of a customer by their own past and the shop's. A need and being quiet hang on what was bought alone
 * and not on `now`, so that a day that was foreseen does not run away from whoever waits for it. Pure.
 */
export function foresee({ purchases, counts }: OwnPast, rhythms: ShopRhythms, now: Date): Expected {
  const { orderedAt, lines } = purchases
  const next = nextOrder(rhythms.orders, orderedAt, now)
  const quietAt = quietFor(rhythms.orders, orderedAt, now)?.quietAt
  const known = { quietAt, leftProbability: next?.leftProbability }
  return {
    quietAt,
    needs: needsOf(lines, (productId, own) => {
      return nextNeed(rhythms.needs, own, counts.get(productId) ?? noRepeats, now)?.everyDays
    }),
    daysToNextOrder: next && Math.max(0, Math.round((next.dueAt.getTime() - now.getTime()) / dayMs)),
    presence: presenceOf(known, now),
    priceBand: priceBandOf(
      lines.map(({ priceMinor }) => priceMinor),
      rhythms.prices,
    ),
  }
}

/**
 * When a customer will need what they bought again, counted from their latest order of it; `lines` begin with the latest.
 * `everyDays` says how long one purchase of a product lasts them, from all of theirs.
 */
export function needsOf(
  lines: Purchases['lines'],
  everyDays: (productId: string, lines: Purchases['lines']) => number | undefined,
): Need[] {
  const byProduct = Map.groupBy(lines, ({ productId }) => productId)
  return [...byProduct].slice(0, needsMax).flatMap(([productId, own]) => {
    const [last] = own
    const days = everyDays(productId, own)
    if (!last || days === undefined) return []
    return [{ productId, dueAt: new Date(last.at.getTime() + days * dayMs), orderId: last.orderId }]
  })
}
