import type { Method } from '../protocol.ts'
import { type Baskets, basketsOf } from './baskets.ts'
import type { Peer } from './peer.ts'

interface KnnSetting {
  /** Past orders that vote. */
  neighboursMax: number
  /** They are chosen among so many of the latest orders that share a product with the basket. */
  latestMax: number
}

/** The first is the default of the source's own program. */
const grid: readonly KnnSetting[] = [
  { neighboursMax: 100, latestMax: 1_000 },
  { neighboursMax: 100, latestMax: 5_000 },
  { neighboursMax: 500, latestMax: 5_000 },
  { neighboursMax: 50, latestMax: Number.POSITIVE_INFINITY },
  { neighboursMax: 100, latestMax: Number.POSITIVE_INFINITY },
  { neighboursMax: 200, latestMax: Number.POSITIVE_INFINITY },
  { neighboursMax: 500, latestMax: Number.POSITIVE_INFINITY },
  { neighboursMax: 1_000, latestMax: Number.POSITIVE_INFINITY },
]

/** The past orders most like this basket (cosine of their products) vote for what else they hold. */
export const basketKnn: Peer = {
  name: 'basket kNN',
  source: 'Session kNN: Jannach and Ludewig, RecSys 2017; Ludewig and Jannach, UMUAI 2018 ("S-KNN").',
  settings: Object.fromEntries(
    grid.map((each) => [`${each.neighboursMax} of the latest ${each.latestMax}`, () => knn(each)]),
  ),
}

function knn(setting: KnnSetting): Method {
  let baskets: Baskets = { products: 0, orders: [], ordersOf: [], add() {} }
  return {
    name: 'basket kNN',
    fit(orders, shop) {
      baskets = basketsOf(orders, shop)
    },
    refit(fresh) {
      baskets.add(fresh)
    },
    score(query) {
      const scores = new Float64Array(baskets.products)
      for (const { order, similarity } of nearest(query, baskets, setting))
        for (const product of baskets.orders[order] ?? [])
          scores[product] = (scores[product] ?? 0) + similarity
      return scores
    },
  }
}

/** Of equally like orders the latest is nearer, as in the source, which samples the most recent sessions. */
function nearest(
  query: readonly number[],
  { orders, ordersOf }: Baskets,
  { neighboursMax, latestMax }: KnnSetting,
) {
  const shared = new Uint16Array(orders.length)
  for (const product of query)
    for (const order of ordersOf[product] ?? []) shared[order] = (shared[order] ?? 0) + 1
  const near: { order: number; similarity: number }[] = []
  for (let order = orders.length - 1; order >= 0 && near.length < latestMax; order--) {
    const both = shared[order] ?? 0
    if (both > 0)
      near.push({ order, similarity: both / Math.sqrt(query.length * (orders[order]?.length ?? 1)) })
  }
  return near.length > neighboursMax ? nearestOf(near, neighboursMax) : near
}

function nearestOf(near: readonly { order: number; similarity: number }[], neighboursMax: number) {
  const sorted = Float64Array.from(near, ({ similarity }) => similarity).sort()
  const least = sorted[sorted.length - neighboursMax] ?? 0
  const above = near.filter(({ similarity }) => similarity > least)
  const equal = near.filter(({ similarity }) => similarity === least)
  return [...above, ...equal.slice(0, neighboursMax - above.length)]
}
