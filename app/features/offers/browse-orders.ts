import type { Money } from '../../domain/money.ts'
import { type Coverage, coverageOf } from '../../domain/offers/coverage.ts'
import {
  type CoverageFilter,
  coverageFilter,
  fitsFilter,
  isNarrow,
} from '../../domain/offers/coverage-filter.ts'
import { parseSilence } from '../../domain/offers/parse-evidence.ts'
import { plainText } from '../../domain/plain-text.ts'
import { digitsOf, type ShopifyId, shopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'
import {
  type LinkedOffer,
  type OrderCursor,
  type OrderKey,
  type OrderRow,
  readLinkedOffers,
  readOrderRows,
} from '../../store/order-coverage.server.ts'
import { keysOf } from './offer-keys.ts'

const pageMax = 50
const batchMax = 200
/** A filter looks through so many orders at once; the next page goes on from there. */
const lookedAtMax = 2_000
const nameCharactersMax = 50

/** An order with what became of each surface. */
export interface OrderLine {
  id: ShopifyId<'Order'>
  name: string
  at: Date
  total: Money
  isTest: boolean
  isCancelled: boolean
  coverage: Coverage
  /** What was offered, each title once; products that are gone have none. */
  offered: string[]
}

/** A page of orders, newest first. `next` asks for older ones; nothing at the end. */
export interface OrderPage {
  orders: OrderLine[]
  next: string | undefined
  /** How many orders were looked at for this page. */
  lookedAt: number
}

/** What is asked of the list. */
export interface OrderQuestion {
  /** A whole name, with or without its `#`; empty for all. */
  typed: string
  filter: CoverageFilter
  cursor: string | null
}

/** The question that an address asks; what it does not say does not matter. */
export function orderQuestion(search: URLSearchParams): OrderQuestion {
  const named = { surface: search.get('surface'), state: search.get('state'), why: search.get('why') }
  return { typed: search.get('q') ?? '', filter: coverageFilter(named), cursor: search.get('cursor') }
}

/**
 * At most 50 orders that fit, out of at most 2,000: with a narrow filter a page may be short, or empty, and still have
 * a next one. A cursor that does not fit is read as the first page.
 */
export async function browseOrders(db: Db, { typed, filter, cursor }: OrderQuestion): Promise<OrderPage> {
  const shop = await readCoveringShop(db)
  const names = namesIn(typed)
  const found: OrderLine[] = []
  let after = parseCursor(cursor)
  let lookedAt = 0
  while (lookedAt < lookedAtMax) {
    const limit = isNarrow(filter) ? batchMax : pageMax + 1
    const rows = await readOrderRows(db, { names, after, limit })
    for (const line of await cover(db, rows, shop)) {
      if (found.length === pageMax) return { orders: found, next: writeCursor(after), lookedAt }
      lookedAt += 1
      after = { at: line.at, id: line.id }
      if (fitsFilter(line.coverage, filter)) found.push(line)
    }
    if (rows.length < limit) return { orders: found, next: undefined, lookedAt }
  }
  return { orders: found, next: writeCursor(after), lookedAt }
}

async function readCoveringShop(db: Db) {
  const shop = await db.shop.findFirst({ select: { installedAt: true, plan: true } })
  return { installedAt: shop?.installedAt ?? new Date(0), plan: shop?.plan ?? undefined }
}

function namesIn(typed: string): string[] | undefined {
  const name = plainText(typed).trim().slice(0, nameCharactersMax)
  return name ? [name, `#${name}`] : undefined
}

type Shop = Awaited<ReturnType<typeof readCoveringShop>>

async function cover(db: Db, rows: OrderRow[], shop: Shop): Promise<OrderLine[]> {
  const offers = new Map<string, LinkedOffer[]>()
  for (const offer of await readLinkedOffers(db, rows.flatMap(keysOfOrder)))
    offers.set(offer.orderId, [...(offers.get(offer.orderId) ?? []), offer])
  return rows.map((row) => lineOf(row, offers.get(row.id) ?? [], shop))
}

/** The order as it is told, with what became of each of its surfaces. */
function lineOf(row: OrderRow, offers: LinkedOffer[], shop: Shop): OrderLine {
  const order = { ...row, sourceName: row.sourceName ?? undefined, totalMinor: Number(row.totalMinor) }
  const covering = offers.map(({ items, silence, ...offer }) => ({
    ...offer,
    silence: parseSilence(silence)?.why,
    items: items ?? [],
  }))
  return {
    id: row.id,
    name: row.name,
    at: row.processedAt,
    total: { minor: order.totalMinor, currency: row.currency },
    isTest: row.isTest,
    isCancelled: row.cancelledAt !== null,
    coverage: coverageOf(order, covering, shop),
    offered: [...new Set(offers.flatMap(({ items }) => (items ?? []).flatMap(({ title }) => title ?? [])))],
  }
}

/** Under which names a thank-you or order status page may have asked for this order: its buyer's, or a guest's. */
export function keysOfOrder({ id, customerId, productIds }: OrderRow): OrderKey[] {
  const question = { placement: 'thank-you' as const, orderId: id, productIds: productIds ?? [] }
  const asBuyer = keysOf({ ...question, customerId: customerId ?? undefined })
  const asGuest = keysOf({ ...question, customerId: undefined })
  const keys = new Set([asBuyer.orderKey, asBuyer.guestKey, asGuest.guestKey])
  return [...keys].map((key) => ({ orderId: id, key }))
}

/** One order as the list tells it. */
export async function readOrderLine(db: Db, row: OrderRow): Promise<OrderLine | undefined> {
  const [line] = await cover(db, [row], await readCoveringShop(db))
  return line
}

function writeCursor(after: OrderCursor | undefined): string | undefined {
  return after && `${after.at.getTime()}~${digitsOf(after.id)}`
}

function parseCursor(text: string | null): OrderCursor | undefined {
  const match = /^(\d{1,15})~(\d{1,25})$/.exec(text ?? '')
  return match ? { at: new Date(Number(match[1])), id: shopifyId('Order', match[2] ?? '') } : undefined
}
