import type { BenchOrder, Method } from '../protocol.ts'
import { addToGram, denseProductsMax, invert, paddedSize, updateInverse } from './dense.ts'
import type { Peer } from './peer.ts'

const dayMs = 86_400_000

interface EaseSetting {
  /** L2 penalty, in orders. */
  lambda: number
  /** An order counts half after so many days; every order alike when left out or where the shop knows no days. */
  halfLifeDays?: number
  /** An order counts by 1 / (size - 1) to this power, so that large baskets say less; 0 when left out. */
  sizePower?: number
}

/** Linear item-item weights with a zero diagonal, in closed form. */
export const ease: Peer = {
  name: 'EASE',
  source: 'EASE: Steck, WWW 2019; refitted by the Woodbury identity, which gives the same inverse.',
  settings: settingsOf('EASE', [
    { lambda: 200 },
    { lambda: 20 },
    { lambda: 50 },
    { lambda: 100 },
    { lambda: 500 },
  ]),
}

/** EASE in which recent and small orders count for more. */
export const weightedEase: Peer = {
  name: 'weighted EASE',
  source:
    'EASE (Steck, WWW 2019) with order weights 2^(-age / half-life) / (size - 1)^power: weighted least squares.',
  settings: settingsOf('weighted EASE', [
    { lambda: 50, halfLifeDays: 120, sizePower: 0.5 },
    { lambda: 20, halfLifeDays: 120, sizePower: 0.5 },
    { lambda: 10, halfLifeDays: 120, sizePower: 0.5 },
    { lambda: 100, halfLifeDays: 180, sizePower: 0.25 },
    { lambda: 50, halfLifeDays: 240, sizePower: 0.5 },
    { lambda: 10, halfLifeDays: 120, sizePower: 1 },
  ]),
}

function settingsOf(name: string, grid: readonly EaseSetting[]): Record<string, () => Method> {
  return Object.fromEntries(
    grid.map((each) => [
      Object.entries(each)
        .map(([key, value]) => `${key} ${value}`)
        .join(', '),
      () => easeMethod(name, each),
    ]),
  )
}

function easeMethod(name: string, setting: EaseSetting): Method {
  let places = new Int32Array()
  let kept: number[] = []
  let size = 0
  let inverse = new Float64Array()
  let weightOf = (_: BenchOrder) => 1
  const inMatrix = (products: readonly number[]) =>
    products.map((product) => places[product] ?? -1).filter((place) => place >= 0)
  return {
    name,
    fit(orders, shop) {
      kept = mostBought(orders, shop.products.length)
      places = new Int32Array(shop.products.length).fill(-1)
      kept.forEach((product, place) => {
        places[product] = place
      })
      weightOf = orderWeights(setting, shop.hasDays ? (orders.at(-1)?.at ?? 0) : undefined)
      size = paddedSize(kept.length)
      inverse = new Float64Array(size * size)
      for (const order of orders) addToGram(inverse, size, inMatrix(order.products), weightOf(order))
      for (let place = 0; place < size; place++)
        inverse[place * size + place] = (inverse[place * size + place] ?? 0) + setting.lambda
      invert(inverse, size)
    },
    refit(fresh) {
      const known = fresh.filter((order) => inMatrix(order.products).length > 0)
      updateInverse(
        inverse,
        size,
        known.map((order) => inMatrix(order.products)),
        known.map(weightOf),
      )
    },
    score(query) {
      const scores = new Float64Array(places.length)
      for (const given of inMatrix(query))
        kept.forEach((product, place) => {
          if (place === given) return
          const weight = -(inverse[given * size + place] ?? 0) / (inverse[place * size + place] ?? 1)
          scores[product] = (scores[product] ?? 0) + weight
        })
      return scores
    },
  }
}

/** All products that occur, or the most bought ones where an inverse of all would not fit. */
export function mostBought(orders: readonly BenchOrder[], products: number): number[] {
  const counts = new Float64Array(products)
  for (const order of orders)
    for (const product of order.products) counts[product] = (counts[product] ?? 0) + 1
  return [...counts.keys()]
    .filter((product) => (counts[product] ?? 0) > 0)
    .sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || one - other)
    .slice(0, denseProductsMax)
}

/** Ages are counted from the first fit's last order, so that a refit only adds: later orders weigh more than 1. */
function orderWeights({ halfLifeDays, sizePower = 0 }: EaseSetting, now: number | undefined) {
  return ({ at, products }: BenchOrder): number => {
    const age = now === undefined || halfLifeDays === undefined ? 0 : (now - at) / (halfLifeDays * dayMs)
    return 2 ** -age / Math.max(products.length - 1, 1) ** sizePower
  }
}
