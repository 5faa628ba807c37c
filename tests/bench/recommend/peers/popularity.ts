import type { Method } from '../protocol.ts'
import type { Peer } from './peer.ts'

/** Each product by the number of orders that hold it, whatever the basket; optionally of the last orders only. */
export const popularity: Peer = {
  name: 'popularity',
  source:
    'Orders that hold the product; the usual baseline, e.g. Cremonesi, Koren, Turrin, RecSys 2010 ("TopPop").',
  settings: {
    'all orders': () => popularityOf(1),
    'last half': () => popularityOf(0.5),
    'last quarter': () => popularityOf(0.25),
    'last tenth': () => popularityOf(0.1),
  },
}

function popularityOf(share: number): Method {
  let orders: (readonly number[])[] = []
  let counts = new Float64Array()
  const count = () => {
    counts = new Float64Array(counts.length)
    for (const products of orders.slice(Math.floor(orders.length * (1 - share))))
      for (const product of products) counts[product] = (counts[product] ?? 0) + 1
  }
  return {
    name: 'popularity',
    fit(all, shop) {
      orders = all.map(({ products }) => products)
      counts = new Float64Array(shop.products.length)
      count()
    },
    refit(fresh) {
      orders = [...orders, ...fresh.map(({ products }) => products)]
      count()
    },
    score: () => counts.slice(),
  }
}
