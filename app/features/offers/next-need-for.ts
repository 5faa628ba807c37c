import type { Candidate } from '../../domain/offers/candidate.ts'
import { dueAgain, mayBeDue } from '../../domain/offers/due-again.ts'
import { type NextNeed, nextNeeds } from '../../domain/recommend/next-need.ts'
import type { NeedProduct } from '../../domain/recommend/next-need-features.ts'
import { noRepeats } from '../../domain/recommend/next-need-learn.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type Needs, readNeeds } from '../../store/next-needs.server.ts'
import type { Asking } from './gather-asking.ts'
import { type NeedMemory, rememberedNeeds, rememberNeeds } from './next-need-memory.ts'
import { mayTellOfPast } from './offer-keys.ts'
import { memoryOf, type ShopMemory } from './recommender-memory.ts'

// Enough that some are left when many fell out.
const dueMax = 12

/**
 * What of their earlier orders the asker is due for again, best first; a gift to somebody else is not. At most one
 * statement, and none for a guest, where the past may not be told, or where by their dates nothing can be due.
 */
export async function dueFor(db: HotDb, asking: Asking, now: Date): Promise<Candidate[]> {
  const { known, question, recalled, wishes } = asking
  const leftOut = new Set([...known.basket.map(({ id }) => id), ...wishes.gifts])
  const bought = known.bought.filter(({ productId }) => !leftOut.has(productId))
  const { customerId, orderId } = question
  if (!customerId || bought.length === 0 || !mayTellOfPast(question)) return []
  const remembered = rememberedNeeds(recalled.shop)
  if (remembered && !mayBeDue(bought, (id) => remembered.afterDays.get(id), now)) return []
  const needs = await readNeeds(db, { customerId, orderId, withShop: !remembered })
  const memory = remembered ?? (needs.shop && rememberNeeds(recalled.shop, needs.shop))
  if (!memory || needs.orders.length === 0) return []
  const due = dueAgain(expected(needs, memory, await memoryOf(db, recalled.shop), now), now)
  return due.filter(({ productId }) => !leftOut.has(productId)).slice(0, dueMax)
}

/**
 * What the customer may want next, best first. What goes with their earlier orders is not looked at: it would take as
 * many neighbours as the basket's once more, and changes little among products bought before.
 */
function expected(
  needs: Needs,
  { habits, learnedMs, parameters }: NeedMemory,
  memory: ShopMemory,
  now: Date,
): NextNeed[] {
  const nowMs = now.getTime()
  const { popular } = memory
  const evidence = { nowMs, learnedMs: Math.min(nowMs, learnedMs ?? nowMs), popular, habits }
  const products = productsOf(needs, memory)
  return nextNeeds({ ...evidence, orders: needs.orders, products, neighbours: new Map() }, parameters)
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
