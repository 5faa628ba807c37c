import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { verifyInstalled } from '../../app/features/shop/verify-installed.ts'
import { config } from '../../app/platform/config.ts'
import { Unavailable } from '../../app/platform/errors.ts'
import { adminOf } from '../../app/shopify/admin.server.ts'
import { fetchShopDetails } from '../../app/shopify/operations/shop-details.ts'
import { freshToken, NeedsVisit, offlineSession } from '../../app/shopify/tokens.server.ts'
import { sessions } from '../../app/store/sessions.server.ts'
import { emptyDatabase, shop, withDatabase } from '../support/database.ts'
import { anOfflineSession } from '../support/sessions.ts'
import { visit, withStandIn } from '../support/stand-in.ts'

const database = withDatabase()
const shopify = withStandIn()

beforeEach(() => emptyDatabase(database.url))
afterEach(() => vi.restoreAllMocks())

const counts = () => ({ ...shopify.standIn.counts })

/** Makes the kept token one that ends in a minute. */
async function almostExpired(): Promise<void> {
  const session = await offlineSession(shop)
  if (!session) throw new Error('a visit comes first')
  session.expires = new Date(Date.now() + 60_000)
  await sessions.storeSession(session)
}

describe('a visit to the admin', () => {
  test('exchanges its token once, and the next one needs none', async () => {
    const before = counts()
    expect(await visit(shopify.world)).toMatchObject({ shop })
    await visit(shopify.world)
    expect(counts().exchanges - before.exchanges).toBe(1)
  })

  test('of ten at once exchanges one token', async () => {
    const before = counts()
    await Promise.all(Array.from({ length: 10 }, () => visit(shopify.world)))
    expect(counts().exchanges - before.exchanges).toBe(1)
  })

  /** Visits at once, Shopify's answers held back until each of them has looked for a token and found none. */
  async function crowd(visits: number, answer: (address: string, init?: RequestInit) => Promise<Response>) {
    const connections = vi.spyOn(pg.Client.prototype, 'connect')
    const looks = vi.spyOn(sessions, 'loadSession')
    const allLooked = vi.waitFor(
      () => expect(looks.mock.settledResults.filter(isThere).length).toBe(visits + 1),
      { timeout: 10_000 },
    )
    let asked = 0
    const original = globalThis.fetch
    globalThis.fetch = async (address, init) => {
      asked += 1
      await allLooked
      return answer(String(address), init)
    }
    try {
      const outcomes = await Promise.allSettled(Array.from({ length: visits }, () => visit(shopify.world)))
      const named = connections.mock.contexts.filter((client) => nameOf(client) === 'encore session lock')
      return { outcomes, asked, connections: named.length }
    } finally {
      globalThis.fetch = original
    }
  }
  const isThere = ({ type }: { type: string }) => type === 'fulfilled'
  const nameOf = (client: unknown) =>
    (client as { connectionParameters: { application_name?: string } }).connectionParameters.application_name

  test('of sixty at once takes one connection for its lock', async () => {
    const original = globalThis.fetch
    const { outcomes, asked, connections } = await crowd(60, (address, init) => original(address, init))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect({ asked, connections }).toEqual({ asked: 1, connections: 1 })
  })

  test('of sixty at once asks Shopify once when it does not answer', async () => {
    const { outcomes, asked, connections } = await crowd(60, async () => new Response('{}', { status: 500 }))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([])
    expect({ asked, connections }).toEqual({ asked: 1, connections: 1 })
  })
})

