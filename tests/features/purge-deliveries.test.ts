import { describe, expect, test } from 'vitest'
import { purgeAllShops, purgeDeliveries } from '../../app/features/orders/purge-deliveries.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { anItem } from '../support/offers.ts'

withDatabase()

const daysBefore = (days: number) => new Date(noon.getTime() - days * 86_400_000)

function aDelivery(id: string, status: 'waiting' | 'done' | 'aside', days: number) {
  const at = daysBefore(days)
  return { id, status, topic: 'orders/paid', receivedAt: at, dueAt: at, body: Buffer.from('{}') }
}

const idsIn = (shopId: string) =>
  inShop(shopId, async (db) => (await db.delivery.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id))

test('worked deliveries go after the days the merchant keeps them, what waits and what is aside stays', async () => {
  const rows = [
    aDelivery('done-old', 'done', 400),
    aDelivery('done-new', 'done', 1),
    aDelivery('aside-80', 'aside', 80),
    aDelivery('aside-old', 'aside', 400),
    aDelivery('waiting-old', 'waiting', 400),
  ]
  for (const id of [shop, otherShop]) await inShop(id, (db) => db.delivery.createMany({ data: rows }))

  expect(await inShop(shop, (db) => purgeDeliveries(db, noon))).toEqual({ purged: 2, isMore: false })
  expect(await idsIn(shop)).toEqual(['aside-80', 'done-new', 'waiting-old'])
  expect(await idsIn(otherShop)).toHaveLength(5)
})

test('every installed shop is purged, and a second time changes nothing', async () => {
  const { signal } = new AbortController()
  await purgeAllShops(noon, signal)
  await purgeAllShops(noon, signal)
  expect(await idsIn(otherShop)).toEqual(['aside-80', 'done-new', 'waiting-old'])
})

test('more than one unit of work may erase is erased all the same', async () => {
  const many = Array.from({ length: 1_003 }, (_, index) => aDelivery(`many-${index}`, 'done', 400))
  await inShop(shop, (db) => db.delivery.createMany({ data: many }))
  await purgeAllShops(noon, new AbortController().signal)
  expect(await idsIn(shop)).toHaveLength(3)
})

