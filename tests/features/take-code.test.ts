import { afterEach, expect, test } from 'vitest'
import { poolKeyOf } from '../../app/domain/offers/pool.ts'
import { dayMs } from '../../app/domain/time-zone.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { takeCode } from '../../app/store/discount-pools.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
afterEach(() => emptyDatabase(database.url))

const key = poolKeyOf({ kind: 'percentage', percent: 10 }, 'gid://shopify/Product/1') ?? ''
const customerId = 'gid://shopify/Customer/7'

async function pool(id: string, codes: string[], daysLeft = 30): Promise<void> {
  await inShop(shop, (db) =>
    db.discountPool.create({
      data: {
        id,
        key,
        incentive: JSON.parse(key),
        status: 'ready',
        createdAt: noon,
        endsAt: new Date(noon.getTime() + daysLeft * dayMs),
        codes: { create: codes.map((code) => ({ code })) },
      },
    }),
  )
}

const taken = (offerItemId: string, at = shop) =>
  inShopHot(at, (db) => takeCode(db, key, { offerItemId, customerId, now: noon }))

test('a code is given to one item, and the same one when asked again', async () => {
  await pool('one', ['AAAA', 'BBBB'])
  const first = await taken('item-1')
  expect(first).toMatch(/AAAA|BBBB/)
  expect(await taken('item-1')).toBe(first)
  expect(await taken('item-2')).not.toBe(first)
  expect(await taken('item-3')).toBeUndefined()
})

test('who asks at the same moment never gets the same code', async () => {
  await pool(
    'one',
    Array.from({ length: 30 }, (_, at) => `CODE${at}`),
  )
  const codes = await Promise.all(Array.from({ length: 30 }, (_, at) => taken(`item-${at}`)))
  expect(new Set(codes.filter((code) => code !== undefined)).size).toBe(30)
})

test('a code that ends within 14 days is not given', async () => {
  await pool('old', ['OLD1'], 13)
  expect(await taken('item-1')).toBeUndefined()
  await pool('new', ['NEW1'], 14)
  expect(await taken('item-1')).toBe('NEW1')
})

test('asking for codes nobody has yet makes their pool wanted, once', async () => {
  expect(await Promise.all(['1', '2', '3'].map((item) => taken(item)))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  const wanted = await inShop(shop, (db) => db.discountPool.findMany())
  expect(wanted).toMatchObject([{ key, status: 'wanted' }])
})

test('another shop has none of these codes', async () => {
  await pool('one', ['AAAA'])
  expect(await taken('item-1', otherShop)).toBeUndefined()
})
