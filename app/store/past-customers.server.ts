import type { RepeatCounts } from '../domain/recommend/next-need-learn.ts'
import type { HotDb, Statement } from './database.server.ts'
import { holdsGiftCardsOnly, isThing } from './gift-cards.server.ts'
import { orderSent } from './journey-facts.server.ts'

// Of customers who order for others, tills and tests among them, the latest orders are enough.
const ordersMax = 500
const productsPerOrderMax = 100

/** A customer of a shop's past, as known today. Deleted and merged ones are not there. */
export interface CustomerOfPast {
  id: string
  locale: string | null
  countryCode: string | null
  tags: string[]
  hasEmail: boolean
  hasPhone: boolean
  emailConsent: string | null
  smsConsent: string | null
  offersOffAt: Date | null
  stopped: string[]
  weekMax: number | null
  monthMax: number | null
  neverAt: Date | null
  channelsOff: string[]
  topicsOff: string[]
  birthday: string | null
}

/** Which customers are asked for. */
export interface PageOfPast {
  /** Ids above this one; empty for the first page. */
  after: string
  /** Who ordered since then. */
  since: Date
  limit: number
  /** Of every so many customers one, always the same. */
  everyNth: number
}

const wasPaid = (order: string) =>
  `not ${order}."isTest" and ${order}."financialStatus" in ('paid', 'partially_paid', 'partially_refunded', 'refunded')`

const isOneOf = (id: string, nth: string) => `(${nth} = 1 or (hashtext(${id}) & 1073741823) % ${nth} = 0)`

const readPage: Statement = {
  name: 'page-of-past-customers',
  text: `
    select c."id", c."locale", c."countryCode", c."tags", c."email" is not null as "hasEmail",
      c."phone" is not null as "hasPhone", c."emailConsent", c."smsConsent", c."offersOffAt",
      array(select s."channel" from "ChannelStop" s where s."customerId" = c."id") as "stopped",
      p."weekMax", p."monthMax", p."neverAt", coalesce(p."channelsOff", '{}') as "channelsOff",
      coalesce(p."topicsOff", '{}') as "topicsOff", p."birthday"
      from "Customer" c left join "Preference" p on p."customerId" = c."id"
     where c."id" > $1 and c."deletedAt" is null and c."mergedIntoId" is null and ${isOneOf('c."id"', '$4::int')}
       and exists (select from "Order" o where o."customerId" = c."id" and o."processedAt" >= $2 and ${wasPaid('o')})
     order by c."id" limit $3`,
}

/** A page of customers who ordered since a moment, in order of their ids. */
export async function readPastCustomers(
  db: HotDb,
  { after, since, limit, everyNth }: PageOfPast,
): Promise<CustomerOfPast[]> {
  const { rows } = await db.run<CustomerOfPast>(readPage, [after, since, limit, everyNth])
  return rows
}

/** A paid order of a shop's past, as known today. Amounts are in the shop's currency; times of lists are ISO text. */
export interface OrderOfPast {
  customerId: string
  id: string
  processedAt: Date
  cancelledAt: Date | null
  financialStatus: string
  fulfilledAt: Date | null
  deliveredAt: Date | null
  totalMinor: number
  subtotalMinor: number
  discountMinor: number
  discountCodes: string[]
  countryCode: string | null
  currency: string
  locale: string | null
  sourceName: string | null
  holdsGiftCardsOnly: boolean
  quantity: number
  refunds: { at: string; minor: number }[] | null
  products:
    | {
        id: string
        quantity: number
        priceMinor: number
        tags: string[] | null
        vendor: string | null
        isGiftCard: boolean
        collections: string[] | null
      }[]
    | null
}

const readOrders: Statement = {
  name: 'orders-of-past-customers',
  text: `
    select o."customerId", o."id", o."processedAt", o."cancelledAt", o."financialStatus",
      sent."at" as "fulfilledAt", sent."arrivedAt" as "deliveredAt",
      o."totalMinor"::float8 as "totalMinor",
      o."subtotalMinor"::float8 as "subtotalMinor", o."discountMinor"::float8 as "discountMinor", o."discountCodes",
      o."countryCode", o."presentmentCurrency" as "currency", o."locale", o."sourceName",
      ${holdsGiftCardsOnly('o')} as "holdsGiftCardsOnly",
      lines."quantity", back."refunds", lines."products"
      from unnest($1::text[]) as asked("id")
      cross join lateral (select * from "Order" o where o."customerId" = asked."id" and ${wasPaid('o')}
                           order by o."processedAt" desc limit ${ordersMax}) o
      ${orderSent('o')}
      cross join lateral (
        select json_agg(json_build_object('at', r."createdAt", 'minor', r."amountMinor")) as "refunds"
          from "Refund" r where r."orderId" = o."id") back
      cross join lateral (
        select coalesce(sum(l."quantity"), 0)::int as "quantity",
          case when $2 then json_agg(json_build_object('id', l."productId", 'quantity', l."quantity", 'priceMinor', l."priceMinor", 'tags', l."tags",
            'vendor', l."vendor", 'isGiftCard', l."isGiftCard", 'collections', l."collections")) filter (where l."productId" is not null) end as "products"
          from (select line."productId", sum(line."quantity") as "quantity", max(line."priceMinor") as "priceMinor", p."tags", p."vendor",
                  $2 and not ${isThing('line')} as "isGiftCard",
                  case when $3 then (select json_agg(m."collectionId") from "CollectionProduct" m
                    where m."productId" = line."productId") end as "collections"
                  from "OrderLine" line left join "Product" p on $3 and p."id" = line."productId"
                 where line."orderId" = o."id" group by 1, 4, 5 limit ${productsPerOrderMax}) l) lines
     order by o."customerId", o."processedAt", o."id"`,
}

/**
 * The paid orders of these customers, the latest 500 of each, earliest first: what was cancelled or paid back since is
 * among them. `goods` says whether what was in them is asked for, `kinds` whether also of which kind that is.
 */
export async function readOrdersOfPast(
  db: HotDb,
  customerIds: readonly string[],
  { goods, kinds }: { goods: boolean; kinds: boolean },
): Promise<OrderOfPast[]> {
  if (customerIds.length === 0) return []
  const { rows } = await db.run<OrderOfPast>(readOrders, [customerIds, goods || kinds, kinds])
  return rows
}

const countPast: Statement = {
  name: 'count-past-orders',
  text: `select count(*) filter (where o."customerId" is not null)::int as "known",
                count(*) filter (where o."customerId" is null)::int as "guests"
           from "Order" o where o."processedAt" >= $1 and o."processedAt" <= $2 and ${wasPaid('o')}`,
}

/** How many orders were paid in a time, by customers who are known and by others. */
export async function countPastOrders(
  db: HotDb,
  from: Date,
  until: Date,
): Promise<{ known: number; guests: number }> {
  const { rows } = await db.run<{ known: number; guests: number }>(countPast, [from, until])
  return rows[0] ?? { known: 0, guests: 0 }
}

const repeatsMax = 20_000

const readRepeats: Statement = {
  name: 'common-repeats',
  text: `select "productId", "buyers", "returned", "repeaters", "repeats", "gapDays"::float8 as "gapDays"
           from "ProductRepeat" order by "buyers" desc, "productId" limit ${repeatsMax}`,
}

/** How customers come back for products: of a large catalogue for those that most people bought. */
export async function readCommonRepeats(db: HotDb): Promise<Map<string, RepeatCounts>> {
  const { rows } = await db.run<RepeatCounts & { productId: string }>(readRepeats, [])
  return new Map(rows.map(({ productId, ...counts }) => [productId, counts]))
}
