import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Placement } from '../../app/domain/offers/placement.ts'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()
const ada = customer(1)
const daysLater = (days: number) => new Date(noon.getTime() + days * 86_400_000)

// Ada bought product 1. 2 goes with it; 5 is of its kind; 6 is what three others bought lately. 7 is merely there.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    await withProduct(db, 1, { title: 'Chemex' })
    for (const n of [2, 5, 6, 7]) await withProduct(db, n)
    const ofKind = { id: { in: [product(1), product(5)] } }
    await db.product.updateMany({ where: ofKind, data: { productType: 'Brewer' } })
    await withPair(db, 1, 2, 37)
    await withOrder(db, 100, { customerId: ada, products: [1] })
    for (const n of [2, 3, 4]) await withOrder(db, 200 + n, { customerId: customer(n), products: [6] })
  })
})

// A shop is looked at as a whole every five minutes: each test is on a day of its own.
async function offeredOn(day: number, placement: Exclude<Placement, 'post-purchase'> = 'thank-you') {
  const question = { placement, orderId: order(100), productIds: [product(1)], customerId: ada }
  const edge = { now: daysLater(day), newId: randomUUID }
  const answer = await inShopHot(shop, (db) => showOffer(db, question, edge))
  return answer.kind === 'offer' ? answer.items.map(({ productId }) => productId) : []
}

async function withRule(change: Partial<RuleDefinition>): Promise<void> {
  const definition = {
    placements: ['thank-you'],
    when: { kind: 'group', join: 'all', of: [] },
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 3,
    ...change,
  }
  const times = { createdAt: noon, updatedAt: noon }
  await inShop(shop, (db) =>
    db.rule.create({
      data: {
        id: 'r',
        position: 1,
        status: 'on',
        name: 'r',
        ...times,
        definition: JSON.parse(JSON.stringify(definition)),
      },
    }),
  )
}

test('where one product goes with the purchase, what is alike and what is popular fill up to three', async () => {
  expect(await offeredOn(11)).toEqual([product(2), product(5), product(6)])
})

test('a rule that lets Encore choose is filled up to as many as it asks for', async () => {
  await withRule({ itemsMax: 2 })
  expect(await offeredOn(12)).toEqual([product(2), product(5)])
})

test('what a merchant chose is not filled up with anything else', async () => {
  await withRule({ result: { kind: 'products', productIds: [product(7)] } })
  expect(await offeredOn(13)).toEqual([product(7)])
})

test('checkout shows the one that goes best', async () => {
  expect(await offeredOn(14, 'checkout')).toEqual([product(2)])
})
