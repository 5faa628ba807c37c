import { expect, test } from 'vitest'
import { purgeAllShops, purgeDeliveries } from '../../app/features/orders/purge-deliveries.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop, withDatabase } from '../support/database.ts'

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
