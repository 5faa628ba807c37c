import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importHistory } from '../../app/features/orders/import-history.ts'
import { reconcileAllShops, reconcileShop } from '../../app/features/orders/reconcile.ts'
import { importAgain } from '../../app/features/shop/import-again.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { readHome } from '../../app/features/shop/read-home.ts'
import { readSettings } from '../../app/features/shop/read-settings.ts'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { type ImportedKind, installedKinds } from '../../app/store/imports.server.ts'
import { sessions } from '../../app/store/sessions.server.ts'
import type { World } from '../stand-in/world/types/world.ts'
import { otherShop, shop } from '../support/database.ts'
import { withInstalledShop } from '../support/installed-shop.ts'
import { emptyMirror, mirror } from '../support/mirror.ts'
import { visit, withStandIn } from '../support/stand-in.ts'

// No app listens here: not one webhook of this shop ever arrives.
const shopify = withStandIn({ customers: 60, days: 120 })
const now = () => new Date()

withInstalledShop(shopify)
beforeEach(importAll)

async function importAll(): Promise<void> {
  await inShop(shop, (db) =>
    db.importRun.updateMany({
      data: { status: 'asking', bytesRead: 0, bulkOperationId: null, startedAt: now() },
    }),
  )
  for (const kind of installedKinds) await importKind(kind)
}

