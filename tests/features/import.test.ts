import { describe, expect, test } from 'vitest'
import { importHistory, noteBulkFinished } from '../../app/features/orders/import-history.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { beginImports, type ImportedKind, importedKinds } from '../../app/store/imports.server.ts'
import { sessions } from '../../app/store/sessions.server.ts'
import { referenceOf } from '../stand-in/post-purchase/input.ts'
import { otherShop, shop } from '../support/database.ts'
import { withInstalledShop } from '../support/installed-shop.ts'
import { emptyMirror, mirror } from '../support/mirror.ts'
import { visit, withStandIn } from '../support/stand-in.ts'

const shopify = withStandIn({ customers: 300, days: 400 })
const now = () => new Date()

withInstalledShop(shopify)

const runOf = (kind: ImportedKind) => inShop(shop, (db) => db.importRun.findFirstOrThrow({ where: { kind } }))

/** Calls again and again, as the queue does, until the import is done. */
async function importWhole(kind: ImportedKind, signal?: AbortSignal): Promise<void> {
  while ((await runOf(kind)).status !== 'done') await importHistory({ shop, kind, now, signal })
}

describe('the import of a shop that has a past', () => {
  test('brings in every product, customer and order that Shopify has, and says how far it came', async () => {
    for (const kind of importedKinds) await importWhole(kind)
    const { world } = shopify
    const count = await inShop(shop, async (db) => ({
      products: await db.product.count(),
      variants: await db.variant.count(),
      orders: await db.order.count(),
      customers: await db.customer.count(),
      lines: await db.orderLine.count(),
    }))
    const products = world.products()
    expect(count).toMatchObject({
      products: products.length,
      variants: products.flatMap((product) => product.variants).length,
      orders: world.orders().length,
      lines: world.orders().flatMap((order) => order.lines).length,
    })
    expect(count.customers).toBeGreaterThanOrEqual(world.customers().length)
    const orders = await runOf('orders')
    expect(orders).toMatchObject({ status: 'done', error: null, recordsKept: world.orders().length })
    expect(orders.linesRead).toBe(orders.objectsExpected)
    expect(await acrossShops().query(`select from "Order" where "shopId" = $1`, [otherShop])).toMatchObject({
      rowCount: 0,
    })
  })

  test('knows what was refunded of which line, also in parts and after an edit', async () => {
    sendBackInParts()
    await importWhole('orders')
    const refunds = await inShop(shop, (db) => db.refund.findMany())
    expect(refunds.length).toBeGreaterThan(0)
    for (const refund of refunds) {
      const order = shopify.world.order(refund.orderId)
      const told = order?.refunds.find((one) => one.id === refund.id)
      expect(refund.lines).toEqual(told?.lines.map(({ lineId, quantity }) => ({ lineId, quantity })))
    }
  })

  test('knows which checkout an order comes from, as its webhooks do', async () => {
    await importWhole('orders')
    const orders = await inShop(shop, (db) => db.order.findMany())
    const told = orders.map(({ id }) => {
      const order = shopify.world.order(id)
      return order?.source === 'web' ? referenceOf(order) : null
    })
    expect(orders.map(({ checkoutToken }) => checkoutToken)).toEqual(told)
    expect(told.some((token) => token !== null)).toBe(true)
  })

  test('knows what every location holds', async () => {
    for (const kind of ['products', 'inventory'] as const) await importWhole(kind)
    const levels = await inShop(shop, (db) => db.inventoryLevel.count())
    const tracked = shopify.world.products().flatMap((product) => product.variants)
    expect(levels).toBeGreaterThanOrEqual(tracked.length)
    const variants = await inShop(shop, (db) => db.variant.findMany())
    for (const variant of variants) {
      const told = shopify.world.variant(variant.id)
      expect(variant.inventory).toBe(told?.tracked ? told.inventory : null)
    }
  })

  test.each([['products'], ['products', 'inventory']] as const)(
    'knows what goods cost after reading %s, and for which the merchant said nothing',
    async (...kinds) => {
      for (const kind of kinds) await importWhole(kind)
      const variants = await inShop(shop, (db) => db.variant.findMany())
      const told = variants.map(({ id }) => shopify.world.variant(id)?.cost ?? null)
      expect(variants.map(({ costMinor }) => (costMinor === null ? null : Number(costMinor)))).toEqual(told)
      expect(told).toContain(null)
      expect(told.some((cost) => cost !== null)).toBe(true)
    },
  )

  test('is the same when it is done twice', async () => {
    for (const kind of importedKinds) await importWhole(kind)
    const before = await mirror()
    await inShop(shop, (db) => db.importRun.updateMany({ data: { status: 'asking', bytesRead: 0 } }))
    for (const kind of importedKinds) await importWhole(kind)
    expect(await mirror()).toEqual(before)
  })

  test('goes on where it was stopped, and ends as if it had not been', async () => {
    await importWhole('orders')
    const whole = await mirror()
    await beginAgain()
    await importStoppingOften('orders')
    expect(await mirror()).toEqual(whole)
    expect((await runOf('orders')).recordsKept).toBe(shopify.world.orders().length)
  })

  test('counts what it had to leave out from beginning to end, however often it was stopped', async () => {
    const spoilt = spoilEvery(60)
    try {
      await importStoppingOften('customers')
    } finally {
      spoilt.undo()
    }
    const run = await runOf('customers')
    expect(spoilt.count()).toBe(5)
    expect(run).toMatchObject({ status: 'done', error: 'unreadable-5' })
    expect(run.recordsKept).toBe(shopify.world.customers().length - 5)
    // Begun again, it begins to count again.
    await beginAgain()
    await inShop(shop, (db) => beginImports(db, ['customers'], now()))
    await importWhole('customers')
    expect(await runOf('customers')).toMatchObject({ status: 'done', error: null })
  })

  test('by two processes at once keeps every record once', async () => {
    const both = async () => importWhole('orders')
    await Promise.all([both(), both()])
    expect(await inShop(shop, (db) => db.order.count())).toBe(shopify.world.orders().length)
    const run = await runOf('orders')
    expect(run.linesRead).toBe(run.objectsExpected)
  })
})

