import { beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryTab } from '../../app/domain/deliveries.ts'
import { purgeDeliveries } from '../../app/features/orders/purge-deliveries.ts'
import { readDeliveries, readDeliveryBody } from '../../app/features/orders/read-deliveries.ts'
import { retryDeliveries } from '../../app/features/orders/retry-delivery.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { daysBefore, withDelivery } from '../support/story-of.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const read = (tab: DeliveryTab, cursor: string | null = null, of = shop) =>
  inShop(of, (db) => readDeliveries(db, { tab, cursor }))
const body = (id: string, of = shop) => inShop(of, (db) => readDeliveryBody(db, id))
const retry = (which: { id: string } | 'all', of = shop) =>
  inShop(of, (db) => retryDeliveries(db, which, noon))
const minutesAgo = (n: number) => new Date(noon.getTime() - n * 60_000)

async function withThree(): Promise<void> {
  await inShop(shop, async (db) => {
    await withDelivery(db, 'done', { receivedAt: minutesAgo(30) })
    await withDelivery(db, 'waiting', { receivedAt: minutesAgo(20), status: 'waiting' })
    await withDelivery(db, 'aside', {
      receivedAt: minutesAgo(10),
      status: 'aside',
      attempts: 9,
      error: 'no lines',
    })
  })
}

describe('the lists of deliveries', () => {
  test.each([
    ['aside', ['aside']],
    ['waiting', ['waiting']],
    ['all', ['aside', 'waiting', 'done']],
  ] as const)('%s shows %s, the newest first', async (tab, ids) => {
    await withThree()
    expect((await read(tab)).deliveries.map(({ id }) => id)).toEqual(ids)
  })

  test('say why one was set aside, and when one that waits is tried next', async () => {
    await withThree()
    const [aside, waiting] = (await read('all')).deliveries
    expect(aside).toMatchObject({ topic: 'orders/create', attempts: 9, error: 'no lines' })
    expect(aside?.dueAt).toBeUndefined()
    expect(waiting?.dueAt).toEqual(minutesAgo(20))
  })

  test('are read page by page, each once, also where all came at one moment', async () => {
    await inShop(shop, async (db) => {
      for (let n = 1; n <= 120; n += 1) await withDelivery(db, `wh-${n}`)
    })
    const first = await read('all')
    const second = await read('all', first.next ?? null)
    const third = await read('all', second.next ?? null)
    const ids = [first, second, third].flatMap(({ deliveries }) => deliveries.map(({ id }) => id))
    expect(ids).toHaveLength(120)
    expect(new Set(ids).size).toBe(120)
    expect(third.next).toBeUndefined()
  })

  test('tell how everything stands', async () => {
    expect((await read('all')).health).toEqual({
      aside: { count: 0, isMore: false },
      waiting: { count: 0, isMore: false },
    })
    await withThree()
    expect((await read('waiting')).health).toEqual({
      aside: { count: 1, isMore: false },
      waiting: { count: 1, isMore: false },
      oldestWaitingAt: minutesAgo(20),
      lastReceivedAt: minutesAgo(10),
    })
  })

  test('of another shop show nothing', async () => {
    await withThree()
    const page = await read('all', null, otherShop)
    expect(page.deliveries).toEqual([])
    expect(page.health.lastReceivedAt).toBeUndefined()
  })
})

describe('trying again', () => {
  const statusOf = async (id: string) =>
    inShop(shop, (db) =>
      db.delivery.findFirst({ where: { id }, select: { status: true, attempts: true, dueAt: true } }),
    )

  test('puts one that was set aside back in line with fresh attempts, once', async () => {
    await withThree()
    expect(await retry({ id: 'aside' })).toBe(1)
    expect(await statusOf('aside')).toEqual({ status: 'waiting', attempts: 0, dueAt: noon })
    expect(await retry({ id: 'aside' })).toBe(0)
  })

  test('leaves alone what is worked or waits already', async () => {
    await withThree()
    expect(await retry({ id: 'done' })).toBe(0)
    expect(await retry({ id: 'waiting' })).toBe(0)
    expect((await statusOf('waiting'))?.dueAt).toEqual(minutesAgo(20))
  })

  test('all takes all of this shop and none of another', async () => {
    await withThree()
    await inShop(otherShop, (db) => withDelivery(db, 'theirs', { status: 'aside' }))
    expect(await retry('all')).toBe(1)
    expect((await read('aside', null, otherShop)).deliveries).toHaveLength(1)
    expect(await retry({ id: 'theirs' })).toBe(0)
  })
})

describe('a raw body', () => {
  test('is shown as it came', async () => {
    const raw = '{"id":9007199254740993123,"note":"<script>alert(1)</script>"}'
    await inShop(shop, (db) => withDelivery(db, 'a', { body: raw }))
    expect(await body('a')).toEqual({ kind: 'there', text: raw, isCut: false })
  })

  test('is shown from its beginning when it is long, and with signs in place of what is no text', async () => {
    await inShop(shop, async (db) => {
      await withDelivery(db, 'long', { body: 'x'.repeat(200_001) })
      await withDelivery(db, 'bytes')
      await db.delivery.updateMany({
        where: { id: 'bytes' },
        data: { body: Buffer.from([0xff, 0xfe, 0x41]) },
      })
    })
    expect(await body('long')).toEqual({ kind: 'there', text: 'x'.repeat(200_000), isCut: true })
    expect(await body('bytes')).toMatchObject({ text: '\ufffd\ufffdA' })
  })

  test('that was erased is said to be; of another shop there is none', async () => {
    await inShop(shop, (db) => withDelivery(db, 'a', { body: '' }))
    expect(await body('a')).toEqual({ kind: 'erased' })
    expect(await body('a', otherShop)).toEqual(await body('never'))
    expect(await body('\u0000\ud800')).toEqual(await body('never'))
  })
})

describe('old deliveries', () => {
  const purge = () => inShop(shop, (db) => purgeDeliveries(db, noon))
  const left = async () => (await read('all')).deliveries.map(({ id }) => id).sort()

  test('are erased after the days the merchant keeps them; what needs someone stays for 90', async () => {
    await inShop(shop, async (db) => {
      await withDelivery(db, 'old', { receivedAt: daysBefore(31) })
      await withDelivery(db, 'young', { receivedAt: daysBefore(29) })
      await withDelivery(db, 'aside', { receivedAt: daysBefore(89), status: 'aside' })
      await withDelivery(db, 'forsaken', { receivedAt: daysBefore(91), status: 'aside' })
      await withDelivery(db, 'waiting', { receivedAt: daysBefore(200), status: 'waiting' })
    })
    expect(await purge()).toEqual({ purged: 2, isMore: false })
    expect(await left()).toEqual(['aside', 'waiting', 'young'])
    expect(await purge()).toEqual({ purged: 0, isMore: false })
  })

  test('are erased by the days this merchant chose, in bounded portions', async () => {
    await inShop(shop, async (db) => {
      await db.shop.updateMany({ data: { settings: { deliveriesKeptDays: 7 } } })
      await db.delivery.createMany({
        data: Array.from({ length: 1_005 }, (_, n) => ({
          id: `wh-${n}`,
          topic: 'orders/create',
          receivedAt: daysBefore(8),
          dueAt: daysBefore(8),
          status: 'done' as const,
          body: Buffer.from('{}'),
        })),
      })
    })
    expect(await purge()).toEqual({ purged: 1_000, isMore: true })
    expect(await purge()).toEqual({ purged: 5, isMore: false })
    await inShop(shop, (db) => db.shop.updateMany({ data: { settings: {} } }))
  })
})
