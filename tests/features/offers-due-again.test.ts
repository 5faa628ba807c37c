import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { decideAsking } from '../../app/features/offers/decide-asking.ts'
import { gatherAsking } from '../../app/features/offers/gather-asking.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { type HotDb, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, order, product, variant, withProduct } from '../support/offers.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()
const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(noon.getTime() - days * dayMs)

// Coffee is 1, filters 2, a grinder 3. What is asked about is an order of product 9 alone, which nothing goes with.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const [n, title] of Object.entries({ 1: 'Coffee', 2: 'Filters', 3: 'Grinder', 9: 'Mug' }))
      await withProduct(db, Number(n), { title })
  })
})

/** An order of customer `buyer` so many days ago, told and worked as Shopify tells of it. */
async function buys(buyer: number, days: number, products: number[], changes: object = {}): Promise<void> {
  const number = buyer * 1_000 + days
  await putDelivery(
    'orders/updated',
    anOrderPayload({
      id: number,
      created_at: daysAgo(days).toISOString(),
      processed_at: daysAgo(days).toISOString(),
      customer: { id: buyer, email: `c${buyer}@example.com` },
      line_items: products.map((id, at) => aLine(number * 10 + at, { product_id: id })),
      ...changes,
    }),
  )
  await workAll()
  forgetShops()
}

/** So many customers buy the product, and again after so many days. */
async function comeBackFor(n: number, customers: number, afterDays: number): Promise<void> {
  for (let buyer = 100; buyer < 100 + customers; buyer++) {
    await buys(buyer, 200, [n])
    await buys(buyer, 200 - afterDays, [n])
  }
}

const question = (change: Partial<OfferQuestion> = {}): OfferQuestion => ({
  placement: 'thank-you',
  orderId: order(1_000),
  productIds: [product(9)],
  customerId: customer(1),
  currency: 'EUR',
  ...change,
})

const ask = (change: Partial<OfferQuestion> = {}) =>
  inShopHot(shop, (db) => showOffer(db, question(change), { now: noon, newId: randomUUID }))

async function offered(change: Partial<OfferQuestion> = {}) {
  const answer = await ask(change)
  return answer.kind === 'offer' ? answer.items.map(({ productId, reason }) => ({ productId, reason })) : []
}

describe('what a customer buys again and again', () => {
  test('is offered when it is due by their own rhythm, and says so', async () => {
    for (const days of [90, 60, 30]) await buys(1, days, [1])
    await buys(1, 0, [9])
    expect(await offered()).toEqual([
      { productId: product(1), reason: { kind: 'bought-again', times: 3, everyDays: 30 } },
    ])
    const kept = await inShop(shop, async (db) => parseKeptDecision((await db.offer.findFirst())?.considered))
    expect(kept?.considered).toMatchObject([{ productId: product(1), source: 'next-need', fate: 'chosen' }])
    expect(kept?.considered[0]?.score).toBeGreaterThan(0)
  })

  test('is not offered before it is due, nor when an order of it was cancelled since', async () => {
    for (const days of [90, 50, 10]) await buys(1, days, [1])
    expect(await offered()).toEqual([])
    const cancelled = { cancelled_at: noon.toISOString(), updated_at: noon.toISOString() }
    await buys(1, 10, [1], cancelled)
    expect(await offered({ orderId: order(1_001) })).toMatchObject([
      { productId: product(1), reason: { times: 2, everyDays: null } },
    ])
  })

  test('comes in the order in which they want it next, not in that of the ids', async () => {
    for (const days of [100, 80, 60, 40, 20]) await buys(1, days, days > 50 ? [2, 1] : [2])
    expect((await offered()).map(({ productId }) => productId)).toEqual([product(2), product(1)])
  })

  test('is not offered when the last one was a gift', async () => {
    for (const days of [90, 60, 30]) await buys(1, days, [1])
    await inShop(shop, async (db) => {
      await db.offer.create({
        data: {
          id: 'offer-1',
          key: 'order/other',
          placement: 'thank-you',
          customerId: customer(1),
          decidedAt: daysAgo(5),
          items: {
            create: [
              {
                id: 'item-1',
                position: 1,
                productId: product(1),
                variantId: 'gid://shopify/ProductVariant/1',
                reason: { kind: 'reminder' },
                isGift: true,
              },
            ],
          },
        },
      })
    })
    expect(await offered()).toEqual([])
  })
})

