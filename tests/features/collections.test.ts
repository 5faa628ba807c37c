import { beforeEach, describe, expect, test } from 'vitest'
import { importHistory } from '../../app/features/orders/import-history.ts'
import { reconcileShop } from '../../app/features/orders/reconcile.ts'
import { noteCollectionTold, readCollection } from '../../app/features/products/read-collection.ts'
import { readSettings } from '../../app/features/shop/read-settings.ts'
import { Rejected } from '../../app/platform/errors.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { beginImports } from '../../app/store/imports.server.ts'
import { collectionBody, deletedCollectionBody } from '../stand-in/payloads/collection.ts'
import type { Collection } from '../stand-in/world/types/goods.ts'
import { otherShop, shop } from '../support/database.ts'
import { withInstalledShop } from '../support/installed-shop.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { withStandIn } from '../support/stand-in.ts'

// No app listens here: each test delivers what it is about.
const shopify = withStandIn({ customers: 5, days: 20 })
const now = () => new Date()
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)

withInstalledShop(shopify)
beforeEach(() => readAll())

test('a daily reading that failed is said in the settings, until it has come through', async () => {
  await acrossShops().query(`update "ImportRun" set "status" = 'failed' where "kind" = 'collections'`)
  expect(await inShop(shop, readSettings)).toMatchObject({ behind: ['collections'] })
  await inShop(shop, (db) => beginImports(db, ['collections'], now()))
  expect(await inShop(shop, readSettings)).toMatchObject({ behind: [] })
  await readAll()
  expect(await inShop(shop, readSettings)).toMatchObject({ behind: [] })
})

async function readAll(at = now): Promise<void> {
  const isDone = async () =>
    (await inShop(shop, (db) => db.importRun.findFirst({ where: { kind: 'collections' } })))?.status ===
    'done'
  while (!(await isDone())) await importHistory({ shop, kind: 'collections', now: at })
}

/** The titles of the shop's collections, each with the ids it holds. */
async function held(): Promise<Record<string, string[]>> {
  const { rows } = await acrossShops().query<{ title: string; ids: string[] }>(
    `select c."title", array_agg(m."productId" order by 1) filter (where m."productId" is not null) as ids
       from "Collection" c left join "CollectionProduct" m on m."shopId" = c."shopId" and m."collectionId" = c."id"
      where c."shopId" = $1 and c."deletedAt" is null group by c."id", c."title"`,
    [shop],
  )
  return Object.fromEntries(rows.map(({ title, ids }) => [title, (ids ?? []).sort()]))
}

function inWorld(): Record<string, string[]> {
  const { world } = shopify
  const entries = world.collections().map((each) => [each.title, idsIn(each)])
  return Object.fromEntries(entries)
}

function idsIn(collection: Collection): string[] {
  return shopify.world
    .productsIn(collection)
    .map(({ id }) => id)
    .sort()
}

function titled(title: string): Collection {
  const found = shopify.world.collections().find((each) => each.title === title)
  if (!found) throw new Error(`the shop has a collection ${title}`)
  return found
}

type Word = 'create' | 'update' | 'delete'

/** Delivers what Shopify would, and carries out the reading it asks for. */
async function deliver(word: Word, of: Collection) {
  await tell(word, of)
  for (const task of await readingsInLine()) await readCollection({ ...task, now: now() })
}

async function tell(word: Word, of: Collection) {
  const body = word === 'delete' ? deletedCollectionBody(of) : collectionBody(shopify.world, of)
  await putDelivery(`collections/${word}`, JSON.stringify(body), { triggeredAt: now() })
  await workAll({ handlers: { onBulkFinished: async () => undefined, onCollectionTold: noteCollectionTold } })
}

async function readingsInLine(): Promise<{ shop: string; collectionId: string }[]> {
  const { rows } = await acrossShops().query<{ data: { shop: string; collectionId: string } }>(
    `select data from pgboss.job where name = 'read-collection'`,
  )
  return rows.map(({ data }) => data)
}

