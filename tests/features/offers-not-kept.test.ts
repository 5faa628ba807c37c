import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { answerOffer } from '../../app/features/offers/answer-offer.ts'
import { gatherAsking } from '../../app/features/offers/gather-asking.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { acrossShops, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, order, product, withPair, withProduct } from '../support/offers.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'
import { conditionOf, withRule } from '../support/rules.ts'

const database = withDatabase()
const daysAgo = (days: number) => new Date(noon.getTime() - days * 86_400_000)

// 11 goes with product 1, 12 with product 2. What is asked about is the order of day 0.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const [n, title] of Object.entries({ 1: 'Chemex', 2: 'Kettle', 3: 'Coffee', 9: 'Mug' }))
      await withProduct(db, Number(n), { title })
    for (const n of [11, 12]) await withProduct(db, n)
    await withPair(db, 1, 11, 37)
    await withPair(db, 2, 12, 12)
  })
})

/** The customer's order of so many days ago as Shopify tells of it, each product with what is left of how many. */
async function tell(days: number, left: Record<number, [left: number, of: number]>, change: object = {}) {
  const lines = Object.entries(left).map(([id, [current_quantity, quantity]]) =>
    aLine(1_000 + days * 100 + Number(id), { product_id: Number(id), current_quantity, quantity }),
  )
  const at = daysAgo(days).toISOString()
  const buyer = { id: 1, email: 'ada@example.com' }
  const told = { id: 1_000 + days, created_at: at, processed_at: at, customer: buyer, line_items: lines }
  await putDelivery('orders/updated', anOrderPayload({ ...told, ...change }))
  await workAll()
  forgetShops()
}

/** Another telling of it, so many hours after the first. */
const afterHours = (hours: number) => ({
  updated_at: new Date(noon.getTime() + hours * 3_600_000).toISOString(),
})
const later = afterHours(1)
/** That what is missing was paid back, so long ago that help does not come first any more. */
const paidBack = (days: number, productId: number) => ({
  ...later,
  financial_status: 'partially_refunded',
  refunds: [
    {
      id: 500 + days,
      order_id: 1_000 + days,
      created_at: daysAgo(days - 1).toISOString(),
      refund_line_items: [{ line_item_id: 1_100 + days * 100 + productId, quantity: 1 }],
      transactions: [{ kind: 'refund', status: 'success', amount: '10.00', currency: 'EUR' }],
    },
  ],
})

const question = (change: Partial<OfferQuestion> = {}): OfferQuestion => ({
  placement: 'thank-you',
  orderId: order(1_000),
  productIds: [product(1)],
  customerId: customer(1),
  currency: 'EUR',
  ...change,
})

async function offered(change: Partial<OfferQuestion> = {}, now = noon) {
  const answer = await inShopHot(shop, (db) => showOffer(db, question(change), { now, newId: randomUUID }))
  return answer.kind === 'offer' ? answer.items : []
}

const idsOf = (items: { productId: string }[]) => items.map(({ productId }) => productId)
const known = async () => (await inShopHot(shop, (db) => gatherAsking(db, question(), noon)))?.known
const stored = () => inShop(shop, (db) => db.offer.findFirst({ orderBy: { decidedAt: 'desc' } }))
const fates = async () =>
  parseKeptDecision((await stored())?.considered)?.considered.map(({ productId, fate }) => [productId, fate])

