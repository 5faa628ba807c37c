import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anAdmin, anApp, aStandIn, exchange } from './testing.ts'
import type { StandIn } from './types.ts'
import type { World } from './world/types/world.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'stand-in-journal-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const picture = (world: World) => ({
  orders: world.orders(),
  customers: world.customers(),
  products: world.products(),
  installation: world.installation,
})

async function live(work: (standIn: StandIn) => Promise<unknown>, options = {}) {
  const standIn = await aStandIn({ dataDir, ...options })
  try {
    return await work(standIn)
  } finally {
    await standIn.close()
  }
}

test('a restart finds everything as it was left', async () => {
  let left: unknown
  await live(async (standIn) => {
    const { world } = standIn
    await exchange(standIn)
    await standIn.moveClock(9 * 86_400_000)
    const variant = world.productByHandle('aeropress')?.variants[0]
    const [one, two, three] = world.customers().filter((customer) => customer.ordersCount > 0)
    if (!variant || !one || !two || !three) throw new Error('The shop has goods and customers.')
    const order = world.placeOrder({
      lines: [{ variantId: variant.id, quantity: 1 }],
      buyer: { kind: 'customer', id: one.id },
    })
    world.addLine(order.id, variant.id, 1)
    world.fulfilOrder(order.id)
    world.refundOrder({ orderId: order.id })
    world.mergeCustomers(one.id, two.id)
    world.deleteCustomer(three.id)
    world.updateProduct(variant.productId, { status: 'DRAFT' })
    world.setInventory(variant.id, 3)
    left = structuredClone(picture(world))
  })
  await live(async ({ world }) => expect(picture(world)).toEqual(left))
})

test('life goes on after a restart without living any visit twice', async () => {
  const straight = await live(async (standIn) => {
    await standIn.moveClock(10 * 86_400_000)
    await standIn.moveClock(10 * 86_400_000)
    return standIn.world.orders().map((order) => order.name)
  })
  rmSync(dataDir, { recursive: true })
  await live((standIn) => standIn.moveClock(10 * 86_400_000))
  const resumed = await live(async (standIn) => {
    await standIn.moveClock(10 * 86_400_000)
    return standIn.world.orders().map((order) => order.name)
  })
  expect(new Set(resumed as string[]).size).toBe((resumed as string[]).length)
  expect((resumed as string[]).length).toBe((straight as string[]).length)
})

test('tokens survive a restart', async () => {
  const token = await live(async (standIn) => (await anAdmin(standIn)).token)
  await live(async (standIn) => {
    const response = await fetch(`${standIn.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-stand-in-host': standIn.world.shop.domain, 'x-shopify-access-token': String(token) },
      body: JSON.stringify({ query: '{ shop { name } }' }),
    })
    expect(response.status).toBe(200)
  })
})

test('a delivery that was waiting is sent after the restart, under its own id', async () => {
  const webhookId = await live(async (standIn) =>
    standIn.deliver({ topic: 'orders/updated', body: '{"a":1}' }),
  )
  const app = await anApp()
  await live((standIn) => standIn.settled(), { appUrl: app.url })
  expect(app.received.map((each) => each.headers['x-shopify-webhook-id'])).toContain(webhookId)
  app.close()
})

test('mischief goes on after a restart until it is turned off', async () => {
  await live(async (standIn) => standIn.setMischief({ mode: 'drop', rate: 1 }))
  const app = await anApp()
  await live(
    async (standIn) => {
      expect(standIn.mischief).toEqual({ mode: 'drop', rate: 1 })
      standIn.deliver({ topic: 'orders/updated', body: '{"a":1}' })
      await standIn.settled()
      standIn.setMischief({ mode: 'normal' })
    },
    { appUrl: app.url },
  )
  expect(app.received).toEqual([])
  await live(async ({ mischief }) => expect(mischief).toEqual({ mode: 'normal' }))
  app.close()
})

test('a line cut short by a sudden end is as if it never happened', async () => {
  const before = await live(async ({ world }) => {
    world.updateCustomer(world.customers()[0]?.id ?? 'gid://shopify/Customer/0', { firstName: 'Kept' })
    return world.customers().length
  })
  appendFileSync(
    join(dataDir, 'journal.jsonl'),
    '{"shop":"roast-and-co.myshopify.com","kind":"customer","id":"x","val',
  )
  await live(async ({ world }) => {
    expect(world.customers()).toHaveLength(Number(before))
    expect(world.customers()[0]?.firstName).toBe('Kept')
  })
})

test('fresh forgets it all', async () => {
  const names = (await live(async ({ world }) => {
    world.deleteCustomer(world.customers()[0]?.id ?? 'gid://shopify/Customer/0')
    return world.customers().length
  })) as number
  await live(async ({ world }) => expect(world.customers()).toHaveLength(names + 1), { isFresh: true })
})
