import PostalMime from 'postal-mime'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendingChannels } from '../../app/channels/all.ts'
import type { ChannelKind, OutgoingMessage } from '../../app/channels/channel.ts'
import { claimedBy, isProven } from '../../app/features/messages/preference-token.ts'
import { sendTouches } from '../../app/features/messages/send-touches.ts'
import { config } from '../../app/platform/config.ts'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops, inShop, inShopHot } from '../../app/store/database.server.ts'
import { leaseTouch } from '../../app/store/outbox.server.ts'
import { needShopSecret } from '../../app/store/shop-secrets.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { withMail } from '../support/mail.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'
import { withAda, withTouch } from '../support/touches.ts'

const database = withDatabase()
const { mail, replies } = withMail()

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await acrossShops().query('delete from pgboss.job')
  await inShop(shop, withAda)
  await inShop(shop, (db) => db.shop.updateMany({ data: { settings: {}, uninstalledAt: null } }))
})

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000)
const send = (at = noon) => sendTouches(shop, { now: () => at })
const touch = (id: string) =>
  inShop(shop, (db) => db.touch.findFirstOrThrow({ where: { id }, include: { holds: true } }))
const queue = (id = 'a', change: Parameters<typeof withTouch>[2] = {}) =>
  inShop(shop, (db) => withTouch(db, id, change))
const change = (data: object) =>
  inShop(shop, (db) => db.customer.updateMany({ where: { id: customer(1) }, data }))
const looksAgain = async () =>
  (await acrossShops().query(`select 1 from pgboss.job where name = 'send-touches'`)).rows.length > 0

/** A channel that says what the test wants, and counts. */
function aChannel(knowsRepeats: boolean, says: (message: OutgoingMessage) => Error | undefined) {
  const sent: OutgoingMessage[] = []
  const kind: ChannelKind = {
    ...sendingChannels.email,
    knowsRepeats,
    isConnected: () => true,
    async send(message) {
      sent.push(message)
      const error = says(message)
      if (error) throw error
      return { providerId: 'p' }
    },
  }
  return { sent, channels: { email: kind } }
}

describe('a touch in the outbox', () => {
  test('is sent once, however often and by however many at once it is looked for', async () => {
    await queue()
    await Promise.all([send(), send(), send()])
    await send()
    expect(mail.received.length).toBe(1)
    expect(await touch('a')).toMatchObject({
      status: 'sent',
      sentAt: noon,
      providerId: expect.stringContaining('@encore.example>'),
      attempts: 1,
      leasedUntil: null,
      error: null,
    })
  })

  test('says its reason, in the customer’s language, with a link of theirs alone', async () => {
    await change({ locale: 'de' })
    await queue()
    await send()
    expect(await looksAgain()).toBe(false)
    const message = await PostalMime.parse(mail.received[0]?.raw ?? '')
    expect(message.subject).toBe('Ein guter Anfang: Chemex')
    expect(message.text).toContain('Schön, dass du da bist, Ada.')
    expect(message.text).toContain('Du bekommst das, weil du am 15. Juni 2026 etwas bestellt hast')
    const [, token = ''] = /preferences\/([\w.-]+)/.exec(message.text ?? '') ?? []
    const claimed = claimedBy(token)
    expect(claimed).toMatchObject({ shop, customerId: customer(1) })
    const key = await inShop(shop, (db) => needShopSecret(db, 'preference-key'))
    const otherKey = await inShop(otherShop, (db) => needShopSecret(db, 'preference-key'))
    expect(claimed && isProven(key, claimed)).toBe(true)
    expect(claimed && isProven(otherKey, claimed)).toBe(false)
  })

  test('of another shop is not sent by this one', async () => {
    await inShop(otherShop, withAda)
    await inShop(otherShop, (db) => withTouch(db, 'b'))
    await send()
    expect(mail.received).toEqual([])
  })

  test('of a shop that left waits', async () => {
    await queue()
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: noon } }))
    await send()
    expect([mail.received.length, (await touch('a')).status]).toEqual([0, 'queued'])
  })
})

