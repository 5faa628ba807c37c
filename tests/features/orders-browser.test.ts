import { beforeEach, describe, expect, test } from 'vitest'
import { type CoverageFilter, coverageFilter } from '../../app/domain/offers/coverage-filter.ts'
import { browseOrders } from '../../app/features/offers/browse-orders.ts'
import { exportedOrders } from '../../app/features/offers/export-orders.ts'
import { readDecisions } from '../../app/features/offers/read-decisions.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { anItem, customer, order, product, withOrder, withPair, withProduct } from '../support/offers.ts'
import { daysBefore, withPlacedOrder } from '../support/story-of.ts'

const database = withDatabase()
const ada = customer(1)

// Product 1 is bought; 2 goes with it. Order 100 is Ada's; the shop is installed since before all of it.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    await db.shop.updateMany({ data: { installedAt: daysBefore(400), plan: 'Basic' } })
    await withProduct(db, 1, { title: 'Chemex' })
    await withProduct(db, 2, { title: 'Filters' })
    await withPair(db, 1, 2, 37)
    await withOrder(db, 100, { customerId: ada, products: [1] })
  })
})

const any: CoverageFilter = { surface: undefined, state: undefined, why: undefined }
const filter = (change: Partial<Record<keyof CoverageFilter, string>>) =>
  coverageFilter({ surface: null, state: null, why: null, ...change })

const browse = (change: { typed?: string; filter?: CoverageFilter; cursor?: string } = {}, of = shop) =>
  inShop(of, (db) => browseOrders(db, { typed: '', filter: any, cursor: null, ...change }))

const read = (digits: string, of = shop) => inShop(of, (db) => readDecisions(db, digits))

const ask = (customerId: typeof ada | undefined, placement: 'thank-you' | 'order-status' = 'thank-you') =>
  inShopHot(shop, (db) =>
    showOffer(
      db,
      { placement, orderId: order(100), productIds: [product(1)], customerId },
      { now: noon, newId: () => crypto.randomUUID() },
    ),
  )

const withOffer = (change: object, items = [anItem(crypto.randomUUID(), 2)], of = shop) =>
  inShop(of, (db) =>
    db.offer.create({
      data: {
        id: crypto.randomUUID(),
        key: crypto.randomUUID(),
        placement: 'post-purchase',
        status: 'shown',
        decidedAt: noon,
        items: { create: items },
        ...change,
      },
    }),
  )

