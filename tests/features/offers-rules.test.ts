import { beforeEach, describe, expect, test } from 'vitest'
import { proposedDefinition } from '../../app/domain/offers/proposal.ts'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import {
  duplicateRule,
  moveRule,
  removeRule,
  restoreRule,
  switchRule,
} from '../../app/features/offers/change-rules.ts'
import { previewOffer } from '../../app/features/offers/preview-offer.ts'
import { proposeRules } from '../../app/features/offers/propose-rules.ts'
import { readEditorFacts, readRule } from '../../app/features/offers/read-rule.ts'
import { readRules } from '../../app/features/offers/read-rules.ts'
import { saveRule } from '../../app/features/offers/save-rule.ts'
import { searchGoods } from '../../app/features/offers/search-goods.ts'
import { testRule } from '../../app/features/offers/test-rule.ts'
import { acrossShops, type Db, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const definition: RuleDefinition = {
  placements: ['thank-you', 'order-status'],
  when: {
    kind: 'group',
    join: 'all',
    of: [{ kind: 'test', test: { field: 'order.products', is: 'has-any', values: [product(1)] } }],
  },
  result: { kind: 'products', productIds: [product(2)] },
  incentive: { kind: 'none' },
  headings: { en: 'With your coffee' },
  itemsMax: 1,
}

const ids = ['a', 'b', 'c'].map((each) => `${each.repeat(8)}-0000-4000-8000-000000000000`)
const [first = '', second = '', third = ''] = ids
const save = (id: string, changed: Partial<RuleDefinition> = {}, version?: number) =>
  inShop(shop, (db) =>
    saveRule(db, id, { name: `Rule ${id[0]}`, definition: { ...definition, ...changed }, version }, noon),
  )
const read = (of = shop) => inShop(of, (db) => readRules(db, noon))
const order3 = async () => (await read()).rules.map(({ id }) => id)
const doing = <Result>(work: (db: Db) => Promise<Result>) => inShop(shop, work)

describe('saving a rule', () => {
  test('keeps a new one as a draft behind the others, and sending it twice keeps one', async () => {
    await save(second)
    expect(await save(first)).toEqual({ kind: 'saved', id: first, version: 1 })
    await save(first)
    expect(await order3()).toEqual([second, first])
    expect((await read()).rules[1]).toMatchObject({ status: 'draft', version: 1, definition })
  })

  test('makes a new version of what changed, and none of what did not', async () => {
    await save(first)
    expect(await save(first, {}, 1)).toMatchObject({ version: 1 })
    expect(await save(first, { itemsMax: 2 }, 1)).toMatchObject({ kind: 'saved', version: 2 })
  })

  test('writes nothing over that somebody saved meanwhile', async () => {
    await save(first)
    await save(first, { itemsMax: 2 }, 1)
    expect(await save(first, { itemsMax: 3 }, 1)).toEqual({ kind: 'refused', why: 'changed-meanwhile' })
    expect((await doing((db) => readRule(db, first)))?.definition?.itemsMax).toBe(2)
  })

  test('refuses what does not fit, has no name or is not there', async () => {
    const sent = { name: ' ', definition, version: undefined }
    expect(await doing((db) => saveRule(db, first, sent, noon))).toEqual({ kind: 'refused', why: 'no-name' })
    const unfit = { name: 'x', definition: undefined, version: undefined }
    expect(await doing((db) => saveRule(db, first, unfit, noon))).toEqual({ kind: 'refused', why: 'unfit' })
    expect(await save(first, {}, 4)).toEqual({ kind: 'refused', why: 'not-there' })
    expect(await order3()).toEqual([])
  })

  test('takes an amount in the currency of the shop alone, also for the second offer', async () => {
    const yen = { kind: 'amount', minor: 500, currency: 'JPY' } as const
    const foreign = { kind: 'refused', why: 'other-currency' }
    expect(await save(first, { incentive: yen })).toEqual(foreign)
    expect(await save(first, { second: { incentive: yen } })).toEqual(foreign)
    expect(await order3()).toEqual([])
    expect(await save(first, { incentive: { ...yen, currency: 'EUR' } })).toMatchObject({ kind: 'saved' })
    await doing((db) => db.shop.updateMany({ data: { currency: null } }))
    expect(await save(second, { incentive: yen })).toEqual(foreign)
  })
})

describe('the order of rules', () => {
  beforeEach(async () => {
    for (const id of ids) await save(id)
  })

  test('follows where a rule is moved, beyond the last it becomes the last', async () => {
    await doing((db) => moveRule(db, third, 0))
    expect(await order3()).toEqual([third, first, second])
    await doing((db) => moveRule(db, third, 99))
    expect(await order3()).toEqual([first, second, third])
  })

  test('holds every rule once when several are moved at the same time', async () => {
    await Promise.all([first, second, third].map((id, at) => doing((db) => moveRule(db, id, 2 - at))))
    expect((await order3()).sort()).toEqual(ids)
  })

  test('has a duplicate as a draft right behind the rule it is of', async () => {
    await doing((db) => switchRule(db, first, 'on', noon))
    const copy = { copyId: 'copy', nameOf: (name: string) => `Copy of ${name}`, now: noon }
    await doing((db) => duplicateRule(db, first, copy))
    expect(await order3()).toEqual([first, 'copy', second, third])
    expect((await read()).rules[1]).toMatchObject({ name: 'Copy of Rule a', status: 'draft', definition })
  })

  test('has a removed rule back where it was, in the state it had', async () => {
    await doing((db) => switchRule(db, second, 'on', noon))
    expect(await doing((db) => removeRule(db, second, noon))).toEqual({ kind: 'changed' })
    expect(await doing((db) => removeRule(db, second, noon))).toEqual({ kind: 'refused', why: 'not-there' })
    expect(await order3()).toEqual([first, third])
    expect(await doing((db) => readRule(db, second))).toBeUndefined()
    for (const _ of ['once', 'twice'])
      expect(await doing((db) => restoreRule(db, second, 'on', noon))).toEqual({ kind: 'changed' })
    expect(await order3()).toEqual([first, second, third])
    expect((await read()).rules[1]?.status).toBe('on')
  })

  test("is another shop's own: what is done to a rule from there finds none", async () => {
    const there = <Result>(work: (db: Db) => Promise<Result>) => inShop(otherShop, work)
    const none = { kind: 'refused', why: 'not-there' }
    expect((await read(otherShop)).rules).toEqual([])
    expect(await there((db) => moveRule(db, first, 1))).toEqual(none)
    expect(await there((db) => switchRule(db, first, 'on', noon))).toEqual(none)
    expect(await there((db) => removeRule(db, first, noon))).toEqual(none)
    expect(await there((db) => restoreRule(db, first, 'on', noon))).toEqual(none)
    expect(await there((db) => readRule(db, first))).toBeUndefined()
  })
})

test('a rule that cannot be read is listed without its definition and cannot be turned on', async () => {
  await save(first)
  await acrossShops().query(`update "Rule" set "definition" = '{"later":true}'`)
  expect((await read()).rules[0]?.definition).toBeUndefined()
  expect(await doing((db) => switchRule(db, first, 'on', noon))).toEqual({ kind: 'refused', why: 'unfit' })
})

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
