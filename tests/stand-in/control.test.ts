import { afterEach, beforeEach, expect, test } from 'vitest'
import { aStandIn } from './testing.ts'
import type { StandIn } from './types.ts'
import type { LogEntry } from './world/types/log.ts'
import type { Order } from './world/types/orders.ts'

let standIn: StandIn
beforeEach(async () => {
  standIn = await aStandIn()
})
afterEach(() => standIn.close())

async function post(name: string, fields: unknown = {}) {
  const response = await fetch(`${standIn.url}/control/${name}`, {
    method: 'POST',
    body: JSON.stringify(fields),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const variantId = () => standIn.world.productByHandle('v60-dripper')?.variants[0]?.id

test('the state says where the shop stands', async () => {
  const state = (await (await fetch(`${standIn.url}/control/state`)).json()) as Record<string, unknown>
  expect(state).toMatchObject({ shop: 'roast-and-co.myshopify.com', mischief: { mode: 'normal' } })
  expect(state.orders).toBe(standIn.world.orders().length)
})

test('an order can be placed, sent and refunded by its id', async () => {
  const buyer = { kind: 'person', email: 'p@example.com', firstName: 'P', lastName: 'Q' }
  const placed = await post('orders', { lines: [{ variantId: variantId(), quantity: 1 }], buyer })
  const order = placed.body as unknown as Order
  expect(order.financialStatus).toBe('paid')
  expect((await post('orders/fulfil', { id: order.id })).body.fulfilmentStatus).toBe('fulfilled')
  expect((await post('orders/refund', { id: order.id })).body.financialStatus).toBe('refunded')
})

test('what cannot be is refused in words', async () => {
  const unknown = await post('orders', {
    lines: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }],
  })
  expect([unknown.status, unknown.body.error]).toEqual([422, expect.stringContaining('not for sale')])
  const geisha = standIn.world.productByHandle('panama-geisha')?.variants[0]?.id
  const soldOut = await post('orders', {
    lines: [{ variantId: geisha, quantity: 1 }],
    buyer: { kind: 'anonymous' },
  })
  expect([soldOut.status, soldOut.body.error]).toEqual([422, expect.stringContaining('sold out')])
  expect((await post('mischief', { mode: 'worse' })).status).toBe(422)
  expect((await post('clock/move', { ms: -1 })).status).toBe(422)
})

test('the clock moves by a day and the log says so', async () => {
  const before = standIn.world.clock.nowMs()
  const moved = await post('clock/move', { by: 'day' })
  expect(Number(moved.body.toMs) - Number(moved.body.fromMs)).toBe(86_400_000)
  expect(standIn.world.clock.nowMs() - before).toBeGreaterThanOrEqual(86_400_000)
  expect(standIn.log.recent().at(-1)?.kind).toBe('clock')
})

test('events come as they happen, after those remembered', async () => {
  await post('mischief', { mode: 'twice' })
  const controller = new AbortController()
  const response = await fetch(`${standIn.url}/control/events`, { signal: controller.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const entries: LogEntry[] = []
  const until = async (kind: LogEntry['kind']) => {
    while (!entries.some((entry) => entry.kind === kind)) {
      const { value = '' } = (await reader?.read()) ?? {}
      for (const [, data] of value.matchAll(/^data: (.*)$/gm))
        entries.push(JSON.parse(data ?? '') as LogEntry)
    }
  }
  await until('mischief')
  await post('products/stock', { id: variantId(), quantity: 0 })
  await until('product')
  expect(entries.map((entry) => entry.seq)).toEqual(entries.map((entry) => entry.seq).sort((a, b) => a - b))
  controller.abort()
})