describe('an import in trouble', () => {
  test('asks for another bulk operation when one broke off', async () => {
    shopify.standIn.faults.next({ kind: 'bulk-failure' })
    let troubles = 0
    while ((await runOf('customers')).status !== 'done')
      await importHistory({ shop, kind: 'customers', now }).catch((error) => {
        if (!(error instanceof Unavailable)) throw error
        troubles += 1
      })
    expect(troubles).toBe(1)
    expect((await runOf('customers')).recordsKept).toBe(shopify.world.customers().length)
  })

  test('finds the bulk operation whose answer got lost instead of starting a second', async () => {
    shopify.standIn.faults.next({ kind: 'reset', operation: 'RunBulkQuery' })
    await expect(importHistory({ shop, kind: 'products', now })).rejects.toBeInstanceOf(Unavailable)
    await importHistory({ shop, kind: 'products', now })
    const first = (await runOf('products')).bulkOperationId
    // As after a crash between Shopify's answer and our note of it.
    await inShop(shop, (db) =>
      db.importRun.updateMany({
        where: { kind: 'products' },
        data: { bulkOperationId: null, status: 'asking', bytesRead: 0 },
      }),
    )
    await importWhole('products')
    expect((await runOf('products')).bulkOperationId).toBe(first)
  })

  test('that Shopify forbids has failed and says so', async () => {
    shopify.standIn.faults.next({ kind: 'user-errors', message: 'no', operation: 'RunBulkQuery' })
    await expect(importHistory({ shop, kind: 'products', now })).rejects.toBeInstanceOf(Rejected)
    expect(await runOf('products')).toMatchObject({ status: 'failed', error: 'rejected' })
  })

  test('whose token is gone waits for the merchant', async () => {
    await sessions.deleteSession(`offline_${shop}`)
    await expect(importHistory({ shop, kind: 'products', now })).rejects.toBeInstanceOf(Rejected)
    expect(await runOf('products')).toMatchObject({ status: 'failed', error: 'needs-visit' })
    const { scopes } = await visit(shopify.world)
    await installShop({ shop, scopes }, now())
    await importWhole('products')
    expect((await runOf('products')).recordsKept).toBe(shopify.world.products().length)
  })

  test('without the right to all orders says that it has those of 60 days', async () => {
    await acrossShops().query(`update "Shop" set scopes = 'read_orders' where id = $1`, [shop])
    await importWhole('orders')
    expect(await runOf('orders')).toMatchObject({ status: 'done', error: 'orders-of-60-days' })
  })

  test('waits its turn while Shopify throttles, and succeeds', async () => {
    shopify.standIn.faults.setBucket(200, 200)
    shopify.standIn.faults.next({ kind: 'throttled' }, 2)
    await importWhole('orders')
    expect(await inShop(shop, (db) => db.order.count())).toBe(shopify.world.orders().length)
  })
})

