import { describe, expect, test } from 'vitest'
import { enqueue, startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { everything, liveThrough, orderId, withTwoShops } from '../support/canary.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { anOrderPayload, aProductPayload } from '../support/payloads.ts'

const database = withTwoShops()

const gone = async () => 'gone' as const
const installed = async () => 'installed' as const
const unknown = async () => 'unknown' as const

describe('shop/redact', () => {
  const body = { shop_id: 1, shop_domain: shop }

  test('leaves no row of the shop in any table, no job, and the other shop whole', async () => {
    await startQueue(database.url)
    await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }))
    await inShop(otherShop, (db) => enqueue(db, 'reconcile-shop', { shop: otherShop }))
    await stopQueue()
    await liveThrough()
    for (const shopId of [shop, otherShop]) {
      await putDelivery('products/create', aProductPayload(), { shopId })
      await putDelivery('orders/create', anOrderPayload({ id: orderId(9) }), { shopId })
      await workAll({ shopId })
    }
    await inShop(shop, (db) =>
      db.session.create({ data: { id: 's', sealed: new Uint8Array([1]), updatedAt: noon } }),
    )
    const before = await rowsOf(otherShop)
    expect((await rowsOf(shop)).length).toBeGreaterThan(10)
    await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: gone })
    expect(await rowsOf(shop)).toEqual([])
    expect(await rowsOf(otherShop)).toEqual(before)
    await inShop(shop, (db) => db.shop.create({ data: { installedAt: noon, currency: 'EUR' } }))
  })

  test('is refused while the app is installed there: the topic is not signed', async () => {
    const id = await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: installed })
    expect(await deliveryNow(id)).toMatchObject({
      status: 'aside',
      error: 'the app is still installed in this shop',
    })
    expect(await inShop(shop, (db) => db.shop.count())).toBe(1)
  })

  test('is refused when the body names another shop than the header', async () => {
    const id = await putDelivery('shop/redact', { ...body, shop_domain: otherShop })
    await workAll({ verifyInstalled: gone })
    expect(await deliveryNow(id)).toMatchObject({ status: 'aside', error: 'payload names another shop' })
  })

  test('waits until it can be asked whether the app is installed', async () => {
    const id = await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: unknown })
    expect(await deliveryNow(id)).toMatchObject({
      status: 'waiting',
      attempts: 1,
      error: 'attempt 1 failed: Unavailable',
    })
  })

  test('that was already carried out does no harm when it comes again', async () => {
    await inShop(shop, (db) => db.shop.deleteMany())
    const id = await putDelivery('shop/redact', body)
    await workAll({ verifyInstalled: gone })
    expect(await deliveryNow(id)).toBeNull()
  })
})

describe('app/uninstalled', () => {
  const body = { id: 1, domain: 'roast.example', myshopify_domain: shop, email: 'owner@example.com' }
  const shopNow = () => inShop(shop, (db) => db.shop.findFirst())

  test('marks the shop, and forgets its sessions', async () => {
    await inShop(shop, (db) =>
      db.session.create({ data: { id: 's', sealed: new Uint8Array([1]), updatedAt: noon } }),
    )
    const at = new Date('2026-06-16T00:00:00Z')
    const id = await putDelivery('app/uninstalled', body, { triggeredAt: at })
    await workAll({ verifyInstalled: gone })
    expect((await shopNow())?.uninstalledAt).toEqual(at)
    expect(await inShop(shop, (db) => db.session.count())).toBe(0)
    expect(await deliveryNow(id)).toMatchObject({ status: 'done', bodyBytes: 0 })
  })

  test('has no effect when it comes late, after a new installation', async () => {
    const at = new Date('2026-06-14T00:00:00Z')
    await putDelivery('app/uninstalled', body, { triggeredAt: at })
    await workAll({ verifyInstalled: gone })
    await putDelivery('app/uninstalled', body)
    await workAll({ verifyInstalled: installed })
    expect((await shopNow())?.uninstalledAt).toBeNull()
  })
})

/** Which tables hold rows that name this shop, and how many. */
async function rowsOf(shopId: string): Promise<[string, number][]> {
  const tables = await everything()
  return [...tables].flatMap(([name, text]): [string, number][] => {
    const count = text.split(shopId).length - 1
    return count > 0 && !name.includes('version') ? [[name, count]] : []
  })
}
