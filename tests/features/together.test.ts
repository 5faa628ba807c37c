import { beforeEach, describe, expect, test } from 'vitest'
import { type TieWord, thicknesses } from '../../app/domain/offers/tie.ts'
import { readTogether, readTogetherEvidence, tiesMax } from '../../app/features/offers/read-together.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { tieProducts } from '../../app/features/offers/tie-products.ts'
import { type Db, inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { order, product, withOrder, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()

// Product 1 is bought; 2 goes with it most, then 3. Nobody bought 4 with anything.
beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3, 4]) await withProduct(db, n)
    await withPair(db, 1, 2, 37)
    await withPair(db, 1, 3, 12)
  })
})

const takeOut = (db: Db, n: number, of: number) =>
  db.orderLine.updateMany({
    where: { orderId: order(n), productId: product(of) },
    data: { currentQuantity: 0 },
  })
const tie = (one: string | number, other: string | number, word?: TieWord, of = shop) =>
  inShop(of, (db) => tieProducts(db, { product: `${one}`, other: `${other}`, tie: word }, noon))
const read = (digits: string | null, of = shop) => inShop(of, (db) => readTogether(db, digits))
const around = async (digits: string) => {
  const together = await read(digits)
  return together.kind === 'there'
    ? together.around.map((each) => [each.title, each.customers, each.tie])
    : []
}

/** What the next shopper who buys this is offered. */
async function offered(n: number): Promise<string[]> {
  const id = order(crypto.randomUUID())
  const question = {
    placement: 'thank-you' as const,
    orderId: id,
    productIds: [product(n)],
    customerId: undefined,
  }
  const answer = await inShopHot(shop, (db) =>
    showOffer(db, question, { now: noon, newId: () => crypto.randomUUID() }),
  )
  return answer.kind === 'offer' ? answer.items.map(({ title }) => title) : []
}

describe('what goes with a product', () => {
  test('is what its buyers bought with it, the strongest first', async () => {
    expect(await around('1')).toEqual([
      ['Product 2', 37, undefined],
      ['Product 3', 12, undefined],
    ])
    expect(await around('4')).toEqual([])
  })

  test('begins with the product of most of the last orders', async () => {
    await inShop(shop, async (db) => {
      await withOrder(db, 1, { products: [3, 1] })
      await withOrder(db, 2, { products: [3] })
      for (const n of [5, 6, 7]) {
        await withOrder(db, n, { products: [2] })
        await takeOut(db, n, 2)
      }
    })
    expect(await read(null)).toMatchObject({ kind: 'there', product: { title: 'Product 3' } })
  })

  test('begins with some product where nothing was sold, and with nothing where there is none', async () => {
    expect(await read(null)).toMatchObject({ kind: 'there', product: { title: 'Product 1' } })
    expect(await read(null, otherShop)).toEqual({ kind: 'nothing-yet' })
  })

  test('names the last orders with both', async () => {
    await inShop(shop, async (db) => {
      await withOrder(db, 1, { products: [1, 2] })
      await withOrder(db, 2, { products: [1] })
      await withOrder(db, 3, { products: [1, 2], cancelledAt: noon })
      await withOrder(db, 4, { products: [1, 2] })
      await takeOut(db, 4, 2)
    })
    const evidence = (of: string) => inShop(of, (db) => readTogetherEvidence(db, ['1', '2']))
    expect(await evidence(shop)).toEqual({ orders: [{ name: '#1', at: noon }] })
    expect(await evidence(otherShop)).toEqual({ orders: [] })
  })

  test('of another shop, of none, and of no number at all is not there', async () => {
    await inShop(otherShop, (db) => withProduct(db, 77))
    for (const digits of ['77', '999', '', 'abc', "1' or 1=1"])
      expect(await read(digits), digits).toEqual({ kind: 'not-there' })
  })
})

