import { z } from 'zod'
import type { Considered, OfferableProduct, ProductId, Reason, Silence } from '../domain/offers/decide.ts'
import type { Pair } from '../domain/recommend/goes-together.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import { assert } from '../platform/errors.ts'
import type { HotDb, Statement } from './database.server.ts'

/** How many of a product's strongest pairs are looked at, and how many for a whole basket. */
const pairsPerProductMax = 24
const pairsMax = 24

export type OfferStatus = 'decided' | 'shown' | 'accepted' | 'declined'

/** Who asks for what: the keys under which an earlier decision may stand, the order and basket as they were named. */
export interface Asked {
  orderKey: string
  guestKey: string
  orderId: ShopifyId<'Order'>
  customerId: ShopifyId<'Customer'> | undefined
  productIds: ProductId[]
}

/** An offer as it was kept; `productId` and `variantId` are missing where nothing was offered. */
export interface StoredOffer {
  id: string
  key: string
  placement: string
  orderId: ShopifyId<'Order'> | null
  productId: ProductId | null
  variantId: ShopifyId<'ProductVariant'> | null
  reason: Reason | Silence
  status: OfferStatus
}

/** All that is known for one decision. */
export interface Gathered {
  /** The shop's main domain; nothing for a shop that is not installed. */
  domain: string | undefined
  /** The named order, only if it is this customer's own. */
  ownOrder: { id: ShopifyId<'Order'>; isCancelled: boolean } | undefined
  /** The lines of the own order, or else the products that were named. */
  basket: { id: ProductId; title: string | undefined }[]
  pairs: Pair[]
  products: OfferableProduct[]
  boughtBefore: ProductId[]
  declinedBefore: ProductId[]
  /** What was decided under these keys before, at any placement. */
  earlier: StoredOffer[]
}

/** A decision to keep. Without an offered product `productId` and `variantId` are missing. */
export interface NewOffer {
  id: string
  key: string
  placement: string
  orderId: ShopifyId<'Order'> | undefined
  customerId: ShopifyId<'Customer'> | undefined
  productId: ProductId | undefined
  variantId: ShopifyId<'ProductVariant'> | undefined
  reason: Reason | Silence
  considered: Considered[]
}

// Planned anew each time, by what the table holds then: it grows from nothing while plans are kept.
const recall: Statement = {
  text: `
    select
      (select json_agg(f) from (select "id", "key", "placement", "orderId", "productId", "variantId", "reason", "status"
         from "Offer" where "key" in ($1, $2)) f) as "earlier",
      (select json_agg(distinct "productId") from "Offer"
        where "customerId" = $3 and "status" = 'declined' and "productId" is not null) as "declinedBefore"`,
}

const gather: Statement = {
  name: 'gather-offer',
  text: `
    with own as (
      select o."id", o."cancelledAt" is not null as "isCancelled" from "Order" o
       where o."id" = $1 and o."customerId" = $2::text
    ), basket as (
      select l."productId" as "id", min(l."title") as "title" from own join "OrderLine" l on l."orderId" = own."id"
       where l."productId" is not null group by 1
      union all
      select named."id", null from unnest($3::text[]) as named("id") where not exists (select from own)
    ), pairs as (
      select basket."id" as "drawnById", strong."otherProductId" as "productId", strong."buyers" as "customers"
        from basket cross join lateral (
          select pair."otherProductId", pair."buyers" from "ProductPair" pair
           where pair."productId" = basket."id" and pair."buyers" > 0
             and pair."otherProductId" <> all(array(select "id" from basket))
           order by pair."buyers" desc, pair."otherProductId" limit ${pairsPerProductMax}) strong
       order by strong."buyers" desc, strong."otherProductId", basket."id" limit ${pairsMax}
    ), wanted as (
      select "productId" as "id" from pairs union select unnest($4::text[])
    )
    select
      (select coalesce(s."primaryDomain", s."id") from "Shop" s where s."uninstalledAt" is null) as "domain",
      (select to_json(own) from own) as "ownOrder",
      (select json_agg(json_build_object('id', basket."id", 'title', coalesce(p."title", basket."title")))
         from basket left join "Product" p on p."id" = basket."id") as "basket",
      (select json_agg(pairs) from pairs) as "pairs",
      (select json_agg(json_build_object('id', p."id", 'title', p."title", 'status', lower(p."status"),
                'publishedAt', p."publishedAt", 'isGiftCard', p."isGiftCard", 'imageUrl', p."imageUrl",
                'imageAlt', p."imageAlt", 'isDeleted', p."deletedAt" is not null, 'variants',
                (select json_agg(json_build_object('id', v."id", 'position', v."position", 'inventory', v."inventory",
                          'isOversold', v."isOversold")) from "Variant" v where v."productId" = p."id")))
         from wanted join "Product" p on p."id" = wanted."id") as "products",
      (select json_agg(distinct l."productId") from "Order" o join "OrderLine" l on l."orderId" = o."id"
        where o."customerId" = $2::text and o."cancelledAt" is null
          and l."productId" in (select "id" from wanted)) as "boughtBefore"`,
}

/**
 * Everything a decision needs: of what goes with the basket the strongest pairs, without those inside it. What was
 * decided for an order is there only for the customer whose order it is.
 */
export async function gatherOffer(db: HotDb, asked: Asked): Promise<Gathered> {
  const { orderId, customerId, productIds, guestKey, orderKey } = asked
  const recalled = await db.run<Recalled>(recall, [guestKey, orderKey, customerId])
  const { earlier, declinedBefore } = only(recalled.rows)
  const offered = (earlier ?? []).map(({ productId }) => productId)
  const gathered = await db.run<Row>(gather, [orderId, customerId, productIds, offered])
  const row = only(gathered.rows)
  const mine = (earlier ?? []).filter(({ key }) => row.ownOrder || key === guestKey)
  return {
    ...fromRow(row),
    earlier: mine.map((offer) => ({ ...offer, reason: storedReason.parse(offer.reason) })),
    declinedBefore: declinedBefore ?? [],
  }
}

