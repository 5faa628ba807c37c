import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { recordCustomers } from '../../app/features/customers/record-customers.ts'
import { recordOrders } from '../../app/features/orders/record-orders.ts'
import { recordAllLevels } from '../../app/features/products/record-products.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { aCustomerPayload, anOrderPayload, aProductPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) => db.shop.updateMany({ data: { scopes: '', scopesToldAt: null } }))
})

/** A moment of noon's second. */
const noonPlus = (ms: number) => new Date(noon.getTime() + ms)

interface Subject {
  topic: string
  /** The news as the nth state of one and the same second. */
  payload: (state: number) => object
  read: () => Promise<unknown>
  /** What is read after the nth state. */
  shows: (state: number) => unknown
}

const subjects: Record<string, Subject> = {
  order: {
    topic: 'orders/updated',
    payload: (state) => anOrderPayload({ name: `#${state}`, total_price: `${state}.00` }),
    read: () => inShop(shop, (db) => db.order.findFirst({ select: { name: true, totalMinor: true } })),
    shows: (state) => ({ name: `#${state}`, totalMinor: BigInt(state * 100) }),
  },
  // Cancelled is further than paid, but not the last that was told.
  'order that goes back': {
    topic: 'orders/updated',
    payload: (state) => anOrderPayload({ cancelled_at: state % 2 ? noon.toISOString() : null }),
    read: async () => (await inShop(shop, (db) => db.order.findFirst()))?.cancelledAt,
    shows: (state) => (state % 2 ? noon : null),
  },
  customer: {
    topic: 'customers/update',
    payload: (state) => aCustomerPayload({ first_name: `Ada ${state}` }),
    read: async () => (await inShop(shop, (db) => db.customer.findFirst()))?.firstName,
    shows: (state) => `Ada ${state}`,
  },
  product: {
    topic: 'products/update',
    payload: (state) => aProductPayload({ title: `T${state}`, variant: { price: `${state}.00` } }),
    read: () =>
      inShop(shop, (db) =>
        db.product.findFirst({ select: { title: true, variants: { select: { priceMinor: true } } } }),
      ),
    shows: (state) => ({ title: `T${state}`, variants: [{ priceMinor: BigInt(state * 100) }] }),
  },
  'level of stock': {
    topic: 'inventory_levels/update',
    payload: (state) => ({
      inventory_item_id: 100,
      location_id: 1,
      available: state,
      updated_at: noon.toISOString(),
    }),
    read: async () => (await inShop(shop, (db) => db.inventoryLevel.findFirst()))?.available,
    shows: (state) => state,
  },
  'list of scopes': {
    topic: 'app/scopes_update',
    payload: (state) => ({ previous: [], current: [`scope_${state}`], updated_at: noon.toISOString() }),
    read: async () => (await inShop(shop, (db) => db.shop.findFirst()))?.scopes,
    shows: (state) => `scope_${state}`,
  },
}

describe.each(Object.entries(subjects))('an %s', (_, { topic, payload, read, shows }) => {
  const tell = (state: number, told: number) =>
    putDelivery(topic, payload(state), { triggeredAt: noonPlus(told * 100) })

  test('of which two states were told within one second is as it was told last, in one batch or two', async () => {
    for (const story of [
      [1, 2],
      [2, 1],
    ])
      for (const isOneByOne of [true, false]) {
        await emptyDatabase(database.url)
        await inShop(shop, (db) => db.shop.updateMany({ data: { scopesToldAt: null } }))
        for (const state of story) {
          await tell(state, state)
          if (isOneByOne) await workAll()
        }
        await workAll()
        expect(await read(), `${story} ${isOneByOne}`).toEqual(shows(2))
      }
  })

  test('ends in the last state that was told, whatever is delivered twice, shuffled and in parts', async () => {
    const states = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 })
    const dice = fc.array(fc.nat(), { minLength: 10, maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(states, dice, fc.integer({ min: 1, max: 6 }), async (history, order, batch) => {
        await emptyDatabase(database.url)
        await inShop(shop, (db) => db.shop.updateMany({ data: { scopesToldAt: null } }))
        const told = history.map((state, index) => ({ state, index }))
        const shuffled = [...told, ...told]
          .map((each, index) => ({ ...each, key: order[index] ?? 0 }))
          .sort((a, b) => a.key - b.key)
        for (const [index, { state, index: at }] of shuffled.entries()) {
          await tell(state, at)
          if (index % batch === 0) await workAll()
        }
        await workAll()
        expect(await read()).toEqual(shows(history.at(-1) ?? 0))
      }),
      { numRuns: 12, seed: 20261121 },
    )
  }, 60_000)

  test('without a time of telling is as it arrived last', async () => {
    await putDelivery(topic, payload(1), { at: noonPlus(1) })
    await workAll({ now: noonPlus(1) })
    await putDelivery(topic, payload(2), { at: noonPlus(2) })
    await workAll({ now: noonPlus(2) })
    expect(await read()).toEqual(shows(2))
  })
})

