import { alikeTo } from '../../domain/recommend/alike.ts'
import { type Candidates, candidatesOf } from '../../domain/recommend/candidates.ts'
import { basketOf, type Evidence } from '../../domain/recommend/evidence.ts'
import { type Recommended, recommend } from '../../domain/recommend/recommend.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type NeighbourList, neighboursOf } from './neighbour-lists.ts'
import { memoryOf, type ShopMemory } from './recommender-memory.ts'

/** A product that goes with a basket, and how many different customers had it with the product that draws it. */
export interface RecommendedProduct extends Recommended {
  customers: number
}

/** All that is known of one basket, as `recommend` and `tune` take it. */
export interface Look {
  evidence: Evidence
  candidates: Candidates
  memory: ShopMemory
  neighbours: Map<string, NeighbourList>
}

/**
 * What goes with a basket by all that the shop's orders taught, best first, at most `limit`. An order counts a second
 * after it was worked. Reads what this process does not remember of the shop; keeps nothing in the database.
 */
export async function recommendFor(
  db: HotDb,
  { shop, basketIds, now, limit }: { shop: string; basketIds: readonly string[]; now: Date; limit: number },
): Promise<RecommendedProduct[]> {
  const { evidence, candidates, memory, neighbours } = await lookAt(db, shop, basketIds, now)
  return recommend(basketIds, evidence, memory.parameters, candidates, limit).map((each) => ({
    ...each,
    customers: customersOf(each, neighbours, memory),
  }))
}

/** Gathers what is known of a basket: its own neighbours first, then those of what it draws most. */
export async function lookAt(
  db: HotDb,
  shop: string,
  basketIds: readonly string[],
  now: Date,
): Promise<Look> {
  const memory = await memoryOf(db, shop)
  const basket = basketOf(basketIds)
  const neighbours = await neighboursOf(db, shop, basket, memory.numbers)
  const evidence: Evidence = {
    nowMs: now.getTime(),
    allSlow: memory.allSlow,
    products: memory.facts,
    numbered: memory.numbers,
    neighbours,
    popular: memory.popular,
    alike: alikeTo(basket, memory.facts, memory.productsByWord),
  }
  const candidates = candidatesOf(basket, evidence)
  await neighboursOf(db, shop, candidates.coreIds, memory.numbers, neighbours)
  return { evidence, candidates, memory, neighbours }
}

function customersOf(
  { productId, why }: Recommended,
  neighbours: Map<string, NeighbourList>,
  { facts }: ShopMemory,
): number {
  if (why.kind !== 'together') return 0
  const list = neighbours.get(why.withProductId)
  return list?.buyers[list.places.indexOf(facts.get(productId)?.place ?? -1)] ?? 0
}
