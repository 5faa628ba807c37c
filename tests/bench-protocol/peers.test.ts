import { expect, test } from 'vitest'
import { peers } from '../bench/recommend/peers/all.ts'
import { bm25 } from '../bench/recommend/peers/bm25.ts'
import { cosine } from '../bench/recommend/peers/cosine.ts'
import { counts } from '../bench/recommend/peers/counts.ts'
import { addToGram, invert, paddedSize, updateInverse } from '../bench/recommend/peers/dense.ts'
import { ratio } from '../bench/recommend/peers/log-likelihood.ts'
import type { Peer } from '../bench/recommend/peers/peer.ts'
import { confidence, lift } from '../bench/recommend/peers/rules.ts'
import { type Method, splitByTime } from '../bench/recommend/protocol.ts'
import { chooseSetting } from '../bench/recommend/tuning.ts'
import { pairedShop, shopOf } from './made-up-shop.ts'

const four = shopOf(['ab', 'ab', 'abc', 'ad'])

function first(peer: Peer): Method {
  const [make] = Object.values(peer.settings)
  if (!make) throw new Error(`${peer.name} must have a setting.`)
  return make()
}

function scores(peer: Peer, query: number[]): number[] {
  const method = first(peer)
  method.fit(four.orders, four.shop)
  return [...method.score(query, 0)]
}

test('counts, confidence, lift and cosine are what their definitions say', () => {
  expect(scores(counts, [0, 2])).toEqual([1, 4, 1, 1])
  expect(scores(confidence, [0, 2])).toEqual([1, 1, 1 / 4, 1 / 4])
  expect(scores(lift, [1])).toEqual([1, 0, 4 / 3, 0])
  expect(scores(cosine, [0])[1]).toBeCloseTo(3 / Math.sqrt(12))
})

test('BM25 is the product of two rows as implicit weighs them', () => {
  const idf = (size: number) => Math.log(4 / (1 + size))
  const term = (count: number) => 2.2 / (1.2 * (0.25 + (0.75 * count) / (9 / 4)) + 1)
  expect(scores(bm25, [0])[1]).toBeCloseTo((2 * idf(2) ** 2 + idf(3) ** 2) * term(4) * term(3))
})

test('the log-likelihood ratio gives the values of Mahout', () => {
  expect(ratio(1, 0, 0, 1)).toBeCloseTo(2.772589, 5)
  expect(ratio(10, 0, 0, 10)).toBeCloseTo(27.72589, 4)
  expect(ratio(5, 1995, 0, 100_000)).toBeCloseTo(39.33052, 4)
  expect(ratio(1000, 1995, 1000, 100_000)).toBeCloseTo(4730.737, 2)
})

test('an inverse times its matrix is one, and stays so when orders are added to both', () => {
  const size = paddedSize(150)
  const matrix = new Float64Array(size * size)
  const basket = (seed: number) => [...new Set([seed % 150, (seed * 7) % 150, (seed * 31) % 150])]
  for (let order = 0; order < 400; order++) addToGram(matrix, size, basket(order), 1)
  for (let place = 0; place < size; place++)
    matrix[place * (size + 1)] = (matrix[place * (size + 1)] ?? 0) + 5
  const inverse = matrix.slice()
  invert(inverse, size)
  expect(distanceFromOne(matrix, inverse, size)).toBeLessThan(1e-12)
  const fresh = Array.from({ length: 200 }, (_, order) => basket(order * 13 + 5))
  for (const products of fresh) addToGram(matrix, size, products, 0.5)
  updateInverse(
    inverse,
    size,
    fresh,
    fresh.map(() => 0.5),
  )
  expect(distanceFromOne(matrix, inverse, size)).toBeLessThan(1e-12)
})

test('what has no inverse is refused', () => {
  expect(() => invert(new Float64Array(16), 4)).toThrow('positive definite')
})

// Weighted EASE is left out: it ages orders from the last one of its first fit, so that a refit only adds.
const refitted = peers.filter((peer) => first(peer).refit && peer.name !== 'weighted EASE')

test.each(refitted.map((peer) => [peer.name, peer] as const))(
  '%s refitted knows what it would know if fitted with all orders',
  (name, peer) => {
    const { shop, orders } = pairedShop()
    const [grown, afresh] = [first(peer), first(peer)]
    grown.fit(orders.slice(0, 50), shop)
    grown.refit?.(orders.slice(50))
    afresh.fit(orders, shop)
    // SLIM stops when nothing moves by more than a little.
    const digits = name === 'SLIM' ? 2 : 9
    const [one, other] = [grown.score([0], 0), afresh.score([0], 0)]
    one.forEach((score, product) => {
      expect(score).toBeCloseTo(other[product] ?? 0, digits)
    })
  },
)

test.each(
  peers
    .filter(({ name }) => name !== 'popularity' && name !== 'libmf')
    .map((peer) => [peer.name, peer] as const),
)('%s finds what goes together', (_, peer) => {
  const { shop, orders } = pairedShop()
  const method = first(peer)
  method.fit(orders, shop)
  const found = ['a', 'c', 'e'].map((letter) => {
    const given = shop.products.findIndex(({ id }) => id === letter)
    const scored = [...method.score([given], orders.at(-1)?.at ?? 0)].map((score, product) => ({
      score,
      product,
    }))
    const [best] = scored
      .filter(({ product }) => product !== given)
      .sort((one, other) => other.score - one.score)
    return shop.products[best?.product ?? -1]?.id
  })
  expect(found).toEqual(['b', 'd', 'f'])
})

test('matrix factors are the same each time', () => {
  const { shop, orders } = pairedShop()
  const libmf = peers.find(({ name }) => name === 'libmf')
  const [one, other] = [libmf && first(libmf), libmf && first(libmf)]
  for (const method of [one, other]) method?.fit(orders, shop)
  expect(one?.score([0, 2], 0)).toEqual(other?.score([0, 2], 0))
})

test('a setting is chosen by the validation alone, and too few cases leave the default', () => {
  const small = splitByTime(pairedShop())
  for (const peer of peers) expect(chooseSetting(peer, small).setting).toBe(Object.keys(peer.settings)[0])
  const baskets = Array.from({ length: 800 }, (_, place) => ['ab', 'cd', 'ef'][place % 3] ?? '')
  const bad: Method = { name: 'bad', fit() {}, score: () => Float64Array.of(1, 2, 3, 0, 0, 0) }
  const peer: Peer = { name: 'two', source: '', settings: { bad: () => bad, good: () => first(counts) } }
  expect(chooseSetting(peer, splitByTime(shopOf(baskets))).setting).toBe('good')
})

function distanceFromOne(matrix: Float64Array, inverse: Float64Array, size: number): number {
  let worst = 0
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let sum = row === column ? -1 : 0
      for (let k = 0; k < size; k++) sum += (matrix[row * size + k] ?? 0) * (inverse[k * size + column] ?? 0)
      worst = Math.max(worst, Math.abs(sum))
    }
  return worst
}
