import { createHmac } from 'node:crypto'
import { connect as connectSocket } from 'node:net'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDeliveryKeeper } from '../../app/features/orders/receive-delivery.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { bodyOf, wholeBody } from '../support/bodies.ts'
import { emptyDatabase, otherShop, shop, withDatabase } from '../support/database.ts'
import { type OpenDoor, openDoor, secret, webhookHeaders } from '../support/intake.ts'
import { claimsOf, signed } from '../support/tokens.ts'

const database = withDatabase()
const body = JSON.stringify({ id: 1, admin_graphql_api_id: 'gid://shopify/Order/1' })

let door: OpenDoor
beforeEach(async () => {
  await emptyDatabase(database.url)
  door = await openDoor({ secrets: [secret, 'the-secret-before'] })
})
afterEach(() => door.close())

const kept = async () => {
  const { rows } = await acrossShops().query(
    `select "shopId", "id", "topic", "status", ${wholeBody} as "body" from "Delivery" d order by "id"`,
  )
  return rows
}

describe('a signed webhook', () => {
  test('is kept byte for byte, with what its headers say, before it is answered', async () => {
    const strange = '{"title":"Caf\u00e9 \\u0000 \\ud800 \u{1f600}" , "big":9007199254740993}\n'
    const headers = {
      'x-shopify-event-id': 'event-1',
      'x-shopify-triggered-at': '2026-06-15T11:59:59.123456789Z',
    }
    expect(await door.send(strange, { topic: 'products/update', id: 'w-1', headers })).toBe(200)
    const [delivery] = await inShop(shop, (db) => db.delivery.findMany())
    expect(Buffer.from(delivery?.body ?? []).toString()).toBe(strange)
    expect(delivery).toMatchObject({
      shopId: shop,
      id: 'w-1',
      topic: 'products/update',
      apiVersion: '2026-10',
      eventId: 'event-1',
      triggeredAt: new Date('2026-06-15T11:59:59.123Z'),
      status: 'waiting',
      attempts: 0,
    })
    expect(delivery?.dueAt).toEqual(delivery?.receivedAt)
  })

  test('is kept once, however often and at whatever time it is sent', async () => {
    const sent = await Promise.all(Array.from({ length: 30 }, () => door.send(body, { id: 'w-1' })))
    expect(new Set(sent)).toEqual(new Set([200]))
    expect(await door.send(body, { id: 'w-1' })).toBe(200)
    expect(await kept()).toHaveLength(1)
  })

  test('belongs to the shop it names: the same id of two shops is two deliveries', async () => {
    await door.send(body, { id: 'w-1' })
    await door.send(body, { id: 'w-1', shop: otherShop })
    expect((await kept()).map((row) => row.shopId)).toEqual([shop, otherShop])
  })

  test('passes with the secret before the last rotation, and with no other', async () => {
    expect(await door.send(body, { secret: 'the-secret-before' })).toBe(200)
    expect(await door.send(body, { secret: 'a-third-secret' })).toBe(401)
  })

  test('passes whatever way its body is cut on its way, and up to 10 MB', async () => {
    const large = JSON.stringify({ note: 'x'.repeat(10_000_000) })
    expect(await door.send(large, { id: 'large' })).toBe(200)
    expect(await inPieces(body, 7, { id: 'pieces' })).toContain('HTTP/1.1 200')
    expect((await kept()).map((row) => row.body.length)).toEqual([large.length, body.length])
    expect(String(await bodyOf(shop, 'large')) === large).toBe(true)
  })
})

