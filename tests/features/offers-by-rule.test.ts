import { beforeEach, describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { customer, order, product, variant, withOrder, withoutPairs } from '../support/offers.ts'
import {
  ada,
  ask,
  conditionOf,
  daysLater,
  kept,
  nine,
  offered,
  productsOf,
  stored,
  withAdasOrder,
  withRule,
} from '../support/rules.ts'

withAdasOrder()

describe('a rule', () => {
  test('that names products has them offered in its order, as far as they can be', async () => {
    await withRule('r', { result: { kind: 'products', productIds: [product(5), product(6), product(4)] } })
    await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(6) }, data: { inventory: 0 } }))
    const answer = await ask()
    expect(productsOf(answer)).toEqual([product(5), product(4)])
    expect(answer).toMatchObject({ items: [{ reason: { kind: 'picked', withTitle: null } }, {}] })
    expect(await kept()).toMatchObject({
      considered: [{ fate: 'chosen' }, { fate: 'sold-out', source: 'rule' }, { fate: 'chosen' }],
      rules: [{ ruleId: 'r', verdict: { holds: 'yes' } }],
    })
  })

  test('that names a collection has what goes best out of it, then the others in it', async () => {
    const members = [3, 4].map((n) => ({ collectionId: nine, productId: product(n) }))
    await inShop(shop, (db) => db.collectionProduct.createMany({ data: members }))
    await withRule('r', { result: { kind: 'collection', collectionId: nine } })
    const answer = await ask()
    expect(productsOf(answer)).toEqual([product(3), product(4)])
    expect(answer).toMatchObject({
      items: [{ reason: { kind: 'bought-together' } }, { reason: { kind: 'picked' } }],
    })
  })

  test('that says nothing leaves the purchase alone, and says so', async () => {
    await withRule('r', { result: { kind: 'nothing' } })
    expect(await ask()).toEqual({ kind: 'nothing' })
    expect(await stored()).toMatchObject({
      ruleId: 'r',
      ruleVersion: 1,
      reason: { why: 'rule-says-nothing' },
    })
  })

  test('counts no longer from the next question on once it is turned off', async () => {
    await withRule('r', { result: { kind: 'nothing' } })
    expect((await ask()).kind).toBe('nothing')
    await inShop(shop, (db) => db.rule.updateMany({ data: { status: 'off' } }))
    expect((await ask({ orderId: order(7) })).kind).toBe('offer')
  })

  test.each([
    ['tags of what was bought', { field: 'order.productTags', is: 'has-any', values: ['Filter'] }],
    ['the vendor', { field: 'order.vendors', is: 'has-all', values: ['acme'] }],
    ['the collection', { field: 'order.collections', is: 'has-any', values: [nine] }],
    ['the discount code', { field: 'order.discountCodes', is: 'has-any', values: ['SUMMER'] }],
    ['the amount', { field: 'order.subtotalMinor', is: 'at-least', value: 1_000 }],
    ['how many there are', { field: 'order.quantity', is: 'equal', value: 1 }],
    ['tags of the buyer', { field: 'customer.tags', is: 'has-any', values: ['vip'] }],
    ['which order of theirs it is', { field: 'customer.orders', is: 'equal', value: 2 }],
    ['what they spent before', { field: 'customer.spentMinor', is: 'equal', value: 1_000 }],
    ['since when they had not bought', { field: 'customer.daysSinceOrder', is: 'equal', value: 9 }],
    ['what they bought before', { field: 'customer.products', is: 'has-any', values: [product(6)] }],
    ['the country', { field: 'order.country', is: 'one-of', values: ['DE'] }],
    ['the language the page says', { field: 'order.language', is: 'one-of', values: ['pt-BR'] }],
    ['the weekday in the zone of the shop', { field: 'moment.weekday', is: 'one-of', values: ['1'] }],
    ['the hour in the zone of the shop', { field: 'moment.hour', is: 'equal', value: 14 }],
    ['the day', { field: 'moment.date', is: 'after', value: '2026-06-15' }],
  ])('knows %s of an order of the asker’s own', async (_, test) => {
    await inShop(shop, async (db) => {
      await withOrder(db, 90, { customerId: ada, products: [6] })
      await db.order.updateMany({ where: { id: order(90) }, data: { processedAt: daysLater(-9) } })
      const said = { discountCodes: ['SUMMER'], countryCode: 'DE' }
      await db.order.updateMany({ where: { id: order(100) }, data: said })
      await db.customer.updateMany({ data: { tags: ['VIP'] } })
      await db.product.updateMany({ where: { id: product(1) }, data: { tags: ['filter'], vendor: 'ACME' } })
      await db.collectionProduct.create({ data: { collectionId: nine, productId: product(1) } })
    })
    await withRule('r', { when: conditionOf(test), result: { kind: 'nothing' } })
    await ask({ language: 'pt-BR' })
    expect(await stored()).toMatchObject({ ruleId: 'r' })
  })

  test.each([
    ['the products of', { field: 'customer.products', is: 'has-any', values: [product(1)] }],
    ['a second one by', { field: 'customer.orders', is: 'at-least', value: 2 }],
    ['the money of', { field: 'customer.spentMinor', is: 'at-least', value: 1 }],
  ])('asking for what was before does not find %s the order itself', async (_, test) => {
    await inShop(shop, (db) => db.order.updateMany({ data: { checkoutToken: 'c1' } }))
    await withRule('r', {
      placements: ['thank-you', 'post-purchase'],
      when: conditionOf(test),
      result: { kind: 'nothing' },
    })
    expect((await ask()).kind).toBe('offer')
    const page = { placement: 'post-purchase', orderId: undefined, reference: 'c1' } as const
    expect((await ask(page)).kind).toBe('offer')
    await inShop(shop, async (db) => {
      await withOrder(db, 90, { customerId: ada, products: [1] })
      await db.order.updateMany({ where: { id: order(90) }, data: { processedAt: daysLater(-9) } })
    })
    await inShop(shop, (db) => db.offer.deleteMany())
    expect((await ask()).kind).toBe('nothing')
    expect((await ask(page)).kind).toBe('nothing')
  })

  test('that needs the order or the buyer never holds for a guest, whatever they name', async () => {
    const tests = [
      { field: 'order.subtotalMinor', is: 'at-least', value: 0 },
      { field: 'customer.orders', is: 'at-least', value: 0 },
      { field: 'customer.tags', is: 'has-none', values: ['x'] },
      { field: 'order.discountCodes', is: 'has-none', values: ['x'] },
    ]
    for (const [at, test] of tests.entries())
      await withRule(`r${at}`, { when: conditionOf(test), result: { kind: 'nothing' } })
    expect((await ask({ customerId: undefined })).kind).toBe('offer')
    expect((await kept())?.rules.map(({ verdict }) => verdict.holds)).toEqual(tests.map(() => 'unknown'))
  })

  test('has its heading in the language of the page', async () => {
    await withRule('r', { headings: { de: 'Passt dazu' } })
    expect(await ask({ language: 'de-AT' })).toMatchObject({ heading: 'Passt dazu' })
    expect(await ask({ language: 'de-AT' })).toMatchObject({ heading: 'Passt dazu' })
    expect(await ask({ language: 'fr' })).toMatchObject({ heading: null })
  })
})

