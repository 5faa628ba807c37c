import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { OfferAnswer, ShownOffer } from '../../app/contract/offer.ts'
import { parseKeptDecision } from '../../app/domain/offers/kept-decision.ts'
import { answerOffer } from '../../app/features/offers/answer-offer.ts'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { acrossShops, type Db, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
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
const bob = customer(2)

// Product 1 is bought; 2 goes with it most, then 3.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    await withProduct(db, 1, { title: 'Chemex' })
    await withProduct(db, 2)
    await withProduct(db, 3)
    await withPair(db, 1, 2, 37)
    await withPair(db, 1, 3, 12)
  })
})

describe('a logged-in customer with an order of their own', () => {
  beforeEach(() => inShop(shop, (db) => withOrder(db, 100, { customerId: ada, products: [1] })))

  test('is offered what goes with it, each product with its reason, and where its cart is', async () => {
    expect(await ask({ customerId: ada })).toMatchObject({
      kind: 'offer',
      storefront: `https://${shop}`,
      heading: null,
      isKnown: true,
      items: [
        {
          productId: product(2),
          variantId: variant(2),
          variants: [{ id: variant(2), title: 'Default Title' }],
          title: 'Product 2',
          imageUrl: 'https://cdn.example/2.png',
          reason: { kind: 'bought-together', customers: 37, withProductId: product(1), withTitle: 'Chemex' },
          incentive: null,
          code: null,
        },
        { productId: product(3), reason: { kind: 'bought-together', customers: 12 } },
      ],
    })
  })

  test('has the decision kept with its order, its customer, its reason and what fell out', async () => {
    await ask({ customerId: ada })
    const [kept] = await offers()
    expect(kept).toMatchObject({
      key: `order/${order(100)}`,
      orderId: order(100),
      customerId: ada,
      placement: 'thank-you',
      status: 'decided',
      decidedAt: noon,
      reason: null,
      items: [{ productId: product(2), reason: { kind: 'bought-together', customers: 37 } }, {}],
    })
    expect(parseKeptDecision(kept?.considered)?.considered).toMatchObject([
      { productId: product(2), fate: 'chosen', source: 'together' },
      { productId: product(3), fate: 'chosen', source: 'together' },
    ])
  })

  test('gets the same offer the second time, and one row holds it', async () => {
    const first = await ask({ customerId: ada })
    expect(await ask({ customerId: ada })).toEqual(first)
    expect(await offers()).toHaveLength(1)
  })

  test('gets one offer when two pages ask at once: the second waits for the first and gets the same', async () => {
    let second: Promise<OfferAnswer> | undefined
    const first = await inShopHot(shop, async (db) => {
      const answer = await showOffer(db, question({ customerId: ada }), edge())
      second = ask({ customerId: ada })
      await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1))
      return answer
    })
    expect(first.kind).toBe('offer')
    expect(await second).toEqual(first)
    expect(await offers()).toHaveLength(1)
  })

  test('is judged by the lines of the order, whatever products the request names', async () => {
    await inShop(shop, async (db) => {
      await withProduct(db, 4)
      await withPair(db, 9, 4, 90)
    })
    expect(await first({ customerId: ada, productIds: [product(9)] })).toBe(product(2))
  })

  test('is never offered what they bought before, in this or another order', async () => {
    await inShop(shop, (db) => withOrder(db, 90, { customerId: ada, products: [2] }))
    expect(await first({ customerId: ada })).toBe(product(3))
    await inShop(shop, (db) => withOrder(db, 91, { customerId: ada, products: [1, 3] }))
    expect(await ask({ customerId: ada, placement: 'order-status' })).toEqual({ kind: 'nothing' })
  })

  test('may be offered what they once ordered and cancelled', async () => {
    await inShop(shop, (db) => withOrder(db, 90, { customerId: ada, products: [2], cancelledAt: noon }))
    expect(await first({ customerId: ada })).toBe(product(2))
  })

  test('is offered nothing with an order that was cancelled', async () => {
    await inShop(shop, (db) => db.order.updateMany({ data: { cancelledAt: noon } }))
    expect(await ask({ customerId: ada })).toEqual({ kind: 'nothing' })
    expect((await offers())[0]?.reason).toEqual({ kind: 'nothing', why: 'order-cancelled' })
  })

  test('who said no sees nothing more with this order, and those products never again', async () => {
    const { id } = await offered({ customerId: ada })
    await answer(id, 'declined', ada)
    expect(await ask({ customerId: ada })).toEqual({ kind: 'nothing' })
    expect(await ask({ customerId: ada, placement: 'order-status' })).toEqual({ kind: 'nothing' })
    await inShop(shop, async (db) => {
      await withOrder(db, 101, { customerId: ada, products: [1] })
      await withProduct(db, 4)
      await withPair(db, 1, 4, 5)
    })
    expect(await offered({ customerId: ada, orderId: order(101) })).toMatchObject({
      items: [{ productId: product(4) }],
    })
  })

  test('who took the offer is not asked again', async () => {
    const { id, items } = await offered({ customerId: ada })
    await answer(id, 'accepted', ada, items[0]?.id)
    expect(await ask({ customerId: ada })).toEqual({ kind: 'nothing' })
  })

  test('keeps the offer they saw on the thank-you page before their order had arrived', async () => {
    await inShop(shop, (db) => db.order.deleteMany())
    const early = await offered({ customerId: ada })
    await answer(early.id, 'shown', ada)
    await inShop(shop, (db) => withOrder(db, 100, { customerId: ada, products: [1] }))
    expect(await offered({ customerId: ada })).toEqual(early)
    expect(await offers()).toMatchObject([{ id: early.id, orderId: order(100) }])
  })
})