describe('the next decision obeys', () => {
  test('a pin: it comes first, though nobody bought both', async () => {
    expect((await offered(1))[0]).toBe('Product 2')
    expect(await tie(1, 4, 'pinned')).toMatchObject({ kind: 'kept' })
    expect(await offered(1)).toEqual(['Product 4', 'Product 2', 'Product 3'])
    expect(await around('1')).toContainEqual(['Product 4', 0, 'pinned'])
  })

  test('a ban, this way alone', async () => {
    await tie(1, 2, 'banned')
    expect(await offered(1)).not.toContain('Product 2')
    expect(await offered(2)).toContain('Product 1')
  })

  test('alternatives, both ways', async () => {
    await tie(1, 2, 'alternative')
    expect(await offered(1)).not.toContain('Product 2')
    expect(await offered(2)).not.toContain('Product 1')
    expect(await around('2')).toEqual([['Product 1', 37, 'alternative']])
  })

  test('taking it back, from either side of alternatives', async () => {
    await tie(1, 2, 'alternative')
    await tie(2, 1)
    await tie(1, 3, 'banned')
    await tie(1, 3)
    expect((await offered(1)).slice(0, 2)).toEqual(['Product 2', 'Product 3'])
    expect(await inShop(shop, (db) => db.productTie.count())).toBe(0)
  })

  test('the last word of several, said once or twice', async () => {
    await tie(1, 2, 'pinned')
    await tie(2, 1, 'pinned')
    await tie(1, 2, 'alternative')
    await tie(1, 2, 'alternative')
    expect(await inShop(shop, (db) => db.productTie.count())).toBe(2)
    await tie(1, 2, 'banned')
    expect(await inShop(shop, (db) => db.productTie.findMany())).toMatchObject([
      { productId: product(1), otherProductId: product(2), kind: 'banned' },
    ])
  })
})

describe('what is said of products', () => {
  test('leaves alone what Shopify suggests', async () => {
    const data = { productId: product(1), otherProductId: product(2), kind: 'suggested' as const, at: noon }
    await inShop(shop, (db) => db.productTie.create({ data }))
    await tie(1, 2, 'banned')
    await tie(1, 2)
    expect(await inShop(shop, (db) => db.productTie.findMany())).toMatchObject([{ kind: 'suggested' }])
  })

  test('is refused for what is not there, for another shop’s, and beside itself', async () => {
    await inShop(otherShop, (db) => withProduct(db, 77))
    const refused = { kind: 'refused', why: 'not-there' }
    for (const [one, other] of [
      [1, 77],
      [77, 1],
      [1, 999],
      [1, 1],
      ['x', 2],
      ['', ''],
    ] as const)
      expect(await tie(one, other, 'pinned'), `${one} ${other}`).toEqual(refused)
    expect(await tie(1, 2, 'pinned', otherShop)).toEqual(refused)
    expect(await inShop(shop, (db) => db.productTie.count())).toBe(0)
  })

  test('ends at 50 beside one product, and then the old words stand', async () => {
    const data = Array.from({ length: tiesMax }, (_, at) => ({
      productId: product(1),
      otherProductId: product(100 + at),
      kind: 'banned' as const,
      at: noon,
    }))
    await inShop(shop, (db) => db.productTie.createMany({ data }))
    expect(await tie(1, 2, 'pinned')).toEqual({ kind: 'refused', why: 'too-many' })
    expect(await tie(2, 1, 'alternative')).toEqual({ kind: 'refused', why: 'too-many' })
    expect(await tie(2, 1, 'pinned')).toMatchObject({ kind: 'kept' })
  })
})

test('the strongest line is the thickest, and a pinned one is never thin', () => {
  const [most, few, pinned] = thicknesses([
    { customers: 40, tie: undefined },
    { customers: 4, tie: undefined },
    { customers: 0, tie: 'pinned' },
  ])
  expect(most).toBe(10)
  expect(few).toBeLessThan(3)
  expect(pinned).toBe(5)
})
