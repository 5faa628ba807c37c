import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { readRuleResults } from '../../app/features/offers/read-rule-results.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, product, variant, withoutPairs, withProduct } from '../support/offers.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()
const hoursBefore = (hours: number) => new Date(noon.getTime() - hours * 3_600_000)
const stamp = (minutes: number) => new Date(noon.getTime() + minutes * 60_000).toISOString()

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3]) await withProduct(db, n, { variants: [{ id: variant(n * 10) }] })
    await db.variant.updateMany({ where: { productId: product(2) }, data: { costMinor: 400 } })
    await db.customer.create({ data: { id: customer(7), createdAt: noon, updatedAt: noon, tags: [] } })
  })
})

interface Given {
  item: string
  of?: number
  placement?: string
  customerId?: string | undefined
  reference?: string
  isAccepted?: boolean
  at?: Date
  code?: { code: string; customerId?: string }
  incentive?: object
}

async function offered(given: Given): Promise<void> {
  const {
    item,
    of = 2,
    placement = 'thank-you',
    isAccepted = true,
    at = hoursBefore(24),
    code,
    reference,
    incentive,
  } = given
  const customerId = 'customerId' in given ? given.customerId : customer(7)
  const status = isAccepted ? ('accepted' as const) : ('shown' as const)
  await inShop(shop, async (db) => {
    await db.offer.create({
      data: {
        id: `offer of ${item}`,
        key: item,
        placement,
        customerId: customerId ?? null,
        reference: reference ?? null,
        ruleId: 'rule',
        decidedAt: at,
        shownAt: at,
        items: {
          create: {
            id: item,
            position: 1,
            productId: product(of),
            variantId: variant(of * 10),
            reason: {},
            ...(incentive && { incentive }),
            status,
            answeredAt: isAccepted ? at : null,
            code: code?.code ?? null,
          },
        },
      },
    })
    if (!code) return
    const pool = { id: `pool of ${item}`, key: 'k', incentive: {}, status: 'ready' as const, createdAt: at }
    const given = { code: code.code, offerItemId: item, customerId: code.customerId ?? null, givenAt: at }
    await db.discountPool.create({ data: { ...pool, codes: { create: given } } })
  })
}

const now = async () => {
  const items = await inShop(shop, (db) => db.offerItem.findMany({ orderBy: { id: 'asc' } }))
  return items.map((each) => ({
    id: each.id,
    order: each.boughtOrderId,
    quantity: each.boughtQuantity,
    net: each.revenueMinor === null ? null : Number(each.revenueMinor - each.refundedMinor),
    cost: each.costMinor === null ? null : Number(each.costMinor),
  }))
}
const deliver = async (...payloads: object[]) => {
  for (const payload of payloads) await putDelivery('orders/updated', payload)
  await workAll()
}

