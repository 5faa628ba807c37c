import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { answerOffer } from '../../app/features/offers/answer-offer.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()
const token = 'c1-abc'
const cart: OfferQuestion = {
  placement: 'checkout',
  checkoutToken: token,
  productIds: [product(1)],
  customerId: undefined,
}
const page: OfferQuestion = {
  placement: 'post-purchase',
  reference: token,
  productIds: [product(1)],
  customerId: undefined,
}
const thanks: OfferQuestion = {
  placement: 'thank-you',
  orderId: order(100),
  afterCheckout: token,
  productIds: [product(1)],
  customerId: undefined,
}

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3, 4, 5]) await withProduct(db, n)
    for (const n of [2, 3, 4, 5]) await withPair(db, 1, n, 40 - n)
  })
})

test('a guest who says no in checkout is asked on no later page of that purchase', async () => {
  await decline(await offered(cart))
  expect(await ask(page)).toEqual({ kind: 'nothing' })
  expect(await ask(thanks)).toEqual({ kind: 'nothing' })
})

test('what was answered after payment holds on the thank-you page, also for who is known there alone', async () => {
  const offer = await offered(page)
  await inShop(shop, (db) =>
    db.offer.update({ where: { shopId_id: { shopId: shop, id: offer.id } }, data: { status: 'accepted' } }),
  )
  await inShop(shop, (db) => withOrder(db, 100, { customerId: customer(1), products: [1] }))
  expect(await ask({ ...thanks, customerId: customer(1) })).toEqual({ kind: 'nothing' })
  await inShop(shop, (db) => db.order.updateMany({ data: { checkoutToken: token } }))
  const later = {
    ...thanks,
    afterCheckout: undefined,
    placement: 'order-status' as const,
    customerId: customer(1),
  }
  expect(await ask(later)).toEqual({ kind: 'nothing' })
})

test('a product that was answered in an offer which is still open is not shown on a later page', async () => {
  const offer = await offered(cart)
  const [item] = offer.items
  await inShop(shop, (db) => db.offerItem.updateMany({ data: { status: 'disliked' } }))
  const shown = await offered(thanks)
  expect(shown.items.map(({ productId }) => productId)).not.toContain(item?.productId)
})

test('another checkout, an order that is not the own, and another shop hear nothing of it', async () => {
  await decline(await offered(cart))
  expect(await ask({ ...thanks, afterCheckout: 'c2-def' })).toMatchObject({ kind: 'offer' })
  await inShop(shop, (db) => withOrder(db, 100, { customerId: customer(1), products: [1] }))
  await inShop(shop, (db) => db.order.updateMany({ data: { checkoutToken: token } }))
  const stranger = { ...thanks, afterCheckout: undefined, customerId: customer(2) }
  expect(await ask(stranger)).toMatchObject({ kind: 'offer' })
  await inShop(otherShop, async (db) => {
    for (const n of [1, 2]) await withProduct(db, n)
    await db.productPair.create({
      data: { productId: product(1), otherProductId: product(2), buyers: 9, slow: 1, fast: 1 },
    })
  })
  expect(await inShopHot(otherShop, (db) => showOffer(db, thanks, edge()))).not.toEqual({ kind: 'nothing' })
})

const edge = () => ({ now: noon, newId: randomUUID })

function ask(question: OfferQuestion) {
  return inShopHot(shop, (db) => showOffer(db, question, edge()))
}

async function offered(question: OfferQuestion) {
  const answer = await ask(question)
  if (answer.kind !== 'offer') throw new Error('Nothing was offered.')
  return answer
}

async function decline({ id }: { id: string }): Promise<void> {
  await tell({ id, answer: 'declined' })
}

async function tell(reply: Parameters<typeof answerOffer>[1]): Promise<void> {
  const outcome = await inShopHot(shop, (db) => answerOffer(db, reply, { customerId: undefined, now: noon }))
  expect(outcome.kind).toBe('kept')
}
