import type { Fulfillment, Order, OrderProgress, Refund } from '../domain/orders.ts'
import type { Return } from '../domain/returns.ts'
import type { Told } from '../domain/told.ts'
import type { FulfillmentEvent } from '../domain/webhooks/fulfillment.ts'
import type { Db } from './database.server.ts'
import { returnDetail, takeInReturns } from './returns.server.ts'

/** What is known of an order before it is written again. */
export interface KnownOrder extends OrderProgress {
  id: string
  customerId: string | undefined
  learnedAt: Date | undefined
}

/** An order as it is written: its buyer decided, and whether its pairs count. */
export interface OrderRow {
  order: Told<Order>
  customerId: string | undefined
  learnedAt: Date | undefined
}

/** What is known of these orders, by id. */
export async function readKnownOrders(db: Db, ids: string[]): Promise<Map<string, KnownOrder>> {
  const rows = await db.order.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      updatedAt: true,
      toldAt: true,
      cancelledAt: true,
      financialStatus: true,
      fulfillmentStatus: true,
      customerId: true,
      learnedAt: true,
    },
  })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        toldAt: row.toldAt ?? undefined,
        cancelledAt: row.cancelledAt ?? undefined,
        financialStatus: row.financialStatus ?? undefined,
        fulfillmentStatus: row.fulfillmentStatus ?? undefined,
        customerId: row.customerId ?? undefined,
        learnedAt: row.learnedAt ?? undefined,
      },
    ]),
  )
}

/** Writes orders with their lines over what was there; `knownIds` are those that were. Each id occurs once. */
export async function writeOrders(db: Db, rows: OrderRow[], knownIds: string[]): Promise<void> {
  const lines = linesJson(rows.map(({ order }) => order))
  await writeHeads(db, rows)
  if (knownIds.length > 0) await deleteOtherLines(db, knownIds, lines)
  await writeLines(db, lines)
}

async function writeHeads(db: Db, rows: OrderRow[]): Promise<void> {
  const json = JSON.stringify(
    rows.map(({ order, customerId, learnedAt }) => ({
      ...order,
      customer: undefined,
      lines: undefined,
      refunds: undefined,
      fulfillments: undefined,
      presentmentCurrency: order.presentmentTotal.currency,
      presentmentTotalMinor: order.presentmentTotal.minor,
      customerId,
      learnedAt,
    })),
  )
  await db.$executeRaw`
    insert into "Order" ("id", "name", "customerId", "processedAt", "createdAt", "updatedAt", "cancelledAt", "cancelReason",
      "currency", "subtotalMinor", "totalMinor", "discountMinor", "presentmentCurrency", "presentmentTotalMinor",
      "financialStatus", "fulfillmentStatus", "sourceName", "locale", "countryCode", "isTest", "discountCodes", "gateways",
      "checkoutToken", "learnedAt", "toldAt")
    select * from json_to_recordset(${json}::json) as r ("id" text, "name" text, "customerId" text, "processedAt" timestamptz,
      "createdAt" timestamptz, "updatedAt" timestamptz, "cancelledAt" timestamptz, "cancelReason" text, "currency" text,
      "subtotalMinor" bigint, "totalMinor" bigint, "discountMinor" bigint, "presentmentCurrency" text,
      "presentmentTotalMinor" bigint, "financialStatus" text, "fulfillmentStatus" text, "sourceName" text, "locale" text,
      "countryCode" text, "isTest" boolean, "discountCodes" text[], "gateways" text[], "checkoutToken" text,
      "learnedAt" timestamptz, "toldAt" timestamptz)
    on conflict ("shopId", "id") do update set
      "name" = excluded."name", "customerId" = excluded."customerId", "processedAt" = excluded."processedAt",
      "createdAt" = excluded."createdAt", "updatedAt" = excluded."updatedAt", "cancelledAt" = excluded."cancelledAt",
      "cancelReason" = excluded."cancelReason", "currency" = excluded."currency",
      "subtotalMinor" = excluded."subtotalMinor", "totalMinor" = excluded."totalMinor",
      "discountMinor" = excluded."discountMinor", "presentmentCurrency" = excluded."presentmentCurrency",
      "presentmentTotalMinor" = excluded."presentmentTotalMinor", "financialStatus" = excluded."financialStatus",
      "fulfillmentStatus" = excluded."fulfillmentStatus", "sourceName" = excluded."sourceName",
      "locale" = excluded."locale", "countryCode" = excluded."countryCode", "isTest" = excluded."isTest",
      "discountCodes" = excluded."discountCodes", "gateways" = excluded."gateways",
      "checkoutToken" = excluded."checkoutToken", "learnedAt" = excluded."learnedAt", "toldAt" = excluded."toldAt"`
}

function linesJson(orders: Order[]): string {
  return JSON.stringify(
    orders.flatMap((order) =>
      order.lines.map((line, index) => ({ orderId: order.id, position: index + 1, ...line })),
    ),
  )
}

