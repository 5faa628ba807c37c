import { beforeEach, describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { aProductPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const later = '2026-06-15T18:00:00Z'
const product = () =>
  inShop(shop, (db) => db.product.findFirst({ include: { variants: { orderBy: { position: 'asc' } } } }))
const inventory = async () => (await product())?.variants[0]?.inventory

async function deliver(...deliveries: [string, object][]): Promise<void> {
  for (const [topic, payload] of deliveries) await putDelivery(topic, payload)
  await workAll()
}

const level = (available: number | null, at: string, location = 1): [string, object] => [
  'inventory_levels/update',
  { inventory_item_id: 100, location_id: location, available, updated_at: at },
]

describe('a product', () => {
  test('is kept with all its variants as Shopify last told it', async () => {
    const [variant] = aProductPayload().variants
    const second = {
      ...variant,
      id: 11,
      admin_graphql_api_id: 'gid://shopify/ProductVariant/11',
      title: '1 kg',
      position: 2,
    }
    await deliver(['products/create', aProductPayload({ variants: [variant, second] })])
    expect((await product())?.variants.map(({ title }) => title)).toEqual(['250 g', '1 kg'])
    await deliver(['products/update', aProductPayload({ updated_at: later, title: 'New' })])
    await deliver(['products/update', aProductPayload({ title: 'Old' })])
    expect(await product()).toMatchObject({
      title: 'New',
      tags: ['beans', 'dark'],
      variants: [{ priceMinor: 950n }],
    })
  })

  test('that was deleted stays deleted, also when that is told first', async () => {
    await deliver(['products/delete', { id: 1 }])
    await deliver(['products/create', aProductPayload()])
    await deliver(['products/update', aProductPayload({ updated_at: later })])
    expect((await product())?.deletedAt).toBeInstanceOf(Date)
  })

  test('waits for the currency of its shop, and is not lost meanwhile', async () => {
    const setCurrency = (currency: string | null) =>
      inShop(shop, (db) => db.shop.updateMany({ data: { currency } }))
    await setCurrency(null)
    const id = await putDelivery('products/create', aProductPayload())
    await workAll()
    expect(await deliveryNow(id)).toMatchObject({
      status: 'waiting',
      error: 'the currency of the shop is not known yet',
    })
    await setCurrency('JPY')
    await workAll({ now: new Date(noon.getTime() + 60_000) })
    expect(await deliveryNow(id)).toMatchObject({ status: 'done' })
    await setCurrency('EUR')
  })
})

describe('what is in stock', () => {
  test('is the sum of the locations once they speak after the product did', async () => {
    await deliver(['products/create', aProductPayload()])
    await deliver(level(2, '2026-06-15T13:00:00Z', 1), level(4, '2026-06-15T13:00:00Z', 2))
    expect(await inventory()).toBe(6)
    await deliver(level(0, '2026-06-15T14:00:00Z', 1), level(0, '2026-06-15T14:00:00Z', 2))
    expect(await inventory()).toBe(0)
  })

  test('goes by each location\u2019s own time, whatever arrives when', async () => {
    await deliver(['products/create', aProductPayload()], level(1, later))
    await deliver(level(9, '2026-06-15T13:00:00Z'))
    expect(await inventory()).toBe(1)
    await deliver([
      'products/update',
      aProductPayload({
        updated_at: later,
        variant: { inventory_quantity: 7, updated_at: '2026-06-15T19:00:00Z' },
      }),
    ])
    expect(await inventory()).toBe(7)
  })

  test('is known when the levels come before the product', async () => {
    await deliver(level(3, later))
    await deliver(['products/create', aProductPayload()])
    expect(await inventory()).toBe(3)
  })

  test('is nothing where Shopify says null, and no question where it does not count', async () => {
    await deliver(['products/create', aProductPayload()], level(null, later))
    expect(await inventory()).toBe(0)
    await emptyDatabase(database.url)
    await deliver(
      ['products/create', aProductPayload({ variant: { inventory_management: null } })],
      level(0, later),
    )
    expect(await inventory()).toBeNull()
  })
})

test('the scopes of a shop are the latest that were told, whatever arrives when', async () => {
  const change = (current: string[], at: string) =>
    putDelivery('app/scopes_update', { previous: [], current, updated_at: at }, { triggeredAt: new Date(at) })
  await change(['read_orders', 'read_customers'], later)
  await workAll()
  await change(['read_orders'], '2026-06-15T13:00:00Z')
  await workAll()
  const [row] = await inShop(shop, (db) => db.shop.findMany())
  expect(row?.scopes).toBe('read_customers,read_orders')
})
