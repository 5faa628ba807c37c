import type { ShopifyId } from '../shopify-id.ts'

/** How many different customers bought `productId` and `drawnById` in one order. */
export interface Pair {
  drawnById: ShopifyId<'Product'>
  productId: ShopifyId<'Product'>
  customers: number
}

/**
 * What goes with a basket, strongest first, each product once: of several bought products that draw the same one, the
 * strongest pair speaks for it, so that its count is one that really was counted. Equal strength is ordered by id.
 */
export function goesTogether(pairs: readonly Pair[]): Pair[] {
  const strongest = new Map<string, Pair>()
  for (const pair of [...pairs].sort(byStrength)) {
    if (!strongest.has(pair.productId)) strongest.set(pair.productId, pair)
  }
  return [...strongest.values()]
}

function byStrength(one: Pair, other: Pair): number {
  if (one.customers !== other.customers) return other.customers - one.customers
  if (one.productId !== other.productId) return one.productId < other.productId ? -1 : 1
  return one.drawnById < other.drawnById ? -1 : 1
}
