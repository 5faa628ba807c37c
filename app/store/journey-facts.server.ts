import type { HotDb, Statement } from './database.server.ts'
import { holdsGiftCardsOnly } from './gift-cards.server.ts'
import { returnIsOpen } from './returns.server.ts'

const ordersMax = 20
const refundsMax = 20
const returnsMax = 20
const productsMax = 500
// Of customers who order for others, tills and tests among them, the latest are enough.
const countedMax = 2_000

/** What is kept of a customer that a walk may ask for. Who was deleted or merged away is not there. */
export interface CustomerOfWalk {
  id: string
  tags: string[]
  locale: string | null
  countryCode: string | null
  hasEmail: boolean
  hasPhone: boolean
  emailConsent: string | null
  smsConsent: string | null
  isOffersOff: boolean
  /** Channels that may not be used any more. */
  stopped: string[]
  preference: PreferenceOfWalk | undefined
  /** Paid orders that stand, newest first, at most 20. */
  orders: { id: string; at: Date }[]
  /** Newest first, at most 20. */
  refunds: { orderId: string; at: Date }[]
  /** Those that are not settled, of the latest 20 orders: when that was last told. Newest first, at most 20. */
  returns: { orderId: string; at: Date }[]
  parcels: { orderId: string; sentAt: Date; deliveredAt: Date | undefined; hasFailed: boolean }[]
  /** Over the latest 2,000 paid orders that stand; amounts after refunds, in the shop's currency. */
  orderCount: number
  spentMinor: number
  firstOrderAt: Date | undefined
  /** Where conditions are asked: ids of products, each with when it was first bought. */
  products: { id: string; firstAt: Date }[]
}

/** A customer's own terms, as kept. */
export interface PreferenceOfWalk {
  weekMax: number | null
  monthMax: number | null
  pausedUntil: Date | undefined
  neverAt: Date | undefined
  channelsOff: string[]
  topicsOff: string[]
  birthday: string | null
}

/** That an order was paid and stands, as SQL. */
export const orderStands = (order: string) =>
  `${order}."cancelledAt" is null and not ${order}."isTest"
     and ${order}."financialStatus" in ('paid', 'partially_paid', 'partially_refunded')`

const readCustomers: Statement = {
  name: 'read-customers-of-walks',
  text: `
    select c."id", c."tags", c."locale", c."countryCode", c."email" is not null as "hasEmail",
      c."phone" is not null as "hasPhone", c."emailConsent", c."smsConsent", c."offersOffAt" is not null as "isOffersOff",
      coalesce((select array_agg(s."channel") from "ChannelStop" s where s."customerId" = c."id"), '{}') as "stopped",
      (select json_build_object('weekMax', p."weekMax", 'monthMax', p."monthMax", 'pausedUntil', p."pausedUntil",
          'neverAt', p."neverAt", 'channelsOff', p."channelsOff", 'topicsOff', p."topicsOff", 'birthday', p."birthday")
         from "Preference" p where p."customerId" = c."id") as "preference",
      latest."orders", latest."refunds", latest."returns", latest."parcels", paid."orderCount", paid."spentMinor", paid."firstOrderAt",
      case when $2 then (select json_agg(b) from (
        select l."productId" as "id", min(o."processedAt") as "firstAt"
          from (select o."id", o."processedAt" from "Order" o where o."customerId" = c."id" and o."cancelledAt" is null
                 order by o."processedAt" desc limit ${countedMax}) o
          join "OrderLine" l on l."orderId" = o."id" where l."productId" is not null and l."currentQuantity" > 0
         group by 1 order by 2 desc limit ${productsMax}) b) end as "products"
      from unnest($1::text[]) as asked("id")
      join "Customer" c on c."id" = asked."id" and c."deletedAt" is null and c."mergedIntoId" is null
      cross join lateral (
        select json_agg(json_build_object('id', o."id", 'at', o."processedAt") order by o."processedAt" desc)
                 filter (where ${orderStands('o')}) as "orders",
          (select json_agg(f) from (select r."orderId", r."createdAt" as "at" from "Refund" r
             where r."orderId" = any(array_agg(o."id")) order by r."createdAt" desc limit ${refundsMax}) f) as "refunds",
          (select json_agg(b) from (select r."orderId", r."updatedAt" as "at" from "Return" r
             where r."orderId" = any(array_agg(o."id")) and ${returnIsOpen('r')}
             order by r."updatedAt" desc limit ${returnsMax}) b) as "returns",
          (select json_agg(json_build_object('orderId', f."orderId", 'sentAt', f."createdAt", 'deliveredAt', f."deliveredAt",
              'hasFailed', coalesce(f."shipmentStatus" = 'failure', false))) from "Fulfillment" f
             where f."orderId" = any(array_agg(o."id")) and coalesce(f."status", 'success') = 'success') as "parcels"
          from (select * from "Order" o where o."customerId" = c."id" order by o."processedAt" desc limit ${ordersMax}) o) latest
      cross join lateral (
        select count(*)::int as "orderCount", coalesce(sum(o."totalMinor" - o."refundedMinor"), 0)::float8 as "spentMinor",
               min(o."processedAt") as "firstOrderAt"
          from (select o."totalMinor", o."refundedMinor", o."processedAt" from "Order" o
                 where o."customerId" = c."id" and ${orderStands('o')}
                 order by o."processedAt" desc limit ${countedMax}) o) paid`,
}

