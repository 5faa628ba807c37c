import { examplesOf, tune } from '../../domain/recommend/tune.ts'
import type { LearnedBasket } from '../../domain/recommend/weight-changes.ts'
import { type Db, pastPrisma, shopOfUnit } from '../../store/database.server.ts'
import { writeTuning } from '../../store/recommender.server.ts'
import { lookAt } from '../offers/recommend-for.ts'
import { memoryOf } from '../offers/recommender-memory.ts'

// An import brings a thousand orders in one unit of work; two of them teach the weights of a whole shop enough.
const ordersPerUnitMax = 2

/**
 * Tunes the recommender to this shop by orders that are about to be learned for the first time: each hides one of its
 * products, and what is known without these orders is asked for it. At most two orders of one unit of work do, the first
 * and one from its middle. What is known may be a second old.
 */
export async function tuneBy(db: Db, come: readonly LearnedBasket[]): Promise<void> {
  const hot = pastPrisma(db)
  const shop = shopOfUnit(db)
  const memory = await memoryOf(hot, shop)
  let tuned = memory.parameters
  for (const order of spread(come)) {
    for (const example of examplesOf({ id: order.orderId, productIds: order.productIds }, tuned.tuned)) {
      const look = await lookAt(hot, shop, example.basketIds, new Date(order.atMs))
      tuned = tune(tuned, example, look.evidence, look.candidates)
    }
  }
  if (tuned === memory.parameters) return
  await writeTuning(hot, tuned)
  // The next unit of work goes on from here, though what is remembered is read again only after a second.
  memory.parameters = tuned
}

function spread(come: readonly LearnedBasket[]): LearnedBasket[] {
  const able = come.filter(({ productIds }) => productIds.length > 1)
  const step = Math.max(1, Math.ceil(able.length / ordersPerUnitMax))
  return able.filter((_, at) => at % step === 0)
}
