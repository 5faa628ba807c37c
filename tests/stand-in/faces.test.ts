import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFaces } from './faces/faces.ts'
import { startStandIn } from './server.ts'
import type { StandIn } from './types.ts'
import type { Order } from './world/types/orders.ts'
import type { World } from './world/types/world.ts'

let standIn: StandIn
let world: World

beforeAll(async () => {
  standIn = await startStandIn({
    apiKey: 'key',
    apiSecret: 'secret',
    customers: 40,
    days: 90,
    faces: openFaces(),
  })
  world = standIn.world
})

afterAll(() => standIn?.close())

describe('the shop front', () => {
  test('sells what is put in the cart, and the thank-you page follows', async () => {
    const visitor = visit()
    const before = world.orders().length
    await visitor.post('/cart/add', { variant: chemex(), quantity: '2', next: 'cart' })
    expect((await visitor.get('/cart')).text).toContain('Chemex')
    const paid = await visitor.post('/checkout', newcomer)
    expect(paid.location).toMatch(/^\/checkout\/thank-you\/\w{16,}$/)
    expect(world.orders().length).toBe(before + 1)
    const order = world.orderByToken(paid.location.split('/').at(-1) ?? '')
    expect(order?.lines.map(({ quantity, title }) => `${quantity} ${title}`)).toEqual([
      '2 Chemex Coffee Maker',
    ])
    expect((await visitor.get(paid.location)).status).toBe(200)
    expect((await visitor.get('/cart')).text).toContain('Your cart is empty.')
  })

  test.each(['eu', 'us', 'gb', 'jp', 'br'])(
    'asks at the checkout exactly what the order then costs (%s)',
    async (market) => {
      const visitor = visit({ market, locale: 'en' })
      await visitor.get(`/cart/${digits(chemex())}:1,${digits(beans())}:3?discount=welcome10`)
      const asked = totalOn((await visitor.get('/checkout')).text)
      const paid = await visitor.post('/checkout', newcomer)
      expect(totalOn((await visitor.get(paid.location)).text)).toBe(asked)
    },
  )

  test('opens a cart permalink with its discount in the checkout, whatever the cart held', async () => {
    const visitor = visit()
    await visitor.post('/cart/add', { variant: beans(), quantity: '1' })
    const opened = await visitor.get(`/cart/${digits(chemex())}:2?discount=WELCOME10`)
    expect(opened.location).toBe('/checkout')
    const { text } = await visitor.get('/checkout')
    expect(text).toContain('Chemex')
    expect(text).not.toContain(world.product(world.variant(beans())?.productId ?? '')?.title)
    expect(text).toContain('<span class="code">WELCOME10</span>')
  })

  test('refuses a permalink of nothing that is sold here', async () => {
    expect((await visit().get('/cart/999:1')).location).toBe('/cart')
  })

  test('says what is sold out instead of selling it', async () => {
    const variant = world.productByHandle('aeropress')?.variants[0]
    if (!variant) throw new Error('The shop has no AeroPress.')
    world.setInventory(variant.id, 0)
    const visitor = visit()
    expect((await visitor.get('/shop/products/aeropress')).text).toContain('Sold out')
    await visitor.post('/cart/add', { variant: variant.id, quantity: '1' })
    const refused = await visitor.post('/checkout', newcomer)
    expect(refused.text).toContain('role="alert"')
    world.setInventory(variant.id, 5)
  })

  test('has a drawing of its own for every product', async () => {
    const drawings = await Promise.all(
      world.products().map(async (product) => {
        const response = await fetch(world.imageUrl(product))
        expect(response.headers.get('content-type')).toBe('image/svg+xml')
        return response.text()
      }),
    )
    for (const drawing of drawings) expect(drawing).not.toMatch(/undefined|NaN/)
    expect(new Set(drawings).size).toBe(drawings.length)
  })

  test('shows what people typed as text', async () => {
    const visitor = visit()
    await visitor.post('/cart/add', { variant: beans(), quantity: '1' })
    const paid = await visitor.post('/checkout', {
      ...newcomer,
      email: 'x@example.com',
      firstName: '<img src=x onerror=alert(1)>',
    })
    const { text } = await visitor.get(paid.location)
    expect(text).toContain('&lt;img src=x')
    expect(text).not.toContain('<img src=x')
  })

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example'])(
    'never sends a visitor to %s',
    async (to) => {
      const answer = await visit().post('/shop/preferences', { market: 'us', locale: 'fr', return: to })
      expect(answer.location).toBe('/shop')
    },
  )

  test.each(['de', 'es', 'fr', 'pt-BR', 'ru', 'hi', 'zh-CN', 'ja'])(
    'speaks %s to whoever chose it',
    async (locale) => {
      const page = await visit({ locale }).get('/cart')
      expect(page.text).toContain(`<html lang="${locale}">`)
      expect(page.text).not.toContain('Your cart is empty.')
    },
  )
})

