import { goesTogether, type Pair } from '../recommend/goes-together.ts'
import type { Why } from '../recommend/why.ts'
import { isShopifyId } from '../shopify-id.ts'
import type { Evidence, ProductId } from './reason.ts'

/** Where a candidate comes from, the source that is asked first at the front. */
export const sources = [
  'reminder',
  'pinned',
  'rule',
  'together',
  'next-need',
  'collection',
  'suggested',
  'alike',
  'popular',
] as const
export type Source = (typeof sources)[number]

/** A product that may be offered, with what speaks for it. `score` is 0 to 1 and compares within a source alone. */
export interface Candidate {
  productId: ProductId
  source: Source
  score: number
  evidence: Evidence
}

/** Something this customer bought and kept, in so many different orders. */
export interface Repeated {
  productId: ProductId
  times: number
  firstAt: Date
  lastAt: Date
}

// Half of the full score at ten customers: what many bought together is nearly certain, what three did is a start.
const customersOfHalf = 10
/** What the recommender names: how likely it is wanted next, why, and how many customers had it with what draws it. */
export interface Named {
  productId: ProductId
  chance: number
  why: Why
  customers: number
}

/**
 * What the shop's orders and its products' names say goes with the basket, by how likely it is. What merely sells well
 * is left to the fallbacks, which count it.
 */
export function recommended(named: readonly Named[]): Candidate[] {
  return named.flatMap(({ productId, chance, why, customers }): Candidate[] => {
    if (why.kind === 'popular') return []
    const withProductId = productIdOf(why.withProductId)
    if (!withProductId) return []
    return why.kind === 'together'
      ? [
          {
            productId,
            source: 'together',
            score: chance,
            evidence: { kind: 'bought-together', customers, withProductId },
          },
        ]
      : [{ productId, source: 'alike', score: chance, evidence: { kind: 'alike', withProductId } }]
  })
}

function productIdOf(id: string): ProductId | undefined {
  return isShopifyId('Product', id) ? id : undefined
}

/** What was bought together with the basket, each product once. */
export function complements(pairs: readonly Pair[]): Candidate[] {
  return goesTogether(pairs).map(({ productId, customers, drawnById }) => ({
    productId,
    source: 'together',
    score: customers / (customers + customersOfHalf),
    evidence: { kind: 'bought-together', customers, withProductId: drawnById },
  }))
}

/** Products in an order that somebody gave them: the first scores most. */
export function inOrder(
  productIds: readonly ProductId[],
  source: Source,
  evidenceOf: (productId: ProductId) => Evidence,
): Candidate[] {
  const unique = [...new Set(productIds)]
  return unique.map((productId, at) => ({
    productId,
    source,
    score: 1 - at / unique.length,
    evidence: evidenceOf(productId),
  }))
}

/** Each product once, by the candidate that comes first; the same whatever order they are given in. */
export function ranked(candidates: readonly Candidate[]): Candidate[] {
  const first = new Map<ProductId, Candidate>()
  for (const candidate of [...candidates].sort(byRank))
    if (!first.has(candidate.productId)) first.set(candidate.productId, candidate)
  return [...first.values()]
}

function byRank(one: Candidate, other: Candidate): number {
  const tier = sources.indexOf(one.source) - sources.indexOf(other.source)
  if (tier !== 0) return tier
  if (one.score !== other.score) return one.score > other.score ? -1 : 1
  return one.productId < other.productId ? -1 : one.productId > other.productId ? 1 : 0
}
