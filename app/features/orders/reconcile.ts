import { toldAt } from '../../domain/told.ts'
import { Rejected, Unavailable } from '../../platform/errors.ts'
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
import { beginLook, endLook, forgetLook, type LookedAtKind, notePage } from '../../store/looks.server.ts'
import { inEachShop, type KnownShop, readKnownShop } from '../../store/shops.server.ts'
import { recordCustomers } from '../customers/record-customers.ts'
import { recordProducts } from '../products/record-products.ts'
import { refreshShop } from '../shop/refresh-shop.ts'
import { enqueueImport } from './import-history.ts'
import { recordOrders } from './record-orders.ts'

// Shopify's search sees a change a little late, and its clock is not ours.
const overlapMinutes = 15
const pagesUsual = 100
const moreAfterSeconds = 10
const wholeHoursMax = 24
const spreadSeconds = 600

/** What a reconciliation found. */
export interface Reconciled {
  products: number
  customers: number
  orders: number
  /** False when there is more than one call reads: the shop is in line for the next. */
  isComplete: boolean
}

/** How long one call goes on. */
export interface LookOptions {
  /** Pages of each kind; 100 when left out. */
  pagesMax?: number
  /** Stops between two pages; the next call goes on from there. */
  signal?: AbortSignal
}

/**
 * Reads what changed in a shop since the last look and takes it in as a delivery would have been: what webhooks never
 * told is repaired, what they told changes nothing. Each page and how far it came stand in one commit: however much
 * there is and whatever interrupts it, the next call goes on there. Called twice it looks twice and finds nothing new.
 * What Shopify forgot entirely (deleted products and customers) cannot be seen this way. Returns nothing for a shop
 * that is not installed, or whose merchant has to open the app again first. Throws `Unavailable` when stopped.
 */
export async function reconcileShop(
  shop: string,
  now: Date,
  options: LookOptions = {},
): Promise<Reconciled | undefined> {
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return undefined
  try {
    return await reconcile(shop, known, now, options)
  } catch (error) {
    if (error instanceof NeedsVisit) return undefined
    // A place that Shopify no longer takes must not hold the shop up for ever.
    if (error instanceof Rejected) await inShop(shop, forgetLook)
    throw error
  }
}

async function reconcile(
  shop: string,
  known: KnownShop,
  now: Date,
  { pagesMax = pagesUsual, signal }: LookOptions,
): Promise<Reconciled> {
  const { currency } = await refreshShop(shop)
  const from = known.reconciledUntil ?? known.installedAt
  const since = new Date(from.getTime() - overlapMinutes * 60_000)
  const look: Look = { shop, since, now, pagesMax, signal }
  const admin = adminOf(shop)
  const products = await readKind(look, 'products', {
    fetch: (changed) => fetchChangedProducts(admin, changed, currency),
    record: (db, items) => recordProducts(db, toldAt(items, now)),
  })
  const customers = await readKind(look, 'customers', {
    fetch: (changed) => fetchChangedCustomers(admin, changed),
    record: (db, items) => recordCustomers(db, toldAt(items, now), now),
  })
  const orders = await readKind(look, 'orders', {
    fetch: (changed) => fetchChangedOrders(admin, changed),
    record: (db, items) => recordOrders(db, toldAt(items, now), now),
  })
  const isComplete = [products, customers, orders].every(({ isDone }) => isDone)
  await inShop(shop, async (db) => {
    if (isComplete) await endLook(db, since)
    else await enqueue(db, 'reconcile-shop', { shop }, { key: shop, afterSeconds: moreAfterSeconds })
    await renewStock(db, shop, now)
    await renewCollections(db, shop, now)
  })
  const found = { products: products.read, customers: customers.read, orders: orders.read, isComplete }
  log.info({ shop, ...found }, 'a shop was reconciled')
  return found
}

interface Look {
  shop: string
  since: Date
  now: Date
  pagesMax: number
  signal: AbortSignal | undefined
}

interface Kind<Item> {
  fetch: (changed: ChangedSince) => Promise<Page<Item>>
  record: (db: Db, items: Item[]) => Promise<unknown>
}

async function readKind<Item>(
  look: Look,
  kind: LookedAtKind,
  { fetch, record }: Kind<Item>,
): Promise<{ read: number; isDone: boolean }> {
  const { shop, since, pagesMax, signal } = look
  let { after, isDone } = await inShop(shop, (db) => beginLook(db, kind, look))
  let read = 0
  for (let page = 0; !isDone && page < pagesMax; page += 1) {
    if (signal?.aborted) throw new Unavailable('The look was asked to stop.')
    const { items, next } = await fetch({ since, after })
    await inShop(shop, async (db) => {
      const isOurs = await notePage(db, kind, { since, after, next })
      if (!isOurs) throw new Unavailable('Another process goes on with this look.')
      if (items.length > 0) await record(db, items)
    })
    read += items.length
    after = next
    isDone = next === undefined
  }
  return { read, isDone }
}

/**
 * What is in stock changes without a word in the product: a day after it was read, or could not be, all of it is read
 * again. That is an import of its own: the history stays brought in.
 */
async function renewStock(db: Db, shop: string, now: Date): Promise<void> {
  const history = await readImport(db, 'inventory')
  const last = (await readImport(db, 'stock')) ?? history
  if (history?.status !== 'done' || !history.endedAt || !last?.endedAt) return
  const readAt = Math.max(history.endedAt.getTime(), last.endedAt.getTime())
  if (now.getTime() - readAt < wholeHoursMax * 3_600_000) return
  await beginImports(db, ['stock'], now)
  await enqueueImport(db, shop, 'stock')
}

/**
 * Which products an automatic collection holds changes with the products, without a word from Shopify: a day after the
 * collections were read, or could not be, all of them are read again. A shop where they never were begins at once.
 */
async function renewCollections(db: Db, shop: string, now: Date): Promise<void> {
  const last = await readImport(db, 'collections')
  if (last && !last.endedAt) return
  if (last?.endedAt && now.getTime() - last.endedAt.getTime() < wholeHoursMax * 3_600_000) return
  await beginImports(db, ['collections'], now)
  await enqueueImport(db, shop, 'collections')
}

/** Puts every installed shop in line, spread over ten minutes, and every import that was left lying. */
export async function reconcileAllShops(): Promise<void> {
  await inEachShop(spreadSeconds, async (db, shop, afterSeconds) => {
    await enqueue(db, 'reconcile-shop', { shop }, { key: shop, afterSeconds })
    for (const kind of await unfinishedImports(db)) await enqueueImport(db, shop, kind)
  })
}
