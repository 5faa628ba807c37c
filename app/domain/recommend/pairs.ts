/** The different products that one buyer had in one order. */
export interface Basket {
  /** A customer, or the order itself where nobody is known. */
  buyer: string
  productIds: string[]
}

/** By how much the number of buyers of a pair changes. */
export interface PairChange {
  productId: string
  otherProductId: string
  change: number
}

/** A basket with more different products says little about any two of them, and costs its square. */
export const basketProductsMax = 100

/**
 * What changes in the counts of "how many different buyers had both" when the learned orders of some buyers go from
 * `before` to `after`; both hold all learned orders of every buyer that occurs. Both directions of each pair, ordered
 * by ids, without those that stay the same.
 */
export function pairChanges(before: readonly Basket[], after: readonly Basket[]): PairChange[] {
  const changes = new Map<string, PairChange>()
  count(before, -1, changes)
  count(after, 1, changes)
  return [...changes.values()]
    .filter(({ change }) => change !== 0)
    .flatMap((pair) => [pair, { ...pair, productId: pair.otherProductId, otherProductId: pair.productId }])
    .sort(
      (one, other) =>
        compare(one.productId, other.productId) || compare(one.otherProductId, other.otherProductId),
    )
}

/** Counts each pair in one direction. */
function count(baskets: readonly Basket[], step: 1 | -1, changes: Map<string, PairChange>): void {
  for (const own of Map.groupBy(baskets, ({ buyer }) => buyer).values()) {
    for (const [key, pair] of pairsOf(own)) {
      const known = changes.get(key) ?? { ...pair, change: 0 }
      known.change += step
      changes.set(key, known)
    }
  }
}

/** The different pairs in one buyer's baskets, each with the smaller id first. */
function pairsOf(own: readonly Basket[]): Map<string, Omit<PairChange, 'change'>> {
  const pairs = new Map<string, Omit<PairChange, 'change'>>()
  for (const { productIds } of own) {
    const products = [...new Set(productIds)].sort().slice(0, basketProductsMax)
    for (const [at, productId] of products.entries())
      for (const otherProductId of products.slice(at + 1))
        pairs.set(`${productId} ${otherProductId}`, { productId, otherProductId })
  }
  return pairs
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
