import { beforeEach, describe, expect, test } from 'vitest'
import { purgeDeliveries } from '../../app/features/orders/purge-deliveries.ts'
import { readDeliveryBody } from '../../app/features/orders/read-deliveries.ts'
import { retryDeliveries } from '../../app/features/orders/retry-delivery.ts'
import { redactShop } from '../../app/features/shop/redact-shop.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { claimDeliveries, deleteDeliveries } from '../../app/store/deliveries.server.ts'
import { pieceBytesMax, wholeBytesMax } from '../../app/store/delivery-pieces.server.ts'
import { emptyBodiesAbout } from '../../app/store/redaction.server.ts'
import { bodyOf, keepDeliveries, pieceLengths } from '../support/bodies.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { anOrderPayload } from '../support/payloads.ts'
import { aReceived } from '../support/received.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const day = 24 * 60 * 60 * 1000
const mb = 1024 * 1024

/** Bytes that differ wherever a piece could be lost, doubled or put elsewhere. */
const bytesOf = (length: number) =>
  Buffer.from(Array.from({ length }, (_, at) => (at * 7 + (at >> 8) * 13) & 0xff))

/** An order whose note makes its body this long. */
function orderOf(bytes: number, id: number, note = ''): Buffer {
  const bare = Buffer.byteLength(JSON.stringify(anOrderPayload({ id, note })))
  return Buffer.from(JSON.stringify(anOrderPayload({ id, note: note + 'x'.repeat(bytes - bare) })))
}

const waiting = (limit = 10, bytesMax = 8 * mb) =>
  inShop(shop, (db) => claimDeliveries(db, { now: noon, limit, bytesMax }))

async function done(id: string, body: Buffer<ArrayBuffer>): Promise<void> {
  await keepDeliveries(aReceived(id, body))
  await acrossShops().query(`update "Delivery" set "status" = 'done' where "id" = $1`, [id])
}

describe('a body', () => {
  test.each([
    ['nothing', 0, []],
    ['what stays in the row', wholeBytesMax, []],
    ['a byte more', wholeBytesMax + 1, [wholeBytesMax + 1]],
    ['a byte less than a piece', pieceBytesMax - 1, [pieceBytesMax - 1]],
    ['a piece', pieceBytesMax, [pieceBytesMax]],
    ['a byte more than a piece', pieceBytesMax + 1, [pieceBytesMax, 1]],
    ['two pieces', 2 * pieceBytesMax, [pieceBytesMax, pieceBytesMax]],
  ])('of %s comes back byte for byte', async (_, length, pieces) => {
    const lengths: [string, number][] = [
      ['before', 20_000],
      ['behind', 300],
      ['one', length],
    ]
    await keepDeliveries(...lengths.map(([id, bytes]) => aReceived(id, bytesOf(bytes))))
    const claimed = (await waiting()).map(({ id, body }) => [id, Buffer.from(body).toString('hex')])
    expect(claimed).toEqual(lengths.map(([id, bytes]) => [id, bytesOf(bytes).toString('hex')]))
    await inShop(shop, (db) => deleteDeliveries(db, ['before']))
    expect(await pieceLengths()).toEqual(pieces)
  })

  test('of 2 MB comes back byte for byte', async () => {
    const large = bytesOf(2 * mb)
    await keepDeliveries(aReceived('large', large))
    const [delivery] = await waiting()
    expect(Buffer.compare(Buffer.from(delivery?.body ?? []), large)).toBe(0)
    expect(await pieceLengths()).toHaveLength(Math.ceil((2 * mb) / pieceBytesMax))
  })

  test('whose letters are cut between two pieces reads as it was written', async () => {
    // Each place that a cut can fall within a character of four bytes.
    for (const lead of ['', 'a', 'ab', 'abc']) {
      const text = `{"note":"${lead}${'\u{1f600}'.repeat(6_000)}"}`
      await keepDeliveries(aReceived(`note-${lead}`, Buffer.from(text)))
      expect(await inShop(shop, (db) => readDeliveryBody(db, `note-${lead}`))).toEqual({
        kind: 'there',
        text,
        isCut: false,
      })
    }
  })

  test('fits a page with the longest names, and PostgreSQL cuts none of its pieces again', async () => {
    const longShop = `${'s'.repeat(60)}.myshopify.com`
    const body = bytesOf(3 * pieceBytesMax)
    await keepDeliveries({ ...aReceived('w'.repeat(128), body), shopId: longShop })
    expect(await bodyOf(longShop, 'w'.repeat(128))).toEqual(body)
    const { rows } = await acrossShops().query(
      `select coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0)::int as "bytes" from pg_class where relname = 'DeliveryPiece'`,
    )
    expect(rows).toEqual([{ bytes: 0 }])
  })

  test('is shown up to where the page ends, and says when it was cut', async () => {
    const text = 'ab'.repeat(100_000)
    await keepDeliveries(aReceived('whole', Buffer.from(text)), aReceived('cut', Buffer.from(`${text}!`)))
    const shown = (id: string) => inShop(shop, (db) => readDeliveryBody(db, id))
    expect(await shown('whole')).toEqual({ kind: 'there', text, isCut: false })
    expect(await shown('cut')).toEqual({ kind: 'there', text, isCut: true })
  })

  test('counts with its pieces for what a unit of work takes on', async () => {
    for (const id of ['a', 'b', 'c']) await keepDeliveries(aReceived(id, bytesOf(20_000)))
    expect((await waiting(10, 45_000)).map(({ id }) => id)).toEqual(['a', 'b'])
    expect((await waiting(10, 100)).map(({ id }) => id)).toEqual(['a'])
  })

  test('of an order is worked, one that cannot be read is set aside whole and can be tried again', async () => {
    await putDelivery('orders/create', orderOf(30_000, 1), { id: 'good' })
    const broken = Buffer.concat([orderOf(30_000, 2), Buffer.from('!')])
    await putDelivery('orders/create', broken, { id: 'broken' })
    await workAll()
    expect(await inShop(shop, (db) => db.order.count())).toBe(1)
    expect(await deliveryNow('good')).toMatchObject({ status: 'done', bodyBytes: 30_000 })
    expect(await deliveryNow('broken')).toMatchObject({ status: 'aside', bodyBytes: 30_001 })
    expect(await inShop(shop, (db) => retryDeliveries(db, 'all', noon))).toBe(1)
    expect((await waiting()).map((each) => Buffer.from(each.body))).toEqual([broken])
  })
})