async function deleteOtherLines(db: Db, orderIds: string[], json: string): Promise<void> {
  await db.$executeRaw`
    delete from "OrderLine" l where l."orderId" = any(${orderIds}) and (l."orderId", l."id") not in (
      select r."orderId", r."id" from json_to_recordset(${json}::json) as r ("orderId" text, "id" text))`
}

async function writeLines(db: Db, json: string): Promise<void> {
  await db.$executeRaw`
    insert into "OrderLine" as l ("orderId", "id", "position", "productId", "variantId", "title", "variantTitle",
      "quantity", "currentQuantity", "priceMinor", "discountMinor")
    select * from json_to_recordset(${json}::json) as r ("orderId" text, "id" text, "position" int, "productId" text,
      "variantId" text, "title" text, "variantTitle" text, "quantity" int, "currentQuantity" int, "priceMinor" bigint,
      "discountMinor" bigint)
    on conflict ("shopId", "orderId", "id") do update set
      "position" = excluded."position", "productId" = excluded."productId", "variantId" = excluded."variantId",
      "title" = excluded."title", "variantTitle" = excluded."variantTitle", "quantity" = excluded."quantity",
      "currentQuantity" = excluded."currentQuantity", "priceMinor" = excluded."priceMinor",
      "discountMinor" = excluded."discountMinor"
    where (l."position", l."productId", l."variantId", l."title", l."variantTitle", l."quantity", l."currentQuantity",
           l."priceMinor", l."discountMinor")
       is distinct from (excluded."position", excluded."productId", excluded."variantId", excluded."title",
           excluded."variantTitle", excluded."quantity", excluded."currentQuantity", excluded."priceMinor",
           excluded."discountMinor")`
}

/** Writes refunds as their orders tell them. A refund is never taken back: those not named stay. */
export async function writeRefunds(db: Db, refunds: Refund[]): Promise<void> {
  if (refunds.length === 0) return
  const json = JSON.stringify(refunds.map(refundDetail))
  await db.$executeRaw`
    insert into "Refund" as f ("orderId", "id", "createdAt", "currency", "amountMinor", "lines")
    select * from json_to_recordset(${json}::json)
      as r ("orderId" text, "id" text, "createdAt" timestamptz, "currency" text, "amountMinor" bigint, "lines" jsonb)
    on conflict ("shopId", "orderId", "id") do update set
      "createdAt" = excluded."createdAt", "currency" = excluded."currency", "amountMinor" = excluded."amountMinor",
      "lines" = excluded."lines"
    where (f."createdAt", f."currency", f."amountMinor", f."lines")
       is distinct from (excluded."createdAt", excluded."currency", excluded."amountMinor", excluded."lines")`
}

/** Writes fulfilments; each keeps the latest that was said of it, and the earliest moment it was delivered. */
export async function writeFulfillments(db: Db, fulfillments: Fulfillment[]): Promise<void> {
  if (fulfillments.length === 0) return
  await db.$executeRaw`
    insert into "Fulfillment" as f ("orderId", "id", "status", "shipmentStatus", "trackingCompany", "createdAt",
      "updatedAt", "deliveredAt")
    select * from json_to_recordset(${JSON.stringify(fulfillments)}::json)
      as r ("orderId" text, "id" text, "status" text, "shipmentStatus" text, "trackingCompany" text,
            "createdAt" timestamptz, "updatedAt" timestamptz, "deliveredAt" timestamptz)
    on conflict ("shopId", "orderId", "id") do update set
      "status" = case when excluded."updatedAt" > f."updatedAt" then excluded."status" else f."status" end,
      "shipmentStatus" = case when excluded."updatedAt" > f."updatedAt"
                                or (excluded."updatedAt" = f."updatedAt" and excluded."shipmentStatus" = 'delivered')
                              then excluded."shipmentStatus" else f."shipmentStatus" end,
      "trackingCompany" = case when excluded."updatedAt" > f."updatedAt"
                               then excluded."trackingCompany" else f."trackingCompany" end,
      "createdAt" = least(f."createdAt", excluded."createdAt"),
      "updatedAt" = greatest(f."updatedAt", excluded."updatedAt"),
      "deliveredAt" = least(f."deliveredAt", excluded."deliveredAt")`
}

/** Something that belongs to an order and came by itself. */
export type Child =
  | { kind: 'refund'; refund: Refund }
  | { kind: 'return'; return: Told<Return> }
  | { kind: 'fulfillment'; fulfillment: Fulfillment }
  | { kind: 'fulfillment-event'; event: FulfillmentEvent }

