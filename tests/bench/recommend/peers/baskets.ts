// Past orders kept so that one product's pairs can be counted when they are asked for.
import type { BenchOrder, BenchShop } from '../protocol.ts'

export interface Baskets {
  products: number
  orders: readonly number[][]
  /** By product, the places in `orders` of those that hold it. */
  ordersOf: readonly number[][]
  add(orders: readonly BenchOrder[]): void
}

export function basketsOf(orders: readonly BenchOrder[], shop: BenchShop): Baskets {
  const all: number[][] = []
  const ordersOf: number[][] = shop.products.map(() => [])
  const baskets: Baskets = {
    products: shop.products.length,
    orders: all,
    ordersOf,
    add(fresh) {
      for (const { products } of fresh) {
        if (products.length === 0) continue
        for (const product of products) ordersOf[product]?.push(all.length)
        all.push(products)
      }
    },
  }
  baskets.add(orders)
  return baskets
}
