import { neighbourId, popularMax } from '../../domain/recommend/evidence.ts'
import type { NeedEvidence, NeedProduct } from '../../domain/recommend/next-need-features.ts'
import { noRepeats } from '../../domain/recommend/next-need-learn.ts'
import { parseNeedParameters } from '../../domain/recommend/next-need-parse.ts'
import { type PastOrder, pastOrdersMax, tellingProducts } from '../../domain/recommend/next-need-past.ts'
import { startingNeedParameters, teachesNeeds, tuneNeeds } from '../../domain/recommend/next-need-tune.ts'
import { type Db, type HotDb, pastPrisma } from '../../store/database.server.ts'
import type { KnownBasket } from '../../store/learning.server.ts'
import { type Repeats, readRepeats, writeNeedTuning } from '../../store/next-needs.server.ts'
import { neighboursOf } from '../offers/neighbour-lists.ts'
import { rememberTaught, taughtOrders } from '../offers/next-need-memory.ts'
import { memoryOf } from '../offers/recommender-memory.ts'

// As with baskets: a few orders of a unit of work teach nine numbers of a whole shop enough.
const ordersPerUnitMax = 2

/**
 * Tunes what the shop expects of returning customers by orders that are about to be learned for the first time, of
 * customers whose earlier ones are in `before`: what is known without these orders is asked what comes next. At most two
 * orders of one unit of work do. What is known of products may be a second old.
 */
export async function tuneNeedsBy(
  db: Db,
  come: readonly KnownBasket[],
  before: readonly KnownBasket[],
): Promise<void> {
  const byCustomer = Map.groupBy(before, ({ customerId }) => customerId)
  const returning = come.flatMap((order) => {
    const past = pastOf(order, byCustomer.get(order.customerId) ?? [])
    return past.length > 0 ? [{ order, past }] : []
  })
  const step = Math.max(1, Math.ceil(returning.length / ordersPerUnitMax))
  // Where so many taught already that few still do, an order that does not needs no reading to know.
  const hot = pastPrisma(db)
  const seen = taughtOrders(hot.shop)
  const picked = returning.filter(({ order }, at) => at % step === 0 && teachesNeeds(order.orderId, seen))
  if (picked.length === 0) return
  const lines = picked.flatMap(({ past }) => past.flatMap((order) => order.lines))
  const boughtIds = [...new Set(lines.map(({ productId }) => productId))]
  const comeIds = come.map(({ orderId }) => orderId)
  const known = await readRepeats(hot, boughtIds, comeIds)
  const first = parseNeedParameters(known.parameters) ?? startingNeedParameters()
  rememberTaught(hot.shop, first.tuned)
  let tuned = first
  for (const { order, past } of picked)
    if (teachesNeeds(order.orderId, tuned.tuned))
      tuned = tuneNeeds(tuned, order.productIds, await evidenceOf(hot, known, past, order.atMs))
  if (tuned !== first) await writeNeedTuning(hot, tuned)
}

/** The customer's last orders before this one, of all theirs. */
function pastOf(order: KnownBasket, own: readonly KnownBasket[]): PastOrder[] {
  if (order.customerId === null) return []
  return own
    .filter(({ atMs }) => atMs < order.atMs)
    .sort((one, other) => other.atMs - one.atMs)
    .slice(0, pastOrdersMax)
    .map(({ atMs, productIds }) => ({
      atMs,
      lines: productIds.map((productId) => ({ productId, quantity: 1 })),
    }))
}

async function evidenceOf(
  db: HotDb,
  { shop, repeats, habits, learnedMs }: Repeats,
  orders: PastOrder[],
  nowMs: number,
): Promise<NeedEvidence> {
  const { facts, numbers, popular } = await memoryOf(db, shop)
  const neighbours = await neighboursOf(db, shop, tellingProducts(orders, nowMs), numbers)
  const near = [...neighbours.values()].flatMap((list) =>
    [...list.places].map((_, at) => neighbourId(list, at)),
  )
  const bought = orders.flatMap(({ lines }) => lines.map(({ productId }) => productId))
  const products = new Map<string, NeedProduct>()
  for (const id of [...bought, ...near, ...popular.slice(0, popularMax)]) {
    const known = facts.get(id)
    if (known) products.set(id, { slow: known.slow, fast: known.fast, repeats: repeats.get(id) ?? noRepeats })
  }
  return {
    nowMs,
    learnedMs: Math.min(learnedMs ?? nowMs, nowMs),
    orders,
    products,
    neighbours,
    popular,
    habits,
  }
}