/** What is known of these customers, by id; `forConditions` where what they bought is asked for as well. */
export async function readCustomersOfWalks(
  db: HotDb,
  customerIds: readonly string[],
  forConditions: boolean,
): Promise<Map<string, CustomerOfWalk>> {
  const { rows } = await db.run<CustomerRow>(readCustomers, [customerIds, forConditions])
  return new Map(rows.map((row) => [row.id, customerOf(row)]))
}

interface CustomerRow
  extends Omit<
    CustomerOfWalk,
    'preference' | 'orders' | 'refunds' | 'returns' | 'parcels' | 'products' | 'firstOrderAt'
  > {
  preference:
    | (Omit<PreferenceOfWalk, 'pausedUntil' | 'neverAt'> & {
        pausedUntil: string | null
        neverAt: string | null
      })
    | null
  orders: { id: string; at: string }[] | null
  refunds: { orderId: string; at: string }[] | null
  returns: { orderId: string; at: string }[] | null
  parcels: { orderId: string; sentAt: string; deliveredAt: string | null; hasFailed: boolean }[] | null
  products: { id: string; firstAt: string }[] | null
  firstOrderAt: Date | null
}

function customerOf(row: CustomerRow): CustomerOfWalk {
  const { preference } = row
  return {
    ...row,
    preference: preference
      ? { ...preference, pausedUntil: timeOf(preference.pausedUntil), neverAt: timeOf(preference.neverAt) }
      : undefined,
    orders: (row.orders ?? []).map(({ id, at }) => ({ id, at: new Date(at) })),
    refunds: (row.refunds ?? []).map(({ orderId, at }) => ({ orderId, at: new Date(at) })),
    returns: (row.returns ?? []).map(({ orderId, at }) => ({ orderId, at: new Date(at) })),
    parcels: (row.parcels ?? []).map((parcel) => ({
      ...parcel,
      sentAt: new Date(parcel.sentAt),
      deliveredAt: timeOf(parcel.deliveredAt),
    })),
    firstOrderAt: row.firstOrderAt ?? undefined,
    products: (row.products ?? []).map(({ id, firstAt }) => ({ id, firstAt: new Date(firstAt) })),
  }
}

function timeOf(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(text)
}

/** What is kept of an order that a walk may ask for. Amounts are in the shop's currency. */
export interface OrderOfWalk {
  id: string
  customerId: string | null
  processedAt: Date
  cancelledAt: Date | null
  fulfilledAt: Date | null
  deliveredAt: Date | null
  /** When money was last given back. */
  refundedAt: Date | null
  subtotalMinor: number
  discountMinor: number
  discountCodes: string[]
  quantity: number
  countryCode: string | null
  currency: string
  locale: string | null
  sourceName: string | null
  holdsGiftCardsOnly: boolean
  /** What is left of it, where conditions are asked. */
  basket: { id: string; tags: string[] | null; vendor: string | null; collections: string[] | null }[] | null
}