describe('what Shopify did not send', () => {
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  const refusedHeaders: [string, Record<string, string | undefined>][] = [
    ['no signature', { 'x-shopify-hmac-sha256': undefined }],
    ['an empty signature', { 'x-shopify-hmac-sha256': '' }],
    ['a signature that is too short', { 'x-shopify-hmac-sha256': signature.slice(0, 20) }],
    ['a signature that is too long', { 'x-shopify-hmac-sha256': `${signature}AAAA` }],
    ['a signature that is not base64', { 'x-shopify-hmac-sha256': '%'.repeat(44) }],
    ['a signature with junk that base64 skips', { 'x-shopify-hmac-sha256': `!${signature}` }],
    [
      'a signature in hex',
      { 'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('hex') },
    ],
    ['no shop', { 'x-shopify-shop-domain': undefined }],
    ['a shop elsewhere', { 'x-shopify-shop-domain': 'roast-and-co.myshopify.com.evil.example' }],
    ['a shop with a quote', { 'x-shopify-shop-domain': "x'--.myshopify.com" }],
    ['no topic', { 'x-shopify-topic': undefined }],
    ['a topic with spaces', { 'x-shopify-topic': 'orders/create; drop table' }],
    ['no webhook id', { 'x-shopify-webhook-id': undefined }],
    ['an endless webhook id', { 'x-shopify-webhook-id': 'x'.repeat(500) }],
  ]
  test.each(refusedHeaders)('is refused and not kept: %s', async (_, headers) => {
    expect(await door.send(body, { headers })).toBe(401)
    expect(await kept()).toEqual([])
  })

  const token = signed(claimsOf('extension'))
  const refusedBodies: [string, Buffer | string][] = [
    ['nothing', ''],
    ['a list', '[{"id":1}]'],
    ['a text', '"{}"'],
    ['half an object', '{"id":1'],
    ['a byte order mark before it', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)])],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    ],
  ]
  test.each(refusedBodies)('is refused and not kept though signed: %s', async (_, bytes) => {
    expect(await door.send(bytes)).toBe(401)
    expect(await kept()).toEqual([])
  })

  // The secret that signs webhooks signs session tokens too: every shopper holds such a signature.
  test('is refused and not kept: the signed part of a session token', async () => {
    const [header, payload, tokenSignature = ''] = (await token).split('.')
    const asBase64 = Buffer.from(tokenSignature, 'base64url').toString('base64')
    const headers = { 'x-shopify-hmac-sha256': asBase64 }
    const signedPart = `${header}.${payload}`
    expect(createHmac('sha256', secret).update(signedPart).digest('base64')).toBe(asBase64)
    expect(await door.send(signedPart, { headers })).toBe(401)
    expect(await kept()).toEqual([])
  })

  test('is refused by method', async () => {
    const response = await fetch(door.url)
    expect(response.status).toBe(405)
  })

  test('is cut off above 12 MB, said or unsaid', async () => {
    const tooLarge = Buffer.alloc(12 * 1024 * 1024 + 1, 0x20)
    expect(await door.send(tooLarge)).toBe(413)
    expect(
      await raw([`POST /webhooks/x HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999\r\n\r\n`]),
    ).toContain(' 413 ')
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    const chunked = ['POST /webhooks/x HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n']
    expect(await raw([...chunked, ...Array.from({ length: 13 }, () => chunk)])).toContain(' 413 ')
    expect(await kept()).toEqual([])
  })

  test('waits for nobody: strangers that announce much and send nothing take no room', async () => {
    const heads = Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0 ? 'transfer-encoding: chunked' : `content-length: ${12 * 1024 * 1024}`,
    )
    const sockets = heads.map((head) => {
      const socket = connectSocket(Number(new URL(door.url).port), '127.0.0.1')
      socket.on('error', () => undefined) // They are hung up below.
      socket.write(`POST /webhooks/x HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`)
      return socket
    })
    await Promise.all(sockets.map((socket) => new Promise((sent) => socket.write('', sent))))
    expect(await door.send(body)).toBe(200)
    for (const socket of sockets) socket.destroy()
  })

  test('is cut off when its body does not come', async () => {
    const patient = await openDoor({ bodyMs: 50 })
    const answer = await raw(
      ['POST /webhooks/x HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{'],
      patient.url,
    )
    expect(answer).toContain(' 408 ')
    expect(answer).toContain('connection: close')
    await patient.close()
  })
})

