import { beforeEach, describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, otherShop, shop, withDatabase } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import {
  aFulfillmentEventPayload,
  aFulfillmentPayload,
  aLine,
  anOrderPayload,
  aRefundPayload,
} from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

/** All that is stored about orders, in one comparable piece. */
const state = (shopId = shop) =>
  inShop(shopId, async (db) => ({
    orders: await db.order.findMany({
      include: { lines: true, refunds: true, fulfillments: true },
      orderBy: { id: 'asc' },
    }),
    pairs: (
      await db.productPair.findMany({ orderBy: [{ productId: 'asc' }, { otherProductId: 'asc' }] })
    ).map(comparable),
    // What was learned and unlearned again weighs nothing, whether or not its row is still there.
    weights: (
      await db.productWeight.findMany({ where: { slow: { gt: 1 } }, orderBy: { productId: 'asc' } })
    ).map(comparable),
    early: await db.earlyArrival.count(),
  }))

/** Sums of the same numbers in another order differ in their last digits, and nobody touched them at the same time. */
function comparable<Row extends { slow: number; fast: number }>({ slow, fast, ...row }: Row) {
  return { ...row, touchedAt: undefined, slow: slow.toPrecision(9), fast: fast.toPrecision(9) }
}

const later = '2026-06-15T13:30:00Z'
const storyOfAnOrder: [string, object][] = [
  ['orders/create', anOrderPayload({ financial_status: 'pending' })],
  ['orders/paid', anOrderPayload({ financial_status: 'paid' })],
  ['refunds/create', aRefundPayload()],
  [
    'orders/updated',
    anOrderPayload({
      updated_at: later,
      financial_status: 'partially_refunded',
      line_items: [aLine(1, { current_quantity: 0 }), aLine(2), aLine(3)],
      refunds: [aRefundPayload()],
    }),
  ],
  ['fulfillments/create', aFulfillmentPayload()],
  [
    'fulfillments/update',
    aFulfillmentPayload({ updated_at: '2026-06-16T08:00:00Z', shipment_status: 'in_transit' }),
  ],
  ['fulfillment_events/create', aFulfillmentEventPayload()],
]

describe('an order', () => {
  test('ends the same in whatever order its news arrive, one by one or together, once or three times', async () => {
    for (const [topic, payload] of storyOfAnOrder) await putDelivery(topic, payload)
    await workAll()
    const expected = await state()
    expect(expected.orders).toHaveLength(1)
    expect(expected.orders[0]).toMatchObject({
      financialStatus: 'partially_refunded',
      refundedMinor: 1000n,
      lines: { length: 3 },
      refunds: [
        {
          amountMinor: 1000n,
          currency: 'EUR',
          lines: [{ lineId: 'gid://shopify/LineItem/101', quantity: 1 }],
        },
      ],
      fulfillments: [{ shipmentStatus: 'delivered', deliveredAt: new Date('2026-06-17T09:00:00Z') }],
    })
    expect(expected.early).toBe(0)

    for (const [index, story] of shuffles(storyOfAnOrder, 12).entries()) {
      await emptyDatabase(database.url)
      for (const [topic, payload] of [...story, ...story.toReversed(), ...story]) {
        await putDelivery(topic, payload)
        if (index % 2 === 0) await workAll()
      }
      await workAll()
      expect(await state(), `shuffle ${index}`).toEqual(expected)
    }
  })

  test('is not changed by news that are older, or as old', async () => {
    await putDelivery('orders/updated', anOrderPayload({ updated_at: later, name: '#new' }))
    await workAll()
    await putDelivery('orders/updated', anOrderPayload({ name: '#old' }))
    await putDelivery('orders/updated', anOrderPayload({ updated_at: later, name: '#same' }))
    await putDelivery('orders/create', anOrderPayload({ id: 2 }))
    await workAll()
    expect((await state()).orders).toMatchObject([
      { name: '#new', lines: { length: 2 } },
      { lines: { length: 2 } },
    ])
  })

  // Shopify writes whole seconds, and an order is often made and paid within one.
  test('is paid though "created" and "paid" carry the same second, whichever comes first', async () => {
    const created = anOrderPayload({ financial_status: 'pending' })
    const paid = anOrderPayload({ financial_status: 'paid' })
    for (const story of [
      [created, paid],
      [paid, created],
    ]) {
      await emptyDatabase(database.url)
      for (const payload of story) {
        await putDelivery('orders/updated', payload)
        await workAll()
      }
      expect((await state()).orders[0]?.financialStatus).toBe('paid')
    }
  })

  test('of a guest, of a till and with products nobody knows is an order too', async () => {
    await putDelivery('orders/create', anOrderPayload({ id: 1, customer: null }))
    await putDelivery(
      'orders/create',
      anOrderPayload({ id: 2, customer: null, source_name: 'pos', line_items: [aLine(99)] }),
    )
    await workAll()
    const { orders } = await state()
    expect(orders.map(({ customerId, sourceName }) => [customerId, sourceName])).toEqual([
      [null, 'web'],
      [null, 'pos'],
    ])
  })

  test('makes its buyer known by name until their own webhook comes', async () => {
    await putDelivery('orders/create', anOrderPayload())
    await workAll()
    const customer = await inShop(shop, (db) => db.customer.findFirst())
    expect(customer).toMatchObject({
      id: 'gid://shopify/Customer/7',
      firstName: 'Ada',
      searchText: 'ada lovelace ada@example.com',
    })
  })

  test('of one shop is nothing to another with the same ids', async () => {
    await putDelivery('orders/create', anOrderPayload({ name: '#here' }))
    await putDelivery('orders/create', anOrderPayload({ name: '#there' }), { shopId: otherShop })
    await workAll()
    await workAll({ shopId: otherShop })
    expect((await state()).orders.map(({ name }) => name)).toEqual(['#here'])
    expect((await state(otherShop)).orders.map(({ name }) => name)).toEqual(['#there'])
  })
})

