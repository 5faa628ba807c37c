import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { anApp, apiSecret, aStandIn, shop } from './testing.ts'
import type { StandIn } from './types.ts'
import type { Order } from './world/types/orders.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function together(answers?: (count: number) => number) {
  const app = await anApp(answers)
  const standIn = await aStandIn({ appUrl: app.url })
  closing.push(() => standIn.close(), app.close)
  standIn.world.install(['read_orders'])
  return { app, standIn }
}

function buy({ world }: StandIn): Order {
  const variant = world.productByHandle('chemex')?.variants[0]
  if (!variant) throw new Error('The shop sells Chemex.')
  return world.placeOrder({
    lines: [{ variantId: variant.id, quantity: 1 }],
    buyer: { kind: 'person', email: 'iris@example.com', firstName: 'Iris', lastName: 'Bloom' },
    withoutPlan: true,
  })
}

describe('webhooks', () => {
  test('are signed over their raw bytes and carry all of their headers', async () => {
    const { app, standIn } = await together()
    buy(standIn)
    await standIn.settled()
    expect(app.topics()).toEqual(expect.arrayContaining(['customers/create', 'orders/create', 'orders/paid']))
    for (const { headers, body } of app.received) {
      const wanted = createHmac('sha256', apiSecret).update(body).digest('base64')
      expect(headers['x-shopify-hmac-sha256']).toBe(wanted)
      expect(headers['x-shopify-shop-domain']).toBe(shop)
      expect(headers['x-shopify-api-version']).toBe('2026-10')
      expect(headers['x-shopify-webhook-id']).toMatch(/^[0-9a-f-]{36}$/)
      expect(Date.parse(String(headers['x-shopify-triggered-at']))).not.toBeNaN()
    }
  })

  test('one thing that happened has one event id and a webhook id for each topic', async () => {
    const { app, standIn } = await together()
    buy(standIn)
    await standIn.settled()
    const ids = (name: string) => new Set(app.received.map((each) => each.headers[name])).size
    expect(ids('x-shopify-event-id')).toBe(1)
    expect(ids('x-shopify-webhook-id')).toBe(app.received.length)
  })

  test('ids above 2^53 keep all their digits', async () => {
    const { app, standIn } = await together()
    const big = standIn.world.orders().find((order) => order.id.includes('/9007') && order.source === 'web')
    if (!big) throw new Error('Some order has a big id.')
    standIn.world.updateOrder(big.id, { note: 'hello' })
    await standIn.settled()
    const text = app.received.find((each) => each.topic === 'orders/updated')?.body.toString() ?? ''
    expect(text).toContain(`"id":${big.id.slice(big.id.lastIndexOf('/') + 1)},`)
  })

  test('are tried eight times more over four hours when the app fails, then given up', async () => {
    const { app, standIn } = await together(() => 500)
    standIn.deliver({ topic: 'orders/updated', body: '{}' })
    for (let minutes = 0; minutes < 5 * 60; minutes += 10) {
      await standIn.moveClock(10 * 60_000)
      await standIn.settled()
    }
    const mine = app.received.filter((each) => each.body.toString() === '{}')
    expect(mine).toHaveLength(9)
    expect(new Set(mine.map((each) => each.headers['x-shopify-webhook-id'])).size).toBe(1)
    expect(standIn.log.recent().some((entry) => entry.delivery?.outcome === 'given-up')).toBe(true)
  })

  test('a delivery that failed once arrives with the next try', async () => {
    const { app, standIn } = await together((count) => (count === 1 ? 503 : 200))
    standIn.deliver({ topic: 'orders/updated', body: '{"id":1}' })
    await standIn.settled()
    await standIn.moveClock(2 * 60_000)
    await standIn.settled()
    expect(app.received.filter((each) => each.body.toString() === '{"id":1}')).toHaveLength(2)
  })

  test('without the app being installed nothing is sent', async () => {
    const app = await anApp()
    const standIn = await aStandIn({ appUrl: app.url })
    closing.push(() => standIn.close(), app.close)
    buy(standIn)
    await standIn.settled()
    expect(app.received).toEqual([])
  })

  test('an uninstalled app hears of its end, then only of compliance', async () => {
    const { app, standIn } = await together()
    standIn.world.uninstall()
    buy(standIn)
    await standIn.moveClock(47 * 3_600_000)
    await standIn.settled()
    expect(app.topics()).toEqual(['app/uninstalled'])
    await standIn.moveClock(2 * 3_600_000)
    await standIn.settled()
    expect(app.received.map((each) => [each.topic, each.path])).toEqual([
      ['app/uninstalled', '/webhooks/shopify'],
      ['shop/redact', '/webhooks/compliance'],
    ])
  })

  test('a shop whose app came back within two days is not forgotten', async () => {
    const { app, standIn } = await together()
    standIn.world.uninstall()
    await standIn.moveClock(3_600_000)
    standIn.world.install()
    await standIn.moveClock(72 * 3_600_000)
    await standIn.settled()
    expect(app.topics()).not.toContain('shop/redact')
  })
})