describe('an order in the browser', () => {
  test('says for each surface what became of it', async () => {
    await ask(ada)
    const { orders } = await browse()
    expect(orders).toMatchObject([
      {
        name: '#100',
        total: { minor: 1000, currency: 'EUR' },
        offered: ['Filters'],
        coverage: {
          checkout: { kind: 'not-possible', why: 'no-plus' },
          'post-purchase': { kind: 'possible' },
          'thank-you': { kind: 'prepared' },
          'order-status': { kind: 'possible' },
        },
      },
    ])
  })

  test('finds what a guest was shown with it, though that decision names no order', async () => {
    await ask(undefined)
    const kept = await inShop(shop, (db) => db.offer.findFirst())
    expect(kept).toMatchObject({ orderId: null, customerId: null })
    expect((await browse()).orders[0]?.coverage['thank-you']).toEqual({ kind: 'prepared' })
  })

  test('has the page after payment of the same customer, each of the order nearest to it', async () => {
    await inShop(shop, (db) =>
      withPlacedOrder(db, 101, { by: 1, at: new Date(noon.getTime() - 30 * 60_000) }),
    )
    await withOffer({ customerId: ada, decidedAt: new Date(noon.getTime() + 60_000) })
    const states = (await browse()).orders.map(({ name, coverage }) => [name, coverage['post-purchase'].kind])
    expect(states).toEqual([
      ['#100', 'shown'],
      ['#101', 'possible'],
    ])
  })

  test('has no page of a day before, of somebody else, or of another shop', async () => {
    await withOffer({ customerId: ada, decidedAt: daysBefore(1) })
    await withOffer({ customerId: customer(2) })
    await withOffer({ customerId: ada, orderId: order(100), placement: 'thank-you' }, [], otherShop)
    expect((await browse()).orders[0]?.coverage).toMatchObject({
      'post-purchase': { kind: 'possible' },
      'thank-you': { kind: 'possible' },
    })
  })

  test('has what a guest was shown in its checkout and right after, by the token of that checkout', async () => {
    await inShop(shop, (db) => db.order.updateMany({ data: { customerId: null, checkoutToken: 'c1' } }))
    await withOffer({ reference: 'c1' })
    await withOffer({ reference: 'c1', placement: 'checkout', status: 'accepted' })
    await withOffer({ reference: 'c2', status: 'declined' })
    expect((await browse()).orders[0]?.coverage).toMatchObject({
      checkout: { kind: 'accepted' },
      'post-purchase': { kind: 'shown' },
    })
    expect((await read('100')).kind === 'there' && (await read('100'))).toMatchObject({ decisions: [{}, {}] })
  })

  test('has a page after payment by what was bought of it, whoever it was', async () => {
    await withOffer({ decidedAt: daysBefore(1) }, [anItem('a', 2, { boughtOrderId: order(100) })])
    expect((await browse()).orders[0]?.coverage['post-purchase']).toEqual({ kind: 'accepted' })
  })

  test('says that the thank-you page took over where the page after payment could not be', async () => {
    await inShop(shop, (db) => db.order.updateMany({ data: { gateways: ['klarna'] } }))
    await ask(ada)
    expect((await browse()).orders[0]?.coverage['post-purchase']).toEqual({
      kind: 'fallback',
      why: 'instalments',
    })
  })

  test('from before Encore was installed could meet nothing', async () => {
    await inShop(shop, (db) => db.shop.updateMany({ data: { installedAt: new Date(noon.getTime() + 1) } }))
    const coverage = (await browse()).orders[0]?.coverage
    expect(Object.values(coverage ?? {})).toEqual(
      Array(4).fill({ kind: 'not-possible', why: 'before-encore' }),
    )
  })
})

describe('the list', () => {
  const many = async (count: number) =>
    inShop(shop, async (db) => {
      for (let n = 1; n <= count; n++) await withPlacedOrder(db, n, { at: daysBefore(n) })
    })

  test('comes newest first, fifty at a time, each order once', async () => {
    await many(60)
    const first = await browse()
    expect([first.orders.length, first.orders[0]?.name]).toEqual([50, '#100'])
    const second = await browse({ cursor: first.next ?? '' })
    expect([second.orders.length, second.next]).toEqual([11, undefined])
    const names = [...first.orders, ...second.orders].map(({ name }) => name)
    expect(new Set(names).size).toBe(61)
  })

  test('ends where a page is exactly full', async () => {
    await many(49)
    expect(await browse()).toMatchObject({ next: undefined, lookedAt: 50 })
  })

  test('finds an order by its whole name, with or without its sign', async () => {
    await many(3)
    for (const typed of ['#2', '2', ' 2 '])
      expect(
        (await browse({ typed })).orders.map(({ name }) => name),
        typed,
      ).toEqual(['#2'])
    expect((await browse({ typed: "2' or 1=1" })).orders).toEqual([])
    expect((await browse({ typed: '\0' })).orders).toHaveLength(4)
  })

  test('is narrowed to a surface, a state and a reason, over several pages', async () => {
    await many(60)
    await inShop(shop, (db) =>
      db.order.updateMany({
        where: { id: { in: [order(1), order(59)] } },
        data: { gateways: ['gift_card'] },
      }),
    )
    await ask(ada)
    const asked = filter({ surface: 'post-purchase', state: 'not-possible', why: 'gift-card' })
    const found = await browse({ filter: asked })
    expect(found.orders.map(({ name }) => name)).toEqual(['#1', '#59'])
    expect(found).toMatchObject({ next: undefined, lookedAt: 61 })
    expect((await browse({ filter: filter({ state: 'prepared' }) })).orders).toHaveLength(1)
    const none = await browse({ filter: filter({ state: 'none' }) })
    expect([none.orders.length, none.next !== undefined]).toEqual([50, true])
    const rest = await browse({ filter: filter({ state: 'none' }), cursor: none.next ?? '' })
    expect(rest.orders).toHaveLength(10)
  })

  test('with a cursor that is none begins at the beginning', async () => {
    expect((await browse({ cursor: 'x~y' })).orders).toHaveLength(1)
  })

  test('of another shop holds nothing of this one', async () => {
    expect((await browse({}, otherShop)).orders).toEqual([])
    expect((await browse({ typed: '#100' }, otherShop)).orders).toEqual([])
  })

  test('is exported to its end, a page at a time', async () => {
    await many(60)
    const sizes: number[] = []
    const pages = exportedOrders({ typed: '', filter: any, cursor: null }, (work) => inShop(shop, work))
    for await (const page of pages) sizes.push(page.length)
    expect(sizes).toEqual([50, 11])
  })
})

