import {
  attributedDaysMax,
  type Bought,
  type OfferedItem,
  type PaidOrder,
} from '../domain/offers/attribution.ts'
import { dayMs } from '../domain/time-zone.ts'
import type { Db } from './database.server.ts'

/** Notes which of our codes these orders used, whoever they were given to; of several orders the earliest. */
export async function noteUsedCodes(db: Db, orderIds: string[]): Promise<void> {
  await db.$executeRaw`
    update "DiscountCode" c set "usedOrderId" = u."id", "usedAt" = u."processedAt"
      from (select distinct on (upper(code)) upper(code) as "code", o."id", o."processedAt"
              from "Order" o, unnest(o."discountCodes") as code
             where o."id" = any(${orderIds}) and not o."isTest"
             order by upper(code), o."processedAt", o."id") u
     where c."code" = u."code" and (c."usedAt" is null or (c."usedAt", c."usedOrderId") > (u."processedAt", u."id"))`
}

interface ItemRow {
  id: string
  productId: string
  placement: string
  customerId: string | null
  reference: string | null
  acceptedAt: Date | null
  codeOrderId: string | null
  unitCostMinor: bigint | null
  isOffPrice: boolean
  giftVariantId: string | null
  giftCostMinor: bigint | null
}

/**
 * The offered items that these orders may speak of: of their customers or checkouts and products, with one of their
 * codes, or counted for one of them before. What was signed for a purchase counts as accepted: Shopify tells of the added
 * line before the page tells of the answer. So does what was only signed for calculating, unless it was declined: a page
 * may apply that too (decision 10). None for a shop without such offers.
 */
export async function readOfferedItems(db: Db, orderIds: string[]): Promise<OfferedItem[]> {
  const rows = await db.$queryRaw<ItemRow[]>`
    with named as (
      select i."id" from "Order" o
        join "OrderLine" l on l."shopId" = o."shopId" and l."orderId" = o."id"
        join "Offer" f on f."shopId" = o."shopId" and f."customerId" = o."customerId"
        join "OfferItem" i on i."shopId" = f."shopId" and i."offerId" = f."id" and i."productId" = l."productId"
       where o."id" = any(${orderIds}) and o."customerId" is not null and i."status" = 'accepted'
      union select i."id" from "Order" o
        join "OrderLine" l on l."shopId" = o."shopId" and l."orderId" = o."id"
        join "Offer" f on f."shopId" = o."shopId" and f."reference" = o."checkoutToken"
        join "OfferItem" i on i."shopId" = f."shopId" and i."offerId" = f."id" and i."productId" = l."productId"
       where o."id" = any(${orderIds}) and (i."status" = 'accepted' or exists (
         select from "PurchaseTerms" t where t."offerId" = f."id"
            and (t."signedAt" is not null or (t."calculatedAt" is not null and f."status" <> 'declined'))))
      union select i."id" from "OfferItem" i where i."boughtOrderId" = any(${orderIds})
      union select i."id" from "DiscountCode" c join "OfferItem" i on i."shopId" = c."shopId" and i."code" = c."code"
       where c."usedOrderId" = any(${orderIds})
    )
    select i."id", i."productId", f."placement", f."customerId", f."reference",
           i."unitCostMinor", i."giftCostMinor",
           coalesce(i."incentive" ->> 'kind' not in ('free-shipping', 'gift'), true) as "isOffPrice",
           case when i."incentive" ->> 'kind' = 'gift' then i."incentive" ->> 'variantId' end as "giftVariantId",
           case when i."status" = 'accepted' then i."answeredAt"
             else (select coalesce(t."signedAt", case when f."status" <> 'declined' then t."calculatedAt" end)
                     from "PurchaseTerms" t where t."offerId" = f."id") end as "acceptedAt",
           (select c."usedOrderId" from "DiscountCode" c
              join "Order" o on o."shopId" = c."shopId" and o."id" = c."usedOrderId"
              left join "Customer" given on given."shopId" = c."shopId" and given."id" = c."customerId"
             where c."code" = i."code"
               and (c."customerId" is null or coalesce(given."mergedIntoId", c."customerId") = o."customerId")
             order by c."usedAt", c."code" limit 1) as "codeOrderId"
      from named n join "OfferItem" i on i."id" = n."id" join "Offer" f on f."shopId" = i."shopId" and f."id" = i."offerId"`
  return rows.map((row) => ({
    ...row,
    customerId: row.customerId ?? undefined,
    reference: row.reference ?? undefined,
    acceptedAt: row.acceptedAt ?? undefined,
    codeOrderId: row.codeOrderId ?? undefined,
    unitCostMinor: row.unitCostMinor === null ? undefined : Number(row.unitCostMinor),
    giftVariantId: row.giftVariantId ?? undefined,
    giftCostMinor: row.giftCostMinor === null ? undefined : Number(row.giftCostMinor),
  }))
}

