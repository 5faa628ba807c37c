import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { enqueue, startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops, type Db, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { anItem } from '../support/offers.ts'
import {
  aCustomerPayload,
  aFulfillmentPayload,
  anOrderPayload,
  aProductPayload,
} from '../support/payloads.ts'

const database = withDatabase()
beforeEach(async () => {
  await emptyDatabase(database.url)
  for (const each of [shop, otherShop])
    await inShop(each, async (db) => {
      await db.shop.deleteMany()
      await db.shop.create({ data: { installedAt: noon, currency: 'EUR' } })
    })
})

const customerId = 99_887_766_554
// As long as Shopify's are: a body is searched for their digits.
const orderId = (number: number) => 5_000_000_000_000 + number
const canary = {
  id: customerId,
  email: 'Canary.Person@example.com',
  phone: '+49 151 99887766',
  first_name: 'Quirinius',
  last_name: 'Schnabelewopski',
}
const traces = [
  'canary.person@example.com',
  '+49 151 99887766',
  '4915199887766',
  'quirinius',
  'schnabelewopski',
  `${customerId}`,
]
const address = {
  name: 'Quirinius Schnabelewopski',
  phone: canary.phone,
  country_code: 'DE',
  address1: 'Hauptstr. 5',
}

const redaction = (overrides: object = {}) => ({
  shop_id: 1,
  shop_domain: shop,
  customer: { id: customerId, email: canary.email, phone: canary.phone },
  orders_to_redact: [orderId(1)],
  ...overrides,
})

const gone = async () => 'gone' as const
const installed = async () => 'installed' as const
const unknown = async () => 'unknown' as const

/** Every text and every byte of every row of every table, lower case, by table. */
async function everything(): Promise<Map<string, string>> {
  const { rows } = await acrossShops().query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss') and tablename <> '_prisma_migrations'`,
  )
  const found = new Map<string, string>()
  for (const { name } of rows) {
    const dump = await acrossShops().query<{ row: string }>(`select t::text as row from ${name} t`)
    const bodies = name.endsWith('"Delivery"')
      ? await acrossShops().query<{ row: string }>(`select encode("body", 'escape') as row from ${name}`)
      : { rows: [] }
    const text = [...dump.rows, ...bodies.rows]
      .map(({ row }) => row)
      .join('\n')
      .toLowerCase()
    // A body shows as hex in its row: bytes that only look like text are found there too.
    found.set(
      name,
      text +
        Buffer.from(text.replaceAll(/[^0-9a-f]/g, ''), 'hex')
          .toString('latin1')
          .toLowerCase(),
    )
  }
  return found
}

async function whereTraced(): Promise<string[]> {
  const tables = await everything()
  return [...tables].flatMap(([name, text]) =>
    traces.filter((trace) => text.includes(trace)).map((trace) => `${trace} in ${name}`),
  )
}

/** The canary buys twice, is merged from another record, is exported and offered something, and sends odd news. */
async function liveThrough(): Promise<void> {
  const customer = { ...aCustomerPayload(canary), default_address: address }
  await putDelivery('customers/create', customer)
  await putDelivery(
    'orders/create',
    anOrderPayload({
      id: orderId(1),
      customer,
      shipping_address: address,
      email: canary.email.toUpperCase(),
    }),
  )
  await putDelivery('orders/create', anOrderPayload({ id: orderId(2), customer }))
  await putDelivery(
    'orders/create',
    anOrderPayload({ id: orderId(3), customer: { id: 8, email: 'bob@example.com' } }),
  )
  await putDelivery(
    'fulfillments/create',
    aFulfillmentPayload({ order_id: orderId(1), destination: address }),
  )
  await putDelivery('customers/create', aCustomerPayload({ ...canary, id: 5 }))
  await putDelivery('customers/merge', {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${customerId}`,
    admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/5',
    status: 'completed',
  })
  await putDelivery('customers/data_request', {
    shop_id: 1,
    shop_domain: shop,
    orders_requested: [orderId(1)],
    customer: { id: customerId, email: canary.email, phone: canary.phone },
    data_request: { id: 9999 },
  })
  await putDelivery('themes/publish', { note: `call ${canary.phone}`, customer })
  await workAll()
  await inShop(shop, (db) =>
    db.offer.create({
      data: {
        id: 'offer-1',
        key: `order/gid://shopify/Order/${orderId(1)}`,
        placement: 'thank-you',
        orderId: `gid://shopify/Order/${orderId(1)}`,
        customerId: `gid://shopify/Customer/${customerId}`,
        considered: { version: 2, rules: [{ found: ['Quirinius'] }] },
        asked: { language: 'de', country: 'DE' },
        decidedAt: noon,
        items: { create: [anItem('item-1', 2, { code: 'CODE-1', status: 'disliked' })] },
      },
    }),
  )
  await inShop(shop, async (db) => {
    const theirs = `gid://shopify/Customer/${customerId}`
    await db.customer.updateMany({ where: { id: theirs }, data: { offersOffAt: noon } })
    await db.dislike.create({ data: { customerId: theirs, productId: 'gid://shopify/Product/2', at: noon } })
    await db.discountPool.create({ data: { id: 'pool', key: 'ten', incentive: {}, createdAt: noon } })
    await db.discountCode.create({
      data: { code: 'CODE-1', poolId: 'pool', offerItemId: 'item-1', customerId: theirs, givenAt: noon },
    })
    await walkedJourneys(db, theirs)
  })
}

