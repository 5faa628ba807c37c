import { beforeEach, describe, expect, test } from 'vitest'
import { answerOffer } from '../../app/features/offers/answer-offer.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()
const ada = customer(1)

let made = 0

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    await withProduct(db, 1)
    await withProduct(db, 2)
    await withPair(db, 1, 2, 37)
    for (const n of [1, 2, 3]) await withOrder(db, n, { customerId: ada, products: [1] })
  })
})

/** What a page of one of Ada's orders shows, and that she saw it where there was something. */
async function look(n: number, { now = noon, placement = 'thank-you' as 'thank-you' | 'order-status' } = {}) {
  const question = { placement, orderId: order(n), customerId: ada, productIds: [product(1)] }
  const edge = { now, newId: () => `id-${made++}` }
  const offer = await inShopHot(shop, (db) => showOffer(db, question, edge))
  if (offer.kind === 'offer')
    await inShopHot(shop, (db) =>
      answerOffer(db, { id: offer.id, answer: 'shown' }, { customerId: ada, now }),
    )
  return offer.kind
}

const inDays = (days: number) => new Date(noon.getTime() + days * 86_400_000)

describe('offers on pages ask the contact budget', () => {
  test('a third order in a week shows none, says why in what is kept, and shows one when there is room', async () => {
    expect([await look(1), await look(2), await look(3)]).toEqual(['offer', 'offer', 'nothing'])
    const kept = await inShop(shop, (db) => db.offer.findFirst({ where: { orderId: order(3) } }))
    expect(kept?.reason).toEqual({ kind: 'nothing', why: 'budget-used-up' })
    expect(await look(3, { now: inDays(6.9) })).toBe('nothing')
    expect(await look(3, { now: inDays(7.1) })).toBe('offer')
  })

  test('all pages of an order are one contact, and what was seen stays where it was', async () => {
    await look(1)
    await look(2)
    expect(await look(1)).toBe('offer')
    expect(await look(2, { placement: 'order-status' })).toBe('offer')
  })

  test('a message that went counts as well, and one that waits does not', async () => {
    const touch = (id: string, countsAt: Date | null) => ({
      ...{ id, key: id, customerId: ada, channel: 'email', topic: 'help', content: {}, verdict: {} },
      ...{ status: 'sent' as const, wishedAt: noon, decidedAt: noon, validUntil: noon, countsAt },
    })
    await inShop(shop, (db) => db.touch.createMany({ data: [touch('a', noon), touch('b', null)] }))
    expect([await look(1), await look(2)]).toEqual(['offer', 'nothing'])
  })

  test.each([
    ['a pause', { pausedUntil: inDays(3) }, 'own-terms'],
    ['no offers as a topic', { topicsOff: ['offers'] }, 'own-terms'],
    ['no contact', { neverAt: noon }, 'own-terms'],
  ])('%s of the customer’s holds on pages', async (_, data, why) => {
    await inShop(shop, (db) => db.preference.create({ data: { customerId: ada, updatedAt: noon, ...data } }))
    expect(await look(1)).toBe('nothing')
    const kept = await inShop(shop, (db) => db.offer.findFirst())
    expect(kept?.reason).toEqual({ kind: 'nothing', why })
  })

  test('nothing is offered while an order of theirs has gone wrong: help comes first', async () => {
    await inShop(shop, (db) =>
      db.refund.create({
        data: {
          ...{ id: 'gid://shopify/Refund/1', orderId: order(1) },
          ...{ createdAt: noon, currency: 'EUR', amountMinor: 100 },
        },
      }),
    )
    expect(await look(2)).toBe('nothing')
    const kept = await inShop(shop, (db) => db.offer.findFirst())
    expect(kept?.reason).toEqual({ kind: 'nothing', why: 'help-first' })
  })

  test('a guest, of whom nothing is known, is asked for no budget', async () => {
    await look(1)
    await look(2)
    const question = { placement: 'thank-you' as const, orderId: undefined, customerId: undefined }
    const edge = { now: noon, newId: () => `id-${made++}` }
    const offer = await inShopHot(shop, (db) =>
      showOffer(db, { ...question, productIds: [product(1)] }, edge),
    )
    expect(offer.kind).toBe('offer')
  })
})