test('what a customer bought, or asked to be reminded of, is no reason on the page after payment', async () => {
  for (const days of [90, 60, 30]) await buys(1, days, [1])
  await comeBackFor(2, 4, 40)
  await buys(1, 35, [2])
  await inShop(shop, async (db) => {
    const item = { id: 'item-1', position: 1, productId: product(3), variantId: variant(3) }
    const postponed = { status: 'postponed' as const, remindAt: daysAgo(1), answeredAt: daysAgo(20) }
    const create = [
      { ...item, ...postponed, reason: { kind: 'picked', withProductId: null, withTitle: null } },
    ]
    const asked = { key: 'order/other', placement: 'thank-you', customerId: customer(1) }
    await db.offer.create({ data: { id: 'offer-1', ...asked, decidedAt: daysAgo(20), items: { create } } })
  })
  await buys(1, 0, [9])
  const kinds = async (change: Partial<OfferQuestion>) =>
    (await offered(change)).map(({ reason }) => reason.kind)
  expect(await kinds({})).toEqual(['reminder', 'bought-again', 'comes-back'])
  const after = { placement: 'post-purchase', orderId: undefined, reference: 'c1' } as const
  const told = await kinds(after)
  for (const kind of ['reminder', 'bought-again', 'comes-back']) expect(told).not.toContain(kind)
  const kept = await inShop(shop, (db) => db.offer.findFirst({ where: { placement: 'post-purchase' } }))
  const { considered } = parseKeptDecision(kept?.considered) ?? { considered: [] }
  expect(considered.filter(({ source }) => source === 'next-need' || source === 'reminder')).toEqual([])
})

describe('what a customer bought once', () => {
  test('is offered when others came back for it after so long, and stands when it is asked for again', async () => {
    await comeBackFor(1, 4, 40)
    await buys(1, 35, [1])
    const expected = [{ productId: product(1), reason: { kind: 'comes-back', customers: 4, days: 40 } }]
    expect(await offered()).toEqual(expected)
    expect(await offered()).toEqual(expected)
  })

  test('is not offered before the time, nor when nobody comes back for it', async () => {
    await comeBackFor(1, 4, 40)
    await buys(1, 20, [1, 3])
    expect(await offered()).toEqual([])
    await buys(2, 45, [3])
    const other = await offered({ customerId: customer(2), orderId: order(2_000) })
    expect(other.map(({ productId }) => productId)).not.toContain(product(3))
  })

  test('is not offered once the customers who came back for it are forgotten', async () => {
    await comeBackFor(1, 3, 40)
    await buys(1, 35, [1])
    await putDelivery('customers/redact', {
      shop_id: 1,
      shop_domain: shop,
      customer: { id: 100 },
      orders_to_redact: [],
    })
    await workAll()
    forgetShops()
    expect(await offered()).toEqual([])
  })

  test('says the truth also where it goes with the basket', async () => {
    await comeBackFor(1, 3, 40)
    for (const buyer of [50, 51, 52]) await buys(buyer, 3, [1, 9])
    await buys(1, 35, [1])
    expect(await offered()).toMatchObject([{ productId: product(1), reason: { kind: 'comes-back' } }])
  })
})

describe('what it costs a decision', () => {
  /** The statements that a decision names. */
  async function statements(change: Partial<OfferQuestion>): Promise<string[]> {
    const names: string[] = []
    await inShopHot(shop, async (db) => {
      const asking = await gatherAsking(db, question(change), noon)
      const counting: HotDb = {
        ...db,
        run: (statement, values) => {
          names.push(statement.name ?? 'unnamed')
          return db.run(statement, values)
        },
      }
      if (asking) await decideAsking(counting, asking, noon)
    })
    return names
  }

  const needs = async (change: Partial<OfferQuestion>) =>
    (await statements(change)).filter((name) => name === 'read-needs').length

  test('is one prepared statement, and none for a guest or a first order', async () => {
    for (const days of [90, 60, 30]) await buys(1, days, [1])
    await buys(3, 0, [9])
    expect(await needs({ customerId: undefined })).toBe(0)
    expect(await needs({ customerId: customer(3), orderId: order(3_000) })).toBe(0)
    expect(await needs({})).toBe(1)
    expect(await needs({})).toBe(1)
  })

  test('is none where by its dates nothing can be due, once the shop is remembered', async () => {
    await comeBackFor(1, 3, 40)
    await buys(1, 5, [1, 2])
    await buys(2, 35, [1])
    expect(await needs({})).toBe(1)
    expect(await needs({})).toBe(0)
    expect(await needs({ customerId: customer(2), orderId: order(2_000) })).toBe(1)
  })
})