interface LineRow {
  orderId: string
  customerId: string | null
  checkoutToken: string | null
  processedAt: Date
  isCancelled: boolean
  lineId: string
  productId: string
  variantId: string | null
  quantity: number
  currentQuantity: number
  priceMinor: bigint
  discountMinor: bigint
  unitCostMinor: bigint | null
}

/** The paid orders that these items may have been bought with, with the lines of their products and of their gifts. */
export async function readPurchases(db: Db, items: OfferedItem[]): Promise<PaidOrder[]> {
  const times = items.flatMap(({ acceptedAt }) => acceptedAt?.getTime() ?? [])
  // Codes name their order; without an acceptance there is no time to look around.
  const [from, until] = times.length > 0 ? [Math.min(...times), Math.max(...times)] : [0, 0]
  const rows = await db.$queryRaw<LineRow[]>`
    select o."id" as "orderId", o."customerId", o."checkoutToken", o."processedAt", o."cancelledAt" is not null as "isCancelled",
           l."id" as "lineId", l."productId", l."variantId", l."quantity", l."currentQuantity", l."priceMinor", l."discountMinor",
           v."costMinor" as "unitCostMinor"
      from "Order" o join "OrderLine" l on l."shopId" = o."shopId" and l."orderId" = o."id"
      left join "Variant" v on v."shopId" = l."shopId" and v."id" = l."variantId"
     where not o."isTest" and l."productId" is not null and (l."productId" = any(${items.map(({ productId }) => productId)})
         or l."variantId" = any(${items.flatMap(({ giftVariantId }) => giftVariantId ?? [])}))
       and o."financialStatus" in ('paid', 'partially_paid', 'partially_refunded', 'refunded')
       and (o."id" = any(${items.flatMap(({ codeOrderId }) => codeOrderId ?? [])})
         or o."checkoutToken" = any(${items.flatMap(({ reference }) => reference ?? [])})
         or (o."customerId" = any(${items.flatMap(({ customerId }) => customerId ?? [])})
             and o."processedAt" between ${new Date(from - dayMs)} and ${new Date(until + (attributedDaysMax + 1) * dayMs)}))`
  const orders = new Map<string, PaidOrder>()
  for (const row of rows) {
    const { orderId, processedAt, isCancelled } = row
    const known = orders.get(orderId)
    const order = known ?? {
      id: orderId,
      customerId: row.customerId ?? undefined,
      checkoutToken: row.checkoutToken ?? undefined,
      processedAt,
      isCancelled,
      lines: [],
    }
    order.lines.push(lineOf(row))
    orders.set(orderId, order)
  }
  return [...orders.values()]
}

function lineOf(row: LineRow) {
  const { productId, quantity, currentQuantity } = row
  return {
    id: row.lineId,
    productId,
    variantId: row.variantId ?? undefined,
    quantity,
    currentQuantity,
    priceMinor: Number(row.priceMinor),
    discountMinor: Number(row.discountMinor),
    unitCostMinor: row.unitCostMinor === null ? undefined : Number(row.unitCostMinor),
  }
}

/** Writes what these items brought; of one that is not in `bought` nothing remains. What stands so already is left. */
export async function writeBought(db: Db, itemIds: string[], bought: Map<string, Bought>): Promise<void> {
  const rows = itemIds.map((id) => ({ id, ...bought.get(id) }))
  await db.$executeRaw`
    update "OfferItem" i set "boughtOrderId" = r."orderId", "boughtAt" = r."at", "boughtQuantity" = r."quantity",
           "revenueMinor" = r."revenueMinor", "refundedMinor" = coalesce(r."refundedMinor", 0),
           "discountMinor" = r."discountMinor", "costMinor" = r."costMinor", "unitCostMinor" = r."unitCostMinor",
           "giftCostMinor" = r."giftCostMinor"
      from json_to_recordset(${JSON.stringify(rows)}::json) as r ("id" text, "orderId" text, "at" timestamptz,
           "quantity" int, "revenueMinor" bigint, "refundedMinor" bigint, "discountMinor" bigint, "costMinor" bigint,
           "unitCostMinor" bigint, "giftCostMinor" bigint)
     where i."id" = r."id"
       and (i."boughtOrderId", i."boughtAt", i."boughtQuantity", i."revenueMinor", i."refundedMinor", i."discountMinor",
            i."costMinor", i."unitCostMinor", i."giftCostMinor")
           is distinct from (r."orderId", r."at", r."quantity", r."revenueMinor", coalesce(r."refundedMinor", 0),
            r."discountMinor", r."costMinor", r."unitCostMinor", r."giftCostMinor")`
}
