import type { OfferableProduct } from '../domain/offers/offerable.ts'
import type { OrderStanding } from '../domain/offers/order-flaw.ts'
import type { PriceBand } from '../domain/offers/price-band.ts'
import type { ProductId } from '../domain/offers/reason.ts'
import { parseSettings, type ShopSettings } from '../domain/settings.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import { assert } from '../platform/errors.ts'
import type { HotDb, JointStatement } from './database.server.ts'
import { type Bought, type BoughtRow, boughtColumns, boughtOf } from './offer-bought.server.ts'
import { type ProductRow, productJson, productOf } from './offer-products.server.ts'
import {
  type Recalled,
  type RecallRow,
  recallColumns,
  recalledOf,
  recallParts,
  recallShopColumns,
  sameCheckoutPart,
} from './offer-recall.server.ts'
import { standingOf } from './order-standing.server.ts'
import { type PageBudgetJson, type PageBudgetRow, pageBudgetOf, pageBudgetSql } from './page-budget.server.ts'
import { type Changes, changesParts, seenOf, takeChanges } from './remembered-products.server.ts'

const tiesMax = 200
const repeatedMax = 20
// Of customers who order for others, tills and tests among them, the latest are enough.
const ordersMax = 2_000
const linesMax = 2_000

/** Who asks for what, as they are named. */
export interface Asked {
  orderId: ShopifyId<'Order'> | undefined
  customerId: ShopifyId<'Customer'> | undefined
  productIds: ProductId[]
  /** Of the checkout that asks or that just ended: the order of it is none of those before. */
  checkoutToken?: string | undefined
  /** Under which names a decision may stand already. */
  keys: string[]
  /** The checkout of this purchase, by what of its tokens is known. */
  checkouts: string[]
  /** Whether to read what rules ask for - collections, tags, the whole history - even where none is on. */
  forRules: boolean
  now: Date
}

/** An order of the asker's own. Amounts are in the shop's currency. */
export interface OwnOrder {
  id: ShopifyId<'Order'>
  isCancelled: boolean
  /** Whether nothing is left of it: every line was taken out or sent back. */
  isEmptied: boolean
  /** As it was placed: what is left of that is not mirrored. */
  subtotalMinor: number
  discountMinor: number
  discountCodes: string[]
  /** How many pieces are left of it. */
  quantity: number
  countryCode: string | null
  currency: string
  locale: string | null
  sourceName: string | null
}

/** One product bought or in the cart; the lists are empty where no rule asks for them. */
export interface BasketProduct {
  id: ProductId
  title: string | undefined
  tags: string[]
  vendor: string | undefined
  collections: string[]
}

/** What somebody says of a product of the basket and another one. */
export interface Tie {
  drawnById: ProductId
  productId: ProductId
  kind: 'pinned' | 'banned' | 'alternative' | 'suggested'
  position: number
}

/** The customer as the rules see them: `orders` and `spentMinor` are of the time before this order. */
export interface KnownCustomer {
  tags: string[]
  orders: number
  spentMinor: number
  lastOrderAt: Date | undefined
}

/**
 * All that is known of one purchase, and what people tied to it. What the customer bought is of their latest 2,000
 * orders, at most 2,000 lines of them.
 */
export interface Gathered extends Bought {
  /** The shop's main domain. */
  domain: string
  /** The shop's, once Shopify has told it. */
  currency: string | undefined
  timeZone: string | undefined
  settings: ShopSettings
  /** The named order, only if it is this customer's own. */
  ownOrder: OwnOrder | undefined
  /** What of that order decides whether it gives an incentive. */
  standing: OrderStanding | undefined
  /** When the order was placed that the question is about, where it is this customer's and has arrived. */
  placedAt: Date | undefined
  /** What is left of the own order, or else the products that were named. */
  basket: BasketProduct[]
  /** Products of the own order of which nothing is left in it. */
  takenOut: ProductId[]
  ties: Tie[]
  products: OfferableProduct[]
  /** Whether that is all they ever bought. */
  isWholeHistory: boolean
  band: PriceBand | undefined
  customer: KnownCustomer | undefined
  /** What the contact budget asks of the customer; nothing for a guest. */
  contacts: PageBudgetRow | undefined
}

