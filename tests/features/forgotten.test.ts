import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { purgeAllShops } from '../../app/features/orders/purge-deliveries.ts'
import { exportCustomer } from '../../app/features/shop/export-customer.ts'
import { config } from '../../app/platform/config.ts'
import { acrossShops, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyBodiesAbout } from '../../app/store/redaction.server.ts'
import { wholeBody } from '../support/bodies.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { aCustomerPayload, anOrderPayload, aRefundPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const digits = 5_511_223_344_556
const orderDigits = 6_000_000_000_001
const id = `gid://shopify/Customer/${digits}` as const
const person = { id: digits, email: 'Grace.Hopper@example.com', phone: '+49 (30) 5551234' }
const customer = { ...aCustomerPayload(person), updated_at: '2026-06-15T12:00:00Z' }
const afterwards = '2026-06-15T18:00:00Z'

const redaction = (asked: object, orders: number[] = []) => ({
  shop_id: 1,
  shop_domain: shop,
  customer: asked,
  orders_to_redact: orders,
})

async function deliver(topic: string, payload: object): Promise<string> {
  const delivery = await putDelivery(topic, payload)
  await workAll()
  return delivery
}

const customers = (shopId = shop) => inShop(shopId, (db) => db.customer.findMany())

/** Whether the digits of the customer stand anywhere in the database. */
async function isTraced(trace: string | number = digits): Promise<string[]> {
  const { rows } = await acrossShops().query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const body = name === 'Delivery' ? ` || encode(${wholeBody}, 'escape')` : ''
    const { rowCount } = await acrossShops().query(
      `select from "${name}" d where lower(d::text${body}) like $1`,
      [`%${trace}%`.toLowerCase()],
    )
    if (rowCount) found.push(name)
  }
  return found
}

describe('who was forgotten is still known to be', () => {
  const first = config().encryptionKeys
  const kept = [...first]
  const second = { id: 'k2', key: Buffer.alloc(32, 2) }
  const seal = (...keys: typeof kept) => first.splice(0, first.length, ...keys)
  afterEach(() => seal(...kept))

  const comesBack = async () => {
    await deliver('customers/update', { ...customer, updated_at: afterwards })
    return (await customers()).length > 0
  }
  const night = () => purgeAllShops(noon, new AbortController().signal)

  test('after the key was rotated and the old one dropped a night later', async () => {
    await deliver('customers/redact', redaction(person))
    seal(second, ...kept)
    await night()
    seal(second)
    expect(await comesBack()).toBe(false)
  })

  test('after the old key was dropped, once anything of the shop was worked', async () => {
    await deliver('customers/redact', redaction(person))
    seal(second, ...kept)
    expect(await comesBack()).toBe(false)
    seal(second)
    expect(await comesBack()).toBe(false)
  })

  test('also in a shop that has left for the time being', async () => {
    await deliver('customers/redact', redaction(person))
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: noon } }))
    seal(second, ...kept)
    await night()
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
    seal(second)
    expect(await comesBack()).toBe(false)
  })

  test('and nothing of the shop is taken in when the old key was dropped too early', async () => {
    await deliver('customers/redact', redaction(person))
    seal(second)
    const late = await deliver('customers/update', { ...customer, updated_at: afterwards })
    expect(await deliveryNow(late)).toMatchObject({
      status: 'waiting',
      error: 'attempt 1 failed: Unavailable',
    })
    seal(...kept)
    await workAll({ now: new Date(noon.getTime() + 60_000) })
    expect(await customers()).toEqual([])
  })

  test('by a hash that is another in each shop', async () => {
    const hashes = () => acrossShops().query<{ hash: string }>('select hash from "RedactedCustomer"')
    await deliver('customers/redact', redaction({ id: digits }))
    await putDelivery(
      'customers/redact',
      { ...redaction({ id: digits }), shop_domain: otherShop },
      { shopId: otherShop },
    )
    await workAll({ shopId: otherShop })
    const { rows } = await hashes()
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2)
  })
})

