import type { BenchOrder, Method } from '../protocol.ts'
import { addToGram, paddedSize } from './dense.ts'
import { mostBought } from './ease.ts'
import { type Column, type Gram, type Penalty, solveColumn } from './elastic-net.ts'
import type { Peer } from './peer.ts'

const grid: readonly Penalty[] = [
  { l1: 1, l2: 100 },
  { l1: 1, l2: 30 },
  { l1: 1, l2: 300 },
  { l1: 3, l2: 100 },
  { l1: 3, l2: 300 },
  { l1: 10, l2: 300 },
]

/** Sparse non-negative item-item weights by elastic net regression of each product on all others. */
export const slim: Peer = {
  name: 'SLIM',
  source:
    'SLIM: Ning and Karypis, ICDM 2011; coordinate descent as Friedman, Hastie, Tibshirani 2010. A refit solves the products of the new orders.',
  settings: Object.fromEntries(grid.map((each) => [`l1 ${each.l1}, l2 ${each.l2}`, () => slimMethod(each)])),
}

function slimMethod(setting: Penalty): Method {
  let places = new Int32Array()
  let kept: number[] = []
  let gram: Gram = { matrix: new Float64Array(), size: 0, products: 0 }
  let columns: Column[] = []
  let rows: { product: number; weight: number }[][] = []
  /** Solves the products of these orders, from where they stood; the pair counts of all others are what they were. */
  const learn = (orders: readonly BenchOrder[]) => {
    const touched = new Set<number>()
    for (const { products } of orders) {
      const known = products.map((product) => places[product] ?? -1).filter((place) => place >= 0)
      addToGram(gram.matrix, gram.size, known, 1)
      for (const place of known) touched.add(place)
    }
    for (const place of touched) columns[place] = solveColumn(gram, place, setting, columns[place])
    rows = kept.map(() => [])
    columns.forEach(({ places: given, weights }, place) => {
      given.forEach((each, index) => {
        rows[each]?.push({ product: kept[place] ?? 0, weight: weights[index] ?? 0 })
      })
    })
  }
  return {
    name: 'SLIM',
    fit(orders, shop) {
      kept = mostBought(orders, shop.products.length)
      places = new Int32Array(shop.products.length).fill(-1)
      kept.forEach((product, place) => {
        places[product] = place
      })
      const size = paddedSize(kept.length)
      gram = { matrix: new Float64Array(size * size), size, products: kept.length }
      columns = kept.map(() => ({ places: [], weights: [] }))
      learn(orders)
    },
    refit: learn,
    score(query) {
      const scores = new Float64Array(places.length)
      for (const given of query)
        for (const { product, weight } of rows[places[given] ?? -1] ?? [])
          scores[product] = (scores[product] ?? 0) + weight
      return scores
    },
  }
}