describe('right before sending it is asked once more, and a touch is dropped where', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ['consent was taken back', () => change({ emailConsent: 'unsubscribed' }), 'no-consent'],
    ['the address is gone', () => change({ email: null }), 'no-address'],
    ['the customer is gone', () => change({ deletedAt: noon }), 'gone'],
    ['they want no more', () => prefer({ neverAt: noon }), 'never'],
    ['they want none by email', () => prefer({ channelsOff: ['email'] }), 'channel-off'],
    ['they want no help', () => prefer({ topicsOff: ['help'] }), 'topic-off'],
    ['what was sent came back', () => stop(), 'channel-stopped'],
  ])('%s', async (_name, happens, why) => {
    await queue()
    await happens()
    await send()
    expect(mail.received).toEqual([])
    const { status, verdict, countsAt, holds } = await touch('a')
    expect({ status, verdict, countsAt }).toMatchObject({
      status: 'dropped',
      verdict: { kind: 'never', why: { kind: why } },
      countsAt: null,
    })
    expect(holds.length).toBe(1)
  })

  test('it is too late', async () => {
    await queue('a', { validUntil: later(60) })
    await send(later(61))
    expect((await touch('a')).verdict).toMatchObject({ why: { kind: 'too-late' } })
  })

  test('there is no mail server any more', async () => {
    config().smtp = undefined
    await queue()
    await send()
    expect((await touch('a')).verdict).toMatchObject({ why: { kind: 'not-connected' } })
  })

  test('what it says cannot be read', async () => {
    await queue('a', { content: { kind: 'offer' } })
    await queue('b', { topic: 'nonsense' })
    await send()
    expect([(await touch('a')).status, (await touch('b')).status]).toEqual(['dropped', 'dropped'])
  })
})

test('what falls into the night waits for the morning, and its place in the budget stays', async () => {
  await queue()
  await send(new Date('2026-06-15T22:30:00Z'))
  expect(mail.received).toEqual([])
  const { status, dueAt, holds, countsAt } = await touch('a')
  expect({ status, dueAt, countsAt }).toEqual({
    status: 'queued',
    dueAt: new Date('2026-06-16T07:00:00Z'),
    countsAt: noon,
  })
  expect(holds).toMatchObject([{ verdict: { why: { kind: 'quiet-hours' } } }])
  expect(await looksAgain()).toBe(true)
  await send(new Date('2026-06-16T07:00:00Z'))
  expect((await touch('a')).status).toBe('sent')
})

describe('what the other side says', () => {
  test('an address that is none stops email for this customer, and the touch no longer counts', async () => {
    replies.recipient = { code: 550, words: '5.1.1 no such user' }
    await queue()
    await send()
    expect(await touch('a')).toMatchObject({ status: 'failed', countsAt: null, error: 'SMTP RCPT 550' })
    const stops = await inShop(shop, (db) => db.channelStop.findMany())
    expect(stops).toMatchObject([{ customerId: customer(1), channel: 'email', why: 'bounced' }])
  })

  test('a message that is refused fails alone', async () => {
    replies.message = { code: 554, words: '5.7.1 spam' }
    await queue()
    await send()
    expect((await touch('a')).status).toBe('failed')
    expect(await inShop(shop, (db) => db.channelStop.count())).toBe(0)
  })

  test('a busy server is asked again, ever later, and then it is sent once', async () => {
    replies.message = { code: 451, words: '4.3.0 later' }
    await queue()
    await send()
    expect(await touch('a')).toMatchObject({ status: 'queued', dueAt: later(60), attempts: 1 })
    expect(await looksAgain()).toBe(true)
    await send(later(59))
    expect((await touch('a')).attempts).toBe(1)
    await send(later(60))
    expect(await touch('a')).toMatchObject({ status: 'queued', dueAt: later(180), attempts: 2 })
    replies.message = 'take'
    await send(later(180))
    expect([mail.received.length, (await touch('a')).status]).toEqual([1, 'sent'])
  })

  test('a server that takes the message and dies is never asked again', async () => {
    replies.message = 'hang-up'
    await queue()
    await send()
    expect(await touch('a')).toMatchObject({ status: 'unknown', countsAt: noon })
    replies.message = 'take'
    await send(later(100_000))
    expect(mail.received.length).toBe(1)
  })

  test('a channel that fails three times in a row is left alone for a while; nothing is lost', async () => {
    const { sent, channels } = aChannel(false, () => new Unavailable('away'))
    for (let n = 0; n < 20; n += 1) await queue(`t${String(n).padStart(2, '0')}`)
    await sendTouches(shop, { now: () => noon, channels })
    expect(sent.length).toBeLessThan(45)
    expect(await inShop(shop, (db) => db.touch.count({ where: { status: 'queued' } }))).toBe(20)
    expect(await looksAgain()).toBe(true)
  })

  test('an error that says nothing is unknown where repetitions are not known, else sent again', async () => {
    await queue()
    await sendTouches(shop, { now: () => noon, ...aChannel(false, () => new Error('?')) })
    expect((await touch('a')).status).toBe('unknown')
    await queue('b')
    await sendTouches(shop, { now: () => noon, ...aChannel(true, () => new Error('?')) })
    expect((await touch('b')).status).toBe('queued')
    await queue('c')
    await sendTouches(shop, {
      now: () => noon,
      ...aChannel(false, () => new Unavailable('?', { mayBeDone: true })),
    })
    expect((await touch('c')).status).toBe('unknown')
    await queue('d')
    await sendTouches(shop, { now: () => noon, ...aChannel(true, () => new Rejected('no')) })
    expect((await touch('d')).status).toBe('failed')
  })
})

