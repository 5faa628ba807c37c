import { beforeEach, describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { order, product, withOrder } from '../support/offers.ts'
import {
  ada,
  ask,
  daysLater,
  offered,
  productsOf,
  reply,
  stored,
  withAdasOrder,
  withRule,
} from '../support/rules.ts'

withAdasOrder()

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
