import { type CustomerSummary, fullName } from '../../domain/customer-page.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { usualRhythm } from '../../domain/timeline.ts'
import { assert } from '../../platform/errors.ts'
import type { Db } from '../../store/database.server.ts'
import { findForgotten } from '../../store/redaction.server.ts'

const rhythmOrdersMax = 50

/** What is known of a customer: who they are, or why there is nothing to tell. */
export type CustomerFound =
  | { kind: 'there'; customer: CustomerSummary }
  /** Shopify merged them into another, under whose id everything is. */
  | { kind: 'merged'; intoId: ShopifyId<'Customer'> }
  | { kind: 'deleted'; at: Date }
  /** They asked to be forgotten: nothing is known of them any more but that. */
  | { kind: 'forgotten' }
  | { kind: 'not-there' }

/** Reads who one customer is to the shop. An id the shop does not have, or another shop's, is not there. */
export async function readCustomer(db: Db, id: ShopifyId<'Customer'>): Promise<CustomerFound> {
  const row = await db.customer.findFirst({ where: { id } })
  if (!row) return (await wasForgotten(db, id)) ? { kind: 'forgotten' } : { kind: 'not-there' }
  if (isShopifyId('Customer', row.mergedIntoId)) return { kind: 'merged', intoId: row.mergedIntoId }
  if (row.deletedAt) return { kind: 'deleted', at: row.deletedAt }
  const orders = await readOrders(db, id)
  return {
    kind: 'there',
    customer: {
      id,
      name: fullName(row),
      email: row.email ?? undefined,
      phone: row.phone ?? undefined,
      countryCode: row.countryCode ?? undefined,
      since: orders.first && orders.first < row.createdAt ? orders.first : row.createdAt,
      emailConsent: row.emailConsent ?? undefined,
      smsConsent: row.smsConsent ?? undefined,
      ...orders.standing,
    },
  }
}

async function wasForgotten(db: Db, value: string): Promise<boolean> {
  const found = await findForgotten(db, [{ kind: 'customer', value }])
  return found.size > 0
}

interface Standing extends Pick<CustomerSummary, 'lastOrder' | 'orders' | 'spent' | 'rhythm'> {}

async function readOrders(db: Db, customerId: string): Promise<{ first?: Date; standing: Standing }> {
  const [sum] = await db.$queryRaw<{ first: Date | null; orders: number; minor: number | null }[]>`
    select min(o."processedAt") as first, count(*)::int as orders,
           sum(o."totalMinor" - o."refundedMinor")::float8 as minor
      from "Order" o
     where o."customerId" = ${customerId} and o."cancelledAt" is null and o."currency" =
           (select "currency" from "Order" where "customerId" = ${customerId} order by "processedAt" desc limit 1)`
  const latest = await db.order.findMany({
    where: { customerId, cancelledAt: null },
    select: { name: true, processedAt: true, currency: true },
    orderBy: { processedAt: 'desc' },
    take: rhythmOrdersMax,
  })
  assert(sum, 'a query that sums answers one row')
  const [last] = latest
  return {
    first: sum.first ?? undefined,
    standing: {
      orders: sum.orders,
      spent: last && sum.minor !== null ? { minor: sum.minor, currency: last.currency } : undefined,
      lastOrder: last && { name: last.name, at: last.processedAt },
      rhythm: usualRhythm(latest.map(({ processedAt }) => processedAt)),
    },
  }
}
