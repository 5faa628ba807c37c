import { describe, expect, test } from 'vitest'
import { changeScopes } from '../../app/features/shop/change-scopes.ts'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { uninstallShop } from '../../app/features/shop/uninstall-shop.ts'
import { verifyInstalled } from '../../app/features/shop/verify-installed.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { sessions } from '../../app/store/sessions.server.ts'
import { shop } from '../support/database.ts'
import { withShopToInstall } from '../support/installed-shop.ts'
import { anOfflineSession } from '../support/sessions.ts'
import { allScopes, visit, withStandIn } from '../support/stand-in.ts'

const shopify = withStandIn()
const now = new Date()

withShopToInstall()

async function waitingImports(): Promise<string[]> {
  const { rows } = await acrossShops().query<{ key: string }>(
    `select data ->> 'shop' || ' ' || (data ->> 'kind') as key from pgboss.job where name = 'import-history' order by 1`,
  )
  return rows.map((row) => row.key)
}

const allImports = ['collections', 'customers', 'inventory', 'orders', 'products'].map(
  (kind) => `${shop} ${kind}`,
)

const known = () => inShop(shop, (db) => db.shop.findFirst())
const runs = () => inShop(shop, (db) => db.importRun.findMany({ orderBy: { kind: 'asc' } }))

async function comeIn(at = now): Promise<void> {
  const { shop: id, scopes } = await visit(shopify.world)
  await installShop({ shop: id, scopes }, at)
}

describe('the first visit', () => {
  test('makes the shop known and puts the import of its past in line', async () => {
    await comeIn()
    expect(await known()).toMatchObject({
      id: shop,
      name: 'Roast & Co.',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      countryCode: 'DE',
      scopes: allScopes.join(),
      installedAt: now,
      uninstalledAt: null,
      reconciledUntil: now,
    })
    expect(await waitingImports()).toEqual(allImports)
    expect((await runs()).map((run) => run.status)).toEqual(allImports.map(() => 'waiting'))
  })

  test('changes nothing when it is repeated, nor when many come at once', async () => {
    await Promise.all([comeIn(), comeIn(), comeIn()])
    const first = [await known(), await runs(), await waitingImports()]
    await comeIn(new Date(now.getTime() + 60_000))
    expect([await known(), await runs(), await waitingImports()]).toEqual(first)
    expect(first[2]).toEqual(allImports)
  })

  test('lets the merchant in while Shopify does not say who the shop is, and the next visit asks again', async () => {
    shopify.standIn.faults.next({ kind: 'status', status: 503, operation: 'ShopDetails' }, 2)
    await comeIn()
    expect(await known()).toMatchObject({ name: null, currency: null, uninstalledAt: null })
    expect(await waitingImports()).toEqual(allImports)
    await comeIn()
    expect(await known()).toMatchObject({ name: 'Roast & Co.', currency: 'EUR' })
  })
})

describe('a later visit', () => {
  test('after an uninstallation begins the imports anew', async () => {
    await comeIn()
    await inShop(shop, (db) => db.importRun.updateMany({ data: { status: 'done', recordsKept: 7 } }))
    await acrossShops().query('delete from pgboss.job')
    const left = new Date(now.getTime() + 1_000)
    await inShop(shop, (db) => uninstallShop(db, left))
    const back = new Date(now.getTime() + 3_600_000)
    await comeIn(back)
    expect(await known()).toMatchObject({ installedAt: back, uninstalledAt: null, reconciledUntil: back })
    expect(await waitingImports()).toEqual(allImports)
    expect((await runs()).map((run) => [run.status, run.recordsKept])).toEqual(
      allImports.map(() => ['waiting', 0]),
    )
  })

  test('resumes an import that failed, and leaves those that are done', async () => {
    await comeIn()
    await inShop(shop, async (db) => {
      await db.importRun.updateMany({ data: { status: 'done' } })
      await db.importRun.updateMany({
        where: { kind: 'orders' },
        data: { status: 'failed', error: 'needs-visit', bytesRead: 77 },
      })
    })
    await acrossShops().query('delete from pgboss.job')
    await comeIn()
    expect(await waitingImports()).toEqual([`${shop} orders`])
    const orders = (await runs()).find((run) => run.kind === 'orders')
    expect(orders).toMatchObject({ status: 'waiting', error: null, bytesRead: 77n })
  })

  test('that brings the right to all orders asks for those that were missing', async () => {
    await comeIn()
    await inShop(shop, async (db) => {
      await db.shop.updateMany({ data: { scopes: 'read_orders' } })
      await db.importRun.updateMany({ data: { status: 'done' } })
      await db.importRun.updateMany({ where: { kind: 'orders' }, data: { error: 'orders-of-60-days' } })
    })
    await acrossShops().query('delete from pgboss.job')
    await comeIn()
    expect(await waitingImports()).toEqual([])
    // As the delivery of app/scopes_update says it.
    await inShop(shop, (db) => changeScopes(db, allScopes, now))
    await comeIn()
    expect(await waitingImports()).toEqual([`${shop} orders`])
  })
})

describe('whether the app is installed', () => {
  test('is what Shopify says', async () => {
    await comeIn()
    expect(await verifyInstalled(shop)).toBe('installed')
    shopify.world.uninstall()
    expect(await verifyInstalled(shop)).toBe('gone')
    // The token is known to be refused by now: nobody is asked again.
    expect(await verifyInstalled(shop)).toBe('gone')
    shopify.world.install()
  })

  test('cannot be said of a shop that counts as installed but has no token', async () => {
    await comeIn()
    await sessions.deleteSession(`offline_${shop}`)
    expect(await verifyInstalled(shop)).toBe('unknown')
  })

  test('is no for a shop that is none of ours', async () => {
    expect(await verifyInstalled('never-seen.myshopify.com')).toBe('gone')
    await sessions.storeSession(
      anOfflineSession({ now: new Date(), accessToken: 'shpat_of-another-app', refreshToken: 'shprt_x' }),
    )
    expect(await verifyInstalled(shop)).toBe('gone')
  })
})
