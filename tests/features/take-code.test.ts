import { afterEach, expect, test } from 'vitest'
import { poolKeyOf } from '../../app/domain/offers/pool.ts'
import type { ShopifyId } from '../../app/domain/shopify-id.ts'
import { dayMs } from '../../app/domain/time-zone.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { takeCode } from '../../app/store/discount-pools.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
afterEach(() => emptyDatabase(database.url))

const key = poolKeyOf({ kind: 'percentage', percent: 10 }, 'gid://shopify/Product/1') ?? ''
const customerId: ShopifyId<'Customer'> = 'gid://shopify/Customer/7'

interface Taken {
  at: string
  order: string
  by: ShopifyId<'Customer'>
  days: number
}

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

const taken = (item: string, { at = shop, order = item, by = customerId, days = 0 }: Partial<Taken> = {}) =>
  inShopHot(at, async (db) => {
    const taken = await takeCode(db, key, {
      offerItemId: item,
      customerId: by,
      orderId: `gid://shopify/Order/${order}`,
      now: new Date(noon.getTime() + days * dayMs),
    })
    return taken.kind === 'code' ? taken.code : undefined
  })

test('a code is given with one order, and the same one when asked again, for whatever item', async () => {
  await pool('one', ['AAAA', 'BBBB'])
  const first = await taken('item-1')
  expect(first).toMatch(/AAAA|BBBB/)
  expect(await taken('item-1')).toBe(first)
  expect(await taken('other', { order: 'item-1' })).toBe(first)
  expect(await taken('item-2')).not.toBe(first)
  expect(await taken('item-3')).toBeUndefined()
})

test('who asks at the same moment for one order gets one code', async () => {
  await pool('one', ['AAAA', 'BBBB', 'CCCC', 'DDDD'])
  const codes = await Promise.all(['1', '2', '3', '4'].map((item) => taken(item, { order: 'one' })))
  expect(new Set(codes).size).toBe(1)
  expect(await inShop(shop, (db) => db.discountCode.count({ where: { givenAt: null } }))).toBe(3)
})

test('a code that was used, or has run out, is followed by no other for the same order', async () => {
  await pool('one', ['AAAA'])
  await taken('item-1')
  await pool('two', ['BBBB'], 90)
  expect(await taken('item-1', { days: 29 })).toBe('AAAA')
  expect(await taken('item-1', { days: 31 })).toBeUndefined()
  await inShop(shop, (db) => db.discountCode.updateMany({ where: { code: 'AAAA' }, data: { usedAt: noon } }))
  expect(await taken('item-1')).toBeUndefined()
})

test('a code of one customer is not given to another whose order it has become', async () => {
  await pool('one', ['AAAA', 'BBBB'])
  const first = await taken('item-1')
  const theirs = await taken('item-1', { by: 'gid://shopify/Customer/8' })
  expect([first, theirs].sort()).toEqual(['AAAA', 'BBBB'])
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
  expect(await taken('item-1', { at: otherShop })).toBeUndefined()
})