test('what the merchant pinned comes first, what they banned never', async () => {
  const tie = { productId: product(1), at: noon }
  const ties = [
    { ...tie, otherProductId: product(6), kind: 'pinned' as const },
    { ...tie, otherProductId: product(2), kind: 'banned' as const },
    { ...tie, otherProductId: product(3), kind: 'alternative' as const },
  ]
  await inShop(shop, (db) => db.productTie.createMany({ data: ties }))
  const { items } = await offered()
  expect(items).toMatchObject([{ productId: product(6), reason: { kind: 'picked', withTitle: 'Chemex' } }])
  expect(items).toHaveLength(1)
  expect((await kept())?.considered.map(({ productId, fate }) => [productId, fate])).toEqual([
    [product(6), 'chosen'],
    [product(2), 'banned'],
    [product(3), 'alternative'],
  ])
})

describe('a purchase that nothing is known to go with', () => {
  beforeEach(() => inShop(shop, withoutPairs))

  // A shop is looked at as a whole every five minutes: each test is on a day of its own.
  test('is offered what is alike in kind, before what is popular', async () => {
    await inShop(shop, async (db) => {
      const ofType = { id: { in: [product(1), product(5)] } }
      await db.product.updateMany({ where: ofType, data: { productType: 'Brewer' } })
      for (const [n, who] of [
        [201, 2],
        [202, 3],
        [203, 4],
      ] as const)
        await withOrder(db, n, { customerId: customer(who), products: [6] })
    })
    expect((await offered({}, daysLater(1))).items).toMatchObject([
      { productId: product(5), reason: { kind: 'alike', withTitle: 'Chemex' } },
      { productId: product(6), reason: { kind: 'popular', customers: 3, days: 1 } },
    ])
  })

  test('is offered nothing that fewer than three customers made popular', async () => {
    await inShop(shop, async (db) => {
      for (const [n, who] of [
        [201, 2],
        [202, 3],
      ] as const)
        await withOrder(db, n, { customerId: customer(who), products: [6] })
    })
    expect(await ask({}, daysLater(2))).toEqual({ kind: 'nothing' })
  })
})