describe('an order, seen by', () => {
  test('its logged-in customer, is there in full and has a token with their id', async () => {
    const order = someOrder()
    const owner = visit({ shopper: order.customerId ?? '' })
    expect((await owner.get(`/orders/${order.token}`)).text).toContain(order.shippingAddress?.address1)
    expect(await subjectOf(owner, order)).toBe(order.customerId)
  })

  test('anybody else, keeps the address to itself and has a token without an id', async () => {
    const order = someOrder()
    const other = world.customers().find(({ id }) => id !== order.customerId)
    for (const stranger of [visit(), visit({ shopper: other?.id ?? '' })]) {
      expect((await stranger.get(`/orders/${order.token}`)).text).not.toContain(
        order.shippingAddress?.address1,
      )
      expect(await subjectOf(stranger, order)).toBeUndefined()
    }
  })

  test('who guesses, is not there', async () => {
    expect((await visit().get('/orders/0000000000000000')).status).toBe(404)
    expect((await visit().post('/extension-host/0000000000000000/session-token', {})).status).toBe(404)
  })
})

describe('the admin', () => {
  test("opens the app with everything Shopify's admin gives it, in each shop", async () => {
    for (const shop of standIn.worlds.keys()) {
      const { text } = await visit().get(`/admin/${shop}/apps/encore/app/customers?page=2`)
      const source = /<iframe id="app" src="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
      const url = new URL(source)
      expect(url.origin).toBe(standIn.tunnelUrl)
      expect(url.pathname).toBe('/app/customers')
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        embedded: '1',
        shop,
        page: '2',
        locale: 'en',
      })
      expect(claimsOf(url.searchParams.get('id_token') ?? '')).toMatchObject({
        dest: `https://${shop}`,
        aud: 'key',
      })
      const host = Buffer.from(url.searchParams.get('host') ?? '', 'base64').toString()
      expect(host).toBe(`admin.shopify.com/store/${shop.split('.')[0]}`)
    }
  })

  test('is not there for a shop that does not exist', async () => {
    expect((await visit().get('/admin/nobody.myshopify.com/apps/encore')).status).toBe(404)
    expect((await visit().post('/admin/nobody.myshopify.com/id-token', {})).status).toBe(404)
  })
})

test('the front page links to every face of the store, and each of them answers', async () => {
  const { text } = await visit().get('/')
  const links = [...text.matchAll(/href="(\/[a-z][^"]*)"/g)].map(([, href = '']) => href)
  expect(links).toEqual(expect.arrayContaining(['/shop', '/admin', '/account']))
  for (const href of new Set(links)) expect((await visit().get(href)).status, href).toBeLessThan(400)
})

const newcomer = {
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Stern',
  address1: 'Hauptstraße 1',
  zip: '10115',
  city: 'Berlin',
}

const chemex = () => world.productByHandle('chemex')?.variants[0]?.id ?? ''
const beans = () => world.productByHandle('house-blend')?.variants[0]?.id ?? ''
const digits = (id: string) => id.split('/').at(-1)

function someOrder(): Order {
  const order = world.orders().findLast(({ customerId, shippingAddress }) => customerId && shippingAddress)
  if (!order) throw new Error('The past holds no order with a customer and an address.')
  return order
}

function totalOn(page: string): string | undefined {
  return /class="grand">.*?<\/small>\s*([^<]+)</s.exec(page)?.[1]?.trim()
}

async function subjectOf(visitor: ReturnType<typeof visit>, order: Order): Promise<unknown> {
  const { text } = await visitor.post(`/extension-host/${order.token}/session-token`, {})
  return claimsOf(JSON.parse(text).token).sub
}

function claimsOf(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

/** A browser without a window: keeps its cookies, follows nothing by itself. */
function visit(cookies: Record<string, string> = {}) {
  const jar = new Map(Object.entries(cookies))
  const ask = async (path: string, init: RequestInit) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const response = await fetch(standIn.url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, decodeURIComponent(value))
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      text: await response.text(),
    }
  }
  return {
    get: (path: string) => ask(path, {}),
    post: (path: string, fields: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}