// One statement, for each costs a round trip. What was offered before and what the customer wants to be reminded of is
// read along with what people tied to the basket. Several questions of one shop are answered at once; what is the
// shop's own is then read once for all of them.
const gather: JointStatement = {
  name: 'gather-offer',
  isJoint: true,
  text: `
    with asked as (
      select "at"::int, q.* from unnest($1::text[]) with ordinality as each("question", "at")
       cross join lateral json_to_record(each."question"::json) as q("orderId" text, "customerId" text, "productIds" text[],
             "checkoutToken" text, "keys" text[], "checkouts" text[], "forRules" boolean, "now" timestamptz, "seen" bigint)
    ), ${changesParts('(select min("seen") from asked)')}, shop as materialized (
      select coalesce(s."primaryDomain", s."id") as "domain", s."currency", s."timeZone", s."settings", s."plan",
             s."installedAt"::text as "generation", (select "seen" from moment),
             (select "sealed" from "ShopSecret" where "id" = 'forget-key') as "forgetKey", ${recallShopColumns}
        from "Shop" s where s."uninstalledAt" is null
    )
    select asked."at", shop.*, case when asked."at" = 1 then (select "changed" from changes) end as "changed", found.*
      from asked cross join shop cross join lateral (
      with ${recallParts('asked."keys"', 'asked."customerId"')}, own as (
        select o."id", o."cancelledAt" is not null as "isCancelled", o."subtotalMinor", o."discountMinor",
               o."discountCodes", o."countryCode", o."presentmentCurrency" as "currency", o."locale", o."sourceName",
               o."processedAt", o."isTest", o."financialStatus", o."checkoutToken"
          from "Order" o where o."id" = asked."orderId" and o."customerId" = asked."customerId"
      ), "ownLines" as materialized (
        select l."productId", l."title", l."currentQuantity" from own join "OrderLine" l on l."orderId" = own."id"
      ), ${sameCheckoutPart('asked."checkouts"', 'own')}, present as (
        select "id", "processedAt" from own
        union all
        (select o."id", o."processedAt" from "Order" o
          where o."checkoutToken" = asked."checkoutToken" and o."customerId" = asked."customerId"
                and not exists (select from own) limit 1)
      ), basket as (
        select l."productId" as "id", min(l."title") as "title" from "ownLines" l
         where l."productId" is not null and l."currentQuantity" > 0 group by 1
        union all
        select named."id", null from unnest(asked."productIds") as named("id") where not exists (select from own)
      ), ties as (
        select t."productId" as "drawnById", t."otherProductId" as "productId", t."kind", t."position"
          from basket cross join lateral (select * from "ProductTie" of where of."productId" = basket."id" offset 0) t
         order by t."position", t."otherProductId" limit ${tiesMax}
      ), latest as materialized (
        select "id", "processedAt" from "Order" where "customerId" = asked."customerId" and "cancelledAt" is null
         order by "processedAt" desc limit ${ordersMax}
      ), mine as materialized (
        select l."productId", l."priceMinor", l."currentQuantity" > 0 as "isKept", o."id" as "orderId", o."processedAt" from latest o
          join "OrderLine" l on l."orderId" = o."id"
         where l."productId" is not null order by o."processedAt" desc limit ${linesMax}
      ), bought as materialized (
        select mine."productId",${boughtColumns('mine."orderId"', 'mine."processedAt"', 'mine."isKept"')}
          from mine group by 1
      ), wanted as (
        select "productId" as "id" from ties where "kind" in ('pinned', 'suggested')
         union select "productId" from "earlierItems"
         union select "productId" from answers where "status" = 'postponed'
         union (select "productId" from bought where "times" > 1 order by "lastAt" desc limit ${repeatedMax})
      )
      select ${recallColumns('asked."customerId"')},
        (select to_json(b) from (${pageBudgetSql('asked."customerId"', 'asked."orderId"', 'asked."now"')}) b) as "contacts",
        (select to_json(own) from own) as "ownOrder", (select "processedAt" from present) as "placedAt",
        (select json_build_object('quantity', coalesce(sum("currentQuantity"), 0), 'isEmptied', coalesce(bool_and("currentQuantity" <= 0), false),
                  'goneIds', json_agg("productId") filter (where "currentQuantity" <= 0)) from "ownLines") as "left",
        (select json_agg(json_build_object('id', basket."id", 'title', coalesce(p."title", basket."title"),
                  'tags', case when (asked."forRules" or shop."rules" is not null) then p."tags" end, 'vendor', p."vendor", 'collections',
                  case when (asked."forRules" or shop."rules" is not null) then (select json_agg(member."collectionId") from "CollectionProduct" member
                    where member."productId" = basket."id") end))
           from basket left join "Product" p on p."id" = basket."id") as "basket",
        (select json_agg(ties) from ties) as "ties",
        (select json_agg(${productJson}) from wanted join "Product" p on p."id" = wanted."id") as "products",
        (select json_agg(bought) from bought) as "bought",
        (select json_build_object('lines', count(*), 'orders', (select count(*) from latest), 'paidLines', count(*) filter (where "isPaid"),
                  'dearestUsualMinor', percentile_disc(0.9) within group (order by "priceMinor") filter (where "isPaid"))
           from (select *, "isKept" and "priceMinor" > 0 and "productId" not in (select "productId" from answers where "isGift") as "isPaid"
                   from mine) mine) as "history",
        case when (asked."forRules" or shop."rules" is not null) then (select json_build_object('tags', c."tags", 'orders', before."orders", 'spentMinor',
                  before."spentMinor", 'lastOrderAt', before."lastOrderAt")
           from "Customer" c, (select count(*) as "orders", coalesce(sum(o."totalMinor" - o."refundedMinor"), 0) as "spentMinor",
                  max(o."processedAt") as "lastOrderAt" from "Order" o
                 where o."customerId" = asked."customerId" and o."cancelledAt" is null
                   and o."id" <> coalesce((select "id" from present), '')
                   and o."processedAt" <= coalesce((select "processedAt" from present), 'infinity')) before
          where c."id" = asked."customerId") end as "customer"
    ) found`,
}

