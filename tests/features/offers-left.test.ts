import { beforeEach, describe, expect, test } from 'vitest'
import { parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { dropStaleOffers } from '../../app/features/journeys/drop-stale-offers.ts'
import { answerOffer } from '../../app/features/offers/answer-offer.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'
import { anOrderPayload } from '../support/payloads.ts'
import {
  aDefinition,
  days,
  hours,
  touches,
  walkAll,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

const ada = customer(7)
const left = {
  id: 'left',
  kind: 'offer',
  topic: 'offers',
  result: { kind: 'products', productIds: [product(5)] },
  incentive: { kind: 'none' },
  days: 10,
  usefulness: 50,
}
let made = 0

withWalks()

// Ada ordered product 1, which 2 goes with; a journey leaves her an offer of 5 when an order is paid.
beforeEach(async () => {
  await withCustomer(7)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 5]) await withProduct(db, n)
    await withPair(db, 1, 2, 37)
    for (const n of [101, 102]) await withOrder(db, n, { customerId: ada, products: [1] })
  })
  await withJourney('j', aDefinition({ steps: [left] }))
  await putDelivery('orders/paid', anOrderPayload({ id: 1 }))
  await workAll()
  await walkAll(noon)
})

type Page = 'thank-you' | 'order-status' | 'checkout'

async function ask(n: number, { now = hours(1), placement = 'order-status' as Page, who = ada } = {}) {
  const question = { placement, orderId: order(n), customerId: who, productIds: [product(1)] }
  return inShopHot(shop, (db) => showOffer(db, question, { now, newId: () => `id-${made++}` }))
}

async function offered(n: number, change: Parameters<typeof ask>[1] = {}): Promise<string[]> {
  const answer = await ask(n, change)
  return answer.kind === 'offer' ? answer.items.map(({ productId }) => productId) : []
}

/** Whether the journey decided what stands on a page, once it was asked for. */
async function isLeft(n: number, change: Parameters<typeof ask>[1] = {}): Promise<boolean> {
  await ask(n, change)
  const offers = await inShop(shop, (db) => db.offer.findMany({ where: { orderId: order(n) } }))
  expect(offers).toHaveLength(1)
  return offers[0]?.ruleId?.startsWith('touch/') ?? false
}

async function say(n: number, answer: 'shown' | 'declined' | 'accepted', now = hours(1)): Promise<void> {
  const offer = await ask(n, { now })
  if (offer.kind !== 'offer') throw new Error('an offer was expected')
  const [item] = offer.items
  const reply = { id: offer.id, answer, ...(answer === 'accepted' && item && { itemId: item.id }) }
  await inShopHot(shop, (db) => answerOffer(db, reply, { customerId: ada, now }))
}

describe('an offer that a journey left', () => {
  test('stands on the pages of their orders before anything else, and what is kept says which journey', async () => {
    expect(await offered(101)).toEqual([product(5)])
    expect(await offered(102, { placement: 'thank-you' })).toEqual([product(5)])
    const kept = await inShop(shop, (db) => db.offer.findFirst({ where: { orderId: order(101) } }))
    expect(parseKeptDecision(kept?.considered)?.rules).toMatchObject([{ name: 'Journey j' }])
  })

  test('waits for nobody else, and not in the checkout', async () => {
    await withCustomer(8)
    await inShop(shop, (db) => withOrder(db, 103, { customerId: customer(8), products: [1] }))
    expect(await isLeft(103, { who: customer(8) })).toBe(false)
    expect(await isLeft(101, { placement: 'checkout' })).toBe(false)
  })

  test('has reached them when it was seen, once, and stands on until they answer', async () => {
    await ask(101)
    expect(await touches()).toMatchObject([{ status: 'queued', sentAt: null }])
    await say(101, 'shown')
    await say(101, 'shown', hours(2))
    expect(await touches()).toMatchObject([{ status: 'sent', sentAt: hours(1) }])
    expect(await offered(102, { now: hours(3) })).toEqual([product(5)])
  })

  test.each(['declined', 'accepted'] as const)('is over on every page once they have %s', async (answer) => {
    await say(101, answer)
    expect(await touches()).toMatchObject([{ status: 'sent' }])
    expect(await isLeft(102, { now: days(1) })).toBe(false)
  })

  test('is over when its days are, and then dropped where nobody saw it', async () => {
    expect(await isLeft(101, { now: days(9.9) })).toBe(true)
    expect(await isLeft(102, { now: days(10.1) })).toBe(false)
    await inShop(shop, (db) => dropStaleOffers(db, days(10.1)))
    expect(await touches()).toMatchObject([{ status: 'dropped' }])
  })

  test.each([
    ['is refunded', 'refunded'],
    ['is stopped by the merchant', 'stopped-by-merchant'],
  ])('is over, also once it was seen, when its walk %s', async (_, endedWhy) => {
    await say(101, 'shown')
    await inShop(shop, (db) => db.enrollment.updateMany({ data: { status: 'ended', endedWhy } }))
    expect(await isLeft(102, { now: hours(2) })).toBe(false)
  })

  test('gives way to what goes with the order where its product sold out', async () => {
    await inShop(shop, (db) =>
      db.variant.updateMany({ where: { productId: product(5) }, data: { inventory: 0 } }),
    )
    expect(await isLeft(101)).toBe(false)
  })

  test('is not shown to who has taken all the contacts of their week', async () => {
    await inShop(shop, (db) =>
      db.preference.create({ data: { customerId: ada, weekMax: 0, updatedAt: noon } }),
    )
    expect(await offered(101)).toEqual([])
    expect(await touches()).toMatchObject([{ status: 'queued' }])
  })
})