describe('an accepted offer', () => {
  test('counts when the paid order arrives, and the same order again changes nothing', async () => {
    await offered({ item: 'a' })
    expect(await now()).toEqual([{ id: 'a', order: null, quantity: null, net: null, cost: null }])
    const line = aLine(2, { quantity: 2, current_quantity: 2, discount_allocations: [{ amount: '1.50' }] })
    const order = anOrderPayload({ line_items: [aLine(1), line] })
    await deliver(order)
    const once = await now()
    expect(once).toEqual([{ id: 'a', order: 'gid://shopify/Order/1', quantity: 2, net: 1850, cost: 800 }])
    await deliver(order, order)
    expect(await now()).toEqual(once)
  })

  test('does not count while the order is not paid, and counts once it is', async () => {
    await offered({ item: 'a' })
    await deliver(anOrderPayload({ financial_status: 'pending' }))
    expect(await now()).toMatchObject([{ order: null }])
    await deliver(anOrderPayload({ updated_at: stamp(5) }))
    expect(await now()).toMatchObject([{ quantity: 1, net: 1000 }])
  })

  test('is taken back to the unit by refunds, and wholly by a cancellation', async () => {
    await offered({ item: 'a' })
    const version = (left: number, minutes: number, more = {}) =>
      anOrderPayload({
        line_items: [aLine(2, { quantity: 3, current_quantity: left })],
        updated_at: stamp(minutes),
        ...more,
      })
    await deliver(version(3, 0))
    expect(await now()).toMatchObject([{ quantity: 3, net: 3000, cost: 1200 }])
    await deliver(version(1, 1, { financial_status: 'partially_refunded' }))
    expect(await now()).toMatchObject([{ quantity: 1, net: 1000, cost: 400 }])
    await deliver(version(1, 2, { financial_status: 'refunded', cancelled_at: stamp(2) }))
    expect(await now()).toMatchObject([{ quantity: 0, net: 0, cost: 0 }])
  })

  test('on the post-purchase page counts on the same order, once the edit brings the line', async () => {
    await offered({ item: 'a', placement: 'post-purchase', at: new Date(noon.getTime() + 120_000) })
    await deliver(anOrderPayload({ line_items: [aLine(1)] }))
    expect(await now()).toMatchObject([{ order: null }])
    await deliver(anOrderPayload({ updated_at: stamp(3) }))
    expect(await now()).toMatchObject([{ quantity: 1, net: 1000 }])
  })

  test('by a guest counts with the order of the same checkout, and with no other', async () => {
    const ofGuest = {
      placement: 'post-purchase',
      customerId: undefined,
      at: new Date(noon.getTime() + 120_000),
    }
    await offered({ item: 'a', reference: 'checkout-1', ...ofGuest })
    await deliver(anOrderPayload({ id: 5, customer: null, checkout_token: 'checkout-2' }))
    expect(await now()).toMatchObject([{ order: null }])
    const order = { customer: null, checkout_token: 'checkout-1' }
    await deliver(anOrderPayload({ ...order, line_items: [aLine(1)] }))
    expect(await now()).toMatchObject([{ order: null }])
    await deliver(anOrderPayload({ ...order, updated_at: stamp(3) }))
    expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', quantity: 1, net: 1000 }])
  })
})

describe('an offer whose acceptance was signed', () => {
  const signed = async (item: string) =>
    inShop(shop, (db) =>
      db.purchaseTerms.create({
        data: {
          offerId: `offer of ${item}`,
          reference: 'checkout-1',
          turn: 1,
          terms: {},
          tokenId: 't',
          signedAt: noon,
        },
      }),
    )
  const unanswered = { placement: 'post-purchase', isAccepted: false, reference: 'checkout-1' }

  test.each([customer(7), undefined])(
    'counts before the page has told of the answer (%s)',
    async (customerId) => {
      await offered({ item: 'a', customerId, ...unanswered })
      await signed('a')
      await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
      expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', quantity: 1, net: 1000 }])
    },
  )

  test('does not count for an order of another checkout, nor without the signature', async () => {
    await offered({ item: 'a', ...unanswered })
    await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
    expect(await now()).toMatchObject([{ order: null }])
    await inShop(shop, (db) => db.order.deleteMany())
    await signed('a')
    await deliver(anOrderPayload({ id: 2, customer: null, checkout_token: 'checkout-2' }))
    expect(await now()).toMatchObject([{ order: null }])
  })
})

describe('an offer that was only signed for calculating', () => {
  const unanswered = { placement: 'post-purchase', isAccepted: false, reference: 'checkout-1' }
  const calculated = (item: string) => {
    const terms = { offerId: `offer of ${item}`, reference: 'checkout-1', turn: 1, terms: {}, tokenId: 't' }
    return inShop(shop, (db) => db.purchaseTerms.create({ data: { ...terms, calculatedAt: noon } }))
  }

  test('counts where the order holds it: then the page applied what it was given to calculate with', async () => {
    await offered({ item: 'a', ...unanswered })
    await calculated('a')
    await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
    expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', quantity: 1, net: 1000 }])
  })

  test('does not count once it was declined, whatever somebody adds to the order', async () => {
    await offered({ item: 'a', ...unanswered })
    await calculated('a')
    await inShop(shop, (db) => db.offer.updateMany({ data: { status: 'declined' } }))
    await deliver(anOrderPayload({ checkout_token: 'checkout-1' }))
    expect(await now()).toMatchObject([{ order: null }])
  })
})