describe('a child that comes before its order', () => {
  test('waits for it, and an event for its fulfilment', async () => {
    await putDelivery('refunds/create', aRefundPayload())
    await putDelivery('fulfillment_events/create', aFulfillmentEventPayload())
    await workAll()
    expect(await state()).toMatchObject({ orders: [], early: 2 })
    await putDelivery('orders/create', anOrderPayload())
    await workAll()
    expect(await state()).toMatchObject({ orders: [{ refundedMinor: 1000n }], early: 1 })
    await putDelivery('fulfillments/create', aFulfillmentPayload())
    await workAll()
    const { orders, early } = await state()
    expect(early).toBe(0)
    expect(orders[0]?.fulfillments[0]).toMatchObject({ deliveredAt: new Date('2026-06-17T09:00:00Z') })
  })

  test('is corrected by its order where both speak of the same refund', async () => {
    await putDelivery('refunds/create', aRefundPayload({ amount: '7.00' }))
    await putDelivery(
      'orders/updated',
      anOrderPayload({ updated_at: later, refunds: [aRefundPayload({ amount: '10.00' })] }),
    )
    await workAll()
    expect((await state()).orders[0]?.refundedMinor).toBe(1000n)
  })
})

describe('a delivery', () => {
  test('says afterwards what it was about', async () => {
    const id = await putDelivery('orders/create', anOrderPayload())
    await workAll()
    const delivery = await inShop(shop, (db) => db.delivery.findFirst({ where: { id } }))
    expect(delivery).toMatchObject({
      status: 'done',
      subjectId: 'gid://shopify/Order/1',
      customerId: 'gid://shopify/Customer/7',
    })
  })

  test('that cannot be read is set aside with the reason, and its neighbours pass', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const poison = [
      await putDelivery('orders/create', '{"id":'),
      await putDelivery('orders/create', anOrderPayload({ currency: null })),
      await putDelivery('orders/create', `{"id":866550311766439021,"deep":${deep}}`),
      await putDelivery('unheard/of', {}),
      await putDelivery('orders/create', Buffer.from([0x7b, 0x00, 0x7d])),
    ]
    const sound = []
    for (let id = 1; id <= 20; id++) sound.push(await putDelivery('orders/create', anOrderPayload({ id })))
    await workAll()
    expect(await Promise.all(poison.map((id) => deliveryNow(id)))).toMatchObject([
      { status: 'aside', error: 'payload is not JSON' },
      { status: 'aside', error: 'currency is missing' },
      { status: 'aside', error: 'currency is missing' },
      { status: 'aside', error: 'topic is none that Encore reads' },
      { status: 'aside', error: 'payload is not JSON' },
    ])
    for (const id of sound) expect(await deliveryNow(id)).toMatchObject({ status: 'done' })
    expect((await state()).orders).toHaveLength(20)
  })

  // Nobody foresaw what is wrong with it: the database itself refuses. Only it may be held up, and nothing of it stays.
  test('whose effect fails holds up nobody, is tried again later and is set aside at last', async () => {
    await inShop(otherShop, async () => undefined)
    const failing = await putDelivery('bulk_operations/finish', {
      admin_graphql_api_id: 'gid://shopify/BulkOperation/1',
      status: 'completed',
    })
    for (let id = 1; id <= 7; id++) await putDelivery('orders/create', anOrderPayload({ id }))
    const handlers = {
      onBulkFinished: async () => {
        throw new Error('customer ada@example.com is the matter')
      },
    }
    let now = new Date('2026-06-15T12:00:00Z')
    await workAll({ handlers, now })
    expect((await state()).orders).toHaveLength(7)
    const first = await deliveryNow(failing)
    expect(first).toMatchObject({ status: 'waiting', attempts: 1, error: 'attempt 1 failed: Error' })

    for (let attempt = 2; attempt <= 16; attempt++) {
      now = new Date(now.getTime() + 7 * 3_600_000)
      await workAll({ handlers, now })
    }
    expect(await deliveryNow(failing)).toMatchObject({
      status: 'aside',
      attempts: 16,
      error: 'failed after 16 attempts: Error',
    })
  })

  test('of a shop that left has no effect and keeps no body', async () => {
    await inShop(shop, (db) =>
      db.shop.updateMany({ data: { uninstalledAt: new Date('2026-06-15T11:00:00Z') } }),
    )
    const id = await putDelivery('orders/create', anOrderPayload())
    await workAll()
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
    expect(await deliveryNow(id)).toMatchObject({ status: 'done', bodyBytes: 0 })
    expect((await state()).orders).toEqual([])
  })

  test('of a shop nobody knows waits a while for it, and is dropped then', async () => {
    const nowhere = 'not-here.myshopify.com'
    const id = await putDelivery('orders/create', anOrderPayload(), { shopId: nowhere })
    await workAll({ shopId: nowhere })
    expect(await deliveryNow(id, nowhere)).toMatchObject({ status: 'waiting', attempts: 0 })
    await workAll({ shopId: nowhere, now: new Date('2026-06-15T13:00:00Z') })
    expect(await deliveryNow(id, nowhere)).toBeNull()
  })
})

/** Always the same shuffles: the point is many orders, not chance. */
function shuffles<Item>(items: Item[], count: number): Item[][] {
  let seed = 7
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  return Array.from({ length: count }, () =>
    items
      .map((item) => ({ item, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item),
  )
}
