import { isPaid, type Order, supersedes } from '../../domain/orders.ts'
import { newestOfEach, type Told } from '../../domain/told.ts'
import { unique } from '../../domain/unique.ts'
import { ensureCustomers, readMerges } from '../../store/customers.server.ts'
import type { Db } from '../../store/database.server.ts'
import type { KnownBasket } from '../../store/learning.server.ts'
import {
  type KnownOrder,
  type OrderRow,
  readKnownOrders,
  sumRefunds,
  takeInChildren,
  writeFulfillments,
  writeOrders,
  writeRefunds,
} from '../../store/orders.server.ts'
import { findForgotten, forgottenKey } from '../../store/redaction.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'
import { enterFromOrders } from '../journeys/enter-journeys.ts'
import { attributeOrders } from '../offers/attribute-order.ts'
import { learnWritten } from './learn-orders.ts'
import { tuneNeedsBy } from './tune-needs.ts'
import { tuneBy } from './tune-recommender.ts'

/** Orders in one unit of work at most; callers with more take several. */
export const ordersMax = 1_000

/**
 * Brings what Shopify says of orders into the shop's mirror: the order, its lines, refunds and fulfilments, its buyer
 * by name if they are not known yet, what arrived before it, the counts of what is bought together, and what accepted
 * offers brought, and the journeys that begin, which all stand or fall with this unit of work. An order that is not newer than what is known changes nothing; returns how
 * many were. Of one order named twice the newer counts. The same orders again change nothing.
 */
export async function recordOrders(db: Db, orders: Told<Order>[], now: Date): Promise<number> {
  if (orders.length === 0) return 0
  await lockMirror(db)
  const heard = newestOfEach(orders, supersedes)
  const known = await readKnownOrders(
    db,
    heard.map((order) => order.id),
  )
  const news = heard.filter((order) => {
    const before = known.get(order.id)
    return !before || supersedes(order, before)
  })
  if (news.length === 0) return 0
  const rows = await decideRows(db, { news, known, now })
  const knownIds = news.flatMap(({ id }) => (known.has(id) ? [id] : []))
  await learnFrom(db, rows, known, () => writeAll(db, rows, knownIds))
  await attributeOrders(db, news)
  await enterFromOrders(db, { ids: news.map(({ id }) => id), paidAt: paidNow(news, known) }, now)
  return news.length
}

/** When orders were paid that were known before they were; of all others it was when they were placed. */
function paidNow(news: readonly Order[], known: Map<string, KnownOrder>): Map<string, Date> {
  const later = news.filter((order) => {
    const before = known.get(order.id)
    return before && isPaid(order) && !isPaid({ ...order, ...before })
  })
  return new Map(later.map(({ id, updatedAt }) => [id, updatedAt]))
}

interface Gathered {
  news: Told<Order>[]
  known: Map<string, KnownOrder>
  now: Date
}

const withoutBuyer = { locale: undefined, countryCode: undefined, checkoutToken: undefined }

/** Who bought each order, as far as they may be known, and whether it counts. */
async function decideRows(db: Db, { news, known, now }: Gathered): Promise<OrderRow[]> {
  const buyerIds = news.flatMap((order) => (order.customer ? [order.customer.id] : []))
  const merges = await readMerges(db, buyerIds)
  const forgotten = await findForgotten(db, [
    ...buyerIds.map((value) => ({ kind: 'customer' as const, value })),
    ...news.map((order) => ({ kind: 'order' as const, value: order.id })),
  ])
  return news.map((order) => {
    const isForgotten = forgotten.has(forgottenKey({ kind: 'order', value: order.id }))
    const buyer = order.customer?.id
    const isBuyerForgotten = buyer && forgotten.has(forgottenKey({ kind: 'customer', value: buyer }))
    // What somebody bought who is forgotten is nobody's, and teaches nothing any more.
    const mayBeKnown = buyer && !isForgotten && !isBuyerForgotten
    const counts = isPaid(order) && !isForgotten && !isBuyerForgotten
    return {
      order: isForgotten || isBuyerForgotten ? { ...order, ...withoutBuyer } : order,
      customerId: mayBeKnown ? (merges.get(buyer) ?? buyer) : undefined,
      learnedAt: counts ? (known.get(order.id)?.learnedAt ?? now) : undefined,
    }
  })
}

/** Writes, and learns of those orders that count now or did before. */
async function learnFrom(
  db: Db,
  rows: OrderRow[],
  known: Map<string, KnownOrder>,
  write: () => Promise<void>,
): Promise<void> {
  const concerned = rows.filter(({ order, learnedAt }) => learnedAt || known.get(order.id)?.learnedAt)
  const orderIds = concerned.map(({ order }) => order.id)
  const customerIds = unique(
    concerned.flatMap(({ order, customerId }) =>
      [customerId ?? [], known.get(order.id)?.customerId ?? []].flat(),
    ),
  )
  const learnedIds = orderIds.filter((id) => known.get(id)?.learnedAt)
  const baskets = concerned.flatMap(basketOf)
  await learnWritten(db, { customerIds, orderIds, learnedIds, baskets }, write, async (come, before) => {
    await tuneBy(db, come)
    await tuneNeedsBy(db, come, before)
  })
}

/** What a row teaches once it is written, as `readBaskets` would read it. */
function basketOf({ order, customerId, learnedAt }: OrderRow): KnownBasket[] {
  const kept = order.lines.flatMap(({ productId, currentQuantity }) =>
    productId && currentQuantity > 0 ? [productId] : [],
  )
  const productIds = unique(kept).sort()
  if (!learnedAt || productIds.length === 0) return []
  const atMs = Math.min(order.processedAt.getTime(), order.createdAt.getTime())
  return [
    { customerId: customerId ?? null, buyer: customerId ?? order.id, orderId: order.id, atMs, productIds },
  ]
}

async function writeAll(db: Db, rows: OrderRow[], knownIds: string[]): Promise<void> {
  const buyers = rows.flatMap(({ order, customerId }) =>
    order.customer && customerId === order.customer.id
      ? [{ ...order.customer, createdAt: order.createdAt }]
      : [],
  )
  await ensureCustomers(db, buyers)
  await writeOrders(db, rows, knownIds)
  const orders = rows.map(({ order }) => order)
  await writeRefunds(
    db,
    orders.flatMap((order) => order.refunds),
  )
  await writeFulfillments(
    db,
    orders.flatMap((order) => order.fulfillments),
  )
  const ids = orders.map((order) => order.id)
  await takeInChildren(db, ids)
  await sumRefunds(db, ids)
}