describe('a code', () => {
  const withCode = (code: string, customerId: number, id = 1) =>
    anOrderPayload({
      id,
      customer: { id: customerId, email: null },
      discount_codes: [{ code, amount: '1.00', type: 'percentage' }],
      line_items: [aLine(2, { discount_allocations: [{ amount: '1.00' }] })],
    })
  const used = () => inShop(shop, (db) => db.discountCode.findFirst())

  test('of a guest counts for the item it was given to', async () => {
    await offered({ item: 'a', customerId: undefined, isAccepted: false, code: { code: 'AAAA' } })
    await deliver(withCode('AAAA', 9))
    expect(await now()).toMatchObject([{ order: 'gid://shopify/Order/1', net: 900 }])
    expect((await used())?.usedOrderId).toBe('gid://shopify/Order/1')
  })

  test('of free shipping counts with the product, whose own price it leaves alone', async () => {
    const code = { code: 'ABCDE-FGHIJ-KLMNP', customerId: customer(7) }
    await offered({ item: 'a', isAccepted: false, code, incentive: { kind: 'free-shipping' } })
    await deliver(anOrderPayload({ discount_codes: [{ code: code.code }] }))
    expect(await now()).toMatchObject([{ id: 'a', order: 'gid://shopify/Order/1', quantity: 1 }])
  })

  test('that two pages showed counts for the one it was accepted on', async () => {
    await offered({ item: 'a', isAccepted: false, code: { code: 'AAAA', customerId: customer(7) } })
    await offered({ item: 'b', placement: 'order-status' })
    await inShop(shop, (db) => db.offerItem.updateMany({ where: { id: 'b' }, data: { code: 'AAAA' } }))
    await deliver(withCode('AAAA', 7))
    expect(await now()).toMatchObject([{ order: null }, { order: 'gid://shopify/Order/1', net: 900 }])
  })

  test('used by somebody else is kept as used, and is nobody’s acceptance', async () => {
    await offered({ item: 'a', isAccepted: false, code: { code: 'AAAA', customerId: customer(7) } })
    await deliver(withCode('aaaa', 9))
    expect(await now()).toMatchObject([{ order: null }])
    expect((await used())?.usedOrderId).toBe('gid://shopify/Order/1')
  })

  test('used by a customer who was merged since is still theirs', async () => {
    await offered({ item: 'a', isAccepted: false, code: { code: 'AAAA', customerId: customer(6) } })
    await inShop(shop, (db) =>
      db.customer.create({
        data: { id: customer(6), mergedIntoId: customer(7), createdAt: noon, updatedAt: noon, tags: [] },
      }),
    )
    await deliver(withCode('AAAA', 7))
    expect(await now()).toMatchObject([{ net: 900 }])
  })
})

test('what a rule earned is net of refunds, and says for how much the cost is not known', async () => {
  await offered({ item: 'a' })
  await offered({ item: 'b', of: 3 })
  await offered({ item: 'c', of: 1, isAccepted: false })
  const lines = [aLine(2, { quantity: 2, current_quantity: 1 }), aLine(3)]
  await deliver(anOrderPayload({ line_items: lines, financial_status: 'partially_refunded' }))
  const results = await inShop(shop, (db) => readRuleResults(db, { since: hoursBefore(48) }))
  expect(results.get('rule')).toEqual({
    shown: 3,
    accepted: 2,
    bought: 2,
    revenueMinor: 2000,
    discountMinor: 0,
    costMinor: 400,
    netMinor: 1600,
    unknownCostShare: 0.5,
    isCostWhole: false,
  })
  expect((await inShop(shop, (db) => readRuleResults(db, { since: noon }))).size).toBe(0)
})