describe('an offer that nobody has seen yet', () => {
  test.each([
    ['is sold out', (db: Db) => db.variant.updateMany({ where: { id: variant(2) }, data: { inventory: 0 } })],
    [
      'is unpublished',
      (db: Db) => db.product.updateMany({ where: { id: product(2) }, data: { publishedAt: null } }),
    ],
    [
      'is deleted',
      (db: Db) => db.product.updateMany({ where: { id: product(2) }, data: { deletedAt: noon } }),
    ],
  ])('gives way to the next when its product %s', async (_, change) => {
    const first = await offered()
    expect(first.items[0]?.productId).toBe(product(2))
    await inShop(shop, change)
    expect(await ask()).toMatchObject({ id: first.id, items: [{ productId: product(3) }] })
    expect(await offers()).toHaveLength(1)
  })

  test('appears once something goes together that did not before', async () => {
    await inShop(shop, withoutPairs)
    expect(await ask()).toEqual({ kind: 'nothing' })
    expect((await offers())[0]).toMatchObject({
      items: [],
      reason: { kind: 'nothing', why: 'no-candidates' },
    })
    await inShop(shop, (db) => withPair(db, 1, 3, 5))
    expect(await first()).toBe(product(3))
    expect(await offers()).toHaveLength(1)
  })
})

test('what was seen and sold out since gives way to nothing else, and is there again with the stock', async () => {
  await inShop(shop, async (db) => {
    await withProduct(db, 4)
    await withProduct(db, 5)
    await withPair(db, 1, 4, 9)
    await withPair(db, 1, 5, 8)
  })
  const { id } = await offered()
  await answer(id, 'shown')
  await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data: { inventory: 0 } }))
  expect(await ask()).toMatchObject({ id, items: [{ productId: product(3) }, { productId: product(4) }] })
  const sell = (inventory: number) => inShop(shop, (db) => db.variant.updateMany({ data: { inventory } }))
  await sell(0)
  expect(await ask()).toEqual({ kind: 'nothing' })
  expect((await offers())[0]).toMatchObject({ items: [{ productId: product(2) }, {}, {}], status: 'shown' })
  await sell(5)
  await inShop(shop, (db) => db.variant.updateMany({ where: { id: variant(2) }, data: { inventory: 1 } }))
  expect(await ask()).toMatchObject({ id, items: [2, 3, 4].map((n) => ({ productId: product(n) })) })
})

describe('a guest', () => {
  test('is offered what goes with the products they name', async () => {
    expect(await first()).toBe(product(2))
    expect(await offers()).toMatchObject([{ customerId: null, orderId: null }])
  })

  test('gets the same offer whatever order they name their products in', async () => {
    const first = await ask({ productIds: [product(1), product(3)] })
    expect(await ask({ productIds: [product(3), product(1), product(1)] })).toEqual(first)
  })

  test('who said no sees nothing more with this order, here or on the order page', async () => {
    const { id } = await offered()
    await answer(id, 'declined')
    expect(await ask()).toEqual({ kind: 'nothing' })
    expect(await ask({ placement: 'order-status' })).toEqual({ kind: 'nothing' })
  })

  test('who names the order of a customer learns nothing of it: not its lines, its history or its answers', async () => {
    await inShop(shop, async (db) => {
      await withOrder(db, 100, { customerId: ada, products: [3] })
      await withOrder(db, 90, { customerId: ada, products: [2] })
    })
    const { id } = await offered({ customerId: ada, productIds: [product(3)] })
    await answer(id, 'declined', ada)
    expect(withoutId(await ask({ orderId: order(100) }))).toEqual(
      withoutId(await ask({ orderId: order(555) })),
    )
  })
})

