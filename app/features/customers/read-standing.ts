import { type CustomerLine, spentOf } from '../../domain/customer-page.ts'
import type { Money } from '../../domain/money.ts'
import { paidInFull } from '../../domain/orders.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'

/** What a customer's orders say of them. */
export interface Standing extends Pick<CustomerLine, 'lastOrder' | 'orders' | 'spent'> {
  firstOrderAt: Date | undefined
}

/** Reads what the orders of customers say of them, in one query for all. Each id that is asked for is in the answer. */
export async function readStandings(
  db: Db,
  ids: ShopifyId<'Customer'>[],
): Promise<Map<ShopifyId<'Customer'>, Standing>> {
  const shop = await db.shop.findFirst({ select: { currency: true } })
  const rows = await db.$queryRaw<StandingRow[]>`
    select asked."id", last."name", last."processedAt" as at, stood."first", stood."orders", paid."spent"
      from unnest(${ids}::text[]) as asked ("id")
      left join lateral (select o."name", o."processedAt" from "Order" o
             where o."customerId" = asked."id" and o."cancelledAt" is null
             order by o."processedAt" desc, o."id" desc limit 1) last on true
      cross join lateral (select min(o."processedAt") as "first", count(*)::int as "orders" from "Order" o
             where o."customerId" = asked."id" and o."cancelledAt" is null) stood
      cross join lateral (select jsonb_agg(jsonb_build_object('currency', sum."currency", 'minor', sum."minor")) as "spent"
              from (select o."currency", sum(o."totalMinor" - o."refundedMinor") as "minor" from "Order" o
                     where o."customerId" = asked."id" and o."cancelledAt" is null and not o."isTest"
                       and o."financialStatus" = any(${[...paidInFull]})
                     group by o."currency") sum) paid`
  return new Map(rows.map((row) => [row.id, standingOf(row, shop?.currency ?? undefined)]))
}

interface StandingRow {
  id: ShopifyId<'Customer'>
  name: string | null
  at: Date | null
  first: Date | null
  orders: number
  spent: Money[] | null
}

function standingOf({ name, at, first, orders, spent }: StandingRow, currency: string | undefined): Standing {
  return {
    firstOrderAt: first ?? undefined,
    lastOrder: name !== null && at ? { name, at } : undefined,
    orders,
    spent: spentOf(spent ?? [], currency),
  }
}