test('what a rule earned is less the gifts it gave, for as long as they are with the buyer', async () => {
  await inShop(shop, (db) =>
    db.variant.updateMany({ where: { productId: product(3) }, data: { costMinor: 150 } }),
  )
  await offered({ item: 'a', incentive: { kind: 'gift', productId: product(3), variantId: variant(30) } })
  const gift = (left: number) =>
    aLine(3, { current_quantity: left, discount_allocations: [{ amount: '10.00' }] })
  const order = (lines: object[], minutes: number) =>
    anOrderPayload({ line_items: [aLine(1), ...lines], updated_at: stamp(minutes) })
  const earned = async () => {
    const results = await inShop(shop, (db) => readRuleResults(db, { since: hoursBefore(48) }))
    return results.get('rule')
  }
  await deliver(order([aLine(2), gift(1)], 0))
  expect(await earned()).toMatchObject({
    revenueMinor: 1000,
    costMinor: 550,
    netMinor: 450,
    isCostWhole: true,
  })
  // A cost that the merchant writes later does not change what was earned.
  await inShop(shop, (db) => db.variant.updateMany({ data: { costMinor: 999 } }))
  await deliver(order([aLine(2), gift(1)], 1))
  expect(await earned()).toMatchObject({ costMinor: 550 })
  await deliver(order([aLine(2, { current_quantity: 0 }), gift(1)], 2))
  expect(await earned()).toMatchObject({ revenueMinor: 0, costMinor: 150, netMinor: -150 })
  await deliver(order([aLine(2), gift(0)], 3))
  expect(await earned()).toMatchObject({ costMinor: 400, netMinor: 600 })
})

test('shuffled, repeated and partly refunded deliveries end where those in order end', async () => {
  const version = (id: number, minutes: number, lines: object[], more = {}) =>
    anOrderPayload({
      id,
      processed_at: stamp(id),
      updated_at: stamp(id + minutes),
      line_items: lines,
      ...more,
    })
  const line = (id: number, of: number, left: number) =>
    aLine(of, {
      id,
      admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
      quantity: 3,
      current_quantity: left,
    })
  const story = [
    version(1, 0, [line(1, 2, 3)], { financial_status: 'pending' }),
    version(1, 1, [line(1, 2, 3)]),
    version(1, 2, [line(1, 2, 2), line(2, 3, 3)]),
    version(1, 3, [line(1, 2, 1), line(2, 3, 0)], { financial_status: 'partially_refunded' }),
    version(2, 0, [line(3, 2, 3)]),
    version(2, 4, [line(3, 2, 2)], { financial_status: 'partially_refunded' }),
    version(3, 0, [line(4, 3, 3)]),
    version(3, 5, [line(4, 3, 3)], { financial_status: 'refunded', cancelled_at: stamp(9) }),
  ]
  const begin = async () => {
    await inShop(shop, async (db) => {
      await db.offer.deleteMany()
      await db.order.deleteMany()
      await db.delivery.deleteMany()
      await withoutPairs(db)
    })
    await offered({ item: 'a' })
    await offered({ item: 'b', at: hoursBefore(2), placement: 'order-status' })
    await offered({ item: 'c', of: 3 })
  }
  await begin()
  await deliver(...story)
  const inOrder = await now()
  expect(inOrder).toEqual([
    { id: 'a', order: 'gid://shopify/Order/1', quantity: 1, net: 1000, cost: 400 },
    { id: 'b', order: 'gid://shopify/Order/2', quantity: 2, net: 2000, cost: 800 },
    { id: 'c', order: 'gid://shopify/Order/1', quantity: 0, net: 0, cost: null },
  ])
  const shuffled = fc.sample(fc.shuffledSubarray([...story, ...story], { minLength: 16 }), {
    seed: 7,
    numRuns: 6,
  })
  for (const deliveries of shuffled) {
    await begin()
    for (const [index, payload] of deliveries.entries()) {
      await putDelivery('orders/updated', payload)
      if (index % 3 === 0) await workAll()
    }
    await workAll()
    expect(await now()).toEqual(inOrder)
  }
}, 60_000)