describe('a customer who names the order of another', () => {
  beforeEach(() => inShop(shop, (db) => withOrder(db, 100, { customerId: ada, products: [1, 2] })))

  test('gets the same answer as for an order that is not there, by their own history', async () => {
    await inShop(shop, (db) => withOrder(db, 200, { customerId: bob, products: [2] }))
    const foreign = await ask({ customerId: bob, orderId: order(100) })
    const missing = await ask({ customerId: bob, orderId: order(555) })
    expect(foreign).toMatchObject({ items: [{ productId: product(3) }] })
    expect(withoutId(foreign)).toEqual(withoutId(missing))
  })

  test('is not bound by what the other answered', async () => {
    await inShop(shop, (db) => withPair(db, 2, 3, 50))
    const { id } = await offered({ customerId: ada })
    await answer(id, 'declined', ada)
    expect(withoutId(await ask({ customerId: bob }))).toEqual(
      withoutId(await ask({ customerId: bob, orderId: order(555) })),
    )
  })

  test('and the same basket does not get the offer that the other one was given', async () => {
    const theirs = await offered({ customerId: ada, orderId: order(700) })
    const own = await offered({ customerId: bob, orderId: order(700) })
    expect(own.id).not.toBe(theirs.id)
  })
})

describe('a shop', () => {
  test('that was uninstalled offers nothing and keeps nothing', async () => {
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: noon } }))
    expect(await ask()).toEqual({ kind: 'nothing' })
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
    expect(await offers()).toEqual([])
  })

  test('that is not known offers nothing', async () => {
    const answer = await inShopHot('nobody.myshopify.com', (db) => showOffer(db, question(), edge()))
    expect(answer).toEqual({ kind: 'nothing' })
  })

  test('never sees what goes together in another', async () => {
    expect(await inShopHot(otherShop, (db) => showOffer(db, question(), edge()))).toEqual({ kind: 'nothing' })
  })

  test('with a domain of its own leads there', async () => {
    await inShop(shop, (db) => db.shop.updateMany({ data: { primaryDomain: 'roast.example' } }))
    expect(await ask()).toMatchObject({ storefront: 'https://roast.example' })
    await inShop(shop, (db) => db.shop.updateMany({ data: { primaryDomain: null } }))
  })
})

function question(change: Partial<OfferQuestion> = {}): OfferQuestion {
  return {
    placement: 'thank-you',
    orderId: order(100),
    productIds: [product(1)],
    customerId: undefined,
    ...change,
  }
}

function ask(change: Partial<OfferQuestion> = {}): Promise<OfferAnswer> {
  return inShopHot(shop, (db) => showOffer(db, question(change), edge()))
}

async function offered(change: Partial<OfferQuestion> = {}): Promise<ShownOffer> {
  const answer = await ask(change)
  if (answer.kind !== 'offer') throw new Error('an offer was expected')
  return answer
}

/** The first product of the offer. */
async function first(change: Partial<OfferQuestion> = {}): Promise<string | undefined> {
  return (await offered(change)).items[0]?.productId
}

function edge() {
  return { now: noon, newId: randomUUID }
}

function answer(
  id: string,
  answer: 'shown' | 'accepted' | 'declined' | 'disliked' | 'postponed',
  customerId?: typeof ada,
  itemId?: string,
) {
  return inShopHot(shop, (db) => answerOffer(db, { id, answer, itemId }, { customerId, now: noon }))
}

function offers() {
  return inShop(shop, (db) =>
    db.offer.findMany({
      orderBy: { decidedAt: 'asc' },
      include: { items: { orderBy: { position: 'asc' } } },
    }),
  )
}

async function waitingForLocks(): Promise<number | null> {
  const { rowCount } = await acrossShops().query(
    `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  )
  return rowCount
}

function withoutId(answer: OfferAnswer) {
  const items = answer.kind === 'offer' ? answer.items.map((item) => ({ ...item, id: undefined })) : []
  return { ...answer, id: undefined, items }
}
