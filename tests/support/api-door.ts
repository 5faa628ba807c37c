import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createApiDoor } from '../../app/doors/api.ts'
import { createFlowDoor } from '../../app/doors/flow.ts'
import { forgetPlans } from '../../app/features/journeys/plans.ts'
import { makeToken } from '../../app/features/shop/api-tokens.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from './database.ts'
import { withCustomer, withJourney } from './walks.ts'

/** What Shopify signs the actions of Flow with. */
export const secret = 'test-api-secret'
const scopes = ['journeys:read', 'journeys:start', 'journeys:stop']
/** Where programs and Shopify Flow come to, and a token of this shop that may do all. */
export const api = { url: '', token: '' }

/**
 * Opens the doors of the API and of Shopify Flow for this test file, on a database of its own with the queue at work in
 * it. Each test finds customer 1 and the journey `first` in this shop, customer 2 and `theirs` in the other.
 */
export function withApi(): void {
  const database = withDatabase()
  let server: Server
  beforeAll(async () => {
    await startQueue(database.url)
    const programs = createApiDoor({ now: () => noon, bodyWithinMs: 200 })
    const flow = createFlowDoor({ secrets: [secret], now: () => noon, bodyWithinMs: 200 })
    server = createServer((request, response) => {
      const door = request.url?.startsWith('/flow/') ? flow : programs
      door.handle(request, response)
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await new Promise((closed) => server.close(closed))
    await stopQueue()
  })
  beforeEach(async () => {
    await emptyDatabase(database.url)
    forgetPlans()
    await withCustomer(1)
    await withCustomer(2, {}, otherShop)
    await withJourney('first')
    await withJourney('theirs', undefined, { shopId: otherShop })
    api.token = await aToken()
  })
}

/** A new token of a shop, for these uses. */
export async function aToken(shopId = shop, asked: readonly string[] = scopes): Promise<string> {
  const made = await inShop(shopId, (db) => makeToken(db, { name: 'Till', scopes: asked }, noon))
  if (made.kind !== 'made') throw new Error('a token was to be made')
  return made.token
}

/** What the API answers: a POST where there is a body, as it is where it is text and else as JSON. */
export async function ask(
  path: string,
  { body, as = api.token, method }: { body?: unknown; as?: string; method?: string } = {},
) {
  const answer = await fetch(`${api.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, headers: answer.headers, json: await answer.json() }
}

/** Asks to start a journey. */
export const start = (body: object, journey = 'first', as = api.token) =>
  ask(`/api/v1/journeys/${journey}/start`, { body, as })
