import type { NextMethod } from '../next-protocol.ts'
import type { BenchOrder } from '../protocol.ts'
import {
  addTo,
  customersOf,
  indexOf,
  innerProducts,
  type NextPeer,
  squareOf,
  type Vector,
  type VectorIndex,
} from './next-peer.ts'

interface TifuSetting {
  neighbours: number
  /** Decay of an order inside its group. */
  within: number
  /** Decay of a group. */
  between: number
  /** Share of the customer's own vector; the neighbours' mean gets the rest. */
  own: number
  groups: number
  /** The authors' program lets the first decay run over the whole history where the paper lets it run in a group. */
  isProgram?: boolean
}

/** Order vectors decayed within and between groups of orders, and the mean of the nearest customers' vectors. */
export const tifuKnn: NextPeer = {
  name: 'TIFU-KNN',
  source:
    "TIFU-KNN: Hu, He, Gao, Zhang, Modeling Personalized Item Frequency Information, SIGIR 2020, and its authors' program.",
  settings: Object.fromEntries(
    [
      { neighbours: 300, within: 0.9, between: 0.7, own: 0.7, groups: 7 },
      { neighbours: 900, within: 0.9, between: 0.7, own: 0.9, groups: 3 },
      { neighbours: 300, within: 1, between: 0.7, own: 0.35, groups: 7 },
      { neighbours: 100, within: 0.9, between: 0.7, own: 0.35, groups: 7 },
      { neighbours: 30, within: 1, between: 0.7, own: 0.2, groups: 7 },
      { neighbours: 30, within: 0.9, between: 0.7, own: 0.2, groups: 7, isProgram: true },
      { neighbours: 30, within: 0.9, between: 1, own: 0.2, groups: 7, isProgram: true },
      { neighbours: 100, within: 0.8, between: 1, own: 0.1, groups: 7, isProgram: true },
    ].map((setting) => [
      `k ${setting.neighbours}, rb ${setting.within}, rg ${setting.between}, alpha ${setting.own}, m ${setting.groups}${'isProgram' in setting ? ', as programmed' : ''}`,
      () => tifuMethod(setting),
    ]),
  ),
}

function tifuMethod(setting: TifuSetting): NextMethod {
  let ids: string[] = []
  let index: VectorIndex = indexOf([])
  let products = 0
  return {
    name: tifuKnn.name,
    fit(orders, shop) {
      const customers = customersOf(orders)
      ids = customers.map(({ id }) => id)
      index = indexOf(customers.map((customer) => vectorOf(customer.orders, setting)))
      products = shop.products.length
    },
    score(history) {
      const scores = new Float64Array(products)
      const own = vectorOf(history, setting)
      const near = nearest(index, own, setting.neighbours, ids.indexOf(history[0]?.customer ?? ''))
      for (const customer of near)
        addTo(scores, index.vectors[customer] ?? new Map(), (1 - setting.own) / near.length)
      addTo(scores, own, setting.own)
      return scores
    },
  }
}

/** Where orders do not divide evenly, the later groups hold one more, as in the authors' program. */
function vectorOf(
  orders: readonly BenchOrder[],
  { within, between, groups, isProgram }: TifuSetting,
): Vector {
  const vector: Vector = new Map()
  const count = Math.min(groups, orders.length)
  const smaller = count - (orders.length % count)
  let from = 0
  for (let group = 0; group < count; group++) {
    const size = Math.floor(orders.length / count) + (group >= smaller ? 1 : 0)
    const age = (isProgram ? groups : count) - 1 - group
    orders.slice(from, from + size).forEach(({ products }, place) => {
      const since = isProgram ? orders.length - 1 - from - place : size - 1 - place
      const weight = (between ** age * within ** since) / size / count
      for (const product of products) vector.set(product, (vector.get(product) ?? 0) + weight)
    })
    from += size
  }
  return vector
}

/** The customers at the least Euclidean distance; of equals the first. */
function nearest(index: VectorIndex, vector: Vector, count: number, except: number): number[] {
  const square = squareOf(vector)
  const distances = innerProducts(index, vector).map(
    (inner, customer) => square + (index.squares[customer] ?? 0) - 2 * inner,
  )
  if (except >= 0) distances[except] = Number.POSITIVE_INFINITY
  const largest = distances.toSorted()[count - 1] ?? Number.POSITIVE_INFINITY
  return [...distances.keys()]
    .filter((customer) => customer !== except && (distances[customer] ?? 0) <= largest)
    .sort((one, other) => (distances[one] ?? 0) - (distances[other] ?? 0) || one - other)
    .slice(0, count)
}