describe('a line that was taken out of the order', () => {
  test('draws nothing, and is not offered with what is left', async () => {
    await tell(0, { 1: [1, 1], 2: [1, 1] })
    await putDelivery('orders/edited', { order_edit: { order_id: 1_000, line_items: {} } })
    await tell(0, { 1: [1, 1], 2: [0, 1] }, later)
    await inShop(shop, (db) => withPair(db, 1, 2, 50))
    const items = await offered()
    expect(idsOf(items)).toEqual([product(11)])
    expect(items[0]?.reason).toMatchObject({ kind: 'bought-together', withTitle: 'Chemex' })
    expect(await fates()).toContainEqual([product(2), 'not-kept'])
  })

  test('is named by no reason of what was offered before, seen or not', async () => {
    await tell(0, { 1: [1, 1], 2: [1, 1] })
    expect(idsOf(await offered())).toEqual([product(11), product(12)])
    const { id = '' } = (await stored()) ?? {}
    await inShopHot(shop, (db) =>
      answerOffer(db, { id, answer: 'shown' }, { customerId: customer(1), now: noon }),
    )
    await tell(0, { 1: [1, 1], 2: [0, 1] }, later)
    expect(idsOf(await offered())).toEqual([product(11)])
  })

  test('stays where another line of the same product is left', async () => {
    await tell(0, { 1: [1, 1] })
    await acrossShops().query(
      `insert into "OrderLine" select (jsonb_populate_record(l, '{"id": "other", "currentQuantity": 0}')).* from "OrderLine" l`,
    )
    expect(idsOf(await offered())).toEqual([product(11)])
    expect(await known()).toMatchObject({ bought: [{ times: 1 }], notKept: [], takenOut: [] })
  })

  test('does not count for a rule on what the order holds and how many', async () => {
    const result = { kind: 'products' as const, productIds: [product(9)] }
    const two = { field: 'order.quantity', is: 'at-least', value: 2 }
    const kettle = { field: 'order.products', is: 'has-any', values: [product(2)] }
    await withRule('two', { when: conditionOf(two), result })
    await withRule('kettle', { when: conditionOf(kettle), result })
    await tell(0, { 1: [1, 3], 2: [0, 1] })
    expect(idsOf(await offered())).toEqual([product(11)])
    await tell(0, { 1: [2, 3], 2: [0, 1] }, later)
    await inShop(shop, (db) => db.offer.deleteMany())
    expect(idsOf(await offered())).toEqual([product(9)])
  })

  test('ends what a rule offered because of it, seen or not, and nothing else', async () => {
    const kettle = { field: 'order.products', is: 'has-any', values: [product(2)] }
    const coffee = { field: 'order.products', is: 'has-any', values: [product(1), product(3)] }
    const offer = (id: number) => ({ kind: 'products' as const, productIds: [product(id)] })
    await withRule('kettle', { when: conditionOf(kettle), result: offer(9) })
    await withRule('coffee', { when: conditionOf(coffee), result: offer(12) })
    await tell(0, { 1: [1, 1], 2: [1, 1], 3: [1, 1] })
    expect(idsOf(await offered())).toEqual([product(9)])
    await tell(0, { 1: [1, 1], 2: [1, 1], 3: [0, 1] }, later)
    expect(idsOf(await offered())).toEqual([product(9)])
    await tell(0, { 1: [1, 1], 2: [0, 1], 3: [0, 1] }, afterHours(2))
    expect(idsOf(await offered())).toEqual([product(12)])
    const { id = '' } = (await stored()) ?? {}
    await inShopHot(shop, (db) =>
      answerOffer(db, { id, answer: 'shown' }, { customerId: customer(1), now: noon }),
    )
    expect(idsOf(await offered())).toEqual([product(12)])
    await tell(0, { 1: [0, 1], 2: [1, 1], 3: [0, 1] }, afterHours(3))
    expect(idsOf(await offered())).toEqual([])
  })

  test('leaves alone what a rule offered for the rest, also when its day is over and they have ordered more', async () => {
    const when = {
      kind: 'group' as const,
      join: 'all' as const,
      of: [
        conditionOf({ field: 'order.products', is: 'has-any', values: [product(2)] }),
        conditionOf({ field: 'moment.weekday', is: 'one-of', values: ['1'] }),
        conditionOf({ field: 'customer.orders', is: 'at-most', value: 1 }),
      ],
    }
    await withRule('monday', { when, result: { kind: 'products', productIds: [product(9)] } })
    await tell(0, { 1: [1, 1], 2: [1, 1] })
    expect(idsOf(await offered())).toEqual([product(9)])
    await tell(0, { 1: [0, 1], 2: [1, 1] }, later)
    await tell(5, { 3: [1, 1] })
    const tuesday = new Date(noon.getTime() + 86_400_000)
    expect(idsOf(await offered({}, tuesday))).toEqual([product(9)])
  })
})

