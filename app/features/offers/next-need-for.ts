import type { Candidate } from '../../domain/offers/candidate.ts'
import { dueAgain } from '../../domain/offers/due-again.ts'
import type { ProductId } from '../../domain/offers/reason.ts'
import { type NextNeed, nextNeeds } from '../../domain/recommend/next-need.ts'
import type { NeedProduct } from '../../domain/recommend/next-need-features.ts'
import { noRepeats } from '../../domain/recommend/next-need-learn.ts'
import { parseNeedParameters } from '../../domain/recommend/next-need-parse.ts'
import { startingNeedParameters } from '../../domain/recommend/next-need-tune.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type Needs, readNeeds } from '../../store/next-needs.server.ts'
import type { Asking } from './gather-asking.ts'
import { memoryOf, type ShopMemory } from './recommender-memory.ts'

// Enough that some are left when many fell out.
const dueMax = 12

/**
 * What of their earlier orders the asker is due for again, best first; a gift to somebody else is not. One statement,
 * and none for a guest or for somebody who bought nothing but the basket.
 */
export async function dueFor(db: HotDb, asking: Asking, now: Date): Promise<Candidate[]> {
  const { known, question, recalled, wishes } = asking
  const basketIds = new Set(known.basket.map(({ id }) => id))
  const isAbout = (id: ProductId) => !basketIds.has(id) && !wishes.gifts.includes(id)
  const { customerId, orderId } = question
  if (!customerId || !known.bought.some(({ productId }) => isAbout(productId))) return []
  const needs = await readNeeds(db, { customerId, orderId })
  if (!needs) return []
  const due = dueAgain(expected(needs, await memoryOf(db, recalled.shop), now), now)
  return due.filter(({ productId }) => isAbout(productId)).slice(0, dueMax)
}

/**
 * What the customer may want next, best first. What goes with their earlier orders is not looked at: it would take as
 * many neighbours as the basket's once more, and changes little among products bought before.
 */
function expected(needs: Needs, memory: ShopMemory, now: Date): NextNeed[] {
  const nowMs = now.getTime()
  const parameters = parseNeedParameters(needs.parameters) ?? startingNeedParameters()
  return nextNeeds(
    {
      nowMs,
      learnedMs: Math.min(nowMs, needs.learnedMs ?? nowMs),
      orders: needs.orders,
      products: productsOf(needs, memory),
      neighbours: new Map(),
      popular: memory.popular,
      habits: needs.habits,
    },
    parameters,
  )
}

function productsOf({ orders, repeats }: Needs, { facts, popular }: ShopMemory): Map<string, NeedProduct> {
  const bought = orders.flatMap(({ lines }) => lines.map(({ productId }) => productId))
  const products = new Map<string, NeedProduct>()
  for (const id of [...popular, ...bought]) {
    const { slow, fast } = facts.get(id) ?? { slow: 0, fast: 0 }
    products.set(id, { slow, fast, repeats: repeats.get(id) ?? noRepeats })
  }
  return products
}