describe('mischief', () => {
  test('twice brings the same webhook id twice', async () => {
    const { app, standIn } = await together()
    standIn.setMischief({ mode: 'twice' })
    standIn.deliver({ topic: 'orders/updated', body: '{}' })
    await standIn.settled()
    expect(app.received).toHaveLength(2)
    expect(new Set(app.received.map((each) => each.headers['x-shopify-webhook-id'])).size).toBe(1)
  })

  test('drop never arrives and says so in the log', async () => {
    const { app, standIn } = await together()
    standIn.setMischief({ mode: 'drop' })
    buy(standIn)
    await standIn.settled()
    expect(app.received).toEqual([])
    expect(
      standIn.log.recent().filter((entry) => entry.delivery?.outcome === 'dropped').length,
    ).toBeGreaterThan(2)
  })

  test('late arrives within a day of the moved clock', async () => {
    const { app, standIn } = await together()
    standIn.setMischief({ mode: 'late' })
    const webhookId = standIn.deliver({ topic: 'orders/updated', body: '{}' })
    await standIn.settled()
    expect(app.received).toEqual([])
    standIn.setMischief({ mode: 'normal' })
    await standIn.moveClock(25 * 3_600_000)
    await standIn.settled()
    expect(app.received.map((each) => each.headers['x-shopify-webhook-id'])).toContain(webhookId)
  })

  test('out of order loses nothing and keeps no order', async () => {
    const { app, standIn } = await together()
    standIn.setMischief({ mode: 'out-of-order' })
    const sent = Array.from({ length: 20 }, (_, index) =>
      standIn.deliver({ topic: 'orders/updated', body: `{"index":${index}}` }),
    )
    await standIn.settled()
    const arrived = app.received.map((each) => String(each.headers['x-shopify-webhook-id']))
    expect([...arrived].sort()).toEqual([...sent].sort())
    expect(arrived).not.toEqual(sent)
  })
})

describe('a moved clock', () => {
  test('a week brings orders, parcels and their webhooks in the order of their moments', async () => {
    const { app, standIn } = await together()
    const before = standIn.world.orders().length
    const moved = await standIn.moveClock(7 * 86_400_000)
    await standIn.settled()
    expect(standIn.world.orders().length).toBeGreaterThan(before)
    expect(moved.toMs - moved.fromMs).toBe(7 * 86_400_000)
    expect(app.topics()).toEqual(
      expect.arrayContaining(['orders/create', 'fulfillments/create', 'fulfillment_events/create']),
    )
    const delivered = app.received.filter(({ topic, body }) => {
      if (topic !== 'fulfillment_events/create') return false
      return (JSON.parse(body.toString()) as { status: string }).status === 'delivered'
    })
    expect(delivered.length).toBeGreaterThan(0)
  })

  test('shelves never stay empty for long, so the shop can go on for months', async () => {
    const { standIn } = await together()
    const count = () => standIn.world.orders().length
    const geisha = standIn.world.productByHandle('panama-geisha')?.variants[0]
    const monthly: number[] = []
    for (let month = 0; month < 4; month += 1) {
      const before = count()
      await standIn.moveClock(30 * 86_400_000)
      monthly.push(count() - before)
    }
    expect(geisha?.inventory).toBeGreaterThan(0)
    expect(Math.min(...monthly)).toBeGreaterThan(Math.max(...monthly) / 3)
    expect(
      standIn.world
        .products()
        .flatMap((each) => each.variants)
        .every((each) => each.inventory >= 0),
    ).toBe(true)
  })

  test('an order placed now is sent, travels and is delivered by itself', async () => {
    const { standIn } = await together()
    const variant = standIn.world.productByHandle('house-blend')?.variants[0]
    if (!variant) throw new Error('The shop sells its blend.')
    const order = standIn.world.placeOrder({
      lines: [{ variantId: variant.id, quantity: 2 }],
      buyer: { kind: 'guest', email: 'guest@example.com' },
    })
    expect(standIn.world.orderView(order.id)?.parcel).toBe('unfulfilled')
    await standIn.moveClock(14 * 86_400_000)
    expect(standIn.world.orderView(order.id)?.parcel).toBe('delivered')
  })
})