describe('what a customer sent back', () => {
  test('is not offered again, and a line of the same order that stayed is theirs', async () => {
    await inShop(shop, async (db) => {
      await withPair(db, 1, 2, 50)
      await withPair(db, 1, 3, 40)
    })
    await tell(100, { 2: [0, 1], 3: [1, 1] }, paidBack(100, 2))
    await tell(0, { 1: [1, 1] })
    expect(idsOf(await offered())).toEqual([product(11)])
    expect(await fates()).toEqual([
      [product(2), 'not-kept'],
      [product(3), 'bought-before'],
      [product(11), 'chosen'],
    ])
  })

  test('is not offered again either where others come back for it, and an offer of it ends', async () => {
    for (const buyer of [50, 51, 52, 53])
      for (const days of [200, 160])
        await tell(days, { 3: [1, 1] }, { id: buyer * 1_000 + days, customer: { id: buyer } })
    await tell(35, { 3: [1, 1] })
    await tell(0, { 9: [1, 1] })
    expect(await offered()).toMatchObject([{ productId: product(3), reason: { kind: 'comes-back' } }])
    await tell(35, { 3: [0, 1] }, later)
    expect(idsOf(await offered())).toEqual([])
  })

  test('is nothing that rules take for bought before', async () => {
    const result = { kind: 'products' as const, productIds: [product(9)] }
    const when = conditionOf({ field: 'customer.products', is: 'has-any', values: [product(2)] })
    await withRule('kettle', { when, result })
    await tell(100, { 2: [0, 1] }, paidBack(100, 2))
    await tell(0, { 1: [1, 1] })
    expect(idsOf(await offered())).toEqual([product(11)])
    await tell(50, { 2: [1, 1] })
    await inShop(shop, (db) => db.offer.deleteMany())
    expect(idsOf(await offered())).toEqual([product(9)])
  })

  test('says nothing of what they usually pay', async () => {
    await tell(100, { 2: [0, 1] }, paidBack(100, 2))
    await acrossShops().query(`update "OrderLine" set "priceMinor" = 90000`)
    await tell(0, { 1: [1, 1] })
    expect(await known()).toMatchObject({ band: { lines: 1, dearestUsualMinor: 1_000 } })
  })
})

describe('a product bought again and again, and sent back once', () => {
  test('is due by the orders of which it was kept', async () => {
    for (const days of [120, 90, 60]) await tell(days, { 3: [1, 1] })
    await tell(100, { 3: [0, 1] }, paidBack(100, 3))
    await tell(30, { 3: [1, 1] })
    await tell(0, { 9: [1, 1] })
    expect(await offered()).toMatchObject([
      { productId: product(3), reason: { kind: 'bought-again', times: 4, everyDays: 30 } },
    ])
    expect((await known())?.bought).toContainEqual({
      productId: product(3),
      times: 4,
      firstAt: daysAgo(120),
      lastAt: daysAgo(30),
    })
  })

  test('was bought once where they kept one of two', async () => {
    await inShop(shop, (db) => withPair(db, 1, 3, 50))
    await tell(90, { 3: [1, 1] })
    await tell(60, { 3: [0, 1] }, paidBack(60, 3))
    await tell(0, { 1: [1, 1] })
    expect(idsOf(await offered())).toEqual([product(11)])
    expect(await fates()).toContainEqual([product(3), 'bought-before'])
    expect(await known()).toMatchObject({ notKept: [] })
  })
})

describe('an order of which nothing is left', () => {
  test.each(['thank-you', 'order-status'] as const)(
    'is offered nothing on its %s page',
    async (placement) => {
      await tell(0, { 1: [0, 1], 2: [0, 2] }, { financial_status: 'refunded' })
      expect(await offered({ placement })).toEqual([])
      expect((await stored())?.reason).toEqual({ kind: 'nothing', why: 'nothing-left' })
    },
  )

  test('ends an offer that stands with it', async () => {
    await tell(0, { 1: [1, 1] })
    expect(idsOf(await offered())).toEqual([product(11)])
    await tell(0, { 1: [0, 1] }, { ...later, financial_status: 'refunded' })
    expect(await offered()).toEqual([])
    expect((await stored())?.reason).toEqual({ kind: 'nothing', why: 'nothing-left' })
  })

  test('is not one that holds something the shop has no product of, nor one without lines', async () => {
    await tell(0, { 1: [0, 1] })
    await acrossShops().query(
      `insert into "OrderLine" select (jsonb_populate_record(l, '{"id": "engraving", "productId": null, "currentQuantity": 1}')).* from "OrderLine" l`,
    )
    expect((await known())?.ownOrder).toMatchObject({ isEmptied: false, quantity: 1 })
    await acrossShops().query(`update "OrderLine" set "currentQuantity" = 0`)
    expect(await known()).toMatchObject({ ownOrder: { isEmptied: true }, takenOut: [product(1)] })
    await acrossShops().query(`delete from "OrderLine"`)
    expect((await known())?.ownOrder).toMatchObject({ isEmptied: false, quantity: 0 })
  })
})