/** What one statement finds for a question. */
export interface GatheredOffer {
  known: Gathered
  recalled: Recalled
  /** The sealed key that hashes who was forgotten; nothing where nobody ever was. */
  forgetKey: Uint8Array | undefined
}

/**
 * Everything a decision needs but what goes with the basket, which `recommendFor` knows. What is known of an order is
 * there only for the customer whose order it is. Nothing for a shop that is not installed.
 */
export async function gatherOffer(db: HotDb, asked: Asked): Promise<GatheredOffer | undefined> {
  const { rows } = await db.run<Row>(gather, [[JSON.stringify({ ...asked, seen: seenOf(db.shop) })]])
  assert(rows.length <= 1, 'a unit of work sees one shop')
  const [row] = rows
  if (row) takeChanges(db.shop, row)
  return row && { known: knownOf(row), recalled: recalledOf(row), forgetKey: row.forgetKey ?? undefined }
}

interface Row extends RecallRow, Changes {
  forgetKey: Uint8Array | null
  domain: string
  currency: string | null
  timeZone: string | null
  settings: unknown
  plan: string | null
  ownOrder:
    | (Omit<OwnOrder, keyof LeftOfOrder> & {
        processedAt: string
        isTest: boolean
        financialStatus: string | null
      })
    | null
  /** Of the own order. What is gone with one line may be there with another. */
  left: LeftOfOrder & { goneIds: (ProductId | null)[] | null }
  placedAt: Date | null
  basket: BasketRow[] | null
  ties: Tie[] | null
  products: ProductRow[] | null
  bought: BoughtRow[] | null
  history: { lines: number; orders: number; paidLines: number; dearestUsualMinor: number | null }
  customer: (Omit<KnownCustomer, 'lastOrderAt'> & { lastOrderAt: string | null }) | null
  contacts: PageBudgetJson | null
}

type LeftOfOrder = Pick<OwnOrder, 'quantity' | 'isEmptied'>

interface BasketRow {
  id: ProductId
  title: string | null
  tags: string[] | null
  vendor: string | null
  collections: string[] | null
}

function knownOf(row: Row): Gathered {
  const { customer, history } = row
  const { goneIds, ...left } = row.left
  const ownOrder = row.ownOrder && { ...row.ownOrder, ...left }
  const basket = (row.basket ?? []).map(basketProduct)
  return {
    domain: row.domain,
    currency: row.currency ?? undefined,
    timeZone: row.timeZone ?? undefined,
    settings: parseSettings(row.settings),
    ownOrder: ownOrder ?? undefined,
    standing: standingOf({ ownOrder, plan: row.plan }),
    placedAt: row.placedAt ?? undefined,
    basket,
    takenOut: (goneIds ?? []).flatMap((gone) =>
      gone === null || basket.some(({ id }) => id === gone) ? [] : gone,
    ),
    ties: row.ties ?? [],
    products: (row.products ?? []).map(productOf),
    ...boughtOf(row.bought),
    isWholeHistory: history.lines < linesMax && history.orders < ordersMax,
    band: history.dearestUsualMinor
      ? { lines: history.paidLines, dearestUsualMinor: history.dearestUsualMinor }
      : undefined,
    customer: customer
      ? { ...customer, lastOrderAt: customer.lastOrderAt ? new Date(customer.lastOrderAt) : undefined }
      : undefined,
    contacts: row.contacts ? pageBudgetOf(row.contacts) : undefined,
  }
}

function basketProduct({ id, title, tags, vendor, collections }: BasketRow): BasketProduct {
  return {
    id,
    title: title ?? undefined,
    tags: tags ?? [],
    vendor: vendor ?? undefined,
    collections: collections ?? [],
  }
}
