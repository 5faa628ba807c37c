import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExtensionFacts } from './faces/extension/wire.ts'
import { createShopify } from './faces/extension/worker/shopify-api.ts'
import { openFaces } from './faces/faces.ts'
import { booksOf } from './post-purchase/books.ts'
import { anAdmin, anApp, aStandIn } from './testing.ts'
import type { StandIn } from './types.ts'
import type { Order } from './world/types/orders.ts'

let standIn: StandIn
let app: Awaited<ReturnType<typeof anApp>>

beforeAll(async () => {
  app = await anApp()
  standIn = await aStandIn({ appUrl: app.url, faces: openFaces() })
  standIn.world.install()
})

afterAll(async () => {
  await standIn?.close()
  app?.close()
})

test('one token names a checkout from its first step to its order, wherever Shopify says it', async () => {
  const browser = visitor()
  await browser.get(`/cart/${beans()}:1`)
  const first = tokenOn(await browser.get('/checkout'))
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(tokenOn(await browser.get('/checkout'))).toBe(first)
  const { location } = await browser.post('/checkout', { payment: 'card' })
  expect(location).toMatch(/^\/checkout\/post-purchase\//)
  expect(referenceOn(await browser.get(location))).toBe(first)
  const order = orderAt(location)
  expect(tokenOn(await browser.get(`/checkout/thank-you/${order.token}`))).toBe(first)
  expect(tokenOn(await browser.get(`/orders/${order.token}`))).toBe(first)
  await standIn.settled()
  expect(await toldOf(order)).toEqual({ webhook: first, api: first })
})

test('the next checkout of the same browser has another token', async () => {
  const browser = visitor()
  const buy = async () => {
    await browser.get(`/cart/${beans()}:1`)
    const token = tokenOn(await browser.get('/checkout'))
    await browser.post('/checkout', {})
    return token
  }
  expect(await buy()).not.toBe(await buy())
})

test('a checkout whose button is pressed twice is one order and one charge', async () => {
  const browser = visitor()
  await browser.get(`/cart/${beans()}:1`)
  await browser.get('/checkout')
  const before = standIn.world.orders().length
  const [one, two] = await Promise.all([browser.post('/checkout', {}), browser.post('/checkout', {})])
  expect(two.location).toBe(one.location)
  expect(standIn.world.orders().length).toBe(before + 1)
  expect(booksOf(standIn.world).charges(orderAt(one.location).id)).toHaveLength(1)
})

test('an order from the counter names no checkout', async () => {
  const variantId = standIn.world.variant(`gid://shopify/ProductVariant/${beans()}`)?.id
  if (!variantId) throw new Error('The shop sells beans.')
  const lines = [{ variantId, quantity: 1 }]
  const order = standIn.world.placeOrder({ lines, buyer: { kind: 'anonymous' }, source: 'pos' })
  expect(tokenOn(await visitor().get(`/orders/${order.token}`))).toBeUndefined()
  await standIn.settled()
  expect(await toldOf(order)).toEqual({ webhook: null, api: null })
})

/** What the order's webhook and the Admin API say. */
async function toldOf({ id }: Order) {
  const body = app.received
    .filter(({ topic }) => topic === 'orders/create')
    .map((each) => JSON.parse(each.body.toString('utf8')))
    .find(({ admin_graphql_api_id }) => admin_graphql_api_id === id)
  const { ask } = await anAdmin(standIn)
  const { data } = await ask<{ order: { checkoutToken: string | null } }>(
    'query Token($id: ID!) { order(id: $id) { checkoutToken } }',
    { id },
  )
  return { webhook: body?.checkout_token, api: data.order.checkoutToken }
}

/** `shopify.checkoutToken` as the page's extension reads it. */
function tokenOn({ text }: { text: string }): string | undefined {
  const [, json = ''] =
    /<script type="application\/json" id="extension-[\w-]+">(.*?)<\/script>/.exec(text) ?? []
  const { facts } = JSON.parse(json) as { facts: ExtensionFacts }
  return createShopify(facts, async () => undefined).checkoutToken.value
}

/** `initialPurchase.referenceId` as the post-purchase page's extension reads it. */
function referenceOn({ text }: { text: string }): string {
  const [, json = ''] = /id="post-purchase-facts">(.*?)<\/script>/.exec(text) ?? []
  return JSON.parse(json).inputData.initialPurchase.referenceId
}

function orderAt(location: string): Order {
  const order = standIn.world.orderByToken(location.split('/').at(-1) ?? '')
  if (!order) throw new Error(`There is no order at ${location}.`)
  return order
}

function beans(): string {
  const id = standIn.world.productByHandle('house-blend')?.variants[0]?.id ?? ''
  return id.slice(id.lastIndexOf('/') + 1)
}

/** A browser, as far as cookies go. */
function visitor() {
  const jar = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const response = await fetch(standIn.url + path, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, decodeURIComponent(value))
    }
    return { location: response.headers.get('location') ?? '', text: await response.text() }
  }
  return {
    get: (path: string) => ask(path),
    post: (path: string, fields: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}
