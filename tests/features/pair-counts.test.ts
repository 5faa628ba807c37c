import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { basketProductsMax } from '../../app/domain/recommend/pairs.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()

// What has happened in a shop, as Shopify would tell it: each event with its own second.
type Event =
  | {
      kind: 'order'
      order: number
      buyer: number
      products: number[]
      status: string
      isCancelled: boolean
      isTest: boolean
    }
  | { kind: 'merge'; kept: number; deleted: number }
  | { kind: 'redact'; customer: number }

const customers = 4
const customerId = (number: number) => 70_000_000_000 + number
const orderId = (number: number) => 50_000_000_000 + number

const orderEvent = fc.record({
  kind: fc.constant('order' as const),
  order: fc.integer({ min: 1, max: 6 }),
  buyer: fc.integer({ min: 0, max: customers }),
  products: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 0, maxLength: 4 }),
  status: fc.constantFrom('pending', 'paid', 'paid', 'paid', 'partially_refunded', 'refunded', 'voided'),
  isCancelled: fc.constant(false),
  isTest: fc.constant(false),
})
const cancelled = orderEvent.map((event) => ({ ...event, isCancelled: true }))
const tests = orderEvent.map((event) => ({ ...event, isTest: true }))
const someone = fc.integer({ min: 1, max: customers })
const merge = fc.record({ kind: fc.constant('merge' as const), kept: someone, deleted: someone })

const history = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: orderEvent },
    { weight: 1, arbitrary: cancelled },
    { weight: 1, arbitrary: tests },
    { weight: 1, arbitrary: merge },
  ),
  { minLength: 1, maxLength: 14 },
)

function deliveryOf(event: Event, second: number): [string, object] {
  const at = new Date(noon.getTime() + second * 1000).toISOString()
  switch (event.kind) {
    case 'order':
      return [
        'orders/updated',
        anOrderPayload({
          id: orderId(event.order),
          updated_at: at,
          financial_status: event.status,
          test: event.isTest,
          cancelled_at: event.isCancelled ? at : null,
          customer:
            event.buyer === 0 ? null : { id: customerId(event.buyer), email: `c${event.buyer}@example.com` },
          line_items: event.products.map((product) => aLine(product)),
        }),
      ]
    case 'merge':
      return [
        'customers/merge',
        {
          admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${customerId(event.kept)}`,
          admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${customerId(event.deleted)}`,
          status: 'completed',
        },
      ]
    case 'redact':
      return [
        'customers/redact',
        { shop_id: 1, shop_domain: shop, customer: { id: customerId(event.customer) }, orders_to_redact: [] },
      ]
    default:
      return event satisfies never
  }
}

/** The same counts from the history alone: written anew, sharing nothing with the product. */
function modelOf(events: Event[]): Map<string, number> {
  const latest = new Map<number, Event & { kind: 'order' }>()
  for (const event of events) if (event.kind === 'order') latest.set(event.order, event)
  const heirs = new Map<number, number>()
  const heirOf = (buyer: number): number => (heirs.has(buyer) ? heirOf(heirs.get(buyer) ?? 0) : buyer)
  for (const event of events) {
    if (
      event.kind === 'merge' &&
      heirOf(event.kept) !== event.deleted &&
      !heirs.has(event.deleted) &&
      event.kept !== event.deleted
    )
      heirs.set(event.deleted, heirOf(event.kept))
  }
  const buyers = new Map<string, Set<string>>()
  for (const order of latest.values()) {
    if (order.isCancelled || order.isTest || !['paid', 'partially_refunded'].includes(order.status)) continue
    const buyer = order.buyer === 0 ? `guest of ${order.order}` : `${heirOf(order.buyer)}`
    for (const one of order.products)
      for (const other of order.products)
        if (one !== other) {
          const pair = `${one} ${other}`
          buyers.set(pair, (buyers.get(pair) ?? new Set()).add(buyer))
        }
  }
  return new Map([...buyers].map(([pair, set]) => [pair, set.size]))
}

async function countsNow(): Promise<Map<string, number>> {
  const rows = await inShop(shop, (db) => db.productPair.findMany())
  const digits = (id: string) => id.slice(id.lastIndexOf('/') + 1)
  return new Map(rows.map((row) => [`${digits(row.productId)} ${digits(row.otherProductId)}`, row.buyers]))
}

const sorted = (counts: Map<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))

