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
    .sort(
      (one, other) =>
        compare(one.productId, other.productId) || compare(one.otherProductId, other.otherProductId),
    )
}

function count(baskets: readonly Basket[], step: 1 | -1, changes: Map<string, PairChange>): void {
  const counted = new Set<string>()
  for (const { buyer, productIds } of baskets) {
    const products = [...new Set(productIds)].sort().slice(0, basketProductsMax)
    for (const productId of products) {
      for (const otherProductId of products) {
        const pair = `${productId} ${otherProductId}`
        if (productId === otherProductId || counted.has(`${buyer} ${pair}`)) continue
        counted.add(`${buyer} ${pair}`)
        const known = changes.get(pair) ?? { productId, otherProductId, change: 0 }
        known.change += step
        changes.set(pair, known)
      }
    }
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