describe('a delivery that comes twice', () => {
  test('stays as it came first and leaves no piece, in one group or in two', async () => {
    const first = bytesOf(20_000)
    await keepDeliveries(aReceived('one', first), aReceived('one', bytesOf(9_000)))
    await keepDeliveries(aReceived('one', bytesOf(50_000)), aReceived('other', bytesOf(100)))
    expect(await bodyOf(shop, 'one')).toEqual(first)
    expect(await pieceLengths()).toEqual([7_900, 7_900, 4_200])
  })

  test('does not bring back what was erased of it', async () => {
    await done('one', bytesOf(20_000))
    await acrossShops().query(
      `update "Delivery" set "body" = ''::bytea, "bodyId" = null, "pieceBytes" = 0 where "id" = 'one'`,
    )
    await keepDeliveries(aReceived('one', bytesOf(20_000)))
    expect(await deliveryNow('one')).toMatchObject({ status: 'done', bodyBytes: 0 })
    expect(await pieceLengths()).toEqual([])
  })
})

describe('somebody forgotten', () => {
  const email = 'ada@example.com'
  const digits = '5511223344556'

  /** A body in which the trace lies across the first cut, `before` bytes of it in the first piece. */
  const across = (trace: string, before: number) => {
    const start = '{"note":"'
    const lead = 'x'.repeat(pieceBytesMax - before - start.length - 1)
    return Buffer.from(`${start}${lead} ${trace} ${'y'.repeat(9_000)}"}`)
  }
  const forget = () => inShop(shop, (db) => emptyBodiesAbout(db, { texts: [email], digits: [digits] }, ''))

  test.each([
    ['an address', 'Ada@Example.com'],
    ['an escaped address', '\\u0061da\\u0040example.com'.replace('\\u0061', 'a')],
    ['an id', digits],
  ])('is found where %s is cut between two pieces', async (_, trace) => {
    for (let before = 1; before < trace.length; before++) await done(`d${before}`, across(trace, before))
    await done('stranger', across(`9${digits}`, 5))
    await done('other', across('eve@example.com', 5))
    await forget()
    for (let before = 1; before < trace.length; before++)
      expect([before, await deliveryNow(`d${before}`)]).toMatchObject([before, { bodyBytes: 0 }])
    expect(await bodyOf(shop, 'stranger')).toEqual(across(`9${digits}`, 5))
    expect(await bodyOf(shop, 'other')).toEqual(across('eve@example.com', 5))
    expect(await pieceLengths()).toHaveLength(6)
  })

  test('is found in a body that was kept whole before there were pieces', async () => {
    const body = across(email, 3)
    const kept = { topic: 'orders/create', status: 'done' as const, receivedAt: noon, dueAt: noon, body }
    await inShop(shop, (db) => db.delivery.create({ data: { ...kept, id: 'early' } }))
    expect(await bodyOf(shop, 'early')).toEqual(body)
    await forget()
    expect(await deliveryNow('early')).toMatchObject({ bodyBytes: 0 })
  })

  test('is left to the worker in what still waits, which then keeps nothing of it', async () => {
    await putDelivery('customers/redact', {
      shop_id: 1,
      shop_domain: shop,
      customer: { id: Number(digits), email },
      orders_to_redact: [],
    })
    const late = orderOf(20_000, 3, `call ${email}`)
    await putDelivery('orders/create', late, { id: 'late', at: new Date(noon.getTime() + 1) })
    await workAll()
    await forget()
    expect(await bodyOf(shop, 'late')).toEqual(late)
    await workAll({ now: new Date(noon.getTime() + 1) })
    expect(await deliveryNow('late')).toMatchObject({ status: 'done', bodyBytes: 0 })
    expect(await pieceLengths()).toEqual([])
  })
})

