import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { klaviyo } from '../../app/channels/klaviyo.server.ts'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { outgoing } from './outgoing.ts'

const reply: { status: number; retryAfter?: string } = { status: 202 }
const received: { headers: Record<string, unknown>; body: Record<string, unknown> }[] = []
const realFetch = globalThis.fetch
let server: Server

beforeAll(async () => {
  server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: JSON.parse(await text(request)) })
    if (reply.retryAfter) response.setHeader('retry-after', reply.retryAfter)
    response.writeHead(reply.status).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  globalThis.fetch = (input, init) =>
    String(input) === 'https://a.klaviyo.com/api/events'
      ? realFetch(`http://127.0.0.1:${port}/api/events`, init)
      : Promise.reject(new Error(`Nothing is at ${String(input)}.`))
})
afterAll(async () => {
  globalThis.fetch = realFetch
  await new Promise((closed) => server.close(closed))
})
beforeEach(() => {
  received.length = 0
  Object.assign(reply, { status: 202, retryAfter: undefined })
})

const now = new Date('2026-11-22T09:00:00Z')
const send = (key: string | undefined = 'pk_secret') => klaviyo.send(outgoing(), { now, key })

test('Klaviyo is told each touch under one name, so that twice is once', async () => {
  expect(klaviyo.knowsRepeats).toBe(true)
  await send()
  await send()
  expect(received.length).toBe(2)
  expect(received[0]?.body).toEqual(received[1]?.body)
  expect(received[0]?.body).toMatchObject({
    data: {
      type: 'event',
      attributes: {
        unique_id: 'touch-1',
        metric: { data: { type: 'metric', attributes: { name: 'Encore touch due' } } },
        profile: {
          data: { attributes: { email: 'ada@example.com', external_id: 'gid://shopify/Customer/1' } },
        },
        properties: {
          subject: 'Ein guter Anfang: Chemex',
          preferences_url: expect.stringContaining('/preferences/'),
        },
      },
    },
  })
  expect(received[0]?.headers).toMatchObject({
    authorization: 'Klaviyo-API-Key pk_secret',
    revision: '2026-04-15',
  })
})

test.each([
  [400, Rejected],
  [404, Rejected],
  [401, Unavailable],
  [429, Unavailable],
  [500, Unavailable],
])('an answer of %i is told as what it is', async (status, kind) => {
  reply.status = status
  const error = await send().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(kind)
  expect(String(error)).not.toMatch(/pk_secret|ada@/)
})

test('a shop that is asked to wait waits as long', async () => {
  Object.assign(reply, { status: 429, retryAfter: '17' })
  await expect(send()).rejects.toMatchObject({ retryAfterSeconds: 17 })
})

test('without a key nothing is sent', async () => {
  expect(klaviyo.isConnected(undefined)).toBe(false)
  await expect(klaviyo.send(outgoing(), { now, key: undefined })).rejects.toBeInstanceOf(Rejected)
  expect(received).toEqual([])
})
