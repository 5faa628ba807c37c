// A thread of its own: learning takes seconds, and a process that works walks must not stand still for them.
import { parentPort, workerData } from 'node:worker_threads'
import { priceRangeOf } from '../../domain/conditions/price-band.ts'
import { isRepeatProduct, repeatEvidence } from '../../domain/recommend/next-need-again.ts'
import type { RepeatCounts } from '../../domain/recommend/next-need-learn.ts'
import { learnNeedRhythms, type ProductPast } from '../../domain/replenish/need-rhythms.ts'
import { dayOf } from '../../domain/replenish/order-days.ts'
import { learnRhythms } from '../../domain/replenish/rhythms.ts'
import type { Purchases } from '../../store/rhythms.server.ts'
import type { ShopRhythms } from './foresee.ts'

/** What a shop's past has to teach. */
export interface Lesson {
  /** The whole UTC day since 1970 that has not ended. */
  today: number
  customers: Purchases[]
  counts: [productId: string, RepeatCounts][]
  /** Prices at which it sold. */
  sold: number[]
}

function learn({ today, customers, counts, sold }: Lesson): ShopRhythms {
  return {
    orders: learnRhythms(
      customers.map(({ orderedAt }) => orderedAt.map(dayOf)),
      today,
    ),
    needs: learnNeedRhythms(productPasts(customers, new Map(counts)), today),
    prices: priceRangeOf(sold),
  }
}

/** Each customer's purchases of each product that customers come back for. */
function productPasts(
  customers: readonly Purchases[],
  counts: ReadonlyMap<string, RepeatCounts>,
): ProductPast[] {
  return customers.flatMap(({ lines }) => {
    const byProduct = Map.groupBy(lines, ({ productId }) => productId)
    return [...byProduct].flatMap(([productId, bought]) => {
      const kept = counts.get(productId)
      if (!kept || !isRepeatProduct(repeatEvidence(kept))) return []
      return [{ purchases: bought.map(({ at, quantity }) => ({ day: dayOf(at), quantity })), counts: kept }]
    })
  })
}

parentPort?.postMessage(learn(workerData as Lesson)) // From learn-rhythms.ts, in this same process.
