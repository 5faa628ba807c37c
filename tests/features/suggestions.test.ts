import { buildSchema, parse, validate } from 'graphql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readAllSuggestions, readSuggestions } from '../../app/features/products/read-suggestions.ts'
import { Unavailable } from '../../app/platform/errors.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { complementsAtOnce, complementsQuery } from '../../app/shopify/storefront.server.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { complementsOf } from '../stand-in/world/complements.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { keptSlice, realSchema } from '../support/schema-slice.ts'
import { withStandIn } from '../support/stand-in.ts'

const database = withDatabase()
const shopify = withStandIn({ customers: 5, days: 20 })
const weekLater = new Date(noon.getTime() + 7 * 86_400_000)
const orderId = 'gid://shopify/Order/1'
const read = (at = noon) => readSuggestions(shop, at, { pauseMs: 0 })

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  await acrossShops().query(`delete from pgboss.job where name = 'read-suggestions'`)
  await sell(...shopify.world.products().map(({ id }) => id))
})

let undo = () => {}
afterEach(() => {
  undo()
  undo = () => {}
  shopify.world.storefront.isClosed = false
})

function idOf(handle: string): string {
  const found = shopify.world.productByHandle(handle)
  if (!found) throw new Error(`the shop sells ${handle}`)
  return found.id
}

/** One order with one of each of these. */
async function sell(...ids: string[]): Promise<void> {
  await inShop(shop, async (db) => {
    await db.product.createMany({
      data: ids.map((id) => ({ id, title: id, handle: id, status: 'active', updatedAt: noon })),
      skipDuplicates: true,
    })
    const money = { currency: 'EUR', presentmentCurrency: 'EUR', presentmentTotalMinor: 0 }
    const sums = { subtotalMinor: 0, totalMinor: 0, discountMinor: 0 }
    const times = { createdAt: noon, processedAt: noon, updatedAt: noon }
    await db.order.create({ data: { id: orderId, name: '#1', ...money, ...sums, ...times } })
    await db.orderLine.createMany({
      data: ids.map((productId, position) => ({
        id: `gid://shopify/LineItem/${position}`,
        orderId,
        position,
        productId,
        title: productId,
        quantity: 1,
        currentQuantity: 1,
        priceMinor: 100,
        discountMinor: 0,
      })),
    })
  })
}

const suggested = async (productId: string, kind = 'suggested') =>
  (
    await acrossShops().query<{ id: string }>(
      `select "otherProductId" as id from "ProductTie"
        where "shopId" = $1 and "productId" = $2 and "kind" = $3::"TieKind" order by "position"`,
      [shop, productId, kind],
    )
  ).rows.map(({ id }) => id)

function complements(handle: string): string[] {
  const product = shopify.world.productByHandle(handle)
  return product ? complementsOf(product).map(idOf) : []
}

const tie = (productId: string, otherProductId: string, kind: 'pinned' | 'suggested') =>
  inShop(shop, (db) => db.productTie.create({ data: { productId, otherProductId, kind, at: noon } }))

describe('what a merchant recommends in Shopify', () => {
  test('is kept in its order beside each product that is sold, however many questions it takes', async () => {
    expect(await read()).toBeGreaterThan(complementsAtOnce)
    for (const handle of ['v60-dripper', 'chemex', 'lever-espresso-machine'])
      expect(await suggested(idOf(handle))).toEqual(complements(handle))
    expect(await suggested(idOf('how-to-brew'))).toEqual([])
    expect(await inShop(otherShop, (db) => db.productTie.count())).toBe(0)
  })

  test('takes the place of what it was before, and read twice is there once', async () => {
    await tie(idOf('chemex'), idOf('how-to-brew'), 'suggested')
    await read(weekLater)
    await read(weekLater)
    expect(await suggested(idOf('chemex'))).toEqual(complements('chemex'))
  })

  test('leaves what the merchant told Encore alone', async () => {
    await tie(idOf('chemex'), idOf('how-to-brew'), 'pinned')
    await tie(idOf('chemex'), idOf('chemex-filters'), 'pinned')
    await read()
    expect((await suggested(idOf('chemex'), 'pinned')).sort()).toEqual(
      [idOf('how-to-brew'), idOf('chemex-filters')].sort(),
    )
    expect(await suggested(idOf('chemex'))).toEqual(complements('chemex'))
  })

  test('is forgotten for what is no longer sold', async () => {
    await read()
    await inShop(shop, (db) =>
      db.product.updateMany({ where: { id: idOf('chemex') }, data: { status: 'archived' } }),
    )
    await read(weekLater)
    expect(await suggested(idOf('chemex'))).toEqual([])
    expect(await suggested(idOf('v60-dripper'))).toEqual(complements('v60-dripper'))
  })

  test('is nothing where the storefront is closed, and that is no trouble', async () => {
    await read()
    shopify.world.storefront.isClosed = true
    await read(weekLater)
    expect(await inShop(shop, (db) => db.productTie.count())).toBe(0)
  })

  test('stays as it was when the storefront does not answer, and is asked for again', async () => {
    await read()
    const { fetch } = globalThis
    globalThis.fetch = async () => new Response('busy', { status: 503 })
    undo = () => {
      globalThis.fetch = fetch
    }
    await expect(read(weekLater)).rejects.toBeInstanceOf(Unavailable)
    undo()
    expect(await suggested(idOf('chemex'))).toEqual(complements('chemex'))
  })

  test('is asked for without a token', async () => {
    const asked: Headers[] = []
    const { fetch } = globalThis
    globalThis.fetch = (input, init) => {
      asked.push(new Headers(init?.headers))
      return fetch(input, init)
    }
    undo = () => {
      globalThis.fetch = fetch
    }
    await read()
    const names = asked.flatMap((headers) => [...headers.keys()])
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => /token|authorization|cookie/i.test(name))).toEqual([])
  })
})

test('every installed shop is put in line once', async () => {
  await readAllSuggestions()
  await readAllSuggestions()
  const { rows } = await acrossShops().query(
    `select data ->> 'shop' as shop from pgboss.job where name = 'read-suggestions' order by 1`,
  )
  expect(rows).toEqual([{ shop }, { shop: otherShop }])
})

test('the question is one that Shopify and the stand-in can answer', () => {
  const document = parse(complementsQuery(complementsAtOnce))
  for (const schema of [buildSchema(keptSlice('storefront')), realSchema('storefront')])
    if (schema) expect(validate(schema, document).map(({ message }) => message)).toEqual([])
})
