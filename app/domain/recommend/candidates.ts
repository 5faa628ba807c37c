import { basketOf, coreMax, type Evidence, neighbourId, neighboursMax, togetherMax } from './evidence.ts'
import { asOf } from './weights.ts'

/** What may be recommended, before what speaks for it is weighed. */
export interface Candidates {
  /** Not in the basket, strongest first; then what is alike, then what is popular. */
  productIds: string[]
  /** The first of them: their neighbours are needed by `recommend`. */
  coreIds: string[]
}

/** Exponents of the asymmetric cosine (Aiolli, RecSys 2013): of the product in the basket, and of the candidate. */
const basketExponent = 0.7
const candidateExponent = 0.3

/**
 * How much a pair means: its weight over those of both products, as of now. The 1 holds back what was hardly seen.
 * `asymmetric(n, a, b)` with the root already taken: see `basketRoot` and `candidateRoot`.
 */
export function asymmetric(pair: number, basketRoot: number, candidateRoot: number): number {
  return pair / (basketRoot * candidateRoot + 1)
}

export function basketRoot(weight: number): number {
  return Math.max(0, weight) ** basketExponent
}

export function candidateRoot(weight: number): number {
  return Math.max(0, weight) ** candidateExponent
}

/** A candidate that one product in the basket draws strongly is worth more than one drawn weakly by several. */
export function support(strength: number): number {
  return strength * Math.sqrt(strength)
}

/** The first look at a basket, from the neighbours of its own products. The same evidence gives the same answer. */
export function candidatesOf(basketIds: readonly string[], evidence: Evidence): Candidates {
  const basket = basketOf(basketIds)
  const excluded = new Set(basketIds)
  const drawn = drawnBy(basket, excluded, evidence)
  const weight = (id: string) => evidence.products.get(id)?.slow ?? 0
  const together = [...drawn]
    .sort(([one, a], [other, b]) => b - a || weight(other) - weight(one) || (one < other ? -1 : 1))
    .slice(0, togetherMax)
    .map(([id]) => id)
  const others = [...evidence.alike, ...evidence.popular].filter(
    (id) => !excluded.has(id) && evidence.products.has(id),
  )
  return { productIds: [...new Set([...together, ...others])], coreIds: together.slice(0, coreMax) }
}

function drawnBy(
  basket: readonly string[],
  excluded: ReadonlySet<string>,
  { nowMs, products, neighbours }: Evidence,
): Map<string, number> {
  const { slow } = asOf(nowMs)
  const drawn = new Map<string, number>()
  for (const id of basket) {
    const own = basketRoot((products.get(id)?.slow ?? 0) * slow)
    const near = neighbours.get(id)
    if (near === undefined) continue
    const length = Math.min(neighboursMax, near.slow.length)
    for (let k = 0; k < length; k++) {
      const other = neighbourId(near, k)
      const facts = products.get(other)
      const pair = (near.slow[k] ?? 0) * slow
      if (pair <= 0 || facts === undefined || excluded.has(other)) continue
      const strength = asymmetric(pair, own, candidateRoot(facts.slow * slow))
      drawn.set(other, (drawn.get(other) ?? 0) + support(strength))
    }
  }
  return drawn
}
