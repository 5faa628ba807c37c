import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFaces } from './faces/faces.ts'
import { booksOf } from './post-purchase/books.ts'
import { applyChangeset, calculateChangeset } from './post-purchase/change-purchase.ts'
import { inputFor, orderOf, referenceOf } from './post-purchase/input.ts'
import { anApp, apiKey, apiSecret, aStandIn } from './testing.ts'
import type { StandIn } from './types.ts'
import { numberOf } from './world/ids.ts'
import { decimal, market } from './world/markets.ts'
import { readToken, signToken } from './world/tokens.ts'
import type { Variant } from './world/types/goods.ts'
import type { Order } from './world/types/orders.ts'
import type { MarketId } from './world/types/shop.ts'
import type { World } from './world/types/world.ts'

let standIn: StandIn
let app: Awaited<ReturnType<typeof anApp>>
let world: World
let order: Order
let added: Variant

beforeAll(async () => {
  app = await anApp()
  standIn = await aStandIn({ appUrl: app.url, faces: openFaces() })
  standIn.world.install()
})

afterAll(async () => {
  await standIn?.close()
  app?.close()
})

beforeEach(() => {
  world = standIn.world
  const [bought, other] = world
    .products()
    .flatMap(({ variants, status }) => (status === 'ACTIVE' ? variants : []))
    .filter((variant) => variant.inventory > 5 && Number.isSafeInteger(Number(numberOf(variant.id))))
  if (!bought || !other) throw new Error('The shop sells two things.')
  added = other
  order = place('eu', bought)
})

function place(marketId: MarketId, variant: Variant): Order {
  const paid = world.placeOrder({
    lines: [{ variantId: variant.id, quantity: 1 }],
    buyer: { kind: 'guest', email: 'guest@example.com' },
    market: marketId,
    withoutPlan: true,
  })
  booksOf(world).paid(paid)
  return paid
}

/** A changeset as the app would sign it, with what the test changes. */
function changeset(change: Record<string, unknown> = {}, secret = apiSecret): string {
  const seconds = Math.floor(world.clock.nowMs() / 1000)
  const claims = {
    iss: apiKey,
    sub: referenceOf(order),
    jti: randomUUID(),
    iat: seconds,
    exp: seconds + 300,
    changes: [adds({})],
  }
  return signToken({ ...claims, ...change }, secret)
}

function adds(change: Record<string, unknown>) {
  return { type: 'add_variant', variantId: Number(numberOf(added.id)), quantity: 1, ...change }
}

describe('what the page is given', () => {
  test('is the purchase, and a token that says the same in Shopify’s name', () => {
    const { token, ...input } = inputFor(world, order, 'de')
    const claims = readToken(token, apiSecret, world.clock.nowMs()) ?? readUnending(token)
    expect(claims).toMatchObject({
      iss: 'shopify',
      sub: input.initialPurchase.referenceId,
      input_data: input,
    })
    for (const claim of ['aud', 'dest', 'jti']) expect(claims).not.toHaveProperty(claim)
    expect(input).toMatchObject({ locale: 'de', shop: { domain: world.shop.domain } })
    expect(input.initialPurchase.totalPriceSet.shopMoney).toEqual({
      amount: decimal(order.total.shop, 'EUR'),
      currencyCode: 'EUR',
    })
    expect(orderOf(world, input.initialPurchase.referenceId)?.id).toBe(order.id)
  })
})