describe('besides deliveries', () => {
  const purge = () => purgeAllShops(noon, new AbortController().signal)

  test('what waited a month for an order that never came goes', async () => {
    const early = (id: string, days: number) => ({
      id,
      orderId: 'gid://shopify/Order/1',
      kind: 'refund',
      detail: {},
      receivedAt: daysBefore(days),
    })
    await inShop(shop, (db) => db.earlyArrival.createMany({ data: [early('old', 31), early('new', 29)] }))
    await purge()
    const left = await inShop(shop, (db) => db.earlyArrival.findMany())
    expect(left.map(({ id }) => id)).toEqual(['new'])
  })

  test('the offers of guests go when no page shows them any more, those of customers stay', async () => {
    const offer = (id: string, days: number, customerId?: string) => ({
      id,
      key: id,
      placement: 'thank-you',
      customerId,
      reason: {},
      considered: [],
      decidedAt: daysBefore(days),
    })
    const someone = 'gid://shopify/Customer/1'
    const offers = [offer('guest-old', 91), offer('guest-new', 89), offer('customer-old', 400, someone)]
    await inShop(shop, (db) => db.offer.createMany({ data: offers }))
    await purge()
    const left = await inShop(shop, (db) => db.offer.findMany({ orderBy: { id: 'asc' } }))
    expect(left.map(({ id }) => id)).toEqual(['customer-old', 'guest-new'])
  })

  test('what was considered goes after the days the merchant keeps it, what was offered and answered stays', async () => {
    const offer = (id: string, days: number) => ({
      id,
      key: id,
      placement: 'thank-you',
      customerId: 'gid://shopify/Customer/1',
      considered: { version: 2, considered: [], rules: [], incentives: [] },
      status: 'declined' as const,
      decidedAt: daysBefore(days),
      items: { create: [anItem(`${id}-1`, 2, { status: 'declined' })] },
    })
    await inShop(shop, async (db) => {
      await db.shop.updateMany({ data: { settings: { decisionsKeptDays: 30 } } })
      for (const [id, days] of [
        ['kept-29', 29],
        ['kept-31', 31],
      ] as const)
        await db.offer.create({ data: offer(id, days) })
    })
    await purge()
    await purge()
    const where = { id: { startsWith: 'kept-' } }
    const left = await inShop(shop, (db) =>
      db.offer.findMany({ where, include: { items: true }, orderBy: { id: 'asc' } }),
    )
    expect(left.map(({ considered }) => considered === null)).toEqual([false, true])
    expect(left).toMatchObject([{ items: [{ status: 'declined' }] }, { items: [{ status: 'declined' }] }])
    await inShop(shop, (db) => db.shop.updateMany({ data: { settings: {} } }))
  })

  test('what a customer asked to see is kept for the merchant to hand on, and no longer', async () => {
    const request = (id: string, days: number) => ({
      id,
      topic: 'customers/data_request',
      status: 'done' as const,
      customerId: 'gid://shopify/Customer/1',
      receivedAt: daysBefore(days),
      completedAt: daysBefore(days),
      export: { customer: 'Ada' },
    })
    await inShop(shop, (db) =>
      db.complianceRequest.createMany({ data: [request('a', 61), request('b', 59)] }),
    )
    await purge()
    const left = await inShop(shop, (db) => db.complianceRequest.findMany({ orderBy: { id: 'asc' } }))
    expect(left).toMatchObject([
      { id: 'a', export: null, customerId: null, completedAt: daysBefore(61) },
      { id: 'b', export: { customer: 'Ada' } },
    ])
  })

  test('more of them than one unit of work erases go all the same', async () => {
    const early = (index: number) => ({
      id: `many-${index}`,
      orderId: 'gid://shopify/Order/1',
      kind: 'refund',
      detail: {},
      receivedAt: daysBefore(31),
    })
    await inShop(shop, (db) =>
      db.earlyArrival.createMany({ data: Array.from({ length: 1_003 }, (_, index) => early(index)) }),
    )
    await purge()
    expect(await inShop(shop, (db) => db.earlyArrival.count({ where: { id: { startsWith: 'many' } } }))).toBe(
      0,
    )
  })
})

describe('a shop that left', () => {
  const purge = () => purgeAllShops(noon, new AbortController().signal)
  const left = 'left-long-ago.myshopify.com'
  const seed = async (days: number) => {
    await inShop(left, async (db) => {
      await db.shop.create({ data: { installedAt: daysBefore(400), uninstalledAt: daysBefore(days) } })
      await db.customer.create({
        data: { id: 'gid://shopify/Customer/1', email: 'ada@example.com', createdAt: noon, updatedAt: noon },
      })
      await db.delivery.createMany({
        data: [aDelivery('old', 'done', 89), aDelivery('waiting', 'waiting', 1)],
      })
    })
  }
  const rows = () =>
    inShop(left, async (db) => [await db.shop.count(), await db.customer.count(), await db.delivery.count()])

  test('is erased after 90 days, even if Shopify never asked for it', async () => {
    await seed(91)
    await purge()
    expect(await rows()).toEqual([0, 0, 0])
    expect(await inShop(shop, (db) => db.shop.count())).toBe(1)
  })

  test('is there until then, without the deliveries that were kept long enough', async () => {
    await seed(89)
    await purge()
    expect(await rows()).toEqual([1, 1, 1])
  })

  test('leaves no deliveries behind when its erasure was interrupted near its end', async () => {
    await inShop(left, (db) => db.shop.deleteMany())
    await inShop(left, (db) => db.delivery.createMany({ data: [aDelivery('left', 'done', 400)] }))
    await purge()
    expect(await idsIn(left)).toEqual(['waiting'])
  })
})