describe('a process that dies with a touch in hand', () => {
  const die = () => inShopHot(shop, (db) => leaseTouch(db, 'a', later(120)))

  test('leaves it unknown where the other side cannot tell a repetition: it is not sent again', async () => {
    await queue()
    expect(await die()).toBe(true)
    await send(later(119))
    expect((await touch('a')).status).toBe('sending')
    expect(await looksAgain()).toBe(true)
    await send(later(121))
    await send(later(100_000))
    expect(mail.received).toEqual([])
    expect(await touch('a')).toMatchObject({ status: 'unknown', countsAt: noon })
  })

  test('has it sent again where the other side can', async () => {
    await queue()
    await die()
    const { sent, channels } = aChannel(true, () => undefined)
    await sendTouches(shop, { now: () => later(121), channels })
    expect([sent.length, (await touch('a')).status]).toEqual([1, 'sent'])
  })
})

describe('a message with products', () => {
  const content = (result: object, incentive: object = { kind: 'none' }) => ({
    content: { kind: 'message', template: 'goes-well', texts: {}, offer: { result, incentive, itemsMax: 2 } },
  })

  test('shows what goes with the order as it is when it is sent, with its reason and price', async () => {
    await inShop(shop, async (db) => {
      await withProduct(db, 2, { title: 'Filters <100>' })
      await withPair(db, 1, 2, 37)
      await withTouch(db, 'a', content({ kind: 'encore' }))
    })
    await send()
    const { text = '', html = '' } = await PostalMime.parse(mail.received[0]?.raw ?? '')
    expect(text).toContain('Filters <100>')
    expect(html).toContain('Filters &lt;100&gt;')
    expect(text).toContain('€9.50')
    expect(text).toContain('37 customers bought it with Chemex')
    expect(text).toContain(`https://${shop}/cart/2:1`)
  })

  test('is not sent where nothing is left to show', async () => {
    await queue('a', content({ kind: 'products', productIds: [product(77)] }))
    await send()
    expect(await touch('a')).toMatchObject({
      status: 'dropped',
      verdict: { why: { kind: 'not-sent' } },
      error: 'nothing-to-offer',
    })
    expect(mail.received).toEqual([])
  })

  test('that gives something waits for its codes, and is given up rather than promise what is not there', async () => {
    const gives = { kind: 'percentage', percent: 10 }
    await inShop(shop, async (db) => {
      await withProduct(db, 2)
      await db.variant.updateMany({ data: { costMinor: 100 } })
      await withTouch(db, 'a', content({ kind: 'products', productIds: [product(2)] }, gives))
    })
    await send()
    expect(await touch('a')).toMatchObject({ status: 'queued', dueAt: later(1200) })
    const [pool] = await inShop(shop, (db) => db.discountPool.findMany())
    expect(pool).toMatchObject({ status: 'wanted' })
    await inShop(shop, async (db) => {
      const endsAt = later(60 * 86_400)
      await db.discountPool.updateMany({ data: { status: 'ready', endsAt } })
      await db.discountCode.create({ data: { code: 'TEN', poolId: pool?.id ?? '' } })
    })
    await send(later(1200))
    const { text = '' } = await PostalMime.parse(mail.received[0]?.raw ?? '')
    expect(text).toContain('€8.55 instead of €9.50')
    expect(text).toContain('/cart/2:1?discount=TEN')
  })
})

test('a name that is an advertisement is left out, and a product’s name stays text', async () => {
  await change({ firstName: 'Win at evil.example/now' })
  await inShop(shop, (db) => db.product.updateMany({ data: { title: '<img src=x onerror=alert(1)>' } }))
  await queue('a', { content: { kind: 'message', template: 'check-in', texts: {} } })
  await send()
  const { html = '', subject } = await PostalMime.parse(mail.received[0]?.raw ?? '')
  expect(html).not.toMatch(/<img src=x|evil\.example/)
  expect(subject).toBe('How is <img src=x onerror=alert(1)>?')
})

async function prefer(data: object): Promise<void> {
  await inShop(shop, (db) =>
    db.preference.create({ data: { customerId: customer(1), updatedAt: noon, ...data } }),
  )
}

async function stop(): Promise<void> {
  const data = { customerId: customer(1), channel: 'email', why: 'complained', at: noon }
  await inShop(shop, (db) => db.channelStop.create({ data }))
}

test('an order of somebody else is not told of', async () => {
  await inShop(shop, (db) => withOrder(db, 200, { customerId: customer(2), products: [1] }))
  await queue('a', { orderId: order(200), enrollmentId: null })
  await send()
  const { text = '' } = await PostalMime.parse(mail.received[0]?.raw ?? '')
  expect(text).toContain('You get this because you are a customer of')
  expect(text).not.toContain('Chemex')
})