describe('a changeset', () => {
  test('is calculated from the catalogue and taxes, and changes nothing', () => {
    const before = structuredClone(order)
    const changes = [adds({ quantity: 2, discount: { value: 10, valueType: 'percentage', title: 'Offer' } })]
    const { calculatedPurchase } = calculateChangeset(standIn, world, order, changeset({ changes }))
    const gross = added.prices.eu * 2
    const net = gross - Math.round(gross / 10)
    expect(calculatedPurchase?.totalOutstandingSet.presentmentMoney).toEqual(eur(net))
    expect(calculatedPurchase?.updatedLineItems.at(-1)?.totalPriceSet.shopMoney).toEqual(eur(net))
    const rate = market('eu').taxRate
    const tax = Math.round((net * rate) / (1 + rate))
    expect(calculatedPurchase?.addedTaxLines[0]?.priceSet.shopMoney).toEqual(eur(tax))
    expect(order).toEqual(before)
  })

  test('is applied once: one more line, one charge of what was calculated, and the order comes to the same', async () => {
    const token = changeset({
      changes: [adds({ discount: { value: 1.5, valueType: 'fixed_amount', title: 'Offer' } })],
    })
    const stock = added.inventory
    const said = calculateChangeset(standIn, world, order, token).calculatedPurchase
    expect(applyChangeset(standIn, world, order, token)).toMatchObject({ status: 'processed', errors: [] })
    expect(applyChangeset(standIn, world, order, token)).toMatchObject({
      status: 'unprocessed',
      errors: [{ code: 'changeset_already_applied' }],
    })
    const charges = booksOf(world).charges(order.id)
    expect(charges.map(({ kind }) => kind)).toEqual(['purchase', 'added'])
    expect(said?.totalOutstandingSet.presentmentMoney).toEqual(eur(charges[1]?.amount.minor ?? 0))
    expect(charges.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(order.total.buyer)
    expect(order.lines.at(-1)).toMatchObject({ variantId: added.id, quantity: 1, discount: { buyer: 150 } })
    expect(world.variant(added.id)?.inventory).toBe(stock - 1)
    await standIn.settled()
    const topics = app.topics()
    expect(topics.filter((topic) => topic === 'orders/edited')).toHaveLength(1)
    expect(topics).toContain('orders/updated')
  })

  test('of two, one of them for nothing, adds both and charges for one', async () => {
    const gift = order.lines[0]?.variantId
    const discount = { value: 100, valueType: 'percentage', title: 'Offer' }
    const changes = [adds({}), adds({ variantId: Number(numberOf(gift ?? '')), discount })]
    const token = changeset({ changes })
    const said = calculateChangeset(standIn, world, order, token).calculatedPurchase
    expect(said?.totalOutstandingSet.presentmentMoney).toEqual(eur(added.prices.eu))
    expect(applyChangeset(standIn, world, order, token)).toMatchObject({ status: 'processed', errors: [] })
    expect(order.lines.slice(-2).map(({ variantId }) => variantId)).toEqual([added.id, gift])
    expect(booksOf(world).charges(order.id).at(-1)?.amount.minor).toBe(added.prices.eu)
  })

  test.each([
    ['signed by somebody else', () => changeset({}, 'another secret')],
    ['of another app', () => changeset({ iss: 'another-app' })],
    ['for another purchase', () => changeset({ sub: 'elsewhere' })],
    ['without a name', () => changeset({ jti: undefined })],
    ['that has run out', () => changeset({ exp: Math.floor(world.clock.nowMs() / 1000) - 60 })],
    ['from before the purchase', () => changeset({ iat: Math.floor(order.createdAtMs / 1000) - 5 })],
    ['with nothing in it', () => changeset({ changes: [] })],
    ['of a kind that is none', () => changeset({ changes: [adds({ type: 'give' })] })],
    ['of half a thing', () => changeset({ changes: [adds({ quantity: 0.5 })] })],
    [
      'with more than everything off',
      () => changeset({ changes: [adds({ discount: { value: 101, valueType: 'percentage', title: '' } })] }),
    ],
    ['of a variant that is none', () => changeset({ changes: [adds({ variantId: 1 })] })],
    ['that is no token', () => 'a.b.c'],
    ['that is not there', () => undefined],
  ])('%s is not processed and costs nothing', (_, made) => {
    for (const ask of [calculateChangeset, applyChangeset])
      expect(ask(standIn, world, order, made())).toMatchObject({
        status: 'unprocessed',
        errors: [{ code: 'invalid_request' }],
      })
    expect(booksOf(world).charges(order.id)).toHaveLength(1)
    expect(order.lines).toHaveLength(1)
  })

  test('of what sold out, and of an order that is on its way, says so', () => {
    const many = changeset({ changes: [adds({ quantity: added.inventory + 1 })] })
    expect(applyChangeset(standIn, world, order, many)).toMatchObject({
      errors: [{ code: 'insufficient_inventory' }],
    })
    world.fulfilOrder(order.id)
    expect(applyChangeset(standIn, world, order, changeset())).toMatchObject({
      errors: [{ code: 'order_released_error' }],
    })
  })
})

describe('after paying', () => {
  test('a card leads to the page; a wallet and a foreign currency straight to the confirmation', async () => {
    expect(await pay({ payment: 'card' })).toMatch(/^\/checkout\/post-purchase\/\w+$/)
    expect(await pay({ payment: 'wallet' })).toMatch(/^\/checkout\/thank-you\/\w+$/)
    expect(await pay({ payment: 'card', market: 'us' })).toMatch(/^\/checkout\/thank-you\/\w+$/)
  })

  test('the page holds the extension’s facts, its host and its bundle', async () => {
    const path = await pay({ payment: 'card' })
    const page = await (await fetch(standIn.url + path)).text()
    expect(page).toContain('id="post-purchase-facts"')
    for (const asset of [
      '/assets/post-purchase-host.js',
      '/assets/post-purchase-worker.js',
      '/post-purchase.js',
    ])
      expect((await fetch(standIn.url + asset)).status).toBe(200)
    expect((await fetch(`${standIn.url}/checkout/post-purchase/nowhere`)).status).toBe(404)
    const host = await fetch(`${standIn.url}/post-purchase-host/nowhere/apply`, {
      method: 'POST',
      body: '{}',
    })
    expect(host.status).toBe(404)
  })

  test('the books can be read through the control door', async () => {
    const charges = await fetch(`${standIn.url}/control/charges?order=${encodeURIComponent(order.id)}`)
    expect(await charges.json()).toMatchObject([{ kind: 'purchase', amount: { minor: order.total.buyer } }])
  })
})

/** Buys in the shop front's checkout; where that leads. */
async function pay({ payment, market: id = 'eu' }: { payment: string; market?: string }): Promise<string> {
  const cookie = `cart=${numberOf(added.id)}:1; market=${id}`
  const response = await fetch(`${standIn.url}/checkout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ payment, email: 'guest@example.com', firstName: 'A', lastName: 'Guest' }),
  })
  return response.headers.get('location') ?? ''
}

function eur(minor: number) {
  return { amount: decimal(minor, 'EUR'), currencyCode: 'EUR' }
}

/** Shopify's input token names no end, so the reader that wants one does not take it. */
function readUnending(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}
