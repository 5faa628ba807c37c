import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { messageIdOf } from '../../app/channels/message-id.ts'
import { createBouncesDoor } from '../../app/doors/bounces.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { withAda, withTouch } from '../support/touches.ts'

const database = withDatabase()
const token = 'a-token-of-the-provider'
let server: Server
let url: string

beforeAll(async () => {
  const door = createBouncesDoor({ token, now: () => noon })
  const none = createBouncesDoor({ token: undefined })
  server = createServer((request, response) => {
    const isNone = request.headers['x-none'] !== undefined
    if (!(isNone ? none : door).handle(request, response)) response.writeHead(418).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((closed) => server.close(closed)))
beforeEach(async () => {
  await emptyDatabase(database.url)
  for (const each of [shop, otherShop]) {
    await inShop(each, withAda)
    await inShop(each, (db) => withTouch(db, 'a', { status: 'sent', sentAt: noon }))
    await inShop(each, (db) => withTouch(db, 'b'))
  }
})

const messageId = (touchId = 'a', at = shop) => messageIdOf(at, touchId, 'post@encore.example')
async function tell(body: unknown, headers: Record<string, string> = {}, method = 'POST'): Promise<number> {
  const answer = await fetch(`${url}/messages/bounces`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  await answer.text()
  return answer.status
}
const stops = (at = shop) => inShop(at, (db) => db.channelStop.findMany())

test('a bounce that comes while the message is still in hand stops email as well', async () => {
  await inShop(shop, (db) => db.touch.updateMany({ where: { id: 'a' }, data: { status: 'sending' } }))
  expect(await tell({ messageId: messageId(), kind: 'bounced' })).toBe(204)
  expect(await stops()).toMatchObject([{ customerId: customer(1), channel: 'email' }])
})

test('a bounce stops email for this customer of this shop alone, told twice as once', async () => {
  expect(await tell({ messageId: messageId(), kind: 'bounced' })).toBe(204)
  expect(await tell({ messageId: messageId(), kind: 'bounced' })).toBe(204)
  expect(await stops()).toMatchObject([
    { customerId: customer(1), channel: 'email', why: 'bounced', at: noon },
  ])
  expect(await stops(otherShop)).toEqual([])
  const touch = await inShop(shop, (db) => db.touch.findFirst({ where: { id: 'a' } }))
  expect(touch).toMatchObject({ bouncedAt: noon, complainedAt: null, status: 'sent' })
})

test('a complaint after a bounce is noted beside it', async () => {
  await tell({ messageId: messageId(), kind: 'bounced' })
  expect(await tell({ messageId: messageId(), kind: 'complained' })).toBe(204)
  const touch = await inShop(shop, (db) => db.touch.findFirst({ where: { id: 'a' } }))
  expect(touch).toMatchObject({ bouncedAt: noon, complainedAt: noon })
  expect((await stops()).map(({ why }) => why)).toEqual(['bounced'])
})

test.each<[string, unknown, Record<string, string>, number]>([
  ['without the token', { messageId: messageId(), kind: 'bounced' }, { authorization: 'Bearer wrong' }, 401],
  ['where there is no such door', { messageId: messageId(), kind: 'bounced' }, { 'x-none': '1' }, 404],
  ['of a message that was never sent', { messageId: messageId('b'), kind: 'bounced' }, {}, 404],
  ['of nobody’s message', { messageId: messageId('zzz'), kind: 'bounced' }, {}, 404],
  [
    'of a shop that is not there',
    { messageId: messageId('a', 'no.myshopify.com'), kind: 'bounced' },
    {},
    404,
  ],
  ['of no message', { messageId: '<x@y>', kind: 'bounced' }, {}, 404],
  ['of another kind', { messageId: messageId(), kind: 'opened' }, {}, 400],
  ['with more than is asked', { messageId: messageId(), kind: 'bounced', email: 'a@b.c' }, {}, 400],
  ['in a list', [{ messageId: messageId(), kind: 'bounced' }], {}, 400],
  ['that is no JSON', 'messageId=1', {}, 400],
  ['that is too large', 'x'.repeat(20_000), {}, 413],
])('a notice %s changes nothing', async (_what, body, headers, status) => {
  expect(await tell(body, headers)).toBe(status)
  expect([await stops(), await stops(otherShop)]).toEqual([[], []])
})

test('only POST is answered, and only at this address', async () => {
  expect(await tell({}, {}, 'GET')).toBe(405)
  expect((await fetch(`${url}/messages/other`)).status).toBe(418)
})
