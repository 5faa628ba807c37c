import { beforeEach } from 'vitest'
import { acrossShops, type Db, inShop } from '../../app/store/database.server.ts'
import { wholeBody } from './bodies.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from './database.ts'
import { putDelivery, workAll } from './intake.ts'
import { anItem } from './offers.ts'
import { aCustomerPayload, aFulfillmentPayload, anOrderPayload } from './payloads.ts'

/** Gives this test file a database of its own in which each test finds two shops that installed the app, and nothing else. */
export function withTwoShops(): { url: string } {
  const database = withDatabase()
  beforeEach(async () => {
    await emptyDatabase(database.url)
    for (const each of [shop, otherShop])
      await inShop(each, async (db) => {
        await db.shop.deleteMany()
        await db.shop.create({ data: { installedAt: noon, currency: 'EUR' } })
      })
  })
  return database
}

/** Somebody whose every trace can be searched for. */
export const customerId = 99_887_766_554
/** As long as Shopify's are: a body is searched for their digits. */
export const orderId = (number: number) => 5_000_000_000_000 + number
/** As Shopify tells of them. */
export const canary = {
  id: customerId,
  email: 'Canary.Person@example.com',
  phone: '+49 151 99887766',
  first_name: 'Quirinius',
  last_name: 'Schnabelewopski',
}
/** What nothing may hold of them afterwards, lower case. */
export const traces = [
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

/** That Shopify asks to forget them. */
export const redaction = (overrides: object = {}) => ({
  shop_id: 1,
  shop_domain: shop,
  customer: { id: customerId, email: canary.email, phone: canary.phone },
  orders_to_redact: [orderId(1)],
  ...overrides,
})

/** Every text and every byte of every row of every table, lower case, by table. */
export async function everything(): Promise<Map<string, string>> {
  const { rows } = await acrossShops().query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss') and tablename <> '_prisma_migrations'`,
  )
  const found = new Map<string, string>()
  for (const { name } of rows) {
    const dump = await acrossShops().query<{ row: string }>(`select t::text as row from ${name} t`)
    const bodies = name.endsWith('"Delivery"')
      ? await acrossShops().query<{ row: string }>(
          `select encode(${wholeBody}, 'escape') as row from ${name} d`,
        )
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

/** Where something of them is found, in words. */
export async function whereTraced(): Promise<string[]> {
  const tables = await everything()
  return [...tables].flatMap(([name, text]) =>
    traces.filter((trace) => text.includes(trace)).map((trace) => `${trace} in ${name}`),
  )
}

/** The canary buys twice, is merged from another record, is exported and offered something, and sends odd news. */
export async function liveThrough(): Promise<void> {
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