describe('how many buyers had two products in one order', () => {
  // Merges keep their place among themselves: Shopify has no merge into somebody who is gone.
  test('is what a model of the whole history says, whatever is delivered twice, shuffled and in parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        fc.nat({ max: 3 }),
        async (events, dice, parts) => {
          await emptyDatabase(database.url)
          const told = events.map((event, second) => ({ event, second }))
          const orders = told.filter(({ event }) => event.kind === 'order')
          const others = told.filter(({ event }) => event.kind !== 'order')
          const shuffled = [...orders, ...orders].sort(
            (a, b) => (dice[a.second] ?? 0) - (dice[b.second + 20] ?? 0),
          )
          for (const [index, other] of others.entries())
            shuffled.splice((dice[index] ?? 0) % (shuffled.length + 1), 0, other)
          keepMergesInLine(shuffled)
          for (const [index, { event, second }] of shuffled.entries()) {
            await putDelivery(...deliveryOf(event, second))
            if (parts > 0 && index % (parts * 3) === 0) await workAll()
          }
          await workAll()
          expect(sorted(await countsNow())).toEqual(sorted(modelOf(events)))
        },
      ),
      { numRuns: 25, seed: 20261121 },
    )
  }, 60_000)

  test('never counts somebody forgotten, whose orders come again', async () => {
    await emptyDatabase(database.url)
    const buys = (order: number, buyer: number): Event => ({
      kind: 'order',
      order,
      buyer,
      products: [1, 2],
      status: 'paid',
      isCancelled: false,
      isTest: false,
    })
    const events: Event[] = [buys(1, 1), buys(2, 2), { kind: 'redact', customer: 1 }, buys(1, 1), buys(3, 1)]
    for (const [second, event] of events.entries()) {
      await putDelivery(...deliveryOf(event, second))
      await workAll()
    }
    expect(sorted(await countsNow())).toEqual([
      ['1 2', 1],
      ['2 1', 1],
    ])
  })

  test('never counts a test order, nor one any more that turns out to be one', async () => {
    await emptyDatabase(database.url)
    const line_items = [aLine(1), aLine(2)]
    await putDelivery('orders/create', anOrderPayload({ line_items, test: true }))
    await putDelivery('orders/create', anOrderPayload({ id: 2, line_items }))
    await workAll()
    expect((await countsNow()).get('1 2')).toBe(1)
    const updated_at = '2026-06-15T15:00:00Z'
    await putDelivery('orders/updated', anOrderPayload({ id: 2, line_items, test: true, updated_at }))
    await workAll()
    expect((await countsNow()).size).toBe(0)
  })

  test('counts what was kept: a line that was edited out or sent back is not bought together', async () => {
    await emptyDatabase(database.url)
    const lines = [
      aLine(1),
      aLine(2),
      aLine(3, { quantity: 2, current_quantity: 0 }),
      aLine(4, { product_id: null }),
    ]
    await putDelivery('orders/create', anOrderPayload({ line_items: lines }))
    await workAll()
    expect(sorted(await countsNow())).toEqual([
      ['1 2', 1],
      ['2 1', 1],
    ])
  })

  test(`takes ${basketProductsMax} products of an order at most, always the same`, {
    timeout: 60_000,
  }, async () => {
    await emptyDatabase(database.url)
    const lines = Array.from({ length: basketProductsMax + 30 }, (_, index) => aLine(1000 + index))
    await putDelivery('orders/create', anOrderPayload({ line_items: lines }))
    await workAll()
    expect((await countsNow()).size).toBe(basketProductsMax * (basketProductsMax - 1))
    await putDelivery(
      'orders/cancelled',
      anOrderPayload({
        line_items: lines,
        cancelled_at: '2026-06-15T15:00:00Z',
        updated_at: '2026-06-15T15:00:00Z',
      }),
    )
    await workAll()
    expect((await countsNow()).size).toBe(0)
    const { rows } = await acrossShops().query(`select count(*)::int as n from "ProductPair"`)
    expect(rows[0].n).toBe(0)
  })
})

/** Puts the merges back into their own order, leaving everything else where it is. */
function keepMergesInLine(told: { event: Event; second: number }[]): void {
  const merges = told.filter(({ event }) => event.kind === 'merge').sort((a, b) => a.second - b.second)
  told.forEach(({ event }, index) => {
    const next = event.kind === 'merge' ? merges.shift() : undefined
    if (next) told[index] = next
  })
}
