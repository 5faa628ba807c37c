import { beforeEach, expect, test } from 'vitest'
import { needFeatures } from '../../app/domain/recommend/next-need-features.ts'
import { parseNeedParameters } from '../../app/domain/recommend/next-need-parse.ts'
import {
  type NeedParameters,
  startingNeedParameters,
  teachesNeeds,
} from '../../app/domain/recommend/next-need-tune.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const start = startingNeedParameters()

/** An order that customer `buyer` made on a day, told and worked by a process that remembers nothing. */
async function buys(buyer: number, day: number, products: number[], changes: object = {}): Promise<void> {
  forgetShops()
  await buysNext(buyer, day, products, changes)
}

/** The same, worked by a process that goes on. */
async function buysNext(buyer: number, day: number, products: number[], changes: object = {}): Promise<void> {
  const number = buyer * 100 + day
  const at = new Date(noon.getTime() - (100 - day) * 86_400_000).toISOString()
  await putDelivery(
    'orders/updated',
    anOrderPayload({
      id: number,
      created_at: at,
      processed_at: at,
      customer: { id: 90_000 + buyer, email: `c${buyer}@example.com` },
      line_items: products.map((id, place) => aLine(number * 10 + place, { product_id: id })),
      ...changes,
    }),
  )
  await workAll()
}

const tuning = (of = shop): Promise<NeedParameters | undefined> =>
  inShop(of, async (db) => parseNeedParameters((await db.needTuning.findFirst())?.parameters))

const weight = (parameters: NeedParameters | undefined, feature: (typeof needFeatures)[number]) =>
  parameters?.weights[needFeatures.indexOf(feature)] ?? 0

test('a first order teaches nothing of coming back, and a second one does, once', async () => {
  await buys(1, 1, [1, 2])
  await buys(2, 2, [1, 2])
  expect(await tuning()).toBeUndefined()
  await buys(1, 30, [1])
  const once = await tuning()
  expect(once?.tuned).toBe(1)
  await buys(1, 30, [1], { updated_at: '2026-06-16T12:00:00Z' })
  expect(await tuning()).toEqual(once)
})

test('customers who take the same again teach that more than those who take something new', async () => {
  for (const buyer of [1, 2, 3]) await buys(buyer, buyer, [1, 2])
  for (const buyer of [4, 5, 6]) await buys(buyer, buyer, [3])
  for (const buyer of [1, 2, 3]) await buys(buyer, 40 + buyer, [1])
  expect(weight(await tuning(), 'bought')).toBeGreaterThan(weight(start, 'bought'))
  expect(await tuning(otherShop)).toBeUndefined()
})

test('and those who take something new teach the other way', async () => {
  for (const buyer of [1, 2, 3]) await buys(buyer, buyer, [1, 2])
  for (const buyer of [4, 5, 6]) await buys(buyer, buyer, [3])
  for (const buyer of [1, 2, 3]) await buys(buyer, 40 + buyer, [3])
  expect(weight(await tuning(), 'bought')).toBeLessThan(weight(start, 'bought'))
})

test('an order of two customers made one has the past of both', async () => {
  await buys(1, 1, [1])
  await putDelivery('customers/merge', {
    admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/90002',
    admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/90001',
    status: 'completed',
  })
  await workAll()
  await buys(2, 30, [1])
  expect((await tuning())?.tuned).toBe(1)
})

test('a guest teaches nothing of coming back', async () => {
  await buys(1, 1, [1], { customer: null })
  await buys(1, 30, [1], { customer: null })
  expect(await tuning()).toBeUndefined()
})

test('of a shop that thousands taught one order in eight teaches, also where that is remembered', async () => {
  for (const buyer of [1, 2, 3, 4]) await buys(buyer, 1, [buyer])
  await inShop(shop, (db) => db.needTuning.create({ data: { parameters: { ...start, tuned: 5_000 } } }))
  const taught = async () => (await tuning())?.tuned
  await buys(1, 5, [1]) // Order 105 teaches nothing; 104, 208 and 304, which eight divides, do.
  expect(await taught()).toBe(5_000)
  await buysNext(1, 4, [1])
  expect(await taught()).toBe(5_001)
  await buysNext(2, 10, [2])
  expect(await taught()).toBe(5_001)
  await buysNext(2, 8, [2])
  expect(await taught()).toBe(5_002)
  await buysNext(3, 4, [3])
  expect(await taught()).toBe(5_003)
})

test('after a thousand orders one in eight teaches', () => {
  const ids = Array.from({ length: 800 }, (_, at) => `gid://shopify/Order/${5_000_000 + at}`)
  expect(ids.filter((id) => teachesNeeds(id, 999))).toHaveLength(800)
  expect(ids.filter((id) => teachesNeeds(id, 1_000))).toHaveLength(100)
})

test('parameters that another version kept in another shape are learned anew', () => {
  expect(parseNeedParameters(JSON.parse(JSON.stringify(start)))).toEqual(start)
  expect(parseNeedParameters({ ...start, weights: start.weights.slice(1) })).toBeUndefined()
  expect(parseNeedParameters({ ...start, precision: [] })).toBeUndefined()
  expect(parseNeedParameters({ ...start, tuned: 'many' })).toBeUndefined()
  expect(parseNeedParameters(null)).toBeUndefined()
})
