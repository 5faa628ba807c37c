import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Change, readDelivery } from '../../app/domain/webhooks/changes.ts'
import { anApp, aStandIn } from './testing.ts'
import type { StandIn } from './types.ts'
import type { Order, ReturnStep } from './world/types/orders.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function together() {
  const app = await anApp()
  const standIn = await aStandIn({ appUrl: app.url, topics: topicsOf(steps) })
  closing.push(app.close, () => standIn.close())
  standIn.world.install(['read_returns'])
  return { app, standIn }
}

const steps: ReturnStep[] = ['request', 'approve', 'decline', 'cancel', 'close', 'reopen']
const topicsOf = (each: ReturnStep[]) => each.map((step) => `returns/${step}`)

async function post({ url }: StandIn, name: string, fields: object) {
  const response = await fetch(`${url}/control/${name}`, { method: 'POST', body: JSON.stringify(fields) })
  return { status: response.status, body: (await response.json()) as Order & { error?: string } }
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

/** An order that was sent, and its return taken through these steps. */
async function through(standIn: StandIn, taken: Exclude<ReturnStep, 'request'>[]): Promise<Order> {
  const { id } = buy(standIn)
  await post(standIn, 'orders/fulfil', { id })
  let { body } = await post(standIn, 'orders/return', { id })
  for (const step of taken) body = (await post(standIn, 'orders/return/move', { id, step })).body
  await standIn.settled()
  return body
}

const told = (topic: string, body: Buffer) =>
  readDelivery(topic, body.toString(), { currency: 'EUR' }) as Extract<Change, { kind: 'return' }>

describe('a return', () => {
  test('goes its ways, and each step is told with the state it led to', async () => {
    const { app, standIn } = await together()
    const order = await through(standIn, ['approve', 'close', 'reopen', 'cancel'])
    const other = await through(standIn, ['decline'])
    expect(order.returns).toMatchObject([{ name: `${order.name}-R1`, status: 'canceled' }])
    const heard = app.received.map(({ topic, body }) => {
      const { return: said } = told(topic, body)
      return [topic, said.orderId, said.status]
    })
    expect(heard.sort()).toEqual(
      [
        ['returns/request', order.id, 'requested'],
        ['returns/approve', order.id, 'open'],
        ['returns/close', order.id, 'closed'],
        ['returns/reopen', order.id, 'open'],
        ['returns/cancel', order.id, 'canceled'],
        ['returns/request', other.id, 'requested'],
        ['returns/decline', other.id, 'declined'],
      ].sort(),
    )
  })

  // As Shopify's reference of webhooks lists the fields of 2026-10; none of them is a time.
  test('is told with the fields that Shopify lists for each topic', async () => {
    const { app, standIn } = await together()
    await through(standIn, ['approve', 'close'])
    await through(standIn, ['decline'])
    const goods = [
      'exchange_line_items',
      'name',
      'return_line_items',
      'return_shipping_fees',
      'total_exchange_line_items',
      'total_return_line_items',
    ]
    const head = ['admin_graphql_api_id', 'id', 'status']
    const wanted: Record<string, string[]> = {
      'returns/request': [...head, 'order', ...goods],
      'returns/approve': [...head, 'order', ...goods],
      'returns/decline': [...head, 'order', 'decline'],
      'returns/close': [...head, 'order_id'],
    }
    for (const { topic, body } of app.received)
      expect(Object.keys(JSON.parse(body.toString()) as object).sort(), topic).toEqual(wanted[topic]?.sort())
    expect(new Set(app.received.map(({ topic }) => topic))).toEqual(new Set(Object.keys(wanted)))
  })

  test('is refused in words where it cannot be', async () => {
    const { standIn } = await together()
    const { id } = buy(standIn)
    expect(await post(standIn, 'orders/return', { id })).toMatchObject({
      status: 422,
      body: { error: expect.stringContaining('nothing that could be sent back') },
    })
    await post(standIn, 'orders/fulfil', { id })
    expect((await post(standIn, 'orders/return/move', { id, step: 'close' })).status).toBe(422)
    await post(standIn, 'orders/return', { id })
    expect((await post(standIn, 'orders/return', { id })).status).toBe(422)
    for (const step of ['close', 'cancel', 'reopen', 'request', 'constructor'])
      expect((await post(standIn, 'orders/return/move', { id, step })).status, step).toBe(422)
    expect((await post(standIn, 'orders/return/move', { id, step: 'approve' })).status).toBe(200)
  })

  test('is told twice, in any order or not at all, where there is mischief', async () => {
    const { app, standIn } = await together()
    standIn.setMischief({ mode: 'twice' })
    await through(standIn, ['approve'])
    expect(app.topics().sort()).toEqual(topicsOf(['approve', 'approve', 'request', 'request']))
    standIn.setMischief({ mode: 'drop' })
    await through(standIn, ['approve'])
    expect(app.received).toHaveLength(4)
  })

  test('is still there after the stand-in was started anew', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'stand-in-returns-'))
    closing.push(() => rmSync(dataDir, { recursive: true, force: true }))
    const first = await aStandIn({ dataDir })
    const { id, returns } = await through(first, ['approve'])
    await first.close()
    const second = await aStandIn({ dataDir })
    closing.push(() => second.close())
    expect(returns).toMatchObject([{ status: 'open' }])
    expect(second.world.order(id)?.returns).toEqual(returns)
  })
})