describe('keeping', () => {
  test('is answered only after the commit, and all that waited go in one', async () => {
    const keeper = createDeliveryKeeper(acrossShops())
    let asked = 0
    const counted = await openDoor({
      keeper: {
        ...keeper,
        keep: (delivery) => {
          asked += 1
          return keeper.keep(delivery)
        },
      },
    })
    const release = await holdTable()
    const answered: number[] = []
    const send = async () => answered.push(await counted.send(body))
    const first = send()
    await somebodyWaits()
    const others = Array.from({ length: 40 }, send)
    while (asked < 41) await acrossShops().query('select 1')
    expect(answered).toEqual([])
    await release()
    await Promise.all([first, ...others])
    expect(new Set(answered)).toEqual(new Set([200]))
    const { rows } = await acrossShops().query(
      `select count(*)::int as "rows" from "Delivery" group by xmin::text order by 1`,
    )
    expect(rows).toEqual([{ rows: 1 }, { rows: 40 }])
    await counted.close()
  })

  test('that hangs is given up within 3 s with 503, and works again afterwards', async () => {
    const release = await holdTable()
    const startedAt = performance.now()
    const sent = await Promise.all([door.send(body), door.send(body)])
    expect(sent).toEqual([503, 503])
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    await release()
    expect(await door.send(body, { id: 'after' })).toBe(200)
  })

  test('is refused with 503 at once when too much waits already', async () => {
    const keeper = createDeliveryKeeper(acrossShops(), { waitingMax: 3, waitingBytesMax: 1_000_000 })
    const small = await openDoor({ keeper })
    const release = await holdTable()
    const held = [small.send(body), small.send(body), small.send(body)]
    await somebodyWaits()
    const statuses = new Set<number>()
    while (!statuses.has(503)) statuses.add(await Promise.race([small.send(body), ...held]))
    await release()
    expect(await Promise.all(held)).toEqual([200, 200, 200])
    await small.close()
  })

  test('is refused with 503 while the database cannot be reached', async () => {
    const nowhere = new pg.Pool({ host: '127.0.0.1', port: 1 })
    const lost = await openDoor({ keeper: createDeliveryKeeper(nowhere) })
    expect(await lost.send(body)).toBe(503)
    await lost.close()
    await nowhere.end()
  })
})

/** Sends text as it is and returns what comes back until the other side hangs up or has answered. */
function raw(pieces: string[], url = door.url): Promise<string> {
  return new Promise((done) => {
    let received = ''
    const socket = connectSocket(Number(new URL(url).port), '127.0.0.1', async () => {
      for (const piece of pieces) if (!socket.destroyed) socket.write(piece)
    })
    socket.on('data', (chunk) => {
      received += chunk
      if (received.includes('\r\n\r\n')) socket.end()
    })
    socket.on('error', () => undefined) // It was hung up while we still sent.
    socket.on('close', () => done(received))
  })
}

function inPieces(text: string, size: number, webhook: { id: string }): Promise<string> {
  const headers = Object.entries({ ...webhookHeaders(text, webhook), 'content-length': String(text.length) })
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const pieces = text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
  return raw([`POST /webhooks/x HTTP/1.1\r\nhost: x\r\n${head}\r\n`, ...pieces])
}

/** Keeps everybody from writing deliveries until the returned function is called. */
async function holdTable(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('begin')
  await client.query('lock table "Delivery" in exclusive mode')
  return async () => {
    await client.query('rollback')
    await client.end()
  }
}

async function somebodyWaits(): Promise<void> {
  const waits = `select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  const count = async () => (await acrossShops().query<{ n: number }>(waits)).rows[0]?.n ?? 0
  while ((await count()) === 0);
}
