import type { NextMethod } from '../next-protocol.ts'
import type { BenchOrder } from '../protocol.ts'
import {
  addTo,
  boughtOf,
  customersOf,
  indexOf,
  innerProducts,
  type NextPeer,
  type Vector,
  type VectorIndex,
} from './next-peer.ts'

interface UpCfSetting {
  /** Last orders that popularity with one customer is counted over; 0 for all. */
  recency: number
  /** Power of the similarity: how local it is. */
  locality: number
  /** Exponent of the asking customer's number of products; the other customer's gets the rest. */
  asymmetry: number
}

/** Popularity with each customer, summed over customers by how alike what they bought is. */
export const upCf: NextPeer = {
  name: 'UP-CF',
  source:
    'UP-CF@r: Faggioli, Polato, Aiolli, Recency Aware Collaborative Filtering, UMAP 2020; asymmetric cosine of what was ever bought.',
  settings: Object.fromEntries(
    [
      { recency: 0, locality: 5, asymmetry: 0.25 },
      { recency: 0, locality: 5, asymmetry: 0.75 },
      { recency: 5, locality: 5, asymmetry: 0.75 },
      { recency: 5, locality: 5, asymmetry: 0.5 },
      { recency: 25, locality: 10, asymmetry: 0.75 },
      { recency: 5, locality: 3, asymmetry: 0.25 },
    ].map((setting) => [
      `r ${setting.recency}, q ${setting.locality}, alpha ${setting.asymmetry}`,
      () => upCfMethod(setting),
    ]),
  ),
}

function upCfMethod({ recency, locality, asymmetry }: UpCfSetting): NextMethod {
  let ids: string[] = []
  let index: VectorIndex = indexOf([])
  let popularities: Vector[] = []
  let products = 0
  return {
    name: upCf.name,
    fit(orders, shop) {
      const customers = customersOf(orders)
      ids = customers.map(({ id }) => id)
      index = indexOf(customers.map((customer) => boughtOf(customer.orders)))
      popularities = customers.map((customer) => ownPopularity(customer.orders, recency))
      products = shop.products.length
    },
    score(history) {
      const scores = new Float64Array(products)
      const bought = boughtOf(history)
      innerProducts(index, bought).forEach((both, customer) => {
        if (both === 0 || ids[customer] === history[0]?.customer) return
        const cosine = both / (bought.size ** asymmetry * (index.squares[customer] ?? 1) ** (1 - asymmetry))
        addTo(scores, popularities[customer] ?? new Map(), cosine ** locality)
      })
      // The customer is like themself by 1, with all that they bought until now.
      addTo(scores, ownPopularity(history, recency), 1)
      return scores
    },
  }
}

/** Share of the customer's last orders that hold a product. */
function ownPopularity(orders: readonly BenchOrder[], recency: number): Vector {
  const last = recency > 0 ? orders.slice(-recency) : orders
  const shares: Vector = new Map()
  for (const { products } of last)
    for (const product of products) shares.set(product, (shares.get(product) ?? 0) + 1 / last.length)
  return shares
}
