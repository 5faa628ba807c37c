import { Socket } from 'node:net'
import { beforeEach, expect, test, vi } from 'vitest'
import { connect, disconnect, inShop, inShopHot } from '../../app/store/database.server.ts'
import { keepOffer, type NewOffer, redecideOffer } from '../../app/store/offers.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { product, variant, withProduct } from '../support/offers.ts'

const database = withDatabase()

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, (db) => withProduct(db, 1))
})

test('a unit of work one of whose statements failed is not kept, also where nobody minded', async () => {
  const unheard = inShopHot(shop, async (db) => {
    await db.run({ text: 'delete from "Product"' }, [])
    await db.run({ text: 'select 1 / 0' }, []).catch(() => undefined)
  })
  await expect(unheard).rejects.toThrow('The unit of work was not kept')
  expect(await inShop(shop, (db) => db.product.count())).toBe(1)
})

test('a statement that no unit of work began sees no shop and changes none', async () => {
  const { hot } = connect()
  await inShopHot(shop, (db) => db.run({ text: 'select 1' }, []))
  for (const text of ['select * from "Product"', 'delete from "Product"', 'select * from "Shop"']) {
    const seen = await hot.query(text).then(
      ({ rowCount }) => rowCount,
      () => 0,
    )
    expect(seen).toBe(0)
  }
  expect(await inShop(shop, (db) => db.product.count())).toBe(1)
})

const decision = (id: string, items: string[]): NewOffer => ({
  id,
  key: 'guest/one',
  placement: 'thank-you',
  orderId: undefined,
  customerId: undefined,
  ruleId: undefined,
  ruleVersion: undefined,
  testId: undefined,
  arm: undefined,
  reference: undefined,
  asked: {},
  silence: undefined,
  considered: '[]',
  items: items.map((each) => ({
    id: each,
    productId: product(1),
    variantId: variant(1),
    reason: { kind: 'picked', withProductId: null, withTitle: null },
    incentive: undefined,
    code: undefined,
  })),
})

test('of many decisions at once in the place of one, the last one stands with its own items alone', async () => {
  await inShopHot(shop, (db) => keepOffer(db, decision('o', ['first']), noon))
  const again = (n: number) => decision('o', [`${n}a`, `${n}b`])
  await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) =>
      inShopHot(shop, (db) => redecideOffer(db, { id: 'o', redecisions: 0 }, again(n), noon)),
    ),
  )
  const items = await inShop(shop, (db) => db.offerItem.findMany({ orderBy: { position: 'asc' } }))
  expect(items.map(({ position }) => position)).toEqual([1, 2])
  expect(items[0]?.id.at(0)).toBe(items[1]?.id.at(0))
})

test('a decision whose acceptance was signed is not replaced', async () => {
  await inShopHot(shop, (db) => keepOffer(db, decision('o', ['first']), noon))
  const terms = {
    offerId: 'o',
    reference: 'r',
    turn: 1,
    terms: {},
    tokenId: 't',
    signedAt: noon,
  }
  await inShop(shop, (db) => db.purchaseTerms.create({ data: terms }))
  expect(
    await inShopHot(shop, (db) =>
      redecideOffer(db, { id: 'o', redecisions: 0 }, decision('o', ['second']), noon),
    ),
  ).toBe(false)
  const items = await inShop(shop, (db) => db.offerItem.findMany())
  expect(items.map(({ id }) => id)).toEqual(['first'])
})

// A way to the database may forget a connection that says nothing, long before we close it.
test('a connection that waits says every minute that it is there', async () => {
  await disconnect()
  connect(database.url)
  const kept = vi.spyOn(Socket.prototype, 'setKeepAlive')
  await inShopHot(shop, async () => undefined)
  expect(kept.mock.calls).toEqual([[true, 60_000]])
  vi.restoreAllMocks()
})

test('plans are made anew after ten seconds, and each time after twice as long', async () => {
  await disconnect()
  const { hot } = connect(database.url)
  const client = await hot.connect()
  const query = client.query.bind(client)
  const begun: string[] = []
  vi.spyOn(client, 'query').mockImplementation((asked: unknown) => {
    if (typeof asked === 'string' && asked.startsWith('begin')) begun.push(asked)
    return query(asked as string)
  })
  vi.spyOn(client, 'release').mockImplementation(() => undefined)
  vi.spyOn(hot, 'connect').mockImplementation(() => Promise.resolve(client))
  const clock = vi.spyOn(performance, 'now')
  const isAnew = async (seconds: number) => {
    clock.mockReturnValue(seconds * 1000)
    await inShopHot(shop, async () => undefined)
    return begun.at(-1)?.endsWith('discard plans')
  }
  const anew: unknown[] = []
  for (const seconds of [0, 9, 11, 30, 32, 71, 73]) if (await isAnew(seconds)) anew.push(seconds)
  vi.restoreAllMocks()
  client.release()
  expect(anew).toEqual([11, 32, 73])
})
