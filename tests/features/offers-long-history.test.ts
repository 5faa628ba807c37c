import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { gatherAsking } from '../../app/features/offers/gather-asking.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { acrossShops, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()
const till = customer(1)
const asked = {
  placement: 'thank-you' as const,
  orderId: order(2),
  productIds: [product(1)],
  customerId: till,
}

// Products 2 and 3 go with product 1. The till bought 2 before everything else.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3]) await withProduct(db, n)
    await withPair(db, 1, 2, 37)
    await withPair(db, 1, 3, 12)
    await withOrder(db, 1, { customerId: till, products: [2] })
    await db.order.updateMany({ data: { processedAt: new Date('2020-01-01T00:00:00Z') } })
    await withOrder(db, 2, { customerId: till, products: [1] })
  })
})

test('what is known of a customer with thousands of orders is of their latest 2,000 lines, and says so', async () => {
  expect(await gathered()).toMatchObject({ isWholeHistory: true, bought: [{ times: 1 }, { times: 1 }] })
  await orderAgain(2_100)
  expect(await gathered()).toMatchObject({
    isWholeHistory: false,
    bought: [{ productId: product(1), times: 2_000 }],
  })
})

test('that it is not their whole history is said also where these orders hold nothing of the shop’s products', async () => {
  await orderAgain(2_100)
  const theirs = await gathered()
  await acrossShops().query(`update "OrderLine" set "productId" = null where "orderId" <> $1`, [order(1)])
  expect([theirs?.isWholeHistory, await gathered()]).toMatchObject([
    false,
    { isWholeHistory: false, bought: [] },
  ])
})

test('what they bought before all of these is still not offered again', async () => {
  await orderAgain(2_100)
  const answer = await inShopHot(shop, (db) => showOffer(db, asked, { now: noon, newId: randomUUID }))
  expect(answer).toMatchObject({ kind: 'offer', items: [{ productId: product(3) }] })
})

test('what they sent back before all of these is not offered, and what they kept of it then is told as bought', async () => {
  await orderAgain(2_100)
  await left(1, 0)
  expect(await fates()).toEqual(['not-kept', 'chosen'])
  await left(1, 1)
  await inShop(shop, (db) => withOrder(db, 3, { customerId: till, products: [2] }))
  await left(3, 0)
  expect(await gathered()).toMatchObject({ notKept: [product(2)] })
  expect(await fates()).toEqual(['bought-before', 'chosen'])
})

test('so with what the merchant ties to what they buy now', async () => {
  await orderAgain(2_100)
  const tie = { productId: product(1), otherProductId: product(2), kind: 'pinned' as const, at: noon }
  await inShop(shop, async (db) => {
    await db.productTie.create({ data: tie })
    // So many that nothing is looked for to fill up.
    for (const n of [4, 5]) {
      await withProduct(db, n)
      await withPair(db, 1, n, 10 - n)
    }
  })
  expect(await fates()).toEqual(['bought-before', 'chosen', 'chosen', 'chosen'])
  await left(1, 0)
  expect(await fates()).toEqual(['not-kept', 'chosen', 'chosen', 'chosen'])
})

test('a question is about the order it names, also where another one came of the same checkout', async () => {
  await inShop(shop, (db) => db.order.updateMany({ data: { checkoutToken: 'c1' } }))
  const first = await gathered({ orderId: order(1), checkoutToken: 'c1' })
  const second = await gathered({ orderId: order(2), checkoutToken: 'c1' })
  expect([first?.placedAt, second?.placedAt]).toEqual([new Date('2020-01-01T00:00:00Z'), noon])
  expect(await gathered({ orderId: order(3), checkoutToken: 'c2' })).toMatchObject({ placedAt: undefined })
  await inShop(shop, (db) => db.order.updateMany({ where: { id: order(2) }, data: { checkoutToken: 'c2' } }))
  expect(await gathered({ orderId: order(3), checkoutToken: 'c2' })).toMatchObject({ placedAt: noon })
})

const left = (n: number, currentQuantity: number) =>
  inShop(shop, (db) => db.orderLine.updateMany({ where: { orderId: order(n) }, data: { currentQuantity } }))

/** What becomes of each candidate of a decision made anew, the strongest first. */
async function fates() {
  await inShop(shop, (db) => db.offer.deleteMany())
  await inShopHot(shop, (db) => showOffer(db, asked, { now: noon, newId: randomUUID }))
  const kept = await inShop(shop, (db) => db.offer.findFirst())
  return parseKeptDecision(kept?.considered)?.considered.map(({ fate }) => fate)
}

async function gathered(change: Partial<OfferQuestion> = {}) {
  return (await inShopHot(shop, (db) => gatherAsking(db, { ...asked, ...change }, noon)))?.known
}

/** As many orders more of product 1, an hour apart, the earliest long after the first. */
async function orderAgain(times: number): Promise<void> {
  const copy = (table: string, change: string) =>
    acrossShops().query(`
      insert into "${table}" select (jsonb_populate_record(t, ${change})).*
        from "${table}" t cross join generate_series(1, ${times}) g where t."${table === 'Order' ? 'id' : 'orderId'}" = '${order(2)}'`)
  await copy(
    'Order',
    `jsonb_build_object('id', '${order(9)}' || g, 'processedAt', t."processedAt" - g * interval '1 hour')`,
  )
  await copy('OrderLine', `jsonb_build_object('orderId', '${order(9)}' || g, 'id', t."id" || g)`)
}
