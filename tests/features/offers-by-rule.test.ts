import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { OfferAnswer } from '../../app/contract/offer.ts'
import type { Condition } from '../../app/domain/conditions/condition.ts'
import { parseCondition } from '../../app/domain/conditions/parse-condition.ts'
import { type KeptDecision, parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { poolKeyOf } from '../../app/domain/offers/pool.ts'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { answerOffer, type ParsedReply } from '../../app/features/offers/answer-offer.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { type Db, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import {
  customer,
  order,
  product,
  variant,
  withOrder,
  withoutPairs,
  withPair,
  withProduct,
} from '../support/offers.ts'

const database = withDatabase()
const ada = customer(1)
const dayMs = 86_400_000
const daysLater = (days: number) => new Date(noon.getTime() + days * dayMs)
const always: Condition = { kind: 'group', join: 'all', of: [] }
const ten = { kind: 'percentage', percent: 10 } as const
const nine = 'gid://shopify/Collection/9'

// Ada bought product 1; 2 goes with it most, then 3. 4, 5 and 6 are there.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    await withProduct(db, 1, { title: 'Chemex' })
    for (const n of [2, 3, 4, 5, 6]) await withProduct(db, n)
    await withPair(db, 1, 2, 37)
    await withPair(db, 1, 3, 12)
    await withOrder(db, 100, { customerId: ada, products: [1] })
  })
})

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

describe('what a customer said', () => {
  beforeEach(() =>
    inShop(shop, async (db) => {
      for (const n of [101, 102, 103]) await withOrder(db, n, { customerId: ada, products: [1] })
    }),
  )

  test('“not for me” removes the product for good, also where a rule names it', async () => {
    const offer = await offered()
    await reply(offer.id, { answer: 'disliked', itemId: offer.items[0]?.id })
    expect(productsOf(await ask())).toEqual([product(3)])
    await withRule('r', { result: { kind: 'products', productIds: [product(2), product(5)] } })
    expect(productsOf(await ask({ orderId: order(101) }))).toEqual([product(5)])
  })

  test('“later” hides the product until then, and brings it first once, with that as the reason', async () => {
    const offer = await offered()
    await reply(offer.id, { answer: 'postponed', itemId: offer.items[1]?.id, days: 14 })
    expect(productsOf(await ask({ orderId: order(101) }, daysLater(13)))).toEqual([product(2)])
    const due = await offered({ orderId: order(102) }, daysLater(14))
    expect(due.items).toMatchObject([
      { productId: product(3), reason: { kind: 'reminder' } },
      { productId: product(2) },
    ])
    await reply(due.id, { answer: 'shown' })
    const after = await offered({ orderId: order(103) }, daysLater(15))
    expect(after.items).toMatchObject([{ productId: product(2) }, { reason: { kind: 'bought-together' } }])
  })

  test('“no more offers” ends them everywhere, and the decision says why', async () => {
    await reply((await offered()).id, { answer: 'off' })
    expect(await ask({ orderId: order(101) })).toEqual({ kind: 'nothing' })
    expect(await stored(order(101))).toMatchObject({ reason: { kind: 'nothing', why: 'offers-off' } })
  })

  test('a guest’s “not for me” counts for their purchase, and their browser’s for every one', async () => {
    const asGuest = { customerId: undefined }
    const offer = await offered(asGuest)
    await reply(offer.id, { answer: 'disliked', itemId: offer.items[0]?.id })
    expect(productsOf(await ask(asGuest))).toEqual([product(3)])
    expect(productsOf(await ask({ ...asGuest, placement: 'order-status' }))).toEqual([product(3)])
    const other = { ...asGuest, orderId: order(7), leftOutIds: [product(3)] }
    expect(productsOf(await ask(other))).toEqual([product(2)])
  })

  test('what they buy again and again is offered when it is due, and says how often', async () => {
    await inShop(shop, async (db) => {
      for (const [n, days] of [
        [80, -60],
        [81, -40],
        [82, -20],
      ] as const) {
        await withOrder(db, n, { customerId: ada, products: [4] })
        const data = { processedAt: daysLater(days), learnedAt: noon }
        await db.order.updateMany({ where: { id: order(n) }, data })
      }
    })
    const again = (await offered()).items.find(({ productId }) => productId === product(4))
    expect(again).toMatchObject({ reason: { kind: 'bought-again', times: 3, everyDays: 20 } })
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

function conditionOf(test: object): Condition {
  const parsed = parseCondition({ kind: 'test', test })
  if (parsed.kind === 'refused') throw new Error(`the condition is no condition: ${parsed.fault.why}`)
  return parsed.condition
}

function ask(change: Partial<OfferQuestion> = {}, now = noon): Promise<OfferAnswer> {
  const asked: OfferQuestion = {
    placement: 'thank-you',
    orderId: order(100),
    productIds: [product(1)],
    customerId: ada,
    ...change,
  }
  return inShopHot(shop, (db) => showOffer(db, asked, { now, newId: randomUUID }))
}

async function offered(change: Partial<OfferQuestion> = {}, now = noon) {
  const answer = await ask(change, now)
  if (answer.kind !== 'offer') throw new Error('an offer was expected')
  return answer
}

function productsOf(answer: OfferAnswer): string[] {
  return answer.kind === 'offer' ? answer.items.map(({ productId }) => productId) : []
}

function reply(id: string, said: Omit<ParsedReply, 'id'>) {
  return inShopHot(shop, (db) => answerOffer(db, { id, ...said }, { customerId: ada, now: noon }))
}

function stored(orderId?: string) {
  return inShop(shop, (db) => db.offer.findFirst({ where: { orderId }, orderBy: { decidedAt: 'desc' } }))
}

async function kept(): Promise<KeptDecision | undefined> {
  return parseKeptDecision((await stored())?.considered)
}

async function withRule(id: string, change: Partial<RuleDefinition>): Promise<void> {
  const definition = JSON.stringify({
    placements: ['thank-you', 'order-status'],
    when: always,
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 3,
    ...change,
  })
  await inShop(shop, async (db) => {
    const place = { position: (await db.rule.count()) * 10, createdAt: noon, updatedAt: noon }
    const rule = { id, name: id, status: 'on' as const, definition: JSON.parse(definition) }
    await db.rule.create({ data: { ...rule, ...place } })
  })
}

async function withCodes(db: Db, n: number, codes: string[]): Promise<void> {
  const times = { createdAt: noon, endsAt: daysLater(60) }
  const key = poolKeyOf(ten, product(n)) ?? ''
  await db.discountPool.create({ data: { id: 'pool', key, incentive: {}, status: 'ready', ...times } })
  await db.discountCode.createMany({ data: codes.map((code) => ({ code, poolId: 'pool' })) })
}
