import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importHistory } from '../../app/features/orders/import-history.ts'
import { reconcileAllShops, reconcileShop } from '../../app/features/orders/reconcile.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { Unavailable } from '../../app/platform/errors.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { type ImportedKind, importedKinds } from '../../app/store/imports.server.ts'
import { sessions } from '../../app/store/sessions.server.ts'
import type { World } from '../stand-in/world/types.ts'
import { emptyDatabase, otherShop, shop, withDatabase } from '../support/database.ts'
import { emptyMirror, mirror } from '../support/mirror.ts'
import { visit, withStandIn } from '../support/stand-in.ts'

const database = withDatabase()
// No app listens here: not one webhook of this shop ever arrives.
const shopify = withStandIn({ customers: 60, days: 120 })
const now = () => new Date()

beforeAll(() => startQueue(database.url))
afterAll(stopQueue)

beforeEach(async () => {
  await emptyDatabase(database.url)
  await acrossShops().query(`delete from "Shop" where id = $1`, [shop])
  await acrossShops().query('delete from pgboss.job')
  const { scopes } = await visit(shopify.world)
  await installShop({ shop, scopes }, now())
  await importAll()
})

async function importAll(): Promise<void> {
  await inShop(shop, (db) =>
    db.importRun.updateMany({
      data: { status: 'asking', bytesRead: 0, bulkOperationId: null, startedAt: now() },
    }),
  )
  for (const kind of importedKinds) await importKind(kind)
}

async function importKind(kind: ImportedKind): Promise<void> {
  const isDone = async () =>
    (await inShop(shop, (db) => db.importRun.findFirst({ where: { kind } })))?.status === 'done'
  while (!(await isDone())) await importHistory({ shop, kind, now })
}

/** Stock moves without a word in the product, and has a look of its own. */
function withoutStock(held: Record<string, unknown[]>): Record<string, unknown[]> {
  const variants = held.Variant?.map((variant) => ({ ...(variant as object), inventory: 'some' })) ?? []
  return { ...held, Variant: variants, InventoryLevel: [] }
}

/** A day of a shop: bought, shipped, delivered, sent back, cancelled, renamed. */
function liveADay(world: World): void {
  const [first, second] = world.products().filter((product) => product.status === 'ACTIVE' && isLeft(product))
  const [anna, ben] = world.customers()
  if (!first || !second || !anna || !ben) throw new Error('the shop has two of each')
  const buy = (id: typeof anna.id, ...products: (typeof first)[]) =>
    world.placeOrder({
      buyer: { kind: 'customer', id },
      lines: products.flatMap(({ variants: [variant] }) =>
        variant ? [{ variantId: variant.id, quantity: 1 }] : [],
      ),
      withoutPlan: true,
    })
  const bought = buy(anna.id, first, second)
  world.fulfilOrder(bought.id)
  world.moveParcel(bought.id, 'delivered')
  world.refundOrder({ orderId: buy(ben.id, second).id })
  world.cancelOrder(buy(ben.id, first).id, 'customer')
  world.updateCustomer(anna.id, { firstName: 'Anneliese', tags: ['vip'] })
  world.updateProduct(first.id, { title: 'Renamed' })
}

function isLeft({ variants: [variant] }: ReturnType<World['products']>[number]): boolean {
  return variant !== undefined && (!variant.tracked || variant.inventory > 10)
}

describe('a shop whose webhooks never arrive', () => {
  test('is known after a reconciliation as if it were imported anew', async () => {
    liveADay(shopify.world)
    const found = await reconcileShop(shop, now())
    expect(found).toMatchObject({ isComplete: true })
    expect(found?.orders).toBeGreaterThanOrEqual(3)
    const reconciled = await mirror()
    await emptyMirror()
    await importAll()
    expect(withoutStock(reconciled)).toEqual(withoutStock(await mirror()))
  })

  test('has its stock read again once a day', async () => {
    const [product] = shopify.world.products().filter(({ variants: [variant] }) => variant?.tracked)
    const variant = product?.variants[0]
    if (!variant) throw new Error('the shop counts something')
    shopify.world.setInventory(variant.id, 3)
    const day = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    await reconcileShop(shop, day(23))
    expect(
      await inShop(shop, (db) => db.importRun.findFirst({ where: { kind: 'inventory' } })),
    ).toMatchObject({
      status: 'done',
    })
    await reconcileShop(shop, day(25))
    await importKind('inventory')
    expect(await inShop(shop, (db) => db.variant.findFirst({ where: { id: variant.id } }))).toMatchObject({
      inventory: 3,
    })
  })

  test('is not changed by a second look', async () => {
    liveADay(shopify.world)
    await reconcileShop(shop, now())
    const before = await mirror()
    await reconcileShop(shop, now())
    expect(await mirror()).toEqual(before)
  })

  test('is looked at from the last look on, minus a little', async () => {
    const later = new Date(Date.now() + 3_600_000)
    await reconcileShop(shop, later)
    expect(await inShop(shop, (db) => db.shop.findFirst())).toMatchObject({ reconciledUntil: later })
    liveADay(shopify.world)
    // What happened before the last look, by more than the overlap, is not asked for again.
    expect(await reconcileShop(shop, later)).toMatchObject({ orders: 0, customers: 0, products: 0 })
  })
})

describe('a look that fails', () => {
  test('is repeated from where the last good one ended', async () => {
    const before = (await inShop(shop, (db) => db.shop.findFirstOrThrow())).reconciledUntil
    liveADay(shopify.world)
    shopify.standIn.faults.next(
      { kind: 'status', status: 503, operation: 'ChangedOrders', retryAfterSeconds: 0.01 },
      6,
    )
    await expect(reconcileShop(shop, now())).rejects.toBeInstanceOf(Unavailable)
    expect((await inShop(shop, (db) => db.shop.findFirstOrThrow())).reconciledUntil).toEqual(before)
    const found = await reconcileShop(shop, now())
    expect(found?.orders).toBeGreaterThanOrEqual(3)
  })

  test('is no trouble where the app is gone or needs its merchant', async () => {
    await sessions.deleteSession(`offline_${shop}`)
    expect(await reconcileShop(shop, now())).toBeUndefined()
    await acrossShops().query(`update "Shop" set "uninstalledAt" = now() where id = $1`, [shop])
    expect(await reconcileShop(shop, now())).toBeUndefined()
    expect(await reconcileShop('never-seen.myshopify.com', now())).toBeUndefined()
  })
})

test('every installed shop is put in line once, with the imports that were left lying', async () => {
  await acrossShops().query('delete from pgboss.job')
  await inShop(shop, (db) =>
    db.importRun.updateMany({ where: { kind: 'orders' }, data: { status: 'reading' } }),
  )
  await reconcileAllShops()
  await reconcileAllShops()
  const { rows } = await acrossShops().query<{ name: string; shop: string }>(
    `select name, data ->> 'shop' as shop from pgboss.job order by 1, 2`,
  )
  expect(rows).toEqual([
    { name: 'import-history', shop },
    { name: 'reconcile-shop', shop },
    { name: 'reconcile-shop', shop: otherShop },
  ])
  await acrossShops().query(`update "Shop" set "uninstalledAt" = now() where id = $1`, [otherShop])
  await acrossShops().query('delete from pgboss.job')
  await reconcileAllShops()
  const { rows: left } = await acrossShops().query(`select 1 from pgboss.job where data ->> 'shop' = $1`, [
    otherShop,
  ])
  expect(left).toEqual([])
  await acrossShops().query(`update "Shop" set "uninstalledAt" = null where id = $1`, [otherShop])
})
