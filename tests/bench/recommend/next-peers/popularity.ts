import type { NextMethod } from '../next-protocol.ts'
import type { NextPeer } from './next-peer.ts'

/** Each product by the number of orders that hold it, for everybody alike. */
export const nextPopularity: NextPeer = {
  name: 'popularity',
  source:
    'Orders that hold the product ("G-TopFreq" in Li et al., A Next Basket Recommendation Reality Check, TOIS 2023).',
  settings: { 'all orders': () => popularityOf(1), 'last tenth': () => popularityOf(0.1) },
}

function popularityOf(share: number): NextMethod {
  let counts = new Float64Array()
  return {
    name: nextPopularity.name,
    fit(orders, shop) {
      counts = new Float64Array(shop.products.length)
      for (const { products } of orders.slice(Math.floor(orders.length * (1 - share))))
        for (const product of products) counts[product] = (counts[product] ?? 0) + 1
    },
    score: () => counts,
  }
}