describe('an access token', () => {
  test('that is still good is used as it is', async () => {
    await visit(shopify.world)
    const before = counts()
    const first = await freshToken(shop)
    expect(await freshToken(shop)).toBe(first)
    expect(counts()).toEqual(before)
  })

  test('close to its end is refreshed once, however many ask in this process', async () => {
    await visit(shopify.world)
    await almostExpired()
    const before = counts()
    const tokens = await Promise.all(Array.from({ length: 20 }, () => freshToken(shop)))
    expect(new Set(tokens).size).toBe(1)
    expect(counts().refreshes - before.refreshes).toBe(1)
    await fetchShopDetails(adminOf(shop))
  })

  test('close to its end is refreshed once, however many processes ask', async () => {
    await visit(shopify.world)
    await almostExpired()
    const before = counts()
    const program = new URL('../support/print-token.ts', import.meta.url).pathname
    const preload = new URL('../stand-in/preload.ts', import.meta.url).pathname
    const env = { ...process.env, DATABASE_URL: database.url, STAND_IN_URL: shopify.standIn.url }
    const ask = () => promisify(execFile)(process.execPath, ['--import', preload, program, shop], { env })
    const answers = await Promise.all([ask(), ask(), ask()])
    const tokens = answers.map(({ stdout }) => stdout.trim())
    expect(tokens[0]).toMatch(/^shpat_/)
    expect(new Set(tokens).size).toBe(1)
    expect(counts().refreshes - before.refreshes).toBe(1)
  })

  test('that Shopify turns down is replaced, and the call answered', async () => {
    await visit(shopify.world)
    const session = await offlineSession(shop)
    if (!session) throw new Error('a visit comes first')
    session.accessToken = 'shpat_unknown'
    await sessions.storeSession(session)
    const before = counts()
    const details = await Promise.all([1, 2, 3].map(() => fetchShopDetails(adminOf(shop))))
    expect(details.map((one) => one.currency)).toEqual(['EUR', 'EUR', 'EUR'])
    expect(counts().refreshes - before.refreshes).toBe(1)
  })

  test('whose refresh got lost on the way back is refreshed again with the same refresh token', async () => {
    await visit(shopify.world)
    const lost = await offlineSession(shop)
    await almostExpired()
    await freshToken(shop)
    // The answer never arrived: what is kept is the pair of before, its token almost expired.
    if (!lost) throw new Error('a visit comes first')
    lost.expires = new Date(Date.now() + 60_000)
    await sessions.storeSession(lost)
    const token = await freshToken(shop)
    expect(token).not.toBe(lost.accessToken)
    await fetchShopDetails(adminOf(shop))
  })

  test('that cannot be refreshed any more needs the merchant, says so without asking again, and a visit heals it', async () => {
    await visit(shopify.world)
    const session = anOfflineSession({
      shop,
      now: new Date(),
      expiresInSeconds: 60,
      refreshToken: 'shprt_revoked',
    })
    await sessions.storeSession(session)
    const before = counts()
    await expect(freshToken(shop)).rejects.toBeInstanceOf(NeedsVisit)
    await expect(freshToken(shop)).rejects.toBeInstanceOf(NeedsVisit)
    expect(counts().refreshes - before.refreshes).toBe(1)
    await visit(shopify.world)
    await fetchShopDetails(adminOf(shop))
  })

  test('of a shop that was never here needs the merchant', async () => {
    await expect(freshToken('unknown-shop.myshopify.com')).rejects.toBeInstanceOf(NeedsVisit)
  })

  test('waits for Shopify when it does not answer, and is kept', async () => {
    await visit(shopify.world)
    await almostExpired()
    const kept = await offlineSession(shop)
    const original = globalThis.fetch
    globalThis.fetch = async () => new Response('busy', { status: 503 })
    try {
      await expect(freshToken(shop)).rejects.toBeInstanceOf(Unavailable)
    } finally {
      globalThis.fetch = original
    }
    expect((await offlineSession(shop))?.refreshToken).toBe(kept?.refreshToken)
    expect(await freshToken(shop)).toMatch(/^shpat_/)
  })
})

/** Answers every call with what `answer` makes of its body, until `work` is done. */
async function whileShopifyAnswers(
  answer: (body: Record<string, string>) => Response,
  work: () => Promise<void>,
): Promise<void> {
  const original = globalThis.fetch
  globalThis.fetch = async (_address, init) => answer(JSON.parse(String(init?.body)))
  try {
    await work()
  } finally {
    globalThis.fetch = original
  }
}

describe('a refresh that is turned down', () => {
  const expired = () => anOfflineSession({ now: new Date(), expiresInSeconds: -1 })
  const says = (error: string, description = '') => JSON.stringify({ error, error_description: description })

  test.each([
    [400, '<html>blocked: invalid_grant</html>'],
    [401, '<html>proxy</html>'],
    [403, says('invalid_grant')],
    [404, '<html>not found</html>'],
    [400, says('invalid_client')],
    [401, says('invalid_client')],
    [400, says('invalid_request', 'The body could not be parsed')],
    [401, '[]'],
  ])('with %s %s says nothing of the token: it is kept, and nobody counts as gone', async (status, body) => {
    await sessions.storeSession(expired())
    await whileShopifyAnswers(
      () => new Response(body, { status }),
      async () => {
        await expect(freshToken(shop)).rejects.toBeInstanceOf(Unavailable)
        await expect(verifyInstalled(shop)).rejects.toBeInstanceOf(Unavailable)
      },
    )
    expect((await offlineSession(shop))?.toObject()).toEqual(
      expect.objectContaining({ refreshToken: 'shprt_canary-refresh' }),
    )
  })

  test.each([
    [400, says('invalid_grant')],
    [401, says('invalid_request', 'This request requires an active refresh_token')],
  ])('with %s %s ends the token, and the app counts as gone', async (status, body) => {
    await sessions.storeSession(expired())
    await whileShopifyAnswers(
      () => new Response(body, { status }),
      async () => {
        await expect(freshToken(shop)).rejects.toBeInstanceOf(NeedsVisit)
        expect(await verifyInstalled(shop)).toBe('gone')
      },
    )
    expect((await offlineSession(shop))?.refreshToken).toBeUndefined()
  })

  test('for its secret is asked for with the other one while a secret is rotated', async () => {
    await sessions.storeSession(expired())
    const { apiSecrets } = config()
    apiSecrets.unshift('a-secret-not-yet-known')
    const grant = { access_token: 'shpat_new', expires_in: 3_600, refresh_token: 'shprt_new' }
    const answer = (secret: string | undefined) =>
      secret === apiSecrets[1]
        ? Response.json({ ...grant, refresh_token_expires_in: 7_776_000, scope: 'read_orders' })
        : new Response(says('invalid_client'), { status: 401 })
    try {
      await whileShopifyAnswers(
        (body) => answer(body.client_secret),
        async () => expect(await freshToken(shop)).toBe('shpat_new'),
      )
    } finally {
      apiSecrets.shift()
    }
  })

  test('by nobody, for want of a refresh token, leaves open whether the app is installed', async () => {
    const session = expired()
    session.refreshToken = undefined
    await sessions.storeSession(session)
    expect(await verifyInstalled(shop)).toBe('unknown')
  })
})
