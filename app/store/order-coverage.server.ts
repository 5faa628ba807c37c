import { Prisma } from '../../prisma/generated/client.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type { Db } from './database.server.ts'

/** An order has a decision at each of its surfaces, and few more. */
const decisionsMax = 20

/** An order as far as its offers are told of it. Amounts are in the shop's currency. */
export interface OrderRow {
  id: ShopifyId<'Order'>
  name: string
  customerId: ShopifyId<'Customer'> | null
  processedAt: Date
  currency: string
  presentmentCurrency: string
  totalMinor: bigint
  sourceName: string | null
  gateways: string[]
  isTest: boolean
  cancelledAt: Date | null
  productIds: ShopifyId<'Product'>[] | null
}

/** Where a page of orders begins: behind this one. */
export interface OrderCursor {
  at: Date
  id: ShopifyId<'Order'>
}

/** Orders, newest first; only those of one of these names, where names are given. */
export async function readOrderRows(
  db: Db,
  { names, after, limit }: { names: string[] | undefined; after: OrderCursor | undefined; limit: number },
): Promise<OrderRow[]> {
  const named = names ? Prisma.sql`and o."name" = any(${names})` : Prisma.empty
  const older = after
    ? Prisma.sql`and (o."processedAt", o."id") < (${after.at}::timestamptz, ${after.id})`
    : Prisma.empty
  return rowsOf(db, Prisma.sql`where true ${named} ${older}`, limit)
}

/** One order; nothing where this shop has none of this id. */
export async function readOrderRow(db: Db, id: ShopifyId<'Order'>): Promise<OrderRow | undefined> {
  const [row] = await rowsOf(db, Prisma.sql`where o."id" = ${id}`, 1)
  return row
}

async function rowsOf(db: Db, where: Prisma.Sql, limit: number): Promise<OrderRow[]> {
  return db.$queryRaw<OrderRow[]>`
    with page as (
      select o.* from "Order" o ${where} order by o."processedAt" desc, o."id" desc limit ${limit}
    )
    select page."id", page."name", page."customerId", page."processedAt", page."currency",
           page."presentmentCurrency", page."totalMinor", page."sourceName", page."gateways", page."isTest",
           page."cancelledAt", (select array_agg(distinct l."productId") from "OrderLine" l
             where l."orderId" = page."id" and l."productId" is not null) as "productIds"
      from page order by page."processedAt" desc, page."id" desc`
}

/** An offer with the order it belongs to. `considered` and `silence` are JSON as they were kept. */
export interface LinkedOffer {
  orderId: ShopifyId<'Order'>
  id: string
  placement: string
  status: 'decided' | 'shown' | 'accepted' | 'declined'
  silence: unknown
  items: { status: string; title: string | null; isBought: boolean }[] | null
}

/** A name under which a decision of an order may stand. */
export interface OrderKey {
  orderId: string
  key: string
}

const itemsOf = Prisma.sql`
  (select json_agg(json_build_object('status', i."status", 'title', p."title", 'isBought', i."boughtOrderId" is not null)
            order by i."position")
     from "OfferItem" i left join "Product" p on p."id" = i."productId" where i."offerId" = o."id")`

/** The offers of these orders, the earliest decided first. */
export async function readLinkedOffers(db: Db, keys: OrderKey[]): Promise<LinkedOffer[]> {
  if (keys.length === 0) return []
  return db.$queryRaw<LinkedOffer[]>`
    with linked as (${linkedTo(keys)})
    select linked."orderId", o."id", o."placement", o."status"::text, o."reason" as "silence", ${itemsOf} as "items"
      from linked join "Offer" o on o."id" = linked."offerId" order by o."decidedAt", o."id"`
}

/**
 * Which offers belong to which of these orders, as SQL that gives `orderId` and `offerId`: by the names of their
 * decisions; by what was bought of them; on the pages of checkout, where no order is named yet, by the checkout that the
 * order comes from; and where one of them does not say, by the same customer within the hour for which Shopify holds an
 * order, each with the order nearest to it.
 */
function linkedTo(keys: OrderKey[]): Prisma.Sql {
  const ids = [...new Set(keys.map(({ orderId }) => orderId))]
  const named = JSON.stringify(keys)
  return Prisma.sql`
    select o."orderId", o."id" as "offerId" from "Offer" o where o."orderId" = any(${ids})
    union
    select k."orderId", o."id" from json_to_recordset(${named}::json) as k("orderId" text, "key" text)
      join "Offer" o on o."key" = k."key" where o."orderId" is null
    union
    select i."boughtOrderId", o."id" from "OfferItem" i join "Offer" o on o."id" = i."offerId"
     where i."boughtOrderId" = any(${ids}) and o."placement" in ('post-purchase', 'checkout')
    union
    select b."id", o."id" from "Order" b join "Offer" o on o."reference" = b."checkoutToken" where b."id" = any(${ids})
    union
    select b."id", o."id" from "Order" b join "Offer" o on o."customerId" = b."customerId"
       and o."placement" in ('post-purchase', 'checkout') and o."orderId" is null
       and o."decidedAt" between b."processedAt" - interval '1 hour' and b."processedAt" + interval '1 hour'
     where b."id" = any(${ids}) and (b."checkoutToken" is null or o."reference" is null) and not exists (
       select from "Order" n where n."customerId" = b."customerId" and n."id" <> b."id"
          and abs(extract(epoch from n."processedAt" - o."decidedAt"))
            < abs(extract(epoch from b."processedAt" - o."decidedAt")))`
}

/** A whole decision as it was kept. `silence`, `considered` and the items' `reason` and `incentive` are JSON. */
export interface DecisionRow extends Omit<LinkedOffer, 'items'> {
  decidedAt: Date
  shownAt: Date | null
  answeredAt: Date | null
  ruleId: string | null
  considered: unknown
  items: DecisionItemRow[] | null
}

/** One offered product as it was kept. */
export interface DecisionItemRow {
  productId: string
  title: string | null
  status: string
  reason: unknown
  incentive: unknown
  isBought: boolean
}

/** The offers of one order with all that was decided, the earliest first. */
export async function readDecisionRows(db: Db, keys: OrderKey[]): Promise<DecisionRow[]> {
  if (keys.length === 0) return []
  return db.$queryRaw<DecisionRow[]>`
    with linked as (${linkedTo(keys)})
    select linked."orderId", o."id", o."placement", o."status"::text, o."reason" as "silence", o."decidedAt", o."shownAt",
           o."answeredAt", o."ruleId", o."considered",
           (select json_agg(json_build_object('productId', i."productId", 'title', p."title", 'status', i."status",
                     'reason', i."reason", 'incentive', i."incentive", 'isBought', i."boughtOrderId" is not null)
                     order by i."position")
              from "OfferItem" i left join "Product" p on p."id" = i."productId" where i."offerId" = o."id") as "items"
      from linked join "Offer" o on o."id" = linked."offerId"
     order by o."decidedAt", o."id" limit ${decisionsMax}`
}
