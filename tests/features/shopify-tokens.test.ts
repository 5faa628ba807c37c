import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
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