describe('late news of somebody forgotten', () => {
  beforeEach(async () => {
    await deliver('orders/create', anOrderPayload({ id: orderDigits, customer }))
    await deliver('customers/redact', redaction(person, [orderDigits]))
  })

  test('that they were deleted brings no id back', async () => {
    await deliver('customers/delete', { id: digits })
    expect(await isTraced()).toEqual([])
  })

  test('that they were merged into somebody leaves that one as they are', async () => {
    await deliver('customers/create', aCustomerPayload({ id: 7 }))
    await deliver('customers/merge', {
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/7',
      admin_graphql_api_customer_deleted_id: id,
      status: 'completed',
    })
    expect(await isTraced()).toEqual([])
    expect(await customers()).toMatchObject([{ id: 'gid://shopify/Customer/7', email: 'ada@example.com' }])
  })

  // Whoever was merged into somebody is them: the wish to be forgotten was theirs too.
  test('that somebody was merged into them forgets that one as well', async () => {
    const other = { id: 5_511_223_344_999, email: 'grace@work.example' }
    await deliver('orders/create', anOrderPayload({ id: orderDigits + 1, customer: aCustomerPayload(other) }))
    await deliver('customers/merge', {
      admin_graphql_api_customer_kept_id: id,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${other.id}`,
      status: 'completed',
    })
    expect(await isTraced()).toEqual([])
    expect(await isTraced(other.id)).toEqual([])
    expect(await isTraced(other.email)).toEqual([])
    await deliver('customers/update', aCustomerPayload({ ...other, updated_at: afterwards }))
    expect(await customers()).toEqual([])
  })

  test('in an order of theirs leaves language and country out', async () => {
    await deliver(
      'orders/updated',
      anOrderPayload({
        id: orderDigits,
        customer: { id: digits },
        updated_at: afterwards,
        customer_locale: 'de',
        shipping_address: { country_code: 'DE' },
      }),
    )
    const [order] = await inShop(shop, (db) => db.order.findMany())
    expect(order).toMatchObject({ updatedAt: new Date(afterwards), locale: null, countryCode: null })
    expect(await isTraced()).toEqual([])
  })

  test('is not kept as it came when it names them by a bare number', async () => {
    const refund = await deliver('refunds/create', aRefundPayload({ order_id: orderDigits }))
    expect(await deliveryNow(refund)).toMatchObject({ status: 'done', bodyBytes: 0 })
    expect(await isTraced()).toEqual([])
  })

  test('that they look at an order is that of a guest', async () => {
    const question = {
      placement: 'order-status',
      orderId: `gid://shopify/Order/${orderDigits}`,
      productIds: ['gid://shopify/Product/1'],
      customerId: id,
    } as const
    const edge = { now: noon, newId: randomUUID }
    await inShopHot(shop, (db) => showOffer(db, { ...question, productIds: [...question.productIds] }, edge))
    const offers = await inShop(shop, (db) => db.offer.findMany())
    expect(offers).toMatchObject([{ customerId: null }])
    expect(await isTraced()).toEqual([])
  })
})

describe('a wish to be forgotten that names no customer id', () => {
  beforeEach(async () => {
    await deliver('orders/create', anOrderPayload({ id: orderDigits, customer }))
    await deliver('orders/create', anOrderPayload({ id: 2, customer: aCustomerPayload({ id: 7 }) }))
  })

  test.each([
    ['address', { email: 'grace.hopper@EXAMPLE.com' }],
    ['number', { phone: '+49305551234' }],
  ])('finds them by their %s, however written', async (_, asked) => {
    await deliver('customers/redact', redaction(asked))
    expect(await isTraced()).toEqual([])
    expect(await isTraced('grace.hopper')).toEqual([])
    expect(await isTraced('5551234')).toEqual([])
    expect((await customers()).map((each) => each.id)).toEqual(['gid://shopify/Customer/7'])
    await deliver('customers/update', { ...customer, updated_at: afterwards })
    expect(await customers()).toHaveLength(1)
  })

  test.each(['%', '_race.hopper@example.com', 'nobody@example.com'])(
    'forgets nobody else for "%s"',
    async (email) => {
      await deliver('customers/redact', redaction({ email }))
      expect(await customers()).toHaveLength(2)
    },
  )

  test('is heard like the wish to see what is held', async () => {
    const asked = { customerId: undefined, email: 'grace.hopper@example.com', phone: undefined }
    await inShop(shop, (db) =>
      exportCustomer(db, { domain: shop, id: '1', person: asked, orderIds: [] }, noon),
    )
    const [request] = await inShop(shop, (db) => db.complianceRequest.findMany())
    expect(request).toMatchObject({ customerId: id, export: { customer: { email: person.email } } })
  })
})

test('the bodies that are searched for somebody are no more than 8 MB at a time, and all of them in the end', async () => {
  const mb = 1024 * 1024
  const body = Buffer.from(`${' '.repeat(5 * mb)} ${digits} `)
  const ids = ['d1', 'd2', 'd3']
  await inShop(shop, (db) =>
    db.delivery.createMany({
      data: ids.map((one) => ({
        id: one,
        topic: 'orders/create',
        status: 'done',
        body,
        receivedAt: noon,
        dueAt: noon,
      })),
    }),
  )
  const looked: (string | undefined)[] = []
  do {
    const after = looked.at(-1) ?? ''
    looked.push(await inShop(shop, (db) => emptyBodiesAbout(db, { texts: [], digits: [`${digits}`] }, after)))
  } while (looked.at(-1) !== undefined)
  expect(looked).toEqual([...ids, undefined])
  for (const one of ids) expect(await deliveryNow(one)).toMatchObject({ bodyBytes: 0 })
})
