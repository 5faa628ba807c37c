// Item neighbours: for each product of the basket its K most similar ones, their similarities added up (Deshpande and
// Karypis 2004), or the best one taken. What "similar" means is the peer's own.
import type { Method } from '../protocol.ts'
import { type Baskets, basketsOf } from './baskets.ts'

/** What is known of one product beside its pairs. */
export interface ProductFacts {
  /** Orders that hold it. */
  count: number
  /** The sum of those orders' weights. */
  weight: number
}

export interface Likeness {
  name: string
  /** How much an order of this many products adds to each of its pairs; 1 when left out. */
  orderWeight?: (orderSize: number, products: number) => number
  /** How like `candidate` is to `given`, a product of the basket, from the weight `pair` of orders that hold both. */
  similarity: (
    pair: number,
    given: ProductFacts,
    candidate: ProductFacts,
    all: { orders: number; meanCount: number },
  ) => number
  /** Neighbours kept of each product; all of them when left out. */
  neighboursMax?: number
  /** Pairs in fewer orders (by weight) are left out. */
  pairMin?: number
  combine?: 'sum' | 'best'
}

interface Facts {
  products: ProductFacts[]
  orders: number
  meanCount: number
}

interface Neighbours {
  products: number[]
  similarities: number[]
}

/** The method whose scores are sums (or the best) of these similarities. */
export function neighbourMethod(likeness: Likeness): Method {
  let baskets: Baskets = { products: 0, orders: [], ordersOf: [], add() {} }
  let facts: Facts = { products: [], orders: 0, meanCount: 0 }
  let known: (Neighbours | undefined)[] = []
  const learned = () => {
    facts = factsOf(baskets, likeness)
    known = []
  }
  return {
    name: likeness.name,
    fit(orders, shop) {
      baskets = basketsOf(orders, shop)
      learned()
    },
    refit(fresh) {
      baskets.add(fresh)
      learned()
    },
    score(query) {
      const scores = new Float64Array(baskets.products)
      for (const given of query) {
        const near = known[given] ?? neighboursOf(given, baskets, facts, likeness)
        known[given] = near
        addScores(scores, near, likeness.combine ?? 'sum')
      }
      return scores
    },
  }
}

function factsOf(baskets: Baskets, likeness: Likeness): Facts {
  const products = baskets.ordersOf.map((orders) => {
    let weight = 0
    for (const order of orders) weight += weightOf(order, baskets, likeness)
    return { count: orders.length, weight }
  })
  const lines = products.reduce((sum, { count }) => sum + count, 0)
  return { products, orders: baskets.orders.length, meanCount: lines / Math.max(products.length, 1) }
}

function weightOf(order: number, { orders, products }: Baskets, { orderWeight }: Likeness): number {
  return orderWeight ? orderWeight(orders[order]?.length ?? 0, products) : 1
}

function neighboursOf(given: number, baskets: Baskets, facts: Facts, likeness: Likeness): Neighbours {
  const found = similarTo(given, pairsOf(given, baskets, likeness), facts, likeness)
  if (likeness.neighboursMax !== undefined && found.length > likeness.neighboursMax)
    found.sort((one, other) => other.similarity - one.similarity).splice(likeness.neighboursMax)
  return {
    products: found.map(({ product }) => product),
    similarities: found.map(({ similarity }) => similarity),
  }
}

/** The weight of the orders that hold both, by product. */
function pairsOf(given: number, baskets: Baskets, likeness: Likeness): Float64Array {
  const pairs = new Float64Array(baskets.products)
  for (const order of baskets.ordersOf[given] ?? []) {
    const weight = weightOf(order, baskets, likeness)
    for (const product of baskets.orders[order] ?? []) pairs[product] = (pairs[product] ?? 0) + weight
  }
  pairs[given] = 0
  return pairs
}

function similarTo(given: number, pairs: Float64Array, facts: Facts, { pairMin = 0, similarity }: Likeness) {
  const found: { product: number; similarity: number }[] = []
  const own = facts.products[given]
  for (let product = 0; product < pairs.length; product++) {
    const pair = pairs[product] ?? 0
    const other = facts.products[product]
    if (pair <= 0 || pair < pairMin || !own || !other) continue
    found.push({ product, similarity: similarity(pair, own, other, facts) })
  }
  return found
}

function addScores(scores: Float64Array, near: Neighbours, combine: 'sum' | 'best'): void {
  for (let place = 0; place < near.products.length; place++) {
    const product = near.products[place] ?? 0
    const before = scores[product] ?? 0
    const similarity = near.similarities[place] ?? 0
    scores[product] = combine === 'sum' ? before + similarity : Math.max(before, similarity)
  }
}
