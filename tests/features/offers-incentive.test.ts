import { beforeEach, describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { product, variant } from '../support/offers.ts'
import {
  ada,
  ask,
  daysLater,
  kept,
  offered,
  ten,
  withAdasOrder,
  withCodes,
  withRule,
} from '../support/rules.ts'

withAdasOrder()

describe('an incentive', () => {
  beforeEach(async () => {
    await withRule('r', { incentive: ten, itemsMax: 1 })
    await inShop(shop, (db) => db.variant.updateMany({ data: { costMinor: 100 } }))
  })

  test('comes with a code of its own for an order of the asker’s own, the same when asked again', async () => {
    await inShop(shop, (db) => withCodes(db, 2, ['AAA', 'BBB']))
    const answer = await offered()
    expect(answer.items).toMatchObject([{ incentive: ten, code: expect.stringMatching(/^(AAA|BBB)$/) }])
    expect(await ask()).toEqual(answer)
    const given = await inShop(shop, (db) => db.discountCode.findMany({ where: { givenAt: { not: null } } }))
    expect(given).toMatchObject([{ customerId: ada, offerItemId: answer.items[0]?.id }])
    expect((await kept())?.incentives).toMatchObject([{ kind: 'given', wanted: 'percentage' }])
  })

  test.each([
    ['no code is left', 100, ada, 'no-code-left'],
    ['nobody proved the purchase', 100, undefined, 'not-proven'],
    ['the cost is not known', null, ada, 'cost-unknown'],
    ['the margin is too small', 900, ada, 'below-floor'],
  ] as const)(
    'is left out where %s, and the product is offered all the same',
    async (_, costMinor, customerId, why) => {
      await inShop(shop, (db) => db.variant.updateMany({ data: { costMinor } }))
      const answer = await offered({ customerId })
      expect(answer.items).toMatchObject([{ productId: product(2), incentive: null, code: null }])
      expect((await kept())?.incentives).toMatchObject([{ kind: 'refused', wanted: 'percentage', why }])
    },
  )

  test.each([
    ['sold out, would be sold below the floor', { inventory: 0, costMinor: 900 }, 'below-floor'],
    ['sold out, has no known cost', { inventory: 0, costMinor: null }, 'cost-unknown'],
    ['is one of more than fifty, would be sold below the floor', { costMinor: 900 }, 'below-floor'],
  ] as const)('is left out where a variant that %s: its code works on all of them', async (_, last, why) => {
    const others = Array.from({ length: 55 }, (__, at) => ({
      id: variant(2_000 + at),
      productId: product(2),
      title: `Size ${at}`,
      priceMinor: 950,
      costMinor: 100,
      position: at + 2,
      updatedAt: noon,
      inventory: 5,
      ...(at === 54 && last),
    }))
    await inShop(shop, async (db) => {
      await withCodes(db, 2, ['AAA'])
      await db.variant.createMany({ data: others })
    })
    expect((await offered()).items).toMatchObject([{ productId: product(2), incentive: null, code: null }])
    expect((await kept())?.incentives).toMatchObject([{ kind: 'refused', wanted: 'percentage', why }])
    expect(await inShop(shop, (db) => db.discountCode.count({ where: { givenAt: null } }))).toBe(1)
    await inShop(shop, async (db) => {
      await db.offer.deleteMany()
      await db.variant.updateMany({ data: { costMinor: 100 } })
    })
    expect((await offered()).items).toMatchObject([{ code: 'AAA' }])
  })

  test.each([
    ['of 61 days ago', { processedAt: daysLater(-61) }, 'order-too-old'],
    ['that was paid back', { financialStatus: 'refunded' }, 'order-undone'],
    ['whose payment was given up', { financialStatus: 'voided' }, 'order-undone'],
    ['that is a test', { isTest: true }, 'order-undone'],
  ] as const)('is left out for an order %s', async (_, change, why) => {
    await inShop(shop, async (db) => {
      await withCodes(db, 2, ['AAA'])
      await db.order.updateMany({ data: change })
    })
    expect((await offered()).items).toMatchObject([{ productId: product(2), incentive: null, code: null }])
    expect((await kept())?.incentives).toMatchObject([{ kind: 'refused', wanted: 'percentage', why }])
  })

  test.each([
    ['of 59 days ago', { processedAt: daysLater(-59) }],
    ['that waits for its payment', { financialStatus: 'pending' }],
    ['of which a part was paid back', { financialStatus: 'partially_refunded' }],
  ])('comes with an order %s', async (_, change) => {
    await inShop(shop, async (db) => {
      await withCodes(db, 2, ['AAA'])
      await db.order.updateMany({ data: change })
    })
    expect((await offered()).items).toMatchObject([{ incentive: ten, code: 'AAA' }])
  })

  test('comes with a test order in a shop that sells nothing yet', async () => {
    await inShop(shop, async (db) => {
      await withCodes(db, 2, ['AAA'])
      await db.order.updateMany({ data: { isTest: true } })
      await db.shop.updateMany({ data: { plan: 'Development' } })
    })
    expect((await offered()).items).toMatchObject([{ incentive: ten, code: 'AAA' }])
    await inShop(shop, (db) => db.shop.updateMany({ data: { plan: null } }))
  })

  test.each([
    ['none of it is left', { inventory: 0 }, {}, 'gift-sold-out'],
    ['it is not on sale any more', {}, { publishedAt: null }, 'gift-sold-out'],
    ['its own cost is not known', { costMinor: null }, {}, 'cost-unknown'],
  ] as const)('that is a gift is left out where %s', async (_, ofVariant, ofProduct, why) => {
    const gift = { kind: 'gift', productId: product(6), variantId: variant(6), title: 'Product 6' } as const
    await inShop(shop, async (db) => {
      await db.rule.deleteMany()
      await db.variant.updateMany({ where: { id: variant(6) }, data: ofVariant })
      await db.product.updateMany({ where: { id: product(6) }, data: ofProduct })
    })
    await withRule('r', { incentive: gift, itemsMax: 1 })
    expect((await offered()).items).toMatchObject([{ productId: product(2), incentive: null, code: null }])
    expect((await kept())?.incentives).toMatchObject([{ kind: 'refused', wanted: 'gift', why }])
  })
})
