import type { ShopifyId } from '../domain/shopify-id.ts'
import type { Db } from './database.server.ts'
import type { BasketProduct, KnownCustomer, OwnOrder } from './offer-gather.server.ts'

/** How many of the last paid orders are looked at, and of each how many lines and how much of the customer's past. */
export const pastOrdersMax = 500
const linesPerOrderMax = 100
const boughtBeforeMax = 500

/** A paid order with what rules may ask of it, as things stood when it was placed; tags and collections are today's. */
export interface PastOrder {
  own: OwnOrder
  name: string
  at: Date
  customerId: string | null
  customerName: string
  customer: KnownCustomer | undefined
  country: string | null
  currency: string
  locale: string | null
  basket: BasketProduct[]
  /** Whether nothing was taken out of it or sent back since. */
  isWhole: boolean
  /** What the customer had bought before. */
  boughtIds: ShopifyId<'Product'>[]
  timeZone: string | undefined
}

interface Row extends Omit<PastOrder, 'own' | 'customer' | 'at' | 'basket' | 'boughtIds' | 'timeZone'> {
  own: OwnOrder
  at: Date
  customer: (Omit<KnownCustomer, 'lastOrderAt'> & { lastOrderAt: string | null }) | null
  basket: (Omit<BasketProduct, 'title' | 'vendor'> & { title: string | null; vendor: string | null })[] | null
  boughtIds: ShopifyId<'Product'>[] | null
  timeZone: string | null
}

/** The last 500 paid orders that stand, the latest first; test orders are left out. */
export async function readPastOrders(db: Db): Promise<PastOrder[]> {
  const rows = await db.$queryRaw<Row[]>`
    with late as (
      select * from "Order" o where o."cancelledAt" is null and not o."isTest"
         and o."financialStatus" in ('paid', 'partially_refunded', 'refunded')
       order by o."processedAt" desc, o."id" desc limit ${pastOrdersMax}
    )
    select late."name", late."processedAt" as "at", late."customerId", late."countryCode" as "country",
      late."presentmentCurrency" as "currency", late."locale",
      not exists (select from "OrderLine" l where l."orderId" = late."id" and l."currentQuantity" < l."quantity") as "isWhole",
      (select s."timeZone" from "Shop" s) as "timeZone",
      concat_ws(' ', c."firstName", c."lastName") as "customerName",
      json_build_object('id', late."id", 'isCancelled', false, 'isEmptied', false, 'subtotalMinor', late."subtotalMinor",
        'discountMinor', late."discountMinor", 'discountCodes', late."discountCodes", 'countryCode', late."countryCode",
        'currency', late."presentmentCurrency", 'locale', late."locale", 'sourceName', late."sourceName", 'quantity',
        (select coalesce(sum(l."quantity"), 0) from "OrderLine" l where l."orderId" = late."id")) as "own",
      (select json_agg(json_build_object('id', line."productId", 'title', coalesce(p."title", line."title"),
          'tags', coalesce(p."tags", '{}'), 'vendor', p."vendor", 'collections',
          (select coalesce(json_agg(m."collectionId"), '[]') from "CollectionProduct" m where m."productId" = p."id")))
        from (select l."productId", min(l."title") as "title" from "OrderLine" l
               where l."orderId" = late."id" and l."productId" is not null group by 1 limit ${linesPerOrderMax}) line
        left join "Product" p on p."id" = line."productId") as "basket",
      case when c."id" is not null then (select json_build_object('tags', c."tags", 'orders', count(*),
          'spentMinor', coalesce(sum(b."totalMinor" - b."refundedMinor"), 0), 'lastOrderAt', max(b."processedAt"))
        from "Order" b where b."customerId" = c."id" and b."cancelledAt" is null and b."id" <> late."id"
         and b."processedAt" <= late."processedAt") end as "customer",
      case when c."id" is not null then (select json_agg(had.id) from (
        select distinct l."productId" as id from "Order" b join "OrderLine" l on l."orderId" = b."id"
         where b."customerId" = c."id" and b."cancelledAt" is null and b."id" <> late."id"
           and b."processedAt" <= late."processedAt" and l."productId" is not null limit ${boughtBeforeMax}) had) end as "boughtIds"
      from late left join "Customer" c on c."id" = late."customerId"
     order by late."processedAt" desc, late."id" desc`
  return rows.map(fromRow)
}

function fromRow({ customer, basket, boughtIds, timeZone, ...row }: Row): PastOrder {
  return {
    ...row,
    customer: customer
      ? { ...customer, lastOrderAt: customer.lastOrderAt ? new Date(customer.lastOrderAt) : undefined }
      : undefined,
    basket: (basket ?? []).map(({ title, vendor, ...each }) => ({
      ...each,
      title: title ?? undefined,
      vendor: vendor ?? undefined,
    })),
    boughtIds: boughtIds ?? [],
    timeZone: timeZone ?? undefined,
  }
}