describe('the decisions of an order', () => {
  test('come whole: candidates, their sources and scores, what fell out and why', async () => {
    await inShop(shop, async (db) => {
      await withProduct(db, 3, { title: 'Kettle', variants: [{ inventory: 0 }] })
      await withPair(db, 1, 3, 12)
    })
    await ask(ada)
    const found = await read('100')
    expect(found).toMatchObject({
      kind: 'there',
      order: { name: '#100' },
      titles: { [product(1)]: 'Chemex' },
      decisions: [
        {
          placement: 'thank-you',
          state: { kind: 'prepared' },
          items: [
            { title: 'Filters', status: 'decided', reason: { kind: 'bought-together', customers: 37 } },
          ],
          kept: {
            considered: [
              { title: 'Filters', source: 'together', fate: 'chosen' },
              { title: 'Kettle', source: 'together', fate: 'sold-out' },
            ],
          },
        },
      ],
    })
  })

  test('name the rule that decided, those tried before it, and why an incentive was refused', async () => {
    const rule = (id: string, productId: string, position: number) => ({
      id,
      position,
      status: 'on' as const,
      name: `Rule ${id}`,
      createdAt: noon,
      updatedAt: noon,
      definition: {
        placements: ['thank-you'],
        when: { kind: 'test', test: { field: 'order.products', is: 'has-any', values: [productId] } },
        result: { kind: 'products', productIds: [product(2)] },
        incentive: { kind: 'percentage', percent: 50 },
        headings: {},
        itemsMax: 1,
      },
    })
    await inShop(shop, (db) =>
      db.rule.createMany({ data: [rule('a', product(9), 1), rule('b', product(1), 2)] }),
    )
    await ask(ada)
    const found = await read('100')
    expect(found).toMatchObject({
      kind: 'there',
      decisions: [
        {
          ruleId: 'b',
          kept: {
            rules: [
              { ruleId: 'a', verdict: { holds: 'no' } },
              { ruleId: 'b', verdict: { holds: 'yes' } },
            ],
            incentives: [{ productId: product(2), kind: 'refused', why: 'cost-unknown' }],
          },
        },
      ],
    })
  })

  test('stay readable once their details had their time', async () => {
    await ask(ada)
    await inShop(shop, (db) => db.$executeRaw`update "Offer" set "considered" = null`)
    const found = await read('100')
    expect(found.kind === 'there' && found.decisions).toMatchObject([{ kept: undefined, items: [{}] }])
  })

  test('of an order of another shop, of none, and of no number at all are not there', async () => {
    await inShop(otherShop, (db) => withPlacedOrder(db, 7))
    for (const digits of ['7', '999', '', 'abc', "1' or 1=1", '1'.repeat(400)])
      expect(await read(digits), digits).toEqual({ kind: 'not-there' })
    expect(await read('100', otherShop)).toEqual({ kind: 'not-there' })
  })
})
