import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { authenticateAdmin } from '../../app/shopify/app.server.ts'
import { verifyPurchaseToken } from '../../app/shopify/post-purchase-token.ts'
import { verifyExtensionToken } from '../../app/shopify/session-token.ts'
import { sessions } from '../../app/store/sessions.server.ts'
import { shop, withDatabase } from '../support/database.ts'
import { anOfflineSession } from '../support/sessions.ts'
import { claimsOf, inputData, signed, type TokenType } from '../support/tokens.ts'

withDatabase()

// The library reads the clock itself, so these tokens live now.
const now = new Date()
const keys = { apiKey: 'test-api-key', apiSecrets: ['test-api-secret'] }

/** Every door that takes a token, and whether it let this one in. */
const doors = {
  admin: async (token: string) => {
    await sessions.storeSession(anOfflineSession({ expiresInSeconds: 3_600, now }))
    return lets(() => authenticateAdmin(adminRequest(token)))
  },
  extension: async (token: string) =>
    !('refused' in (await verifyExtensionToken(`Bearer ${token}`, keys, now))),
  'post-purchase': async (token: string) =>
    !('refused' in (await verifyPurchaseToken(`Bearer ${token}`, keys, now))),
}

const tokensByDoor: Record<keyof typeof doors, TokenType[]> = {
  admin: ['admin'],
  extension: ['extension', 'anonymous extension'],
  'post-purchase': ['post-purchase'],
}

const types: TokenType[] = ['admin', 'extension', 'anonymous extension', 'post-purchase', 'changeset']

function adminRequest(token: string): Request {
  return new Request('https://encore.example/app', { headers: { authorization: `Bearer ${token}` } })
}

/** True when it answers, false when it throws a Response that refuses. */
async function lets(enter: () => Promise<unknown>): Promise<boolean> {
  try {
    await enter()
    return true
  } catch (refusal) {
    if (!(refusal instanceof Response) || refusal.status !== 401) throw refusal
    return false
  }
}

describe.each(Object.keys(doors) as (keyof typeof doors)[])('the %s door', (door) => {
  test.each(types)('and the %s token: only its own enters', async (type) => {
    const token = await signed(claimsOf(type, now))
    expect(await doors[door](token)).toBe(tokensByDoor[door].includes(type))
  })

  const own = tokensByDoor[door][0] as TokenType
  const genuine = claimsOf(own, now)
  const seconds = Math.floor(now.getTime() / 1000)
  // Shopify's input token of a post-purchase page names no app, need not end and says nothing of a `dest`.
  const tolerated: string[] = door === 'post-purchase' ? ['without an audience', 'without an expiry'] : []
  const forgeries = {
    'for another app': signed({ ...genuine, aud: 'another-app' }),
    'for several apps': signed({ ...genuine, aud: ['another-app', 'test-api-key'] }),
    'without an audience': signed({ ...genuine, aud: undefined }),
    'without an expiry': signed({ ...genuine, exp: undefined }),
    expired: signed({ ...genuine, exp: seconds - 60 }),
    'not valid yet': signed({ ...genuine, nbf: seconds + 600, iat: seconds + 600, exp: seconds + 900 }),
    'signed with another secret': signed(genuine, { secret: 'somebody else' }),
    'signed with HS512': signed(genuine, { algorithm: 'HS512' }),
    'for a domain that is no shop': signed({
      ...genuine,
      dest: 'https://evil.example',
      iss: 'https://evil.example/admin',
    }),
    'for a domain that ends like a shop': signed({ ...genuine, dest: 'https://evil.example/.myshopify.com' }),
    'with another token beside its claims': signed({
      ...genuine,
      ...claimsOf('changeset', now),
      aud: 'test-api-key',
    }),
  }

  const refused = Object.keys(forgeries).filter((name) => !tolerated.includes(name))
  test.each(refused as (keyof typeof forgeries)[])('refuses one %s', async (name) => {
    expect(await doors[door](await signed(genuine))).toBe(true)
    expect(await doors[door](await forgeries[name])).toBe(false)
  })

  test('refuses one without a signature', async () => {
    const [, body = ''] = (await signed(genuine)).split('.')
    const header = Buffer.from('{"alg":"none"}').toString('base64url')
    expect(await doors[door](`${header}.${body}.`)).toBe(false)
  })

  test('refuses one that was changed', async () => {
    const [header, body, signature] = (await signed(genuine)).split('.')
    const other = await signed({ ...genuine, dest: 'tea-house.myshopify.com' })
    expect(await doors[door](`${header}.${other.split('.')[1]}.${signature}`)).toBe(false)
    expect(await doors[door](`${header}.${body}.${signature}x`)).toBe(false)
  })
})

