import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApiDoor } from '../../app/doors/api.ts'
import { makeToken, readTokens, revokeToken } from '../../app/features/shop/api-tokens.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
let server: Server
let now = noon

beforeEach(async () => {
  now = noon
  await emptyDatabase(database.url)
  const door = createApiDoor({ now: () => now })
  server = createServer((request, response) => door.handle(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterEach(() => new Promise((closed) => server.close(closed)))

async function aToken(name = 'Till'): Promise<string> {
  const made = await inShop(shop, (db) => makeToken(db, { name, scopes: ['journeys:read'] }, noon))
  if (made.kind !== 'made') throw new Error('a token was to be made')
  return made.token
}

async function ask(token: string): Promise<number> {
  const { port } = server.address() as AddressInfo
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`http://127.0.0.1:${port}/api/v1/journeys`, { headers })).status
}

const guess = (n: number) => `encore_${String(n).padStart(43, 'x')}`

/** How many of so many wrong tokens got each answer. */
async function guessing(from: number, times: number): Promise<Record<number, number>> {
  const answers: Record<number, number> = {}
  for (let n = from; n < from + times; n += 1) {
    const status = await ask(guess(n))
    answers[status] = (answers[status] ?? 0) + 1
  }
  return answers
}

/** How many lookups of tokens the pool sent while `work` went on. */
async function lookupsIn(work: () => Promise<unknown>): Promise<number> {
  const pool = acrossShops()
  const { query } = pool
  let lookups = 0
  const counted = (...args: Parameters<typeof query>) => {
    if (JSON.stringify(args[0]).includes('find-api-token')) lookups += 1
    return query.apply(pool, args)
  }
  Object.assign(pool, { query: counted })
  try {
    await work()
  } finally {
    Object.assign(pool, { query })
  }
  return lookups
}

test('who guesses tokens is stopped before the database is asked, and may try again a minute later', async () => {
  let answers = {}
  const lookups = await lookupsIn(async () => {
    answers = await guessing(0, 100)
  })
  expect([lookups, answers]).toEqual([60, { 401: 60, 429: 40 }])
  now = new Date(noon.getTime() + 60_000)
  expect(await guessing(200, 1)).toEqual({ 401: 1 })
})

test('a good token goes on beside guesses from its own address', async () => {
  const token = await aToken()
  expect(await ask(token)).toBe(200)
  expect(await guessing(0, 61)).toEqual({ 401: 60, 429: 1 })
  expect(await ask(token)).toBe(200)
  now = new Date(noon.getTime() + 86_400_000)
  await guessing(100, 61)
  expect(await ask(token)).toBe(200)
})

test('many good tokens of one address take nothing from each other, and a burst of one nothing either', async () => {
  const tokens: string[] = []
  for (let n = 0; n < 20; n += 1) tokens.push(await aToken(`Till ${n}`))
  const burst = await Promise.all(tokens.flatMap((token) => Array.from({ length: 5 }, () => ask(token))))
  expect(new Set(burst)).toEqual(new Set([200]))
  expect(await guessing(0, 61)).toEqual({ 401: 60, 429: 1 })
})

test('a token that is revoked opens nothing from then on, and is a guess like any other', async () => {
  const token = await aToken()
  expect(await ask(token)).toBe(200)
  const [listed] = await inShop(shop, readTokens)
  await inShop(shop, (db) => revokeToken(db, listed?.id ?? '', noon))
  expect(await ask(token)).toBe(401)
  expect(await guessing(0, 60)).toEqual({ 401: 59, 429: 1 })
  expect(await ask(token)).toBe(429)
})
