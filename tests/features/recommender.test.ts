import { beforeEach, describe, expect, test } from 'vitest'
import { parseParameters } from '../../app/domain/recommend/parse-parameters.ts'
import { learn } from '../../app/domain/recommend/weights.ts'
import { recommendFor } from '../../app/features/offers/recommend-for.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { product, withProduct } from '../support/offers.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const order = (number: number, products: number[], changes: object = {}) =>
  putDelivery(
    'orders/updated',
    anOrderPayload({
      id: 50_000 + number,
      admin_graphql_api_id: `gid://shopify/Order/${50_000 + number}`,
      customer: { id: 70_000 + number, email: `buyer${number}@example.com` },
      line_items: products.map((id, at) => aLine(number * 10 + at, { product_id: id })),
      ...changes,
    }),
  )

const named = (of: string, basket: number[], now = noon) =>
  inShopHot(of, (db) =>
    recommendFor(db, { shop: of, basketIds: basket.map((n) => product(n)), now, limit: 5 }),
  )

/** What is kept, without what only says when. */
const weights = () =>
  inShop(shop, async (db) => ({
    products: (await db.productWeight.findMany()).filter(({ slow }) => Math.abs(slow) > 1e-9),
    pairs: await db.productPair.findMany({ orderBy: [{ productId: 'asc' }, { otherProductId: 'asc' }] }),
  }))

describe('an order', () => {
  test('teaches at once what goes together, by how many customers', async () => {
    for (const number of [1, 2, 3]) await order(number, [1, 2])
    await order(4, [1, 3])
    await workAll()
    forgetShops()
    const [best, second] = await named(shop, [1])
    expect(best).toMatchObject({
      productId: product(2),
      customers: 3,
      why: { kind: 'together', withProductId: product(1) },
    })
    expect(second).toMatchObject({ productId: product(3), customers: 1 })
  })

  test('weighs what its formula says, in the commit that keeps it', async () => {
    await order(1, [1, 2, 3])
    await workAll()
    const { pairs } = await weights()
    const [row] = await inShop(shop, (db) =>
      db.order.findMany({ select: { processedAt: true, createdAt: true } }),
    )
    const atMs = Math.min(row?.processedAt.getTime() ?? 0, row?.createdAt.getTime() ?? 0)
    const expected = learn({ atMs, productIds: [1, 2, 3].map((n) => product(n)) })
    expect(pairs).toMatchObject(expected.pairs.map((pair) => ({ ...pair, buyers: 1 })))
  })

  test('delivered twice teaches once', async () => {
    await order(1, [1, 2])
    await workAll()
    const once = await weights()
    await order(1, [1, 2])
    await workAll()
    expect(await weights()).toEqual(once)
  })

  test('that is cancelled leaves nothing that it taught', async () => {
    await order(1, [1, 2])
    await workAll()
    await order(1, [1, 2], { updated_at: '2026-06-16T12:00:00Z', cancelled_at: '2026-06-16T12:00:00Z' })
    await workAll()
    expect(await weights()).toEqual({ products: [], pairs: [] })
  })

  test('that says it was bought in the far future counts from when it was made', async () => {
    await order(1, [1, 2], { processed_at: '2099-01-01T00:00:00Z' })
    await workAll()
    const { pairs } = await weights()
    expect(pairs.every(({ fast }) => Number.isFinite(fast) && fast < 2 ** 300)).toBe(true)
  })

  test('tunes the shop once it can be guessed, and its parameters are kept', async () => {
    for (const number of [1, 2, 3]) await order(number, [1, 2])
    await workAll()
    forgetShops()
    await order(4, [1, 2])
    await workAll()
    const kept = await inShop(shop, (db) => db.tuning.findFirst())
    expect(parseParameters(kept?.parameters)?.tuned).toBeGreaterThan(0)
  })

  test('goes on from what the order a moment before it taught', async () => {
    for (const number of [1, 2, 3]) await order(number, [1, 2])
    await workAll()
    forgetShops()
    const tuned: number[] = []
    for (const number of [4, 5, 6]) {
      await order(number, [1, 2])
      await workAll()
      const kept = await inShop(shop, (db) => db.tuning.findFirst())
      tuned.push(parseParameters(kept?.parameters)?.tuned ?? 0)
    }
    const [first = 0, second = 0, third = 0] = tuned
    expect(first).toBeGreaterThan(0)
    expect(second).toBeGreaterThan(first)
    expect(third).toBeGreaterThan(second)
  })
})

describe('what a process remembers', () => {
  test('is a shop of its own: the other shop is named nothing', async () => {
    for (const number of [1, 2, 3]) await order(number, [1, 2])
    await workAll()
    expect(await named(otherShop, [1])).toEqual([])
  })

  test('follows a shop that was erased and installed again', async () => {
    for (const number of [1, 2, 3]) await order(number, [1, 2])
    await workAll()
    await named(shop, [1])
    await inShop(shop, async (db) => {
      await db.productPair.deleteMany()
      await db.productWeight.deleteMany()
      await db.shop.updateMany({ data: { installedAt: new Date(noon.getTime() + 1) } })
    })
    await expect.poll(() => named(shop, [1]), { timeout: 5_000 }).toEqual([])
  })
})

test('a product that nobody bought is named by its likeness', async () => {
  await inShop(shop, async (db) => {
    await withProduct(db, 1, { title: 'Hario dripper red' })
    await withProduct(db, 2, { title: 'Hario dripper blue' })
    await withProduct(db, 3, { title: 'Coffee beans' })
  })
  forgetShops()
  expect(await named(shop, [1])).toMatchObject([{ productId: product(2), why: { kind: 'alike' } }])
})