/** Lays children down for `takeInChildren`. Of one that lies there already, the later stays. */
export async function layDownChildren(db: Db, children: Child[], now: Date): Promise<void> {
  const rows = new Map<string, object>()
  for (const child of children) {
    const { orderId, id, detail } = childDetail(child)
    rows.set(`${orderId} ${child.kind} ${id}`, { orderId, kind: child.kind, id, detail })
  }
  await db.$executeRaw`
    insert into "EarlyArrival" as e ("orderId", "kind", "id", "detail", "receivedAt")
    select r.*, ${now}::timestamptz from json_to_recordset(${JSON.stringify([...rows.values()])}::json)
      as r ("orderId" text, "kind" text, "id" text, "detail" jsonb)
    on conflict ("shopId", "orderId", "kind", "id") do update set "detail" = excluded."detail"
    where coalesce(excluded."detail" ->> 'updatedAt', '') > coalesce(e."detail" ->> 'updatedAt', '')`
}

/**
 * Takes what lies there for these orders into them, as far as the orders (and, for events, the fulfilments) are known;
 * the rest goes on lying there. An order's own word on a refund stands against one that came by itself.
 */
export async function takeInChildren(db: Db, orderIds: string[]): Promise<void> {
  const [row] = await db.$queryRaw<{ any: boolean }[]>`
    select exists (select from "EarlyArrival" where "orderId" = any(${orderIds})) as "any"`
  if (!row?.any) return
  await db.$executeRaw`
    with taken as (delete from "EarlyArrival" e using "Order" o
      where o."id" = e."orderId" and e."kind" = 'refund' and e."orderId" = any(${orderIds}) returning e.*)
    insert into "Refund" ("orderId", "id", "createdAt", "currency", "amountMinor", "lines")
    select "orderId", "id", (detail ->> 'createdAt')::timestamptz, detail ->> 'currency',
           (detail ->> 'amountMinor')::bigint, detail -> 'lines' from taken
    on conflict do nothing`
  const fulfillments = await db.$queryRaw<{ detail: Fulfillment }[]>`
    delete from "EarlyArrival" e using "Order" o
     where o."id" = e."orderId" and e."kind" = 'fulfillment' and e."orderId" = any(${orderIds}) returning e."detail"`
  await writeFulfillments(
    db,
    fulfillments.map(({ detail }) => detail),
  )
  await takeInEvents(db, orderIds)
  await takeInReturns(db, orderIds)
}

async function takeInEvents(db: Db, orderIds: string[]): Promise<void> {
  await db.$executeRaw`
    with taken as (delete from "EarlyArrival" e using "Fulfillment" f
      where f."orderId" = e."orderId" and f."id" = e."detail" ->> 'fulfillmentId' and e."kind" = 'fulfillment-event'
        and e."orderId" = any(${orderIds})
      returning e."orderId", e."detail" ->> 'fulfillmentId' as "id", e."detail" ->> 'status' as "status",
                (e."detail" ->> 'happenedAt')::timestamptz as "at"),
    summed as (select "orderId", "id", (array_agg("status" order by "at" desc, "status"))[1] as "status", max("at") as "at",
                      min("at") filter (where "status" = 'delivered') as "deliveredAt"
                 from taken group by "orderId", "id")
    update "Fulfillment" f set
      "shipmentStatus" = case when s."at" >= f."updatedAt" then s."status" else f."shipmentStatus" end,
      "updatedAt" = greatest(f."updatedAt", s."at"),
      "deliveredAt" = least(f."deliveredAt", s."deliveredAt")
    from summed s where f."orderId" = s."orderId" and f."id" = s."id"`
}

/** Brings what each of these orders gave back up to its refunds. */
export async function sumRefunds(db: Db, orderIds: string[]): Promise<void> {
  if (orderIds.length === 0) return
  // Looked up by key, each: as a join it is planned as a scan of all orders.
  await db.$executeRaw`
    update "Order" o set "refundedMinor" = given."total"
      from unnest(${orderIds}::text[]) as named("id")
      cross join lateral (select r."currency", sum(r."amountMinor")::bigint as "total" from "Refund" r
                           where r."orderId" = named."id" group by r."currency") given
     where o."id" = named."id" and o."id" = any(${orderIds}) and o."currency" = given."currency"
       and o."refundedMinor" <> given."total"`
}

function childDetail(child: Child): { orderId: string; id: string; detail: object } {
  switch (child.kind) {
    case 'refund':
      return { orderId: child.refund.orderId, id: child.refund.id, detail: refundDetail(child.refund) }
    case 'return':
      return returnDetail(child.return)
    case 'fulfillment':
      return { orderId: child.fulfillment.orderId, id: child.fulfillment.id, detail: child.fulfillment }
    case 'fulfillment-event':
      return { orderId: child.event.orderId, id: child.event.id, detail: child.event }
    default:
      return child satisfies never
  }
}

function refundDetail(refund: Refund) {
  return { ...refund, amount: undefined, currency: refund.amount.currency, amountMinor: refund.amount.minor }
}
