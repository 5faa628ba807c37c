import type { ShopGlance } from '../domain/offers/fallback.ts'
import type { OfferableProduct } from '../domain/offers/offerable.ts'
import type { ProductId } from '../domain/offers/reason.ts'
import type { Pair } from '../domain/recommend/goes-together.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import { dayMs } from '../domain/time-zone.ts'
import { createFreshMemory } from '../platform/fresh-memory.ts'
import { basketPairsWithin } from './basket-pairs.server.ts'
import type { HotDb, JointStatement, Statement } from './database.server.ts'
import { type Bought, type BoughtRow, boughtColumns, boughtOf } from './offer-bought.server.ts'
import { type ProductRow, productJson, productOf } from './offer-products.server.ts'
import { rememberedOr } from './remembered-products.server.ts'

const membersMax = 24

/** What is not among what was gathered: products that a rule, the recommender or a fallback names. */
export interface More extends Bought {
  products: OfferableProduct[]
  /** Within the asked collection: what goes with the basket, and some that are in it. */
  pairs: Pair[]
  memberIds: ProductId[]
}

// The customer's latest orders of each wanted product, for the few whose history is too long to be known as a whole.
const boughtOfWanted = (customerId: string) => `
      (select json_agg(b) from (select l."productId",${boughtColumns('o."id"', 'o."processedAt"', 'l."currentQuantity" > 0')}
         from "Order" o join "OrderLine" l on l."orderId" = o."id"
        where o."customerId" = ${customerId} and o."cancelledAt" is null and l."productId" in (select "id" from wanted)
        group by 1) b) as "bought"`

const read: JointStatement = {
  name: 'read-for-offer',
  isJoint: true,
  text: `
    select each."at"::int, (select json_agg(${productJson}) from string_to_table(each."ids", ' ') as wanted("id")
              join "Product" p on p."id" = wanted."id") as "products"
      from unnest($1::text[]) with ordinality as each("ids", "at")`,
}

const readWithBought: Statement = {
  name: 'read-for-offer-with-bought',
  text: `
    with wanted as (select unnest($1::text[]) as "id")
    select (select json_agg(${productJson}) from wanted join "Product" p on p."id" = wanted."id") as "products",
      ${boughtOfWanted('$2::text')}`,
}

/**
 * Products by id, as they were when the unit of work gathered or later, those read that this process does not remember;
 * with a customer, also what they bought of them.
 */
export async function readForOffer(
  db: HotDb,
  { productIds, customerId }: { productIds: ProductId[]; customerId: ShopifyId<'Customer'> | undefined },
): Promise<More> {
  if (customerId) return moreOf((await db.run<MoreRow>(readWithBought, [productIds, customerId])).rows[0])
  const products = await rememberedOr(db.shop, productIds, async (missing) => {
    const { rows } = await db.run<MoreRow>(read, [[missing.join(' ')]])
    return moreOf(rows[0]).products
  })
  return { ...moreOf(undefined), products }
}

const gatherMore: Statement = {
  name: 'gather-more-for-offer',
  text: `
    with basket as (select unnest($2::text[]) as "id"),
    pairs as (${basketPairsWithin('$3')}
    ), members as (
      select member."productId" as "id" from "CollectionProduct" member join "Product" p on p."id" = member."productId"
       where member."collectionId" = $3 and p."deletedAt" is null and p."publishedAt" is not null
       order by p."publishedAt" desc, p."id" limit ${membersMax}
    ), wanted as (
      select unnest($1::text[]) as "id" union select "productId" from pairs union select "id" from members
    )
    select
      (select json_agg(${productJson}) from wanted join "Product" p on p."id" = wanted."id") as "products",
      (select json_agg(pairs) from pairs) as "pairs",
      (select json_agg(members."id") from members) as "memberIds",
      ${boughtOfWanted('$4::text')}`,
}

/** Reads products by id, and of a collection what goes with the basket and its newest members. */
export async function gatherMoreForOffer(
  db: HotDb,
  asked: {
    productIds: ProductId[]
    basketIds: ProductId[]
    collectionId: ShopifyId<'Collection'>
    customerId: ShopifyId<'Customer'> | undefined
  },
): Promise<More> {
  const { productIds, basketIds, collectionId, customerId } = asked
  const { rows } = await db.run<MoreRow>(gatherMore, [productIds, basketIds, collectionId, customerId])
  return moreOf(rows[0])
}

/** The columns of the statements above, as far as each has them. */
interface MoreRow {
  products: ProductRow[] | null
  bought?: BoughtRow[] | null
  pairs?: Pair[] | null
  memberIds?: ProductId[] | null
}

function moreOf(row: MoreRow | undefined): More {
  return {
    products: (row?.products ?? []).map(productOf),
    ...boughtOf(row?.bought),
    pairs: row?.pairs ?? [],
    memberIds: row?.memberIds ?? [],
  }
}

const popularDays = 90
const popularOrdersMax = 2_000
const popularMax = 24
const catalogueMax = 2_000
const glanceMinutes = 5
const shopsGlancedMax = 50

const glance: Statement = {
  text: `
    with lately as materialized (
      select o."id", o."customerId", o."processedAt" from "Order" o
       where o."processedAt" >= $1 and o."processedAt" <= $2 and o."cancelledAt" is null and o."customerId" is not null
       order by o."processedAt" desc limit ${popularOrdersMax}
    )
    select
      (select json_agg(p) from (select l."productId", count(distinct lately."customerId")::int as "customers"
         from lately join "OrderLine" l on l."orderId" = lately."id"
        where l."productId" is not null and l."currentQuantity" > 0
        group by 1 order by 2 desc, 1 limit ${popularMax}) p) as "popular",
      (select min("processedAt") from lately) as "since",
      (select json_agg(c) from (select p."id", p."title", p."productType" from "Product" p
        where p."deletedAt" is null and lower(p."status") = 'active' and p."publishedAt" is not null
        order by p."publishedAt" desc limit ${catalogueMax}) c) as "catalogue"`,
}

const glances = createFreshMemory<ShopGlance>({ freshMs: glanceMinutes * 60_000, shopsMax: shopsGlancedMax })

/**
 * A look at what is popular in a shop and what its catalogue holds, at most five minutes old: the latest 2,000 orders
 * of known customers of the last 90 days, and the 2,000 newest products.
 */
export async function glanceAtShop(db: HotDb, shop: string, now: Date): Promise<ShopGlance> {
  return glances.of(shop, now, () => readGlance(db, now))
}

async function readGlance(db: HotDb, now: Date): Promise<ShopGlance> {
  const from = new Date(now.getTime() - popularDays * dayMs)
  const { rows } = await db.run<GlanceRow>(glance, [from, now])
  const [row] = rows
  const since = row?.since ?? now
  return {
    popular: row?.popular ?? [],
    days: Math.max(1, Math.ceil((now.getTime() - since.getTime()) / dayMs)),
    catalogue: (row?.catalogue ?? []).map((each) => ({
      ...each,
      productType: each.productType || undefined,
    })),
  }
}

/** Forgets every shop, for a database that was exchanged under this process. */
export function forgetGlances(): void {
  glances.clear()
}

interface GlanceRow {
  popular: ShopGlance['popular'] | null
  since: Date | null
  catalogue: { id: ProductId; title: string; productType: string | null }[] | null
}