describe('the collections of a shop', () => {
  test('come in with the import, with all the products they hold, and in no other shop', async () => {
    expect(Object.keys(inWorld())).toContain('Coffee')
    expect((await held()).Coffee?.length).toBeGreaterThan(5)
    expect(await held()).toEqual(inWorld())
    expect(await inShop(otherShop, (db) => db.collection.count())).toBe(0)
  })

  test('are read again every day, and then an automatic one holds what it holds now', async () => {
    const { world } = shopify
    const [product] = world.productsIn(titled('Fine things'))
    if (!product) throw new Error('there are fine things')
    world.updateProduct(product.id, { tags: [] })
    await reconcileShop(shop, inHours(23))
    await readAll()
    expect(await held()).not.toEqual(inWorld())
    await reconcileShop(shop, inHours(25))
    await readAll(() => inHours(25))
    expect((await held())['Fine things']).not.toContain(product.id)
    expect(await held()).toEqual(inWorld())
  })

  test('that vanished without a word are gone after the daily reading', async () => {
    const made = shopify.world.createCollection({ title: 'Soon gone', holds: { kind: 'tag', tag: 'fine' } })
    await deliver('create', made)
    expect(await held()).toHaveProperty('Soon gone')
    shopify.world.deleteCollection(made.id)
    await reconcileShop(shop, inHours(25))
    await readAll(() => inHours(25))
    expect(await held()).toEqual(inWorld())
    expect(await inShop(shop, (db) => db.collectionProduct.count({ where: { collectionId: made.id } }))).toBe(
      0,
    )
  })
})

describe('a collection that changed', () => {
  test('is renamed, and its products are read, once for the same word twice', async () => {
    const productIds = idsIn(titled('Coffee')).slice(0, 3)
    const gifts = shopify.world.updateCollection(titled('Gifts').id, {
      title: 'Presents',
      holds: { kind: 'manual', productIds },
    })
    await tell('update', gifts)
    await tell('update', gifts)
    expect(await readingsInLine()).toEqual([{ shop, collectionId: gifts.id }])
    await readCollection({ shop, collectionId: gifts.id, now: now() })
    expect((await held()).Presents).toEqual(productIds)
    expect(await held()).toEqual(inWorld())
    shopify.world.updateCollection(gifts.id, { title: 'Gifts' })
  })

  test('keeps the newer title when an older word comes late', async () => {
    const before = { ...titled('Filters') }
    const after = shopify.world.updateCollection(before.id, { title: 'Papers' })
    await tell('update', after)
    await tell('update', before)
    expect(await held()).toHaveProperty('Papers')
    shopify.world.updateCollection(before.id, { title: 'Filters' })
  })

  test('keeps the products that were read later than those of a slow reading', async () => {
    const { id } = titled('Gifts')
    const asked = now()
    await readCollection({ shop, collectionId: id, now: inHours(1) })
    const later = await held()
    shopify.world.updateCollection(id, { holds: { kind: 'manual', productIds: [] } })
    await readCollection({ shop, collectionId: id, now: asked })
    expect((await held()).Gifts).toEqual(later.Gifts)
  })

  test('and that Shopify no longer knows when it is read is gone', async () => {
    const made = shopify.world.createCollection({ title: 'Brief', holds: { kind: 'tag', tag: 'fine' } })
    await tell('create', made)
    shopify.world.deleteCollection(made.id)
    await readCollection({ shop, collectionId: made.id, now: now() })
    expect(await held()).not.toHaveProperty('Brief')
  })

  test('is not read under an id that is none', async () => {
    await expect(readCollection({ shop, collectionId: 'x', now: now() })).rejects.toBeInstanceOf(Rejected)
  })
})

describe('a collection that was deleted', () => {
  test('holds nothing and stays deleted, whatever comes late or twice', async () => {
    const made = shopify.world.createCollection({ title: 'Sale', holds: { kind: 'tag', tag: 'fine' } })
    await deliver('create', made)
    expect((await held()).Sale?.length).toBeGreaterThan(0)
    shopify.world.deleteCollection(made.id)
    for (const kind of ['delete', 'delete', 'update'] as const) await deliver(kind, made)
    expect(await held()).toEqual(inWorld())
    expect(await inShop(shop, (db) => db.collectionProduct.count({ where: { collectionId: made.id } }))).toBe(
      0,
    )
  })

  test('stays deleted when that is told first', async () => {
    const made = shopify.world.createCollection({ title: 'Never', holds: { kind: 'tag', tag: 'fine' } })
    shopify.world.deleteCollection(made.id)
    for (const kind of ['delete', 'create'] as const) await deliver(kind, made)
    expect(await held()).not.toHaveProperty('Never')
    expect(await inShop(shop, (db) => db.collection.findFirst({ where: { id: made.id } }))).toMatchObject({
      deletedAt: expect.any(Date),
    })
  })
})