function only<Row>(rows: Row[]): Row {
  const [row] = rows
  assert(row, 'a statement of nothing but sub-selects gives one row')
  return row
}

const keep: Statement = {
  name: 'keep-offer',
  text: `
    insert into "Offer" ("id", "key", "placement", "orderId", "customerId", "productId", "variantId", "reason",
                         "considered", "decidedAt")
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict ("shopId", "key", "placement") do nothing`,
}

/**
 * Keeps a decision, once for each key and placement. Returns whether it was kept: another one that got there first
 * stands.
 */
export async function keepOffer(db: HotDb, offer: NewOffer, now: Date): Promise<boolean> {
  const { id, key, placement, orderId, customerId, productId, variantId } = offer
  const found = [JSON.stringify(offer.reason), JSON.stringify(offer.considered)]
  const values = [id, key, placement, orderId, customerId, productId, variantId, ...found, now]
  return (await db.run(keep, values)).count === 1
}

const redecide: Statement = {
  name: 'redecide-offer',
  text: `
    update "Offer" set "orderId" = coalesce($2, "orderId"), "productId" = $3, "variantId" = $4, "reason" = $5,
           "considered" = $6, "decidedAt" = $7
     where "id" = $1 and "status" = 'decided'`,
}

/** Puts a new decision in the place of one that nobody has seen yet. Returns whether it did. */
export async function redecideOffer(db: HotDb, id: string, offer: NewOffer, now: Date): Promise<boolean> {
  const { orderId, productId, variantId } = offer
  const found = [JSON.stringify(offer.reason), JSON.stringify(offer.considered)]
  return (await db.run(redecide, [id, orderId, productId, variantId, ...found, now])).count === 1
}

const note: Statement = {
  name: 'note-order-of-offer',
  text: `update "Offer" set "orderId" = $2 where "id" = $1 and "orderId" is null`,
}

/** Notes which order an offer belongs to, now that the order has arrived and is the customer's own. */
export async function noteOrder(db: HotDb, id: string, orderId: ShopifyId<'Order'>): Promise<void> {
  await db.run(note, [id, orderId])
}

/** What a shopper said to an offer that is theirs: a customer's only to them, a guest's to who knows its id. */
export interface Reply {
  id: string
  customerId: ShopifyId<'Customer'> | undefined
  answer: 'shown' | 'accepted' | 'declined'
}

const answerIt: Statement = {
  name: 'answer-offer',
  text: `
    update "Offer" set "shownAt" = coalesce("shownAt", $4),
           "answeredAt" = case when $3 <> 'shown' then coalesce("answeredAt", $4) else "answeredAt" end,
           "status" = case when "status" in ('decided', 'shown') then $3::"OfferStatus" else "status" end
     where "id" = $1 and "productId" is not null and ("customerId" is null or "customerId" = $2::text)`,
}

/**
 * Keeps a shopper's reply. The first accept or decline stands, and what was answered was shown; a second reply changes
 * nothing. Returns whether there is such an offer for this shopper.
 */
export async function keepReply(db: HotDb, { id, customerId, answer }: Reply, now: Date): Promise<boolean> {
  return (await db.run(answerIt, [id, customerId, answer, now])).count === 1
}

/** A reason as it is kept with its offer. */
export const storedReason: z.ZodType<Reason | Silence> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('bought-together'),
    customers: z.int(),
    withProductId: z.templateLiteral(['gid://shopify/Product/', z.string()]),
    withTitle: z.string(),
  }),
  z.object({
    kind: z.literal('nothing'),
    why: z.enum(['order-cancelled', 'no-candidates', 'all-fell-out']),
  }),
])

interface Recalled {
  earlier: (Omit<StoredOffer, 'reason'> & { reason: unknown })[] | null
  declinedBefore: ProductId[] | null
}

interface Row {
  domain: string | null
  ownOrder: Gathered['ownOrder'] | null
  basket: { id: ProductId; title: string | null }[] | null
  pairs: Pair[] | null
  products:
    | (Omit<OfferableProduct, Nullable> &
        Record<Nullable, string | null> & { variants: VariantRow[] | null })[]
    | null
  boughtBefore: ProductId[] | null
}

type Nullable = 'publishedAt' | 'imageUrl' | 'imageAlt' | 'variants'
type VariantRow = Omit<OfferableProduct['variants'][number], 'inventory'> & { inventory: number | null }

function fromRow(row: Row): Omit<Gathered, 'earlier' | 'declinedBefore'> {
  return {
    domain: row.domain ?? undefined,
    ownOrder: row.ownOrder ?? undefined,
    basket: (row.basket ?? []).map(({ id, title }) => ({ id, title: title ?? undefined })),
    pairs: row.pairs ?? [],
    products: (row.products ?? []).map(productOf),
    boughtBefore: row.boughtBefore ?? [],
  }
}

function productOf(product: NonNullable<Row['products']>[number]): OfferableProduct {
  return {
    ...product,
    publishedAt: product.publishedAt === null ? undefined : new Date(product.publishedAt),
    imageUrl: product.imageUrl ?? undefined,
    imageAlt: product.imageAlt ?? undefined,
    variants: (product.variants ?? []).map((variant) => ({
      ...variant,
      inventory: variant.inventory ?? undefined,
    })),
  }
}
