import { beforeEach, describe, expect, test } from 'vitest'
import { proposedDefinition } from '../../app/domain/offers/proposal.ts'
import { proposeRules } from '../../app/features/offers/propose-rules.ts'
import { searchGoods } from '../../app/features/offers/search-goods.ts'
import { testRule } from '../../app/features/offers/test-rule.ts'
import { type Db, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'
import { coffeeRule as definition } from '../support/rules.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const doing = <Result>(work: (db: Db) => Promise<Result>) => inShop(shop, work)

test('a trial counts the paid orders a condition fits, with examples, and leaves other shops alone', async () => {
  await doing(async (db) => {
    for (const n of [1, 2]) await withProduct(db, n)
    for (const n of [1, 2, 3])
      await withOrder(db, n, { customerId: customer(n), products: [n === 3 ? 2 : 1] })
    await withOrder(db, 4, { products: [1], cancelledAt: noon })
  })
  expect(await doing((db) => testRule(db, definition.when))).toMatchObject({
    orders: 3,
    fitting: 2,
    unknown: 0,
    examples: [{ titles: ['Product 1'] }, { titles: ['Product 1'] }],
  })
  expect(await inShop(otherShop, (db) => testRule(db, definition.when))).toMatchObject({ orders: 0 })
  const ofGuests = { kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 1 } } as const
  await doing((db) => withOrder(db, 6, { products: [1] }))
  expect(await doing((db) => testRule(db, ofGuests))).toMatchObject({ orders: 4, fitting: 3, unknown: 1 })
})

describe('proposed rules', () => {
  test('name the pair that most customers bought, with how many', async () => {
    await doing(async (db) => {
      for (const n of [1, 2]) await withProduct(db, n)
      await withPair(db, 1, 2, 7)
    })
    expect((await doing((db) => proposeRules(db, noon)))[0]).toMatchObject({
      customers: 7,
      proposal: { kind: 'pair' },
    })
  })

  test('stand on the page after payment too, but for what is told of a past', () => {
    const pair = { productId: product(1), otherId: product(2) }
    for (const kind of ['pair', 'stock'] as const)
      expect(proposedDefinition({ kind, ...pair }).placements).toContain('post-purchase')
    const repeat = proposedDefinition({ kind: 'repeat', productId: product(1), days: 30 })
    expect(repeat.placements).toEqual(['thank-you', 'order-status'])
  })

  test('name what customers came back for, where they kept it', async () => {
    await doing(async (db) => {
      await withProduct(db, 1)
      for (const n of [1, 2, 3, 4, 5, 6])
        await withOrder(db, n, { customerId: customer(Math.ceil(n / 2)), products: [1] })
      const back = { processedAt: new Date(noon.getTime() - 30 * 86_400_000) }
      await db.order.updateMany({ where: { id: { in: [1, 3, 5].map(order) } }, data: back })
    })
    const repeats = async () =>
      (await doing((db) => proposeRules(db, noon))).filter(({ proposal }) => proposal.kind === 'repeat')
    expect(await repeats()).toMatchObject([{ customers: 3, proposal: { days: 30 } }])
    await doing((db) =>
      db.orderLine.updateMany({ where: { orderId: order(6) }, data: { currentQuantity: 0 } }),
    )
    expect(await repeats()).toEqual([])
  })

  test('rest on three customers at least', async () => {
    await doing(async (db) => {
      for (const n of [1, 2]) await withProduct(db, n)
      await withPair(db, 1, 2, 2)
    })
    expect(await doing((db) => proposeRules(db, noon))).toEqual([])
  })
})

test('a search finds the own products by part of their name, and none of another shop', async () => {
  await doing((db) => withProduct(db, 12))
  const find = (of: string, typed: string) => inShop(of, (db) => searchGoods(db, { kind: 'product', typed }))
  expect(await find(shop, 'duct 1')).toMatchObject([{ value: product(12), label: 'Product 12' }])
  expect(await find(shop, '100%_')).toEqual([])
  expect(await find(otherShop, '')).toEqual([])
})
