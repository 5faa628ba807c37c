// A small made-up shop for the tests of the bench's own rules.
import type { BenchOrder, BenchShop, ShopOrders } from '../bench/recommend/protocol.ts'

const dayMs = 86_400_000

/** One order a day; a product is named by its letter. */
export function shopOf(baskets: readonly string[]): ShopOrders {
  const letters = [...new Set(baskets.flatMap((basket) => [...basket]))].sort()
  const shop: BenchShop = { name: 'made-up', products: letters.map((id) => ({ id })), hasDays: true }
  const orders = baskets.map((basket, place): BenchOrder => {
    const products = letters.flatMap((letter, index) => (basket.includes(letter) ? [index] : []))
    return {
      id: `order-${String(place).padStart(3, '0')}`,
      at: place * dayMs,
      day: place,
      customer: undefined,
      products,
      quantities: products.map(() => 1),
      prices: products.map(() => undefined),
    }
  })
  return { shop, orders }
}

/** Sixty baskets in which a and b, c and d, e and f go together, and g is in every fourth. */
export function pairedShop(): ShopOrders {
  const pairs = ['ab', 'cd', 'ef']
  const baskets = Array.from({ length: 60 }, (_, place) => {
    const extra = 'abcdef'[(place * 5) % 6] ?? ''
    return `${pairs[place % 3]}${place % 4 === 0 ? 'g' : ''}${place % 5 === 0 ? extra : ''}`
  })
  return shopOf(baskets)
}
