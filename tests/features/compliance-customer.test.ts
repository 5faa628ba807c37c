import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import {
  canary,
  customerId,
  liveThrough,
  orderId,
  redaction,
  traces,
  whereTraced,
  withTwoShops,
} from '../support/canary.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { aCustomerPayload, anOrderPayload } from '../support/payloads.ts'

const database = withTwoShops()

describe('customers/redact', () => {
  test('leaves no byte of the customer in any table, and the others untouched', async () => {
    await liveThrough()
    expect((await whereTraced()).length).toBeGreaterThan(8)
    const id = await putDelivery('customers/redact', redaction())
    await workAll()
    expect(await whereTraced()).toEqual([])
    expect(await deliveryNow(id)).toMatchObject({ status: 'done', bodyBytes: 0 })

    const { orders, customers, offers, bobs } = await inShop(shop, async (db) => ({
      orders: await db.order.findMany({ orderBy: { id: 'asc' } }),
      customers: await db.customer.findMany(),
      offers: await db.offer.findMany(),
      bobs: await db.delivery.findFirst({ where: { subjectId: `gid://shopify/Order/${orderId(3)}` } }),
    }))
    expect(orders.map((order) => [order.customerId, order.totalMinor])).toEqual([
      [null, 2490n],
      [null, 2490n],
      ['gid://shopify/Customer/8', 2490n],
    ])
    expect(customers.map((customer) => customer.id)).toEqual(['gid://shopify/Customer/8'])
    expect(offers).toMatchObject([{ customerId: null, considered: null, asked: null }])
    const { items, codes } = await inShop(shop, async (db) => ({
      items: await db.offerItem.findMany(),
      codes: await db.discountCode.findMany(),
    }))
    expect(items).toMatchObject([{ id: 'item-1', status: 'disliked' }])
    expect(codes).toMatchObject([{ code: 'CODE-1', customerId: null }])
    expect(bobs?.body.length).toBeGreaterThan(100)
  })

  test('takes what was said of a guest’s checkout from the offers of the orders it names', async () => {
    const anonymous = { email: 'guest@example.com', phone: null, customer: null }
    await putDelivery('orders/create', { ...anOrderPayload({ id: 77, ...anonymous }), checkout_token: 'c77' })
    await workAll()
    const ofCheckout = (reference: string) => ({
      id: reference,
      key: reference,
      placement: 'checkout',
      reference,
      asked: { country: 'DE' },
      considered: { version: 2 },
      decidedAt: noon,
    })
    await inShop(shop, (db) => db.offer.createMany({ data: [ofCheckout('c77'), ofCheckout('c78')] }))
    await putDelivery('customers/redact', {
      shop_id: 1,
      shop_domain: shop,
      customer: { email: 'guest@example.com' },
      orders_to_redact: [77],
    })
    await workAll()
    const { offers, order } = await inShop(shop, async (db) => ({
      offers: await db.offer.findMany({ orderBy: { id: 'asc' } }),
      order: await db.order.findFirst(),
    }))
    expect(offers).toMatchObject([
      { id: 'c77', reference: null, asked: null, considered: null },
      { id: 'c78', reference: 'c78', asked: { country: 'DE' } },
    ])
    expect(order).toMatchObject({ checkoutToken: null })
  })

  test('takes what they bought out of the counts, and only that', async () => {
    await liveThrough()
    const buyers = () => inShop(shop, (db) => db.productPair.findMany({ select: { buyers: true } }))
    expect(await buyers()).toEqual([{ buyers: 2 }, { buyers: 2 }])
    await putDelivery('customers/redact', redaction())
    await workAll()
    expect(await buyers()).toEqual([{ buyers: 1 }, { buyers: 1 }])
  })

  test('holds against late news: they are not brought back, and late bodies are not kept', async () => {
    await liveThrough()
    await putDelivery('customers/redact', redaction())
    await workAll()
    const customer = { ...aCustomerPayload(canary), updated_at: '2026-06-15T18:00:00Z' }
    const late = [
      await putDelivery('customers/update', customer),
      await putDelivery(
        'orders/updated',
        anOrderPayload({ id: orderId(1), customer, updated_at: '2026-06-15T18:00:00Z' }),
      ),
      await putDelivery('orders/create', anOrderPayload({ id: orderId(4), customer })),
      await putDelivery(
        'orders/create',
        anOrderPayload({ id: orderId(5), customer: null, email: canary.email }),
      ),
      await putDelivery('customers_email_marketing_consent/update', {
        customer_id: customerId,
        email_address: canary.email,
        email_marketing_consent: { state: 'subscribed', consent_updated_at: '2026-06-15T18:00:00Z' },
      }),
    ]
    await workAll()
    expect(await whereTraced()).toEqual([])
    for (const id of late) expect(await deliveryNow(id)).toMatchObject({ status: 'done', bodyBytes: 0 })
    const pairs = await inShop(shop, (db) => db.productPair.findMany({ select: { buyers: true } }))
    // The guest of order 5 may be anybody: their order is another buyer.
    expect(pairs).toEqual([{ buyers: 2 }, { buyers: 2 }])
  })

  test('reaches nothing of another shop with the same customer', async () => {
    await putDelivery('customers/create', aCustomerPayload(canary), { shopId: otherShop })
    await workAll({ shopId: otherShop })
    await putDelivery('customers/redact', redaction())
    await workAll()
    const there = await inShop(otherShop, (db) => db.customer.findFirst())
    expect(there?.email).toBe(canary.email)
  })

  test('again, or of somebody never heard of, changes nothing more', async () => {
    await putDelivery('customers/redact', redaction())
    await putDelivery('customers/redact', redaction(), { id: 'again' })
    await workAll()
    expect(await deliveryNow('again')).toMatchObject({ status: 'done' })
    expect(await inShop(shop, (db) => db.complianceRequest.count())).toBe(1)
  })

  test('leaves no trace in the log', async () => {
    await liveThrough()
    const customer = { ...aCustomerPayload(canary), updated_at: '2026-06-15T18:00:00Z' }
    await putDelivery('customers/update', customer)
    await putDelivery('orders/create', anOrderPayload({ id: orderId(6), customer }))
    await putDelivery('orders/create', { ...anOrderPayload({ customer }), total_price: canary.email })
    await putDelivery('customers/redact', redaction())
    const output = await logOfWorker()
    expect(output).toContain('"msg":"carried out"')
    for (const trace of traces) expect(output.toLowerCase()).not.toContain(trace)
  })
})
describe('customers/data_request', () => {
  test('gathers what is held about a customer, for the merchant to hand on', async () => {
    await liveThrough()
    const request = await inShop(shop, (db) =>
      db.complianceRequest.findFirst({ where: { topic: 'customers/data_request' } }),
    )
    expect(request).toMatchObject({ id: 'data_request/9999', status: 'done', completedAt: noon })
    expect(request?.export).toMatchObject({
      format: 'encore/customer-export/1',
      customer: { email: canary.email, firstName: canary.first_name },
      orders: [
        {
          name: `#${1000 + orderId(1)}`,
          totalMinor: 2490,
          lines: [{ title: 'Product 1' }, { title: 'Product 2' }],
          fulfillments: [{ trackingCompany: 'DHL' }],
        },
        { name: `#${1000 + orderId(2)}` },
      ],
    })
    expect(JSON.stringify(request?.export)).not.toContain('bob@example.com')
  })
})

/** All that a worker of its own process says while it works what waits, at its most talkative. */
async function logOfWorker(): Promise<string> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'support', 'work-deliveries.child.ts'), database.url, shop],
    { env: { ...process.env, LOG_LEVEL: 'trace' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  await once(child, 'close')
  return output
}
