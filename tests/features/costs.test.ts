import { beforeEach, expect, test } from 'vitest'
import { readDelivery } from '../../app/domain/webhooks/changes.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { anOrderPayload, aProductPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const item = (cost: string | null, at: string): [string, object] => [
  'inventory_items/update',
  { id: 100, admin_graphql_api_id: 'gid://shopify/InventoryItem/100', cost, updated_at: at, tracked: true },
]
const costNow = async () => {
  const variant = await inShop(shop, (db) => db.variant.findFirst())
  return variant?.costMinor ?? null
}

async function deliver(...deliveries: [string, object][]): Promise<void> {
  for (const [topic, payload] of deliveries) await putDelivery(topic, payload)
  await workAll()
}

test('a cost per item is kept in the shop’s smallest unit, the last word wins, and null takes it back', async () => {
  await deliver(['products/create', aProductPayload()])
  expect(await costNow()).toBeNull()
  await deliver(item('4.25', '2026-06-15T18:00:00Z'))
  expect(await costNow()).toBe(425n)
  await deliver(item('3.00', '2026-06-15T17:00:00Z'))
  expect(await costNow()).toBe(425n)
  await deliver(item('5.10', '2026-06-15T19:00:00Z'), item('4.25', '2026-06-15T18:00:00Z'))
  expect(await costNow()).toBe(510n)
  await deliver(item(null, '2026-06-15T20:00:00Z'))
  expect(await costNow()).toBeNull()
})

test('a product told anew keeps the cost that its webhook does not speak of', async () => {
  await deliver(['products/create', aProductPayload()], item('4.25', '2026-06-15T18:00:00Z'))
  await deliver(item('4.25', '2026-06-15T18:00:00Z'))
  await deliver(['products/update', aProductPayload({ updated_at: '2026-06-16T18:00:00Z', title: 'New' })])
  expect(await costNow()).toBe(425n)
})

test('a cost that is no amount is refused by name, never guessed', () => {
  for (const cost of ['a lot', {}, 'NaN'])
    expect(() =>
      readDelivery(
        'inventory_items/update',
        JSON.stringify({ ...item(null, '2026-06-15T18:00:00Z')[1], cost }),
        {
          currency: 'EUR',
        },
      ),
    ).toThrow('cost is not an amount')
})

test('an order keeps the codes it used and how it was paid', async () => {
  const order = anOrderPayload({
    discount_codes: [
      { code: 'WELCOME10', amount: '1.00', type: 'percentage' },
      { code: 'SHIP', amount: '0' },
    ],
    payment_gateway_names: ['shopify_payments', 'gift_card'],
  })
  await deliver(['orders/create', order])
  const kept = await inShop(shop, (db) => db.order.findFirst())
  expect(kept).toMatchObject({
    discountCodes: ['WELCOME10', 'SHIP'],
    gateways: ['shopify_payments', 'gift_card'],
  })
})
