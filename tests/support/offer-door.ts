import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createOfferDoor } from '../../app/doors/offer.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from './database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from './offers.ts'

const keys = { apiKey: 'test-api-key', secrets: ['test-api-secret'] }
export const ada = customer(1)
export const bob = customer(2)
/** What the thank-you page of Ada's order asks. */
export const asked = { placement: 'thank-you', orderId: order(100), productIds: [product(1)] }
/** Where the door stands. */
export const door = { url: '' }

/**
 * Opens the offer door for this test file, on a database of its own. In each of two shops Ada bought product 1, Bob
 * product 2, and the two go together.
 */
export function withOfferDoor(): void {
  const database = withDatabase()
  let server: Server
  beforeAll(async () => {
    const { handle } = createOfferDoor({ ...keys, now: () => noon, bodyWithinMs: 200 })
    server = createServer(handle)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    door.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((closed) => server.close(closed)))
  beforeEach(async () => {
    await emptyDatabase(database.url)
    for (const each of [shop, otherShop]) {
      await inShop(each, async (db) => {
        await withProduct(db, 1, { title: 'Chemex' })
        await withProduct(db, 2)
        await withPair(db, 1, 2, 37)
        await withOrder(db, each === shop ? 100 : 900, { customerId: ada, products: [1] })
        await withOrder(db, each === shop ? 200 : 901, { customerId: bob, products: [2] })
      })
    }
  })
}

/** What a test may say otherwise in a token. */
export interface Claims {
  sub?: string
  dest?: string
  iss?: string
  sid?: string
  aud?: string
  secret?: string
  secondsOld?: number
}

/** A session token as Shopify gives it to an extension, each with a `jti` of its own. */
export function token({ secret = 'test-api-secret', secondsOld = 0, aud = keys.apiKey, ...claims }: Claims) {
  const issued = noon.getTime() / 1000 - secondsOld
  return new SignJWT({ dest: `https://${shop}`, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(aud)
    .setIssuedAt(issued)
    .setNotBefore(issued)
    .setExpirationTime(issued + 300)
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(secret))
}

/** What the door answers to a body, as it is where it is text or bytes and else as JSON. */
export async function post(path: string, body: unknown, bearer?: string) {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
  const answer = await fetch(door.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
    body: isRaw ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: JSON.parse(text) }
}

/** The offer as it is kept. */
export function stored(id: string) {
  return inShop(shop, (db) => db.offer.findFirst({ where: { id } }))
}
