import { describe, expect, test } from 'vitest'
import { recordFailure } from '../../app/features/orders/work-shop.ts'
import { createGraveLane } from '../../app/features/shop/grave-lane.ts'
import { redactShop } from '../../app/features/shop/redact-shop.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { customerId as digits, orderId, redaction, withTwoShops } from '../support/canary.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { aCustomerPayload, anOrderPayload, aProductPayload } from '../support/payloads.ts'

withTwoShops()

const orderDigits = orderId(1)
const canary = { id: digits, email: 'Canary.Person@example.com', phone: '+49 151 99887766' }

const dataRequest = (customer: object = canary) => ({
  shop_id: 1,
  shop_domain: shop,
  orders_requested: [orderDigits],
  customer,
  data_request: { id: 777 },
})

async function forget(): Promise<void> {
  await putDelivery('orders/create', anOrderPayload({ id: orderDigits, customer: aCustomerPayload(canary) }))
  await putDelivery('customers/redact', redaction())
  await workAll()
}

/** Which of the tables of the shop hold rows. */
async function tablesWithRows(): Promise<string[]> {
  const { rows } = await acrossShops().query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'shopId' order by 1`,
  )
  const held: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await acrossShops().query(`select from "${name}" where "shopId" = $1`, [shop])
    if (rowCount) held.push(name)
  }
  return held
}

describe('a wish to see what is held', () => {
  test.each([
    ['id', { id: digits }],
    ['address', { email: 'canary.person@EXAMPLE.com' }],
    ['number', { phone: '+4915199887766' }],
  ])('of somebody forgotten, known by their %s, writes nothing of them back', async (_, asked) => {
    await forget()
    const id = await putDelivery('customers/data_request', dataRequest(asked))
    await workAll()
    expect(await deliveryNow(id)).toMatchObject({ status: 'done', bodyBytes: 0 })
    const request = await inShop(shop, (db) =>
      db.complianceRequest.findFirst({ where: { topic: 'customers/data_request' } }),
    )
    expect(request).toMatchObject({
      id: 'data_request/777',
      status: 'done',
      completedAt: noon,
      export: null,
      customerId: null,
    })
  })
})

test.each([
  ['customers/redact', redaction()],
  ['customers/data_request', dataRequest()],
  ['customers/redact', { ...redaction(), shop_domain: otherShop }],
  ['app/uninstalled', { myshopify_domain: shop }],
])('%s of a shop that was erased leaves no row there', async (topic, body) => {
  await forget()
  await redactShop(shop)
  await putDelivery(topic, body)
  await workAll()
  expect(await tablesWithRows()).toEqual([])
})

describe('what is set aside after somebody was forgotten', () => {
  const escaped = (body: object) => JSON.stringify(body).replaceAll('@', '\\u0040')

  test.each<[string, string, object | string]>([
    ['cannot be read', 'orders/updated', { ...anOrderPayload({ customer: canary }), total_price: 'lots' }],
    ['is of an unknown topic', 'themes/publish', { customer: canary }],
    ['names them by a bare customer_id', 'unheard/of', { customer_id: digits }],
    ['names them by a bare id', 'unheard/of', { customer: { id: digits } }],
    ['names their order by a bare number', 'unheard/of', { order_id: orderDigits }],
    ['is escaped', 'unheard/of', escaped({ email: canary.email })],
    ['says it in passing', 'unheard/of', escaped({ note: `write to <${canary.email}>.` })],
    ['holds JSON in a text', 'unheard/of', { note: JSON.stringify({ phone: canary.phone }) }],
    ['is not JSON', 'unheard/of', `{"email":"${canary.email}",`],
    ['is not JSON and names a bare number', 'unheard/of', `{"order_id": ${orderDigits},`],
  ])('is not kept as it came when it %s', async (_, topic, body) => {
    await forget()
    const id = await putDelivery(topic, body)
    await workAll()
    expect(await deliveryNow(id)).toMatchObject({ status: 'aside', bodyBytes: 0 })
  })

  test('is not kept as it came when its tries run out', async () => {
    await forget()
    const id = await putDelivery('orders/updated', anOrderPayload({ customer: canary }))
    for (let tries = 0; tries < 16; tries++) await recordFailure(shop, id, new Error('not now'), noon)
    expect(await deliveryNow(id)).toMatchObject({ status: 'aside', bodyBytes: 0 })
  })

  test('is not kept as it came when it was refused with care', async () => {
    await forget()
    const id = await putDelivery('customers/redact', redaction({ shop_domain: otherShop }))
    await workAll()
    expect(await deliveryNow(id)).toMatchObject({ status: 'aside', bodyBytes: 0 })
  })

  test('or before, however it is escaped, is not kept as it came', async () => {
    const note = JSON.stringify({ note: canary.email, phone: canary.phone })
    const ids = [
      await putDelivery('unheard/of', note.replace('@', '\\u0040').replace(canary.phone, '')),
      await putDelivery('unheard/of', note.replace('+', '\\u002B').replace(canary.email, '')),
    ]
    await workAll()
    await forget()
    for (const id of ids) expect(await deliveryNow(id)).toMatchObject({ status: 'aside', bodyBytes: 0 })
  })

  test('is kept as it came when it speaks of somebody else', async () => {
    await forget()
    const id = await putDelivery('unheard/of', { customer: { id: 8, email: 'bob@example.com' } })
    await workAll()
    const delivery = await deliveryNow(id)
    expect(delivery?.status).toBe('aside')
    expect(delivery?.bodyBytes).toBeGreaterThan(10)
  })

  test('and names more than can be looked up is not kept, and holds nobody up', async () => {
    await forget()
    const all = Array.from({ length: 400_000 }, (_, index) => `someone.${index}@example.com`)
    const id = await putDelivery('unheard/of', { all })
    const longest = await longestPause(() => workAll())
    expect(await deliveryNow(id)).toMatchObject({ status: 'aside', bodyBytes: 0 })
    expect(longest).toBeLessThan(2_000)
  })
})

describe('the wish of a customer', () => {
  const silent = async () => 'unknown' as const

  test.each([
    ['customers/redact', redaction()],
    ['customers/data_request', dataRequest()],
  ])('to have %s carried out does not wait for Shopify', async (topic, body) => {
    const id = await putDelivery(topic, body)
    await workAll({ verifyInstalled: silent })
    expect(await deliveryNow(id)).toMatchObject({ status: 'done', bodyBytes: 0 })
  })

  test('in one shop is heard while another shop cannot be reached', async () => {
    const never = new Promise<'installed'>(() => undefined)
    const stuck: string[] = []
    for (let count = 0; count < 5; count++)
      stuck.push(await putDelivery('shop/redact', { shop_id: 1, shop_domain: shop }))
    const theirs = await putDelivery(
      'app/uninstalled',
      { myshopify_domain: otherShop },
      { shopId: otherShop },
    )
    let answered: () => void = () => undefined
    const asked = new Promise<void>((done) => {
      answered = done
    })
    const verifyInstalled = (each: string) => {
      if (each === shop) return never
      answered()
      return Promise.resolve('installed' as const)
    }
    const lane = createGraveLane(verifyInstalled, () => noon, { shopMs: 300 })
    for (const id of stuck) lane.add(shop, id)
    lane.add(otherShop, theirs)
    await asked
    await lane.end()
    expect(await deliveryNow(theirs, otherShop)).toMatchObject({ status: 'done' })
    expect(await deliveryNow(stuck[0] ?? '')).toMatchObject({
      status: 'waiting',
      error: 'attempt 1 failed: Unavailable',
    })
    expect(await deliveryNow(stuck[4] ?? '')).toMatchObject({ status: 'waiting', attempts: 0 })
  })

  test('is heard in more shops than have a turn at the same time', async () => {
    const first = await putDelivery('customers/redact', redaction())
    const second = await putDelivery(
      'customers/redact',
      { ...redaction(), shop_domain: otherShop },
      { shopId: otherShop },
    )
    const lane = createGraveLane(silent, () => noon, { shopsAtOnce: 1 })
    lane.add(shop, first)
    lane.add(otherShop, second)
    await expect.poll(async () => (await deliveryNow(second, otherShop))?.status).toBe('done')
    expect(await deliveryNow(first)).toMatchObject({ status: 'done' })
    await lane.end()
  })
})

describe('a body sent again under an unsigned header', () => {
  test.each([
    ['customers/delete', aCustomerPayload()],
    ['products/delete', aProductPayload()],
  ])('%s is refused where it tells times, which a deletion does not', async (topic, body) => {
    const id = await putDelivery(topic, body)
    await workAll()
    expect(await deliveryNow(id)).toMatchObject({ status: 'aside' })
  })

  // Shopify's own test notifications carry a sample shop's status address: it says nothing of whose order it is.
  test('as an order with a sample status address is taken all the same', async () => {
    await inShop(shop, (db) => db.shop.updateMany({ data: { gid: 'gid://shopify/Shop/42' } }))
    const sample = { order_status_url: 'https://jsmith.myshopify.com/548380009/orders/abc' }
    const id = await putDelivery('orders/create', anOrderPayload(sample))
    await workAll()
    expect(await deliveryNow(id)).toMatchObject({ status: 'done' })
  })
})

/** How long the event loop stood still at most during some work, in milliseconds. */
async function longestPause(work: () => Promise<void>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 10)
  await work()
  clearInterval(timer)
  return Math.max(longest, performance.now() - last)
}
