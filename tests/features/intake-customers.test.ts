import { beforeEach, describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { aCustomerPayload, anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const later = '2026-06-15T18:00:00Z'
const customer = (id = 7) =>
  inShop(shop, (db) => db.customer.findFirst({ where: { id: `gid://shopify/Customer/${id}` } }))

async function deliver(...deliveries: [string, object][]): Promise<void> {
  for (const [topic, payload] of deliveries) await putDelivery(topic, payload)
  await workAll()
}

const emailConsent = (state: string, at: string | null): [string, object] => [
  'customers_email_marketing_consent/update',
  {
    customer_id: 7,
    email_address: 'ada@example.com',
    email_marketing_consent: { state, consent_updated_at: at },
  },
]
const smsConsent = (state: string, at: string): [string, object] => [
  'customers_marketing_consent/update',
  { id: 7, phone: '+49301234567', sms_marketing_consent: { state, consent_updated_at: at } },
]

describe('a customer', () => {
  test('is kept as Shopify last told them, whichever news came first', async () => {
    await deliver(['customers/update', aCustomerPayload({ first_name: 'Augusta', updated_at: later })])
    await deliver(['customers/create', aCustomerPayload()])
    expect(await customer()).toMatchObject({
      firstName: 'Augusta',
      countryCode: 'DE',
      searchText: expect.stringContaining('augusta'),
    })
  })

  test('known only from an order takes whatever they are told to be, however old', async () => {
    await deliver(
      ['orders/create', anOrderPayload()],
      ['customers/create', aCustomerPayload({ updated_at: '2020-01-01T00:00:00Z', phone: '+4930555' })],
    )
    expect(await customer()).toMatchObject({ phone: '+4930555', createdAt: new Date('2026-01-01T10:00:00Z') })
  })

  test('keeps the tags of whoever spoke of tags last', async () => {
    await deliver(['customers/create', aCustomerPayload({ tags: 'vip' })])
    await deliver(['customers/update', aCustomerPayload({ updated_at: later })])
    expect((await customer())?.tags).toEqual(['vip'])
  })

  test('that the merchant deleted has nothing personal left, and late news does not bring them back', async () => {
    await deliver(['customers/create', aCustomerPayload()], ['customers/delete', { id: 7 }])
    await deliver(
      ['customers/update', aCustomerPayload({ updated_at: later })],
      emailConsent('subscribed', later),
    )
    expect(await customer()).toMatchObject({
      email: null,
      firstName: null,
      emailConsent: null,
      searchText: '',
      deletedAt: expect.any(Date),
    })
  })

  test('whose deletion is told before they are stays deleted', async () => {
    await deliver(['customers/delete', { id: 7 }])
    await deliver(['customers/create', aCustomerPayload()])
    expect(await customer()).toMatchObject({ email: null, deletedAt: expect.any(Date) })
  })
})

describe('consent', () => {
  test('is kept by channel and by its own time, whatever arrives when', async () => {
    await deliver(['customers/create', aCustomerPayload()], emailConsent('subscribed', later))
    await deliver(
      smsConsent('subscribed', '2026-06-15T17:00:00Z'),
      emailConsent('pending', '2026-06-15T16:00:00Z'),
    )
    expect(await customer()).toMatchObject({
      emailConsent: 'subscribed',
      smsConsent: 'subscribed',
      consentUpdatedAt: new Date(later),
    })
  })

  test('that is taken back stays taken back when the giving comes late', async () => {
    await deliver(emailConsent('unsubscribed', later), ['customers/create', aCustomerPayload()])
    await deliver(emailConsent('subscribed', '2026-06-15T10:00:00Z'))
    expect((await customer())?.emailConsent).toBe('unsubscribed')
  })

  test('without a time counts only where nothing is known', async () => {
    await deliver(['customers/create', aCustomerPayload()], emailConsent('not_subscribed', null))
    expect((await customer())?.emailConsent).toBe('not_subscribed')
    await deliver(emailConsent('subscribed', later))
    await deliver(emailConsent('not_subscribed', null))
    expect((await customer())?.emailConsent).toBe('subscribed')
  })
})

describe('two customers that Shopify made one', () => {
  const merge = (kept: number, deleted: number, status = 'completed'): [string, object] => [
    'customers/merge',
    {
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${deleted}`,
      status,
    },
  ]
  const by = (id: number) => ({ customer: { id, email: `c${id}@example.com` } })
  const buyers = () =>
    inShop(shop, async (db) =>
      (await db.order.findMany({ orderBy: { id: 'asc' } })).map((order) => order.customerId),
    )

  test('share their orders from then on, also those that come late under the old id', async () => {
    await deliver(
      ['orders/create', anOrderPayload({ id: 1, ...by(7) })],
      ['orders/create', anOrderPayload({ id: 2, ...by(8) })],
    )
    await deliver(merge(7, 8))
    await deliver(
      ['orders/create', anOrderPayload({ id: 3, ...by(8) })],
      ['orders/updated', anOrderPayload({ id: 2, ...by(8), updated_at: later })],
    )
    expect(await buyers()).toEqual(Array(3).fill('gid://shopify/Customer/7'))
    expect(await customer(8)).toMatchObject({ email: null, mergedIntoId: 'gid://shopify/Customer/7' })
    const pairs = await inShop(shop, (db) => db.productPair.findMany({ select: { buyers: true } }))
    expect(pairs).toEqual([{ buyers: 1 }, { buyers: 1 }])
  })

  test('and then a third end with one, also when the merges arrive the wrong way round', async () => {
    for (const id of [7, 8, 9]) await deliver(['orders/create', anOrderPayload({ id, ...by(id) })])
    await deliver(merge(9, 8))
    await deliver(merge(8, 7))
    expect(await buyers()).toEqual(Array(3).fill('gid://shopify/Customer/9'))
  })

  test('are one in what they said of offers too', async () => {
    await deliver(
      ['orders/create', anOrderPayload({ id: 1, ...by(7) })],
      ['orders/create', anOrderPayload({ id: 2, ...by(8) })],
    )
    const [kept, gone] = ['gid://shopify/Customer/7', 'gid://shopify/Customer/8']
    const dislike = (customerId: string, n: number) => ({
      customerId,
      productId: `gid://shopify/Product/${n}`,
      at: noon,
    })
    await inShop(shop, async (db) => {
      await db.dislike.createMany({ data: [dislike(kept, 1), dislike(gone, 1), dislike(gone, 2)] })
      await db.customer.updateMany({ where: { id: gone }, data: { offersOffAt: noon } })
      await db.discountPool.create({ data: { id: 'p', key: 'k', incentive: {}, createdAt: noon } })
      await db.discountCode.create({ data: { code: 'C', poolId: 'p', customerId: gone, givenAt: noon } })
    })
    await deliver(merge(7, 8))
    const { dislikes, codes } = await inShop(shop, async (db) => ({
      dislikes: await db.dislike.findMany({ orderBy: { productId: 'asc' } }),
      codes: await db.discountCode.findMany(),
    }))
    expect(dislikes).toMatchObject([dislike(kept, 1), dislike(kept, 2)])
    expect(codes).toMatchObject([{ customerId: kept }])
    expect(await customer(7)).toMatchObject({ offersOffAt: noon })
  })

  test('stay two while it is only under way, or failed', async () => {
    await deliver(
      ['orders/create', anOrderPayload({ id: 2, ...by(8) })],
      merge(7, 8, 'failed'),
      merge(7, 8, 'in_progress'),
    )
    expect(await buyers()).toEqual(['gid://shopify/Customer/8'])
  })
})