test('a finished bulk operation puts its import in line at once; any other does not', async () => {
  await importHistory({ shop, kind: 'customers', now })
  await acrossShops().query('delete from pgboss.job')
  const { bulkOperationId } = await runOf('customers')
  const told = (id: string) => ({
    bulkOperationId: id as `gid://shopify/BulkOperation/${string}`,
    status: 'completed',
    errorCode: undefined,
  })
  await inShop(shop, (db) => noteBulkFinished(db, told('gid://shopify/BulkOperation/1')))
  await inShop(otherShop, (db) => noteBulkFinished(db, told(bulkOperationId ?? '')))
  await inShop(shop, (db) => noteBulkFinished(db, told(bulkOperationId ?? '')))
  await inShop(shop, (db) => noteBulkFinished(db, told(bulkOperationId ?? '')))
  const { rows } = await acrossShops().query(`select data from pgboss.job where name = 'import-history'`)
  expect(rows).toEqual([{ data: { shop, kind: 'customers' } }])
})

/** An order with two refunds, and one that was edited before its refund: what is missing from a line says too little. */
function sendBackInParts(): void {
  const { world } = shopify
  const variants = world
    .products()
    .flatMap(({ status, variants: [variant] }) => (status === 'ACTIVE' ? (variant ?? []) : []))
  const [first, second] = variants.filter(({ inventory, tracked }) => !tracked || inventory > 10)
  const [customer] = world.customers()
  if (!first || !second || !customer) throw new Error('the shop sells two things to somebody')
  const buy = () =>
    world.placeOrder({
      buyer: { kind: 'customer', id: customer.id },
      lines: [{ variantId: first.id, quantity: 3 }],
      withoutPlan: true,
    })
  const parted = buy()
  const [line] = parted.lines
  if (!line) throw new Error('an order has a line')
  for (const quantity of [1, 2])
    world.refundOrder({ orderId: parted.id, lines: [{ lineId: line.id, quantity }] })
  const edited = world.addLine(buy().id, second.id, 2)
  world.refundOrder({
    orderId: edited.id,
    lines: edited.lines.slice(1).map(({ id }) => ({ lineId: id, quantity: 1 })),
  })
}

/** Stops after every batch, as a worker that is restarted all the time would. */
async function importStoppingOften(kind: ImportedKind): Promise<void> {
  let batches = 0
  while ((await runOf(kind)).status !== 'done') {
    const stopping = new AbortController()
    const stopAfterOne = () => {
      batches += 1
      if (batches % 2 === 0) stopping.abort()
      return new Date()
    }
    await importHistory({ shop, kind, now: stopAfterOne, signal: stopping.signal }).catch((error) => {
      if (!(error instanceof Unavailable)) throw error
    })
  }
}

/** Every so manieth customer of Shopify's results was born at a time that is none; the bytes stay as many. */
function spoilEvery(nth: number): { count: () => number; undo: () => void } {
  const ids = shopify.world.customers().flatMap(({ id }, index) => (index % nth === 0 ? `"${id}"` : []))
  const seen = new Set<string>()
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (!String(input).includes('storage.googleapis.com')) return answer
    const lines = (await answer.text()).split('\n').map((line) => {
      const id = ids.find((one) => line.includes(one))
      if (id) seen.add(id)
      return id ? line.replace('"createdAt":"2', '"createdAt":"x') : line
    })
    return new Response(lines.join('\n'), { status: answer.status, headers: answer.headers })
  }
  return {
    count: () => seen.size,
    undo: () => {
      globalThis.fetch = fetch
    },
  }
}

async function beginAgain(): Promise<void> {
  await emptyMirror()
  const fresh = { status: 'asking' as const, bytesRead: 0, linesRead: 0, recordsKept: 0 }
  await inShop(shop, (db) => db.importRun.updateMany({ data: fresh }))
}