/** A walk with a step and a contact that was held, and all that a customer may say of how they are reached. */
async function walkedJourneys(db: Db, theirs: string): Promise<void> {
  const orderOne = `gid://shopify/Order/${orderId(1)}`
  await db.journey.create({ data: { id: 'j', name: 'After an order', createdAt: noon, updatedAt: noon } })
  const walk = { id: 'walk', key: `j/${orderOne}`, journeyId: 'j', version: 1, customerId: theirs }
  await db.enrollment.create({
    data: { ...walk, orderId: orderOne, triggeredAt: noon, dueAt: noon, memory: { of: 'Quirinius' } },
  })
  await db.enrollmentStep.create({
    data: {
      enrollmentId: 'walk',
      stepId: 'a',
      place: 0,
      at: noon,
      passed: { kind: 'tagged', tag: 'Quirinius' },
    },
  })
  const times = { wishedAt: noon, decidedAt: noon, validUntil: noon }
  const says = { channel: 'email', topic: 'help', content: { kind: 'message', of: 'Quirinius' }, verdict: {} }
  await db.touch.create({
    data: {
      id: 'touch',
      key: 'touch/walk/b',
      customerId: theirs,
      enrollmentId: 'walk',
      status: 'held',
      ...says,
      ...times,
      holds: { create: [{ at: noon, verdict: { of: 'Quirinius' } }] },
    },
  })
  await db.preference.create({ data: { customerId: theirs, birthday: '02-29', updatedAt: noon } })
  await db.intent.create({ data: { id: 'intent', customerId: theirs, kind: 'gift', saidAt: noon } })
  await db.termsChange.create({
    data: { customerId: theirs, at: noon, before: {}, after: { of: 'Quirinius' } },
  })
  await db.channelStop.create({ data: { customerId: theirs, channel: 'email', why: 'bounced', at: noon } })
}

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

describe('shop/redact', () => {
  const body = { shop_id: 1, shop_domain: shop }

  test('leaves no row of the shop in any table, no job, and the other shop whole', async () => {
    await startQueue(database.url)
    await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))
    await inShop(otherShop, (db) => enqueue(db, 'reconcile-shop', { shop: otherShop }))
    await stopQueue()
    await liveThrough()
    for (const shopId of [shop, otherShop]) {
      await putDelivery('products/create', aProductPayload(), { shopId })
      await putDelivery('orders/create', anOrderPayload({ id: orderId(9) }), { shopId })
      await workAll({ shopId })
    }
    await inShop(shop, (db) =>
      db.session.create({ data: { id: 's', sealed: new Uint8Array([1]), updatedAt: noon } }),
    )
    const before = await rowsOf(otherShop)
    expect((await rowsOf(shop)).length).toBeGreaterThan(10)
    await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: gone })
    expect(await rowsOf(shop)).toEqual([])
    expect(await rowsOf(otherShop)).toEqual(before)
    await inShop(shop, (db) => db.shop.create({ data: { installedAt: noon, currency: 'EUR' } }))
  })

  test('is refused while the app is installed there: the topic is not signed', async () => {
    const id = await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: installed })
    expect(await deliveryNow(id)).toMatchObject({
      status: 'aside',
      error: 'the app is still installed in this shop',
    })
    expect(await inShop(shop, (db) => db.shop.count())).toBe(1)
  })

  test('is refused when the body names another shop than the header', async () => {
    const id = await putDelivery('shop/redact', { ...body, shop_domain: otherShop })
    await workAll({ verifyInstalled: gone })
    expect(await deliveryNow(id)).toMatchObject({ status: 'aside', error: 'payload names another shop' })
  })

  test('waits until it can be asked whether the app is installed', async () => {
    const id = await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: unknown })
    expect(await deliveryNow(id)).toMatchObject({
      status: 'waiting',
      attempts: 1,
      error: 'attempt 1 failed: Unavailable',
    })
  })

  test('that was already carried out does no harm when it comes again', async () => {
    await inShop(shop, (db) => db.shop.deleteMany())
    const id = await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: gone })
    expect(await deliveryNow(id)).toBeNull()
  })
})

describe('app/uninstalled', () => {
  const body = { id: 1, domain: 'roast.example', myshopify_domain: shop, email: 'owner@example.com' }
  const shopNow = () => inShop(shop, (db) => db.shop.findFirst())

  test('marks the shop, and forgets its sessions', async () => {
    await inShop(shop, (db) =>
      db.session.create({ data: { id: 's', sealed: new Uint8Array([1]), updatedAt: noon } }),
    )
    const at = new Date('2026-06-16T00:00:00Z')
    const id = await putDelivery('app/uninstalled', body, { triggeredAt: at })
    await workAll({ verifyInstalled: gone })
    expect((await shopNow())?.uninstalledAt).toEqual(at)
    expect(await inShop(shop, (db) => db.session.count())).toBe(0)
    expect(await deliveryNow(id)).toMatchObject({ status: 'done', bodyBytes: 0 })
  })

  test('has no effect when it comes late, after a new installation', async () => {
    const at = new Date('2026-06-14T00:00:00Z')
    await putDelivery('app/uninstalled', body, { triggeredAt: at })
    await workAll({ verifyInstalled: gone })
    await putDelivery('app/uninstalled', body)
    await workAll({ verifyInstalled: installed })
    expect((await shopNow())?.uninstalledAt).toBeNull()
  })
})

/** Which tables hold rows that name this shop, and how many. */
async function rowsOf(shopId: string): Promise<[string, number][]> {
  const tables = await everything()
  return [...tables].flatMap(([name, text]): [string, number][] => {
    const count = text.split(shopId).length - 1
    return count > 0 && !name.includes('version') ? [[name, count]] : []
  })
}
