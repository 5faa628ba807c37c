import { expect, test } from 'vitest'
import { firstPlaces, gainAt, metricsOf, rankOf, runBoth, runFrozen } from '../bench/recommend/metrics.ts'
import { type BenchOrder, type Method, splitByTime } from '../bench/recommend/protocol.ts'
import { shopOf } from './made-up-shop.ts'

const popularity = Float64Array.of(5, 9, 9, 1)

test('equal scores go to the product in more train orders, then to the smaller id', () => {
  const scores = Float64Array.of(1, 1, 1, 1)
  expect(rankOf(scores, 1, [], popularity)).toBe(1)
  expect(rankOf(scores, 2, [], popularity)).toBe(2)
  expect(rankOf(scores, 0, [], popularity)).toBe(3)
  expect(firstPlaces(scores, [], popularity)).toEqual([1, 2, 0, 3])
})

test('what is asked with takes no place', () => {
  const scores = Float64Array.of(9, 8, 7, 6)
  expect(rankOf(scores, 3, [0, 1], popularity)).toBe(2)
  expect(firstPlaces(scores, [0, 1], popularity)).toEqual([2, 3])
})

test('products without a score come last, the most bought first', () => {
  const none = Number.NEGATIVE_INFINITY
  expect(firstPlaces(Float64Array.of(none, 0, none, none), [], popularity)).toEqual([1, 2, 0, 3])
  expect(rankOf(Float64Array.of(none, 0, none, none), 0, [], popularity)).toBe(3)
})

test('only the first ten places are kept, in their order', () => {
  const scores = Float64Array.from({ length: 30 }, (_, product) => (product * 7) % 30)
  const places = firstPlaces(scores, [], new Float64Array(30))
  expect(places.map((product) => scores[product])).toEqual([29, 28, 27, 26, 25, 24, 23, 22, 21, 20])
})

test('a score that is no number is refused', () => {
  expect(() => rankOf(Float64Array.of(1, Number.NaN), 0, [], popularity)).toThrow('must be a number')
  expect(() => rankOf(Float64Array.of(1, Number.NaN), 1, [], popularity)).toThrow('must be a number')
})

test('a hit gains by its place, and nothing beyond the tenth', () => {
  expect([1, 3, 10, 11].map(gainAt)).toEqual([1, 0.5, 1 / Math.log2(11), 0])
})

test('the figures are means over the cases', () => {
  const figures = metricsOf({ ranks: [1, 3, 20, 4], shown: new Set([1, 2, 3]), products: 6 })
  expect(figures.hitRate1).toBe(0.25)
  expect(figures.hitRate3).toBe(0.5)
  expect(figures.hitRate10).toBe(0.75)
  expect(figures.meanReciprocalRank).toBeCloseTo((1 + 1 / 3 + 1 / 20 + 1 / 4) / 4)
  expect(figures.ndcg10).toBeCloseTo((1 + 0.5 + 1 / Math.log2(5)) / 4)
  expect(figures.coverage10).toBe(0.5)
})

/** Tells what it was asked and taught, and by how many orders it knew at each question. */
function listener(teach: Partial<Pick<Method, 'learn' | 'refit'>> & { log: string[] }): Method {
  let products = 0
  return {
    name: 'listener',
    fit(orders, shop) {
      products = shop.products.length
      teach.log.push(`fit ${orders.length}`)
    },
    score(_query, at) {
      teach.log.push(`asked ${at / 86_400_000}`)
      return new Float64Array(products)
    },
    ...(teach.learn && { learn: teach.learn }),
    ...(teach.refit && { refit: teach.refit }),
  }
}

const tenOrders = splitByTime(shopOf(Array.from({ length: 10 }, () => 'ab')))
const asked = (day: number) => [`asked ${day}`, `asked ${day}`]

test('frozen, nothing is learned after train', () => {
  const log: string[] = []
  runFrozen(listener({ log }), tenOrders)
  expect(log).toEqual(['fit 8', ...asked(8), ...asked(9)])
})

test('live, an order is learned after it was asked about', () => {
  const log: string[] = []
  runBoth(listener({ log, learn: (order) => log.push(`learn ${order.day}`) }), tenOrders)
  expect(log.slice(5)).toEqual([...asked(8), 'learn 8', ...asked(9), 'learn 9'])
})

test('live, what cannot learn is refitted on each new day, before it is asked', () => {
  const log: string[] = []
  runBoth(listener({ log }), tenOrders)
  expect(log.slice(5)).toEqual([...asked(8), 'fit 9', ...asked(9)])
})

test('live, where no days are known, every hundredth of the orders is a reason to refit', () => {
  const shop = shopOf(Array.from({ length: 200 }, () => 'ab'))
  shop.shop.hasDays = false
  const fresh: number[] = []
  const refit = (orders: readonly BenchOrder[]) => fresh.push(orders.length)
  runBoth(listener({ log: [], refit }), splitByTime(shop))
  expect(fresh).toEqual(Array.from({ length: 19 }, () => 2))
})
