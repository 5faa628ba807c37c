import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRuleResults } from '../../app/features/offers/read-rule-results.ts'
import { inShop } from '../../app/store/database.server.ts'
import { deliver, hoursBefore, now, offered, stamp, withGoodsToOffer } from '../support/attributed.ts'
import { noon, shop } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { product, variant, withoutPairs } from '../support/offers.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'

withGoodsToOffer()

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
