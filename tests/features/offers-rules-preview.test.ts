import { beforeEach, describe, expect, test } from 'vitest'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { previewOffer } from '../../app/features/offers/preview-offer.ts'
import { readEditorFacts } from '../../app/features/offers/read-rule.ts'
import { type Db, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withProduct } from '../support/offers.ts'
import { coffeeRule as definition } from '../support/rules.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const doing = <Result>(work: (db: Db) => Promise<Result>) => inShop(shop, work)

describe('a preview', () => {
  const preview = (changed: Partial<RuleDefinition> = {}, ids = [product(1)]) =>
    inShopHot(shop, (db) =>
      previewOffer(
        db,
        {
          definition: { ...definition, ...changed },
          placement: 'thank-you',
          language: 'en',
          purchase: { kind: 'basket', productIds: ids },
        },
        noon,
      ),
    )
  beforeEach(() =>
    doing(async (db) => {
      for (const n of [1, 2, 3]) await withProduct(db, n)
    }),
  )

  test('shows what the unsaved rule offers with its heading, and keeps nothing', async () => {
    expect(await preview()).toMatchObject({
      rule: 'fits',
      heading: 'With your coffee',
      items: [{ productId: product(2), priceMinor: 950, reason: { kind: 'picked' } }],
    })
    expect(await doing((db) => db.offer.count())).toBe(0)
    expect(await doing((db) => db.rule.count())).toBe(0)
  })

  test('says that the rule does not fit, or is for another page', async () => {
    expect(await preview({}, [product(3)])).toMatchObject({ rule: 'fits-not' })
    expect(await preview({ placements: ['checkout'] })).toMatchObject({ rule: 'elsewhere' })
  })

  test('gives no discount to a purchase that is not proven, and says so', async () => {
    const found = await preview({ incentive: { kind: 'percentage', percent: 10 } })
    expect(found?.items[0]?.incentive).toMatchObject({ kind: 'refused', why: 'not-proven' })
  })

  test('of an order is of what is left of it', async () => {
    await doing(async (db) => {
      await withOrder(db, 5, { products: [1, 3] })
      await db.orderLine.updateMany({ where: { productId: product(1) }, data: { currentQuantity: 0 } })
    })
    const purchase = { kind: 'order', orderId: order(5) } as const
    const ask = (placement: 'thank-you' | 'post-purchase', when: RuleDefinition['when']) =>
      inShopHot(shop, (db) =>
        previewOffer(
          db,
          {
            definition: { ...definition, placements: [placement], when },
            placement,
            language: 'en',
            purchase,
          },
          noon,
        ),
      )
    expect((await ask('thank-you', definition.when))?.rule).toBe('fits-not')
    const ofTwo = { kind: 'test', test: { field: 'order.quantity', is: 'at-least', value: 2 } } as const
    expect((await ask('post-purchase', ofTwo))?.rule).toBe('fits-not')
  })

  test('of an own order weighs the discount against the floor', async () => {
    await doing((db) => withOrder(db, 5, { customerId: customer(1), products: [1] }))
    const asked = { placement: 'thank-you', language: 'en' } as const
    const ask = (of: string) =>
      inShopHot(of, (db) =>
        previewOffer(
          db,
          {
            ...asked,
            definition: { ...definition, incentive: { kind: 'percentage', percent: 10 } },
            purchase: { kind: 'order', orderId: order(5) },
          },
          noon,
        ),
      )
    expect((await ask(shop))?.items[0]?.incentive).toMatchObject({ kind: 'refused', why: 'cost-unknown' })
    await doing((db) => db.variant.updateMany({ data: { costMinor: 900 } }))
    expect((await ask(shop))?.items[0]?.incentive).toMatchObject({ kind: 'refused', why: 'below-floor' })
    await doing((db) => db.variant.updateMany({ data: { costMinor: 100 } }))
    expect((await ask(shop))?.items[0]?.incentive).toMatchObject({ kind: 'given' })
    expect(await ask(otherShop)).toBeUndefined()
  })
})

test('the editor opens on the latest order that the rule fits, of somebody known before a guest', async () => {
  await doing(async (db) => {
    for (const n of [1, 2]) await withProduct(db, n)
    await withOrder(db, 10, { customerId: customer(1), products: [1] })
    await withOrder(db, 11, { products: [1] })
    for (let n = 12; n < 30; n += 1) await withOrder(db, n, { customerId: customer(2), products: [2] })
  })
  const facts = await doing((db) => readEditorFacts(db, definition))
  expect(facts.fittingOrderId).toBe(order(10))
  expect(facts.orders.map(({ id }) => id)).toContain(order(10))
  expect(new Set(facts.orders.map(({ id }) => id)).size).toBe(facts.orders.length)
  const ofNobody = { kind: 'test', test: { field: 'order.quantity', is: 'at-least', value: 99 } } as const
  const none = await doing((db) => readEditorFacts(db, { ...definition, when: ofNobody }))
  expect(none.fittingOrderId).toBeUndefined()
})

test('the editor opens on an order of who never had what the rule offers, else on one that does not hold it', async () => {
  await doing(async (db) => {
    for (const n of [1, 2]) await withProduct(db, n)
    await withOrder(db, 10, { customerId: customer(1), products: [1] })
    await withOrder(db, 11, { customerId: customer(2), products: [2] })
    await withOrder(db, 12, { customerId: customer(2), products: [1] })
    await withOrder(db, 13, { customerId: customer(3), products: [1] })
    await withOrder(db, 14, { customerId: customer(3), products: [1, 2] })
  })
  const opensOn = async () => (await doing((db) => readEditorFacts(db, definition))).fittingOrderId
  const without = (n: number) => doing((db) => db.order.deleteMany({ where: { id: order(n) } }))
  expect(await opensOn()).toBe(order(10))
  await without(10)
  expect(await opensOn()).toBe(order(13))
  await without(13)
  expect(await opensOn()).toBe(order(12))
  await without(12)
  expect(await opensOn()).toBe(order(14))
})

test('the editor opens on an order of which nothing was taken out or sent back, where there is one', async () => {
  await doing(async (db) => {
    for (const n of [1, 2, 3]) await withProduct(db, n)
    await withOrder(db, 10, { customerId: customer(1), products: [1] })
    await withOrder(db, 11, { customerId: customer(2), products: [1, 3] })
    await withOrder(db, 12, { customerId: customer(3), products: [1] })
    const gone = { orderId: { in: [order(11), order(12)] }, productId: product(1) }
    await db.orderLine.updateMany({ where: gone, data: { currentQuantity: 0 } })
  })
  const opensOn = async () => (await doing((db) => readEditorFacts(db, definition))).fittingOrderId
  expect(await opensOn()).toBe(order(10))
  await doing((db) => db.order.deleteMany({ where: { id: order(10) } }))
  expect(await opensOn()).toBe(order(12))
})
