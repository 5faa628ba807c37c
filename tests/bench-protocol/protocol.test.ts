import { expect, test } from 'vitest'
import { caseOf, coldStart, fnv1a, splitByTime, validationOf } from '../bench/recommend/protocol.ts'
import { shopOf } from './made-up-shop.ts'

test('the hash is 32-bit FNV-1a, also of letters beyond ASCII', () => {
  expect(fnv1a('').toString(16)).toBe('811c9dc5')
  expect(fnv1a('a').toString(16)).toBe('e40c292c')
  expect(fnv1a('foobar').toString(16)).toBe('bf9cf968')
  expect(fnv1a('é')).toBe(fnv1a(Buffer.from('é', 'utf8').toString('utf8')))
})

test('train ends where order number floor(0.8 n) begins', () => {
  const { train, test: tested } = splitByTime(shopOf(Array.from({ length: 11 }, () => 'ab')))
  expect(train.map(({ id }) => id)).toHaveLength(8)
  expect(tested.at(0)?.id).toBe('order-008')
})

test('all orders of the time at which the test begins belong to the test', () => {
  const shop = shopOf(Array.from({ length: 10 }, () => 'ab'))
  for (const order of shop.orders.slice(6)) order.at = 6 * 86_400_000
  const { train, test: tested } = splitByTime(shop)
  expect(train).toHaveLength(6)
  expect(tested).toHaveLength(4)
})

test('orders are taken by time and then by id, however the file sorts them', () => {
  const shop = shopOf(Array.from({ length: 10 }, () => 'ab'))
  const shuffled = { ...shop, orders: shop.orders.toReversed() }
  expect(splitByTime(shuffled)).toEqual(splitByTime(shop))
})

test('a product that train does not know is nowhere in the trial', () => {
  const trial = splitByTime(shopOf(['ab', 'ab', 'ac', 'ab', 'ab', 'ab', 'ab', 'ab', 'abz', 'az']))
  expect(trial.shop.products.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(trial.test.map(({ products }) => products)).toEqual([[0, 1], [0]])
  expect(trial.cases.map((each) => each !== undefined)).toEqual([true, false])
  expect([...trial.popularity]).toEqual([8, 7, 1])
})

test('the first product by hash is hidden, the next two are the short query, all others the full one', () => {
  const { shop, orders } = shopOf(['abcde'])
  const [order] = orders
  if (!order) throw new Error('One order was made.')
  const byHash = shop.products
    .map(({ id }, product) => ({ product, hash: fnv1a(`${order.id}|${id}`) }))
    .sort((one, other) => one.hash - other.hash)
    .map(({ product }) => product)
  const [hidden, ...rest] = byHash
  expect(caseOf(order, shop)).toEqual({ order, hidden, queries: { short: rest.slice(0, 2), full: rest } })
})

test('an order of two products asks with one', () => {
  const { shop, orders } = shopOf(['ab'])
  const [order] = orders
  const queries = order && caseOf(order, shop)?.queries
  expect(queries?.short).toHaveLength(1)
  expect(queries?.full).toEqual(queries?.short)
})

test('the validation sees no order of the test', () => {
  const trial = splitByTime(shopOf(Array.from({ length: 100 }, () => 'abc')))
  const validation = validationOf(trial)
  expect(validation.train).toHaveLength(72)
  expect(validation.test.map(({ id }) => id)).toEqual(trial.train.slice(72).map(({ id }) => id))
})

test('a cold start trains on the first orders and asks about the next', () => {
  const trial = coldStart(shopOf(Array.from({ length: 30 }, () => 'ab')), 5, 10)
  expect(trial.train.map(({ day }) => day)).toEqual([0, 1, 2, 3, 4])
  expect(trial.test.map(({ day }) => day)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
})