describe('the post-purchase door', () => {
  const genuine = claimsOf('post-purchase', now)
  const enter = async (change: object, secret?: string) =>
    verifyPurchaseToken(
      `Bearer ${await signed({ ...genuine, ...change }, secret ? { secret } : {})}`,
      keys,
      now,
    )

  test('reads the purchase of the token alone', async () => {
    const customerId = 'gid://shopify/Customer/7'
    const visit = await enter({ input_data: inputData({ products: [1, 2], customerId: '7', locale: 'de' }) })
    expect(visit).toMatchObject({
      purchase: { shop, reference: 'ref-1', customerId, country: 'DE', locale: 'de' },
      secret: 'test-api-secret',
    })
    expect(visit).toHaveProperty('purchase.total', { minor: 3800, currency: 'EUR' })
    expect(visit).toHaveProperty('purchase.lines.1.productId', 'gid://shopify/Product/2')
  })

  test('keeps the digits of numbers that JavaScript would round', async () => {
    const [header, body = '', _] = (await signed(genuine)).split('.')
    const json = Buffer.from(body, 'base64url')
      .toString()
      .replace('"product":{"id":1', '"product":{"id":9007199254740993')
    const content = `${header}.${Buffer.from(json).toString('base64url')}`
    const signature = createHmac('sha256', 'test-api-secret').update(content).digest('base64url')
    const visit = await verifyPurchaseToken(`Bearer ${content}.${signature}`, keys, now)
    expect(visit).toHaveProperty('purchase.lines.0.productId', 'gid://shopify/Product/9007199254740993')
  })

  test('is signed for with the secret that Shopify signs with, while one is being rotated', async () => {
    const rotating = { ...keys, apiSecrets: ['test-api-secret', 'old-secret'] }
    const token = `Bearer ${await signed(genuine, { secret: 'old-secret' })}`
    expect(await verifyPurchaseToken(token, rotating, now)).toHaveProperty('secret', 'old-secret')
    expect(await verifyPurchaseToken(token, keys, now)).toEqual({ refused: 'not-signed-by-shopify' })
  })

  test('takes one with our audience, without an end, and without one of a moment to begin', async () => {
    for (const change of [
      { aud: 'test-api-key' },
      { exp: undefined },
      { nbf: undefined },
      { jti: undefined },
    ])
      expect(await enter(change)).toHaveProperty('purchase')
  })

  test.each([
    ['of another issuer', { iss: 'test-api-key' }],
    ['of no issuer', { iss: undefined }],
    ['of another purchase than its subject', { sub: 'ref-2' }],
    ['without a subject', { sub: undefined }],
    ['without a moment of issue', { iat: undefined }],
    ['older than an hour', { iat: Math.floor(now.getTime() / 1000) - 3_700, exp: undefined }],
    ['with a destination', { dest: shop }],
    ['with a session', { sid: 'a1b2c3' }],
    ['with changes', { changes: [] }],
    ['for a shop that is none', { input_data: inputData({ domain: 'evil.example' }) }],
    ['without lines', { input_data: inputData({ products: [] }) }],
    ['without a purchase', { input_data: { shop: { domain: shop } } }],
  ])('refuses a token %s', async (_name, change) => {
    expect(await enter(change)).toHaveProperty('refused')
  })

  test.each([undefined, '', 'Bearer', 'Basic abc', 'Bearer a b', `Bearer ${'a'.repeat(20_000)}.b.c`])(
    'refuses a header without a token',
    async (header) => {
      expect(await verifyPurchaseToken(header, keys, now)).toEqual({ refused: 'missing' })
    },
  )
})

describe('the admin door', () => {
  test('says who stands there, and in which shop', async () => {
    await sessions.storeSession(anOfflineSession({ expiresInSeconds: 3_600, now }))
    const visit = await authenticateAdmin(adminRequest(await signed(claimsOf('admin', now))))
    expect(visit).toMatchObject({ shop, userId: '42', scopes: ['read_orders', 'read_products'] })
  })

  test('refuses a document that names another shop than its token', async () => {
    await sessions.storeSession(anOfflineSession({ expiresInSeconds: 3_600, now }))
    const token = await signed(claimsOf('admin', now))
    const address = (named: string) =>
      `https://encore.example/app?embedded=1&shop=${named}&host=${btoa('admin.shopify.com/store/roast')}&id_token=${token}`
    expect(await lets(() => authenticateAdmin(new Request(address(shop))))).toBe(true)
    expect(await lets(() => authenticateAdmin(new Request(address('tea-house.myshopify.com'))))).toBe(false)
  })

  // Each claim by itself: one that is checked no more is one that a token of another type could do without.
  test.each([
    ['without an issuer', { iss: undefined }],
    ['of the admin of another shop', { iss: 'https://tea-house.myshopify.com/admin' }],
    ['of an issuer that is no admin', { iss: `https://${shop}` }],
    ['without a session', { sid: undefined }],
    ['of a user without a number', { sub: 'gid://shopify/Customer/7' }],
    ['of nobody', { sub: undefined }],
    ['of a shop without https', { dest: shop }],
  ])('refuses a token %s', async (_name, change) => {
    await sessions.storeSession(anOfflineSession({ expiresInSeconds: 3_600, now }))
    const token = await signed({ ...claimsOf('admin', now), ...change })
    expect(await lets(() => authenticateAdmin(adminRequest(token)))).toBe(false)
  })

  test('asks App Bridge for a new token when the one it has is too old', async () => {
    const old = new Date(now.getTime() - 3_600_000)
    const request = adminRequest(await signed(claimsOf('admin', old)))
    const refusal = await authenticateAdmin(request).catch((thrown: unknown) => thrown)
    expect(refusal).toBeInstanceOf(Response)
    if (!(refusal instanceof Response)) return
    expect(refusal.status).toBe(401)
    expect(refusal.headers.get('X-Shopify-Retry-Invalid-Session-Request')).toBe('1')
  })
})

