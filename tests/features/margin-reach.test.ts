import { beforeEach, expect, test } from 'vitest'
import type { Incentive } from '../../app/domain/offers/incentive.ts'
import { readMarginReach } from '../../app/features/offers/read-margin-reach.ts'
import { saveMargin } from '../../app/features/shop/save-settings.ts'
import { inShop } from '../../app/store/database.server.ts'
import { reachWords } from '../../app/ui/offers/margin-reach.tsx'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { product, variant, withProduct } from '../support/offers.ts'

const database = withDatabase()
const nine = 'gid://shopify/Collection/9' as const
const percent = (of: number): Incentive => ({ kind: 'percentage', percent: of })
const gift: Incentive = { kind: 'gift', productId: product(2), variantId: variant(2), title: 'Product 2' }

// Of 10.00: product 1 costs 2.00 and 2 costs 8.00; of 3 it is not known; 4 is sold out, 5 not on sale.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3, 4, 5]) await withProduct(db, n, { variants: [{ priceMinor: 1_000 }] })
    await db.variant.updateMany({ where: { id: variant(1) }, data: { costMinor: 200 } })
    await db.variant.updateMany({ where: { id: variant(2) }, data: { costMinor: 800 } })
    await db.variant.updateMany({ where: { id: variant(4) }, data: { inventory: 0 } })
    await db.product.updateMany({ where: { id: product(5) }, data: { status: 'draft' } })
    await db.collectionProduct.create({ data: { collectionId: nine, productId: product(2) } })
  })
  await costs({})
})

const costs = (change: object) =>
  inShop(shop, (db) =>
    saveMargin(db, { feePercent: '0', feeFixed: '0', shippingShare: '0', floor: '1', ...change }),
  )
const reach = (incentive: Incentive, collectionId?: typeof nine, at = shop) =>
  inShop(at, (db) => readMarginReach(db, { incentive, collectionId }, noon))

test('counts the products in stock by what a discount would leave of each', async () => {
  expect(await reach(percent(10))).toMatchObject({ above: 2, below: 0, unknown: 1 })
  expect(await reach(percent(20))).toMatchObject({ above: 1, below: 1, unknown: 1, isPart: false })
  expect(await reach(percent(20), nine)).toMatchObject({ above: 0, below: 1, unknown: 0 })
  expect(await reach(percent(20), undefined, otherShop)).toMatchObject({ above: 0, below: 0, unknown: 0 })
})

test('a product whose dearest variant leaves too little is below, as it is when offered', async () => {
  await inShop(shop, (db) =>
    db.variant.create({
      data: {
        ...{ id: variant(11), productId: product(1), title: 'B', position: 2 },
        priceMinor: 1_000,
        costMinor: 950,
        updatedAt: noon,
      },
    }),
  )
  expect(await reach(percent(10))).toMatchObject({ above: 1, below: 1 })
})

test('says which cost is missing for all of them', async () => {
  expect((await reach({ kind: 'free-shipping' })).lacks).toBe('shipping-share')
  await costs({ shippingShare: '1' })
  expect(await reach({ kind: 'free-shipping' })).toMatchObject({ lacks: undefined, above: 1, below: 1 })
  await costs({})
  expect(await reach(gift)).toMatchObject({ lacks: undefined, above: 0, below: 2 })
  await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data: { costMinor: null } }))
  expect((await reach(gift)).lacks).toBe('gift-cost')
})

test('is put into words that add up', () => {
  const say = (found: object, isCollection = false) =>
    reachWords({ above: 0, below: 0, unknown: 0, isPart: false, ...found }, isCollection, String)
  expect(say({ above: 180, below: 21, unknown: 13 })).toEqual({
    text: 'Of your 214 products in stock, 180 would keep your floor with this. Offered at the usual price instead: 21 would go below it, and of 13 the cost per item is not known.',
    isRefused: false,
  })
  expect(say({ above: 3 }, true).text).toBe(
    'Of the 3 products in stock in this collection, all would keep your floor with this.',
  )
  expect(say({ below: 4 })).toMatchObject({ isRefused: true, text: expect.stringContaining('none would') })
  expect(say({}).text).toBe('Nothing is on sale and in stock now.')
  expect(say({ unknown: 4, lacks: 'gift-cost' }).isRefused).toBe(true)
})
