import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { OfferQuestion } from '../../app/features/offers/offer-keys.ts'
import { showOffer } from '../../app/features/offers/show-offer.ts'
import { type HotDb, inShop, inShopHot } from '../../app/store/database.server.ts'
import { rememberedOr, takeChanges } from '../../app/store/remembered-products.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { product, variant, withPair, withProduct } from '../support/offers.ts'

const database = withDatabase()
const edge = { now: noon, newId: randomUUID }
let asked = 0

/** What a new guest is offered with product 1, and which products were read for it. */
async function offered(): Promise<{ ids: string[]; read: string[] }> {
  asked += 1
  const read: string[] = []
  const question: OfferQuestion = {
    placement: 'checkout',
    checkoutToken: `cart-${asked}`,
    productIds: [product(1)],
    customerId: undefined,
  }
  const answer = await inShopHot(shop, (db) => {
    const watched: HotDb = {
      ...db,
      run: (statement, values) => {
        if (statement.name === 'read-for-offer') read.push(...String(values[0]).split(' '))
        return db.run(statement, values)
      },
    }
    return showOffer(watched, question, edge)
  })
  return { ids: answer.kind === 'offer' ? answer.items.map(({ productId }) => productId) : [], read }
}

async function sql(text: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(text, values)
  await client.end()
}

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3]) await withProduct(db, n, { variants: [{}, {}] })
    await withPair(db, 1, 2, 30)
    await withPair(db, 1, 3, 10)
  })
  // Is gathered with; the next question remembers what it reads.
  await offered()
})

/**
 * Comes true once nothing is open any more that began before the products were written, which may be a transaction of
 * another test.
 */
const remembered = () =>
  vi.waitFor(async () => expect(await offered()).toEqual({ ids: [product(2)], read: [] }), 10_000)

test('what was read for one shopper is not read again for the next', async () => {
  await remembered()
})

describe('a product that was remembered is read anew and', () => {
  const changes: Record<string, string> = {
    'sold out, is offered no more': `update "Variant" set "inventory" = 0 where "productId" = $1`,
    'left the shop, is offered no more': `update "Product" set "status" = 'draft' where "id" = $1`,
    'was deleted, is offered no more': `update "Product" set "deletedAt" = now() where "id" = $1`,
    'lost its variants, is offered no more': `delete from "Variant" where "productId" = $1`,
    'gave its variants to another, is offered no more': `update "Variant" set "productId" = '${product(1)}' where "productId" = $1`,
  }
  test.each(Object.entries(changes))('%s', async (_, change) => {
    await sql(change, [product(2)])
    const { ids, read } = await offered()
    expect(ids).toEqual([product(3)])
    expect(read).toContain(product(2))
    expect((await offered()).ids).toEqual([product(3)])
  })

  test('came back, is offered again', async () => {
    await sql(`update "Variant" set "inventory" = 0 where "productId" = $1`, [product(2)])
    await offered()
    await sql(`insert into "Variant" ("shopId", "id", "productId", "title", "priceMinor", "position", "updatedAt")
      values ('${shop}', '${variant(99)}', '${product(2)}', 'New', 950, 3, now())`)
    expect((await offered()).ids).toEqual([product(2)])
  })

  test('changed in a transaction that was open while others were offered it, is offered no more', async () => {
    const slow = new pg.Client({ connectionString: database.url })
    await slow.connect()
    await slow.query('begin')
    await slow.query(`update "Variant" set "inventory" = 0 where "productId" = $1`, [product(2)])
    for (let times = 0; times < 3; times += 1) expect((await offered()).ids).toEqual([product(2)])
    await slow.query('commit')
    await slow.end()
    expect((await offered()).ids).toEqual([product(3)])
  })

  test('changed with more than a thousand others, is offered no more', async () => {
    await sql(
      `insert into "Product" ("shopId", "id", "title", "handle", "status", "updatedAt")
       select $1, 'gid://shopify/Product/' || n, 'Other', 'other-' || n, 'active', now() from generate_series(1000, 2100) n`,
      [shop],
    )
    await sql(`update "Variant" set "inventory" = 0 where "productId" = $1`, [product(2)])
    expect((await offered()).ids).toEqual([product(3)])
  })

  test('belonged to a shop that was erased, is not known when that comes back', async () => {
    const at = (await inShop(shop, (db) => db.shop.findFirst()))?.installedAt
    await remembered()
    await sql(`alter table "Product" disable trigger all; alter table "Variant" disable trigger all;
      update "Variant" set "inventory" = 0; alter table "Product" enable trigger all; alter table "Variant" enable trigger all`)
    expect((await offered()).ids).toEqual([product(2)]) // Nothing told of this change.
    await inShop(shop, (db) => db.shop.updateMany({ data: { installedAt: new Date(noon.getTime() + 1) } }))
    expect((await offered()).ids).toEqual([])
    await inShop(shop, (db) => db.shop.updateMany({ data: { installedAt: at ?? noon } }))
  })
})

describe('what is remembered', () => {
  const generation = 'one'
  const read = (n: number) => async () => [
    {
      id: product(n),
      title: `Product ${n}`,
      status: 'active',
      publishedAt: noon,
      imageUrl: undefined,
      imageAlt: undefined,
      isGiftCard: false,
      isDeleted: false,
      variants: [],
    },
  ]
  const isRead = async (shopId: string, n: number) => {
    let times = 0
    await rememberedOr(shopId, [product(n)], (missing) => {
      times += missing.length
      return read(n)()
    })
    return times === 1
  }

  test('is of one shop alone', async () => {
    for (const each of [shop, otherShop]) takeChanges(each, { seen: '9', changed: null, generation })
    expect([await isRead(shop, 7), await isRead(shop, 7), await isRead(otherShop, 7)]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('is nothing of a shop whose changes were never taken in', async () => {
    expect([await isRead(shop, 8), await isRead('new.myshopify.com', 8)]).toEqual([true, true])
    expect(await isRead('new.myshopify.com', 8)).toBe(true)
  })

  test('is not what was read while changes were taken in, which may be older than they', async () => {
    takeChanges(shop, { seen: '10000000001', changed: null, generation })
    await rememberedOr(shop, [product(9)], async () => {
      takeChanges(shop, { seen: '10000000002', changed: [product(9)], generation })
      return read(9)()
    })
    expect(await isRead(shop, 9)).toBe(true)
    expect(await isRead(shop, 9)).toBe(false)
  })

  test('stays as new as it was when an older look at the changes is heard of later', async () => {
    takeChanges(shop, { seen: '10000000009', changed: null, generation })
    await isRead(shop, 10)
    takeChanges(shop, { seen: '10000000003', changed: [product(10)], generation })
    expect(await isRead(shop, 10)).toBe(true)
    expect(await isRead(shop, 10)).toBe(false)
  })
})