describe('pieces', () => {
  test('go with their delivery when its days are over, and with no other', async () => {
    await done('old', bytesOf(20_000))
    await keepDeliveries({
      ...aReceived('young', bytesOf(8_000)),
      receivedAt: new Date(noon.getTime() + 30 * day),
    })
    await keepDeliveries({ ...aReceived('old', bytesOf(9_000)), shopId: otherShop })
    const now = new Date(noon.getTime() + 31 * day)
    expect(await inShop(shop, (db) => purgeDeliveries(db, now))).toMatchObject({ purged: 1 })
    expect(await pieceLengths()).toEqual([7_900, 100, 7_900, 1_100])
    await redactShop(otherShop)
    expect(await pieceLengths()).toEqual([7_900, 100])
  })

  test('of another shop can be neither read nor changed nor added to', async () => {
    const body = bytesOf(20_000)
    await keepDeliveries(aReceived('one', body))
    const { rows } = await acrossShops().query<{ bodyId: string }>(`select "bodyId" from "Delivery"`)
    const bodyId = rows[0]?.bodyId ?? ''
    await inShop(otherShop, async (db) => {
      expect(await db.deliveryPiece.count()).toBe(0)
      expect(await readDeliveryBody(db, 'one')).toEqual({ kind: 'not-there' })
      expect(await db.deliveryPiece.updateMany({ data: { bytes: Buffer.from('x') } })).toEqual({ count: 0 })
      await db.$queryRaw`select drop_pieces(${shop}, ${bodyId}::uuid)::text`
    })
    const forged = inShop(otherShop, (db) =>
      db.deliveryPiece.create({ data: { shopId: shop, bodyId, position: 9, bytes: Buffer.from('x') } }),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
    expect(await bodyOf(shop, 'one')).toEqual(body)
  })
})

test('a version of the app that knows nothing of pieces erases them with the body', async () => {
  await done('long', bytesOf(20_000))
  await acrossShops().query(`update "Delivery" set "body" = ''::bytea where "id" = 'long'`)
  expect(await pieceLengths()).toEqual([])
  expect(await inShop(shop, (db) => readDeliveryBody(db, 'long'))).toEqual({ kind: 'erased' })
})

test('a group that is kept leaves no time-out behind that holds it', async () => {
  const timeouts = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  await keepDeliveries(aReceived('first', bytesOf(20_000)))
  const before = timeouts()
  for (const id of ['a', 'b', 'c', 'd', 'e']) await keepDeliveries(aReceived(id, bytesOf(20_000)))
  expect(timeouts()).toBeLessThan(before + 5)
})
