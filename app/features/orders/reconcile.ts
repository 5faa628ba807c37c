import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { adminOf } from '../../shopify/admin.server.ts'
import { fetchChangedCustomers } from '../../shopify/operations/changed-customers.ts'
import { fetchChangedOrders } from '../../shopify/operations/changed-orders.ts'
import { fetchChangedProducts } from '../../shopify/operations/changed-products.ts'
import type { ChangedSince, Page } from '../../shopify/page.ts'
import { NeedsVisit } from '../../shopify/tokens.server.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { beginImports, readImport, unfinishedImports } from '../../store/imports.server.ts'
import {
  type KnownShop,
  listInstalledShops,
  markReconciled,
  readKnownShop,
} from '../../store/shops.server.ts'
import { recordCustomers } from '../customers/record-customers.ts'
import { recordProducts } from '../products/record-products.ts'
import { refreshShop } from '../shop/refresh-shop.ts'
import { enqueueImport } from './import-history.ts'
import { recordOrders } from './record-orders.ts'

// Shopify's search sees a change a little late, and its clock is not ours.
const overlapMinutes = 15
const pagesMax = 200
const inventoryHoursMax = 24
const spreadSecondsMax = 600

/** What a reconciliation found. */
export interface Reconciled {
  products: number
  customers: number
  orders: number
  /** False when there was more than one call may read: call again. */
  isComplete: boolean
}

/**
 * Reads what changed in a shop since the last look and takes it in as a delivery would have been: what webhooks never
 * told is repaired, what they told changes nothing. Called twice it looks twice and finds nothing new. What Shopify
 * forgot entirely (deleted products and customers) cannot be seen this way. Returns nothing for a shop that is not
 * installed, or whose merchant has to open the app again first.
 */
export async function reconcileShop(shop: string, now: Date): Promise<Reconciled | undefined> {
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return undefined
  try {
    return await reconcile(shop, known, now)
  } catch (error) {
    if (error instanceof NeedsVisit) return undefined
    throw error
  }
}

async function reconcile(shop: string, known: KnownShop, now: Date): Promise<Reconciled> {
  const { currency } = await refreshShop(shop)
  const from = known.reconciledUntil ?? known.installedAt
  const since = new Date(from.getTime() - overlapMinutes * 60_000)
  const admin = adminOf(shop)
  const products = await readKind(shop, since, {
    fetch: (changed) => fetchChangedProducts(admin, changed, currency),
    record: recordProducts,
  })
  const customers = await readKind(shop, since, {
    fetch: (changed) => fetchChangedCustomers(admin, changed),
    record: recordCustomers,
  })
  const orders = await readKind(shop, since, {
    fetch: (changed) => fetchChangedOrders(admin, changed),
    record: (db, items) => recordOrders(db, items, now),
  })
  const kinds = [products, customers, orders]
  // Where reading stopped early, the next look begins: no later than the earliest of the three.
  const stops = kinds.flatMap(({ stoppedAt }) => (stoppedAt ? [stoppedAt.getTime()] : []))
  await inShop(shop, (db) => markReconciled(db, stops.length > 0 ? new Date(Math.min(...stops)) : now))
  await inShop(shop, (db) => renewInventory(db, shop, now))
  const found = { products: products.read, customers: customers.read, orders: orders.read }
  log.info({ shop, ...found }, 'a shop was reconciled')
  return { ...found, isComplete: stops.length === 0 }
}

interface Kind<Item extends { updatedAt: Date }> {
  fetch: (changed: ChangedSince) => Promise<Page<Item>>
  record: (db: Db, items: Item[]) => Promise<unknown>
}

async function readKind<Item extends { updatedAt: Date }>(
  shop: string,
  since: Date,
  { fetch, record }: Kind<Item>,
): Promise<{ read: number; stoppedAt: Date | undefined }> {
  let read = 0
  let after: string | undefined
  let last = since
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, next } = await fetch({ since, after })
    if (items.length > 0) await inShop(shop, (db) => record(db, items))
    read += items.length
    last = items.at(-1)?.updatedAt ?? last
    if (next === undefined) return { read, stoppedAt: undefined }
    after = next
  }
  return { read, stoppedAt: last }
}

/** What is in stock changes without a word in the product: once a day all of it is read again. */
async function renewInventory(db: Db, shop: string, now: Date): Promise<void> {
  const last = await readImport(db, 'inventory')
  if (last?.status !== 'done' || !last.endedAt) return
  if (now.getTime() - last.endedAt.getTime() < inventoryHoursMax * 3_600_000) return
  await beginImports(db, ['inventory'], now)
  await enqueueImport(db, shop, 'inventory')
}

/** Puts every installed shop in line, spread over ten minutes, and every import that was left lying. */
export async function reconcileAllShops(): Promise<void> {
  const shops = await listInstalledShops()
  for (const [index, shop] of shops.entries()) {
    const afterSeconds = Math.floor((index / shops.length) * spreadSecondsMax)
    await inShop(shop, async (db) => {
      await enqueue(db, 'reconcile-shop', { shop }, { key: shop, afterSeconds })
      for (const kind of await unfinishedImports(db)) await enqueueImport(db, shop, kind)
    })
  }
}