async function importKind(kind: ImportedKind, at = now): Promise<void> {
  const isDone = async () =>
    (await inShop(shop, (db) => db.importRun.findFirst({ where: { kind } })))?.status === 'done'
  while (!(await isDone())) await importHistory({ shop, kind, now: at })
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

  describe('has its stock read again once a day', () => {
    const day = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    const runs = async () =>
      Object.fromEntries(
        (await inShop(shop, (db) => db.importRun.findMany())).map(({ kind, status }) => [kind, status]),
      )
    const history = { products: 'done', inventory: 'done', customers: 'done', orders: 'done' }
    const read = { ...history, collections: 'done' }
    const due = { ...history, collections: 'waiting' }
    const page = () => inShop(shop, (db) => readHome(db, now()))

    test('and not sooner', async () => {
      const [product] = shopify.world.products().filter(({ variants: [variant] }) => variant?.tracked)
      const variant = product?.variants[0]
      if (!variant) throw new Error('the shop counts something')
      shopify.world.setInventory(variant.id, 3)
      const told = () => inShop(shop, (db) => db.variant.findFirst({ where: { id: variant.id } }))
      await reconcileShop(shop, day(23))
      expect(await runs()).toEqual(read)
      await reconcileShop(shop, day(25))
      await importKind('stock', () => day(25))
      expect(await told()).toMatchObject({ inventory: 3 })
      await reconcileShop(shop, day(48))
      expect(await runs()).toEqual({ ...due, stock: 'done' })
      await reconcileShop(shop, day(50))
      expect(await runs()).toEqual({ ...due, stock: 'waiting' })
    })

    test('which is not history coming in: that stays done', async () => {
      await reconcileShop(shop, day(25))
      expect(await runs()).toEqual({ ...due, stock: 'waiting' })
      const { setup, needs } = await page()
      expect(setup).toContainEqual(expect.objectContaining({ kind: 'history', isDone: true }))
      expect(needs).toEqual([])
      expect(await inShop(shop, (db) => importAgain(db, shop, now()))).toEqual({ kind: 'begun' })
    })

    test('and when that fails it is said in the settings alone, and tried again the next day', async () => {
      await reconcileShop(shop, day(25))
      shopify.standIn.faults.next({ kind: 'user-errors', message: 'no', operation: 'RunBulkQuery' })
      await expect(importHistory({ shop, kind: 'stock', now: () => day(25) })).rejects.toBeInstanceOf(
        Rejected,
      )
      const { setup, needs } = await page()
      expect(setup).toContainEqual(expect.objectContaining({ kind: 'history', isDone: true }))
      expect(needs).toEqual([])
      expect(await inShop(shop, readSettings)).toMatchObject({ behind: ['stock'] })
      await reconcileShop(shop, day(26))
      expect(await runs()).toEqual({ ...due, stock: 'failed' })
      await reconcileShop(shop, day(50))
      expect(await runs()).toEqual({ ...due, stock: 'waiting' })
      await importKind('stock')
      expect(await inShop(shop, readSettings)).toMatchObject({ behind: [] })
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

describe('more changes than one call reads', () => {
  const ordersPerPage = 10
  const callsMax = 9
  let unwatch = () => {}
  afterEach(() => unwatch())

  beforeEach(async () => {
    // What the past changed in the quarter of an hour before is known, and out of the way.
    shopify.world.orders().forEach((order) => {
      if (order.updatedAtMs > Date.now() - 3_600_000) order.updatedAtMs -= 7_200_000
    })
    await acrossShops().query('delete from pgboss.job')
  })

  /** Has that many customers each buy something now. */
  function buyMany(count: number): string[] {
    const { world } = shopify
    const [product] = world.products().filter((one) => one.status === 'ACTIVE' && isLeft(one))
    const [variant] = product?.variants ?? []
    const [anna] = world.customers()
    if (!variant || !anna) throw new Error('the shop sells something to somebody')
    world.setInventory(variant.id, 1_000)
    const buyer = { kind: 'customer', id: anna.id } as const
    const lines = [{ variantId: variant.id, quantity: 1 }]
    return Array.from({ length: count }, () => world.placeOrder({ buyer, lines, withoutPlan: true }).id)
  }

  /** Acts just before the nth page of orders is asked for. */
  function beforePage(nth: number, act: () => void): void {
    const { fetch } = globalThis
    let pages = 0
    globalThis.fetch = (input, init) => {
      if (typeof init?.body === 'string' && init.body.includes('query ChangedOrders')) pages += 1
      if (pages === nth) act()
      return fetch(input, init)
    }
    unwatch = () => {
      globalThis.fetch = fetch
    }
  }

  const ordersRead = async (options: { pagesMax?: number; signal?: AbortSignal }) => {
    const read: number[] = []
    for (let call = 1; call <= callsMax; call += 1) {
      const found = await reconcileShop(shop, now(), options)
      read.push(found?.orders ?? 0)
      if (found?.isComplete) return read
    }
    throw new Error(`The look did not end within ${callsMax} calls: ${read.join()}`)
  }
  const known = async (ids: string[]) => inShop(shop, (db) => db.order.count({ where: { id: { in: ids } } }))
  const until = async () => (await inShop(shop, (db) => db.shop.findFirstOrThrow())).reconciledUntil
  const waiting = async () =>
    (
      await acrossShops().query<{ name: string; waits: boolean }>(
        'select name, start_after > created_on as waits from pgboss.job',
      )
    ).rows

  test('are read by as many calls as it takes, each once', async () => {
    const ids = buyMany(25)
    expect(await ordersRead({ pagesMax: 1 })).toEqual([10, 10, 5])
    expect(await known(ids)).toBe(25)
  })

  // A place in time alone would be the same place for ever.
  test('all of one moment, are read to their end', async () => {
    const ids = buyMany(25)
    const atMs = Date.now()
    for (const order of shopify.world.orders()) if (ids.includes(order.id)) order.updatedAtMs = atMs
    expect(await ordersRead({ pagesMax: 1 })).toEqual([10, 10, 5])
    expect(await known(ids)).toBe(25)
  })

  test('put the shop in line again, after a while, and only then is it noted as known', async () => {
    buyMany(25)
    const before = await until()
    await reconcileShop(shop, now(), { pagesMax: 1 })
    expect(await waiting()).toEqual([{ name: 'reconcile-shop', waits: true }])
    expect(await until()).toEqual(before)
    const begun = new Date(Date.now() + 1)
    await ordersRead({})
    // The next look begins where this one began, not where it ended: what changed meanwhile may have been missed.
    expect((await until())?.getTime()).toBeLessThan(begun.getTime())
    expect(await waiting()).toHaveLength(1)
  })

  test('are gone on with where the look was stopped', async () => {
    const ids = buyMany(25)
    const stopping = new AbortController()
    beforePage(2, () => stopping.abort())
    await expect(reconcileShop(shop, now(), { signal: stopping.signal })).rejects.toBeInstanceOf(Unavailable)
    unwatch()
    expect(await known(ids)).toBe(2 * ordersPerPage)
    expect(await ordersRead({})).toEqual([5])
  })

  test('are gone on with where the look broke off', async () => {
    const ids = buyMany(25)
    const fault = {
      kind: 'status',
      status: 503,
      operation: 'ChangedOrders',
      retryAfterSeconds: 0.01,
    } as const
    let isBroken = false
    beforePage(3, () => {
      if (!isBroken) shopify.standIn.faults.next(fault, 6)
      isBroken = true
    })
    await expect(reconcileShop(shop, now())).rejects.toBeInstanceOf(Unavailable)
    unwatch()
    expect(await known(ids)).toBe(2 * ordersPerPage)
    expect(await ordersRead({})).toEqual([5])
  })

  test('are read from their beginning when Shopify no longer knows the place', async () => {
    const ids = buyMany(25)
    await reconcileShop(shop, now(), { pagesMax: 1 })
    await inShop(shop, (db) => db.look.updateMany({ where: { kind: 'orders' }, data: { after: 'gone' } }))
    await expect(reconcileShop(shop, now())).rejects.toBeInstanceOf(Rejected)
    expect(await ordersRead({})).toEqual([25])
    expect(await known(ids)).toBe(25)
  })

  test('read by two at once are there once', async () => {
    const ids = buyMany(25)
    const calls = await Promise.allSettled([reconcileShop(shop, now()), reconcileShop(shop, now())])
    expect(calls.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await known(ids)).toBe(25)
    expect(await inShop(shop, (db) => db.look.count())).toBe(0)
  })

  test('of before the app was removed are nobody’s when it comes back', async () => {
    buyMany(25)
    await reconcileShop(shop, now(), { pagesMax: 1 })
    const { scopes } = await visit(shopify.world)
    await acrossShops().query(`update "Shop" set "uninstalledAt" = now() where id = $1`, [shop])
    await installShop({ shop, scopes }, new Date(Date.now() + 3_600_000))
    expect(await ordersRead({})).toEqual([0])
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
