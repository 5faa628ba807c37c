import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hooksOf } from './payloads/hooks.ts'
import { orderBody } from './payloads/order.ts'
import { productBody } from './payloads/product.ts'
import { refundBody } from './payloads/refund.ts'
import { pastOf, roastAndCo } from './world/shops.ts'

const { state } = pastOf(roastAndCo, 3, { customers: 150, days: 300, startedAtMs: Date.UTC(2026, 10, 20) })
const folder = new URL('../../../shared/webhooks/', import.meta.url)

function authentic(name: string): Record<string, unknown> | null {
  try {
    return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

// Dead fields of older API versions that webhooks of 2026-10 do not carry any more.
const retired = ['email_marketing_consent', 'sms_marketing_consent', 'tags', 'origin_location']

/** Every path of the authentic payload that ours does not have, arrays by their first element. */
function missing(theirs: unknown, ours: unknown, path = ''): string[] {
  if (Array.isArray(theirs)) {
    if (theirs.length === 0 || !Array.isArray(ours) || ours.length === 0) return []
    return missing(theirs[0], ours[0], `${path}[]`)
  }
  if (typeof theirs !== 'object' || theirs === null || typeof ours !== 'object' || ours === null) return []
  return Object.entries(theirs).flatMap(([name, value]) => {
    const at = `${path}.${name}`
    if (!(name in ours)) return path.includes('customer') && retired.includes(name) ? [] : [at]
    return missing(value, (ours as Record<string, unknown>)[name], at)
  })
}

const plain = (body: unknown) => JSON.parse(JSON.stringify(body)) as unknown
const orders = [...state.orders.values()]

const order = authentic('order.json') as { order: unknown } | null
const refund = authentic('refund.json') as { refunds: unknown[] } | null
const product = authentic('product.json') as { products: unknown[] } | null

test.skipIf(!order)('an order has every field of an authentic order', () => {
  const rich = orders.find((each) => each.discount && each.fulfilments.length > 0 && each.customerId)
  const refunded = orders.find(
    (each) => each.refunds.length > 0 && each.fulfilments.length > 0 && each.customerId,
  )
  if (!rich || !refunded) throw new Error('The past has discounted and refunded orders.')
  for (const each of [rich, refunded])
    expect(
      missing(order?.order, plain(orderBody(state, each))).filter((path) => !path.includes('.receipt')),
    ).toEqual([])
})

test.skipIf(!refund)('a refund has every field of an authentic refund', () => {
  const refunded = orders.find((each) => each.refunds.length > 0)
  const [made] = refunded?.refunds ?? []
  if (!refunded || !made) throw new Error('The past has refunds.')
  const wanted = refund?.refunds[0]
  const absent = missing(wanted, plain(refundBody(state, refunded, made)))
  expect(
    absent.filter((path) => !/total_unsettled_set|manual_payment_gateway|amount_rounding/.test(path)),
  ).toEqual([])
})

test.skipIf(!product)('a product has every field of an authentic product', () => {
  const [ours] = state.products.values()
  if (!ours) throw new Error('The shop has products.')
  const absent = missing(product?.products[0], plain(productBody(state, ours, 'https://x.example/a.svg')))
  // Gone from REST variants since 2025-01, like inventory and weight.
  expect(
    absent.filter(
      (path) =>
        !/fulfillment_service|grams|inventory_management|requires_shipping|weight|presentment_prices/.test(
          path,
        ),
    ),
  ).toEqual([])
})

test('amounts of a yen order are whole yen for the buyer and cents for the shop', () => {
  const yen = orders.find((each) => each.presentmentCurrency === 'JPY')
  if (!yen) throw new Error('Somebody in Japan bought.')
  const body = plain(orderBody(state, yen)) as {
    total_price: string
    total_price_set: Record<string, { amount: string }>
  }
  expect(body.total_price_set.presentment_money?.amount).toMatch(/^\d+$/)
  expect(body.total_price_set.shop_money?.amount).toMatch(/^\d+\.\d\d$/)
  expect(body.total_price).toBe(body.total_price_set.shop_money?.amount)
})

test('a merge names both accounts, and a placed order brings create, paid and stock', () => {
  const [kept, gone] = [...state.customers.values()]
  const placed = orders.find((each) => each.source === 'web')
  if (!kept || !gone || !placed) throw new Error('The past has customers and orders.')
  const merged = hooksOf(state, { kind: 'customers-merged', kept, gone, orders: [] }, 0, () => '')
  expect(merged[0]).toMatchObject({
    topic: 'customers/merge',
    body: { admin_graphql_api_customer_kept_id: kept.id, admin_graphql_api_customer_deleted_id: gone.id },
  })
  const variant = [...state.variants.values()][0]
  const happening = {
    kind: 'order-placed' as const,
    order: placed,
    newCustomer: null,
    stock: variant ? [variant] : [],
    discounts: [],
  }
  expect(hooksOf(state, happening, 0, () => '').map((hook) => hook.topic)).toEqual([
    'orders/create',
    'orders/paid',
    'inventory_levels/update',
  ])
})