describe('the extension door', () => {
  test('names the customer by the token alone, and no one for an anonymous one', async () => {
    const visitOf = async (type: TokenType) =>
      verifyExtensionToken(`Bearer ${await signed(claimsOf(type, now))}`, keys, now)
    expect(await visitOf('extension')).toEqual({ shop, customerId: 'gid://shopify/Customer/7' })
    expect(await visitOf('anonymous extension')).toEqual({ shop, customerId: undefined })
  })

  test.each([
    ['an admin’s issuer', { iss: `https://${shop}/admin` }],
    ['Shopify as issuer', { iss: 'shopify' }],
    ['ourselves as issuer', { iss: 'test-api-key' }],
    ['an admin’s session', { sid: 'a1b2c3' }],
    ['a purchase', { input_data: {} }],
    ['changes to an order', { changes: [] }],
    ['no moment of issue', { iat: undefined }],
  ])('refuses a token with %s', async (_name, change) => {
    const token = await signed({ ...claimsOf('anonymous extension', now), ...change })
    expect(await verifyExtensionToken(`Bearer ${token}`, keys, now)).toEqual({ refused: 'wrong-type' })
  })

  test('refuses a token that was issued in a time to come', async () => {
    const iat = Math.floor(now.getTime() / 1000) + 86_400 * 300
    const token = await signed({ ...claimsOf('extension', now), nbf: undefined, iat, exp: iat + 300 })
    expect(await verifyExtensionToken(`Bearer ${token}`, keys, now)).toHaveProperty('refused')
  })

  test('takes the shop with or without https', async () => {
    const token = await signed({ ...claimsOf('extension', now), dest: `https://${shop}` })
    expect(await verifyExtensionToken(`Bearer ${token}`, keys, now)).toMatchObject({ shop })
  })

  test('passes both secrets while one is being rotated, and the old one no longer after', async () => {
    const token = `Bearer ${await signed(claimsOf('extension', now), { secret: 'old-secret' })}`
    const rotating = { ...keys, apiSecrets: ['test-api-secret', 'old-secret'] }
    expect(await verifyExtensionToken(token, rotating, now)).toMatchObject({ shop })
    expect(await verifyExtensionToken(token, keys, now)).toEqual({ refused: 'not-signed-by-shopify' })
  })

  test.each(['gid://shopify/Customer/7/8', 'gid://shopify/Order/7', 'gid://shopify/Customer/', '7', 7])(
    'refuses a customer that is none: %s',
    async (sub) => {
      const token = await signed({ ...claimsOf('extension', now), sub: sub as string })
      expect(await verifyExtensionToken(`Bearer ${token}`, keys, now)).toHaveProperty('refused')
    },
  )

  test.each([undefined, '', 'Bearer', 'Basic abc', 'Bearer a b'])(
    'refuses a header without a token: %s',
    async (header) => {
      expect(await verifyExtensionToken(header, keys, now)).toEqual({ refused: 'missing' })
    },
  )

  test('refuses a token of ten thousand characters before verifying it', async () => {
    const header = `Bearer ${'a'.repeat(10_000)}.b.c`
    expect(await verifyExtensionToken(header, keys, now)).toEqual({ refused: 'missing' })
  })

  test('refuses a token that lives longer than Shopify ever lets one live', async () => {
    const claims = claimsOf('extension', now)
    const token = await signed({ ...claims, exp: (claims.iat ?? 0) + 86_400 })
    expect(await verifyExtensionToken(`Bearer ${token}`, keys, now)).toEqual({ refused: 'wrong-type' })
  })
})