/** When all of an order was on its way (`at`), and when all of that had arrived (`arrivedAt`), as a lateral join. */
export const orderSent = (order: string) => `cross join lateral (
        select case when ${order}."fulfillmentStatus" is distinct from 'partial' then max(f."createdAt") end as "at",
               case when ${order}."fulfillmentStatus" is distinct from 'partial' and bool_and(f."deliveredAt" is not null)
                    then max(f."deliveredAt") end as "arrivedAt"
          from "Fulfillment" f where f."orderId" = ${order}."id" and coalesce(f."status", 'success') = 'success') sent`

const readOrders: Statement = {
  name: 'read-orders-of-walks',
  text: `
    select o."id", o."customerId", o."processedAt", o."cancelledAt",
      sent."at" as "fulfilledAt", sent."arrivedAt" as "deliveredAt",
      (select max(r."createdAt") from "Refund" r where r."orderId" = o."id") as "refundedAt",
      o."subtotalMinor"::float8 as "subtotalMinor", o."discountMinor"::float8 as "discountMinor", o."discountCodes",
      o."countryCode", o."presentmentCurrency" as "currency", o."locale", o."sourceName",
      ${holdsGiftCardsOnly('o')} as "holdsGiftCardsOnly", lines."quantity", lines."basket"
      from unnest($1::text[]) as asked("id")
      join "Order" o on o."id" = asked."id"
      ${orderSent('o')}
      cross join lateral (select coalesce(sum(l."currentQuantity"), 0)::int as "quantity",
               case when $2 then json_agg(json_build_object('id', l."productId", 'tags', p."tags", 'vendor', p."vendor",
                 'collections', (select json_agg(m."collectionId") from "CollectionProduct" m
                                  where m."productId" = l."productId"))) filter (where l."productId" is not null and l."currentQuantity" > 0) end as "basket"
          from "OrderLine" l left join "Product" p on $2 and p."id" = l."productId" where l."orderId" = o."id") lines`,
}

/** What is known of these orders, by id; `forConditions` where what was in them is asked for as well. */
export async function readOrdersOfWalks(
  db: HotDb,
  orderIds: readonly string[],
  forConditions: boolean,
): Promise<Map<string, OrderOfWalk>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await db.run<OrderOfWalk>(readOrders, [orderIds, forConditions])
  return new Map(rows.map((row) => [row.id, row]))
}

const readDays: Statement = {
  name: 'read-usual-delivery-days',
  text: `select percentile_disc(0.5) within group (order by extract(epoch from f."deliveredAt" - f."createdAt") / 86400)::float8 as "days",
                count(*)::int as "parcels"
           from (select "id" from "Order" order by "processedAt" desc limit 500) o
           join "Fulfillment" f on f."orderId" = o."id" and f."deliveredAt" is not null`,
}

const parcelsMin = 5

/** How many days the shop's latest parcels usually take; nothing where fewer than 5 are known to have arrived. */
export async function readUsualDeliveryDays(db: HotDb): Promise<number | undefined> {
  const { rows } = await db.run<{ days: number | null; parcels: number }>(readDays, [])
  const [row] = rows
  return row && row.parcels >= parcelsMin ? (row.days ?? undefined) : undefined
}

const findGone: Statement = {
  name: 'find-gone-goods',
  text: `select asked."id" from unnest($1::text[]) as asked("id")
          where not exists (select from "Product" p where p."id" = asked."id" and p."deletedAt" is null)
            and not exists (select from "Collection" c where c."id" = asked."id" and c."deletedAt" is null)`,
}

/** Which of these products and collections the shop no longer has. */
export async function findGoneGoods(db: HotDb, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await db.run<{ id: string }>(findGone, [ids])
  return rows.map(({ id }) => id)
}