describe('what we asked for counts as told when we asked', () => {
  const anOrder = (name: string, toldAt: Date) => ({
    id: 'gid://shopify/Order/1' as const,
    name,
    customer: undefined,
    processedAt: noon,
    createdAt: noon,
    updatedAt: noon,
    cancelledAt: undefined,
    cancelReason: undefined,
    currency: 'EUR',
    subtotalMinor: 1,
    totalMinor: 1,
    discountMinor: 0,
    presentmentTotal: { minor: 1, currency: 'EUR' },
    financialStatus: 'paid',
    fulfillmentStatus: undefined,
    sourceName: undefined,
    locale: undefined,
    countryCode: undefined,
    isTest: false,
    discountCodes: [],
    gateways: [],
    checkoutToken: undefined,
    lines: [],
    refunds: [],
    fulfillments: [],
    toldAt,
  })
  const name = async () => (await inShop(shop, (db) => db.order.findFirst()))?.name

  test('later than a webhook of before, earlier than one of afterwards', async () => {
    const tell = (told: string, ms: number) =>
      putDelivery('orders/updated', anOrderPayload({ name: told }), { triggeredAt: noonPlus(ms) }).then(() =>
        workAll(),
      )
    await tell('before', 100)
    await inShop(shop, (db) => recordOrders(db, [anOrder('asked', noonPlus(500))], noon))
    expect(await name()).toBe('asked')
    await tell('still before', 400)
    expect(await name()).toBe('asked')
    await tell('afterwards', 900)
    expect(await name()).toBe('afterwards')
  })

  test('and a customer known without a time of telling yields to whoever tells one', async () => {
    const ada = { ...aCustomer('Ada'), toldAt: noonPlus(1) }
    await inShop(shop, (db) => recordCustomers(db, [ada], noon))
    await inShop(shop, (db) => db.customer.updateMany({ data: { toldAt: null } }))
    await inShop(shop, (db) => recordCustomers(db, [{ ...ada, firstName: 'Augusta' }], noon))
    expect((await inShop(shop, (db) => db.customer.findFirst()))?.firstName).toBe('Augusta')
  })

  function aCustomer(firstName: string) {
    return {
      id: 'gid://shopify/Customer/7' as const,
      email: undefined,
      phone: undefined,
      firstName,
      lastName: undefined,
      locale: undefined,
      countryCode: undefined,
      tags: undefined,
      emailConsent: undefined,
      smsConsent: undefined,
      createdAt: noon,
      updatedAt: noon,
    }
  }
})

describe('a location that is disconnected from an item', () => {
  const item = 'gid://shopify/InventoryItem/100' as const
  const inventory = async () => (await inShop(shop, (db) => db.variant.findFirst()))?.inventory
  const level = (location: number, available: number, updated_at: string) =>
    putDelivery('inventory_levels/update', {
      inventory_item_id: 100,
      location_id: location,
      available,
      updated_at,
    })

  beforeEach(async () => {
    await putDelivery('products/create', aProductPayload())
    await level(1, 2, '2026-06-15T13:00:00Z')
    await level(2, 4, '2026-06-15T13:00:00Z')
    await workAll()
    expect(await inventory()).toBe(6)
  })

  test('holds nothing of it any more, also when older news comes late, until it is connected again', async () => {
    await putDelivery(
      'inventory_levels/disconnect',
      { inventory_item_id: 100, location_id: 2 },
      { triggeredAt: new Date('2026-06-15T14:00:00.5Z') },
    )
    await workAll()
    expect(await inventory()).toBe(2)
    await level(2, 9, '2026-06-15T13:30:00Z')
    await workAll()
    expect(await inventory()).toBe(2)
    await level(2, 3, '2026-06-15T15:00:00Z')
    await workAll()
    expect(await inventory()).toBe(5)
  })

  test('and of which nobody told us is found when all of the stock is read', async () => {
    const asked = new Date('2026-06-15T16:00:00Z')
    const heard = {
      inventoryItemId: item,
      levels: [
        {
          inventoryItemId: item,
          locationId: 'gid://shopify/Location/1' as const,
          available: 2,
          updatedAt: new Date('2026-06-15T13:00:00Z'),
        },
      ],
    }
    await inShop(shop, (db) => recordAllLevels(db, [heard], asked))
    expect(await inventory()).toBe(2)
    await inShop(shop, (db) => recordAllLevels(db, [heard], asked))
    expect(await inventory()).toBe(2)
    await inShop(shop, (db) => recordAllLevels(db, [{ inventoryItemId: item, levels: [] }], asked))
    expect(await inventory()).toBe(0)
  })

  test('keeps what was heard of it after all of the stock was asked for', async () => {
    await inShop(shop, (db) =>
      recordAllLevels(db, [{ inventoryItemId: item, levels: [] }], new Date('2026-06-15T12:30:00Z')),
    )
    expect(await inventory()).toBe(6)
  })
})
