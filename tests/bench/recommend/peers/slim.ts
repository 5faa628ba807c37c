import type { Method } from '../protocol.ts'
import { addToGram, paddedSize } from './dense.ts'
import { mostBought } from './ease.ts'
import type { Peer } from './peer.ts'

const sweepsMax = 100
/** A column is solved when no weight moved by more than this in one sweep. */
const tolerance = 1e-4

interface SlimSetting {
  /** Penalty of the absolute weights, in orders. */
  l1: number
  /** Penalty of the squared weights, in orders. */
  l2: number
}

const grid: readonly SlimSetting[] = [
  { l1: 1, l2: 100 },
  { l1: 1, l2: 20 },
  { l1: 1, l2: 50 },
  { l1: 1, l2: 200 },
  { l1: 1, l2: 500 },
  { l1: 3, l2: 100 },
  { l1: 3, l2: 300 },
  { l1: 10, l2: 300 },
]

/** Sparse non-negative item-item weights by elastic net regression of each product on all others. */
export const slim: Peer = {
  name: 'SLIM',
  source:
    'SLIM: Ning and Karypis, ICDM 2011; coordinate descent as Friedman, Hastie, Tibshirani 2010; warm refits.',
  settings: Object.fromEntries(grid.map((each) => [`l1 ${each.l1}, l2 ${each.l2}`, () => slimMethod(each)])),
}

interface Column {
  places: number[]
  weights: number[]
}

function slimMethod(setting: SlimSetting): Method {
  let places = new Int32Array()
  let kept: number[] = []
  let size = 0
  let gram = new Float64Array()
  let rows: { product: number; weight: number }[][] = []
  let columns: Column[] = []
  const learn = (baskets: readonly (readonly number[])[]) => {
    for (const products of baskets)
      addToGram(
        gram,
        size,
        products.map((product) => places[product] ?? -1).filter((place) => place >= 0),
        1,
      )
    columns = kept.map((_, place) => solveColumn(gram, size, kept.length, place, setting, columns[place]))
    rows = kept.map(() => [])
    columns.forEach((column, place) => {
      column.places.forEach((given, index) => {
        rows[given]?.push({ product: kept[place] ?? 0, weight: column.weights[index] ?? 0 })
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
      size = paddedSize(kept.length)
      gram = new Float64Array(size * size)
      columns = []
      learn(orders.map(({ products }) => products))
    },
    refit: (fresh) => learn(fresh.map(({ products }) => products)),
    score(query) {
      const scores = new Float64Array(places.length)
      for (const given of query)
        for (const { product, weight } of rows[places[given] ?? -1] ?? [])
          scores[product] = (scores[product] ?? 0) + weight
      return scores
    },
  }
}

/**
 * The weights that minimise |a_i - A w|^2 / 2 + l2 |w|^2 / 2 + l1 |w|, w >= 0, w_i = 0, from the Gram matrix alone. As
 * all counts are non-negative, a product whose pair count is not above l1 can never get a weight and is left out.
 */
function solveColumn(
  gram: Float64Array,
  size: number,
  products: number,
  target: number,
  { l1, l2 }: SlimSetting,
  before: Column | undefined,
): Column {
  const candidates: number[] = []
  for (let place = 0; place < products; place++)
    if (place !== target && (gram[target * size + place] ?? 0) > l1) candidates.push(place)
  const start = new Map(before?.places.map((place, index) => [place, before.weights[index] ?? 0]))
  const weights = Float64Array.from(candidates, (place) => start.get(place) ?? 0)
  // What is left of each pair count after what the present weights explain.
  const left = Float64Array.from(candidates, (place) => gram[target * size + place] ?? 0)
  const explain = (index: number, change: number) => {
    const row = (candidates[index] ?? 0) * size
    for (let other = 0; other < candidates.length; other++)
      left[other] = (left[other] ?? 0) - change * (gram[row + (candidates[other] ?? 0)] ?? 0)
  }
  weights.forEach((weight, index) => {
    if (weight !== 0) explain(index, weight)
  })
  for (let sweep = 0; sweep < sweepsMax; sweep++) {
    let moved = 0
    for (let index = 0; index < candidates.length; index++) {
      const place = candidates[index] ?? 0
      const own = gram[place * size + place] ?? 0
      const weight = weights[index] ?? 0
      const next = Math.max(0, (left[index] ?? 0) + own * weight - l1) / (own + l2)
      if (next === weight) continue
      weights[index] = next
      explain(index, next - weight)
      moved = Math.max(moved, Math.abs(next - weight))
    }
    if (moved < tolerance) break
  }
  const chosen = [...weights.keys()].filter((index) => (weights[index] ?? 0) > 0)
  return {
    places: chosen.map((index) => candidates[index] ?? 0),
    weights: chosen.map((index) => weights[index] ?? 0),
  }
}
