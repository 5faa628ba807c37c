import type { TieWord } from '../domain/offers/tie.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type { Db } from './database.server.ts'

type ProductId = ShopifyId<'Product'>

/** A product that goes with another one, by what was bought or by what the merchant said. */
export interface AroundRow {
  id: ProductId
  title: string
  imageUrl: string | null
  customers: number
  tie: TieWord | null
}

/**
 * What was bought with a product most, and all that the merchant said of it, the strongest first: at most so many of
 * each. Products that are gone are left out.
 */
export async function readAround(
  db: Db,
  id: ProductId,
  { pairsMax, tiesMax }: { pairsMax: number; tiesMax: number },
): Promise<AroundRow[]> {
  return db.$queryRaw<AroundRow[]>`
    with paired as (
      select pair."otherProductId" as "id" from "ProductPair" pair join "Product" p on p."id" = pair."otherProductId"
       where pair."productId" = ${id} and pair."buyers" > 0 and p."deletedAt" is null
       order by pair."buyers" desc, pair."otherProductId" limit ${pairsMax}
    ), tied as (
      select t."otherProductId" as "id", t."kind" from "ProductTie" t
       where t."productId" = ${id} and t."kind" in ('pinned', 'banned', 'alternative')
       order by t."at" desc, t."otherProductId" limit ${tiesMax}
    )
    select p."id", p."title", p."imageUrl", coalesce(pair."buyers", 0) as "customers",
           (select min(tied."kind"::text) from tied where tied."id" = p."id") as "tie"
      from (select "id" from paired union select "id" from tied) named
      join "Product" p on p."id" = named."id" and p."deletedAt" is null
      left join "ProductPair" pair on pair."productId" = ${id} and pair."otherProductId" = p."id"
     order by 4 desc, p."title", p."id"`
}

/** The product in most of the last orders; nothing where nothing was sold. */
export async function readBestSeller(db: Db, ordersLookedAt: number): Promise<ProductId | undefined> {
  const [row] = await db.$queryRaw<{ id: ProductId }[]>`
    select p."id" from (select o."id" from "Order" o where o."cancelledAt" is null
                         order by o."processedAt" desc limit ${ordersLookedAt}) late
      join "OrderLine" l on l."orderId" = late."id" and l."currentQuantity" > 0
      join "Product" p on p."id" = l."productId" and p."deletedAt" is null and not p."isGiftCard"
     group by p."id" order by count(distinct late."id") desc, p."id" limit 1`
  return row?.id
}

/** The latest orders that hold both still, the newest first. */
export async function readOrdersWithBoth(
  db: Db,
  [one, other]: [ProductId, ProductId],
  limit: number,
): Promise<{ name: string; at: Date }[]> {
  return db.$queryRaw<{ name: string; at: Date }[]>`
    select o."name", o."processedAt" as "at" from "Order" o where o."cancelledAt" is null
       and o."id" in (select l."orderId" from "OrderLine" l where l."productId" = ${one} and l."currentQuantity" > 0
            intersect select l."orderId" from "OrderLine" l where l."productId" = ${other} and l."currentQuantity" > 0)
     order by o."processedAt" desc, o."id" desc limit ${limit}`
}

/** Forgets what the merchant said of two products; of alternatives both ways, of the others this way alone. */
export async function removeTies(db: Db, productId: ProductId, otherId: ProductId): Promise<void> {
  await db.$executeRaw`
    delete from "ProductTie" where ("productId" = ${productId} and "otherProductId" = ${otherId}
       and "kind" in ('pinned', 'banned', 'alternative'))
       or ("productId" = ${otherId} and "otherProductId" = ${productId} and "kind" = 'alternative')`
}

/** Keeps what the merchant says of two products, behind what was said before. */
export async function addTie(
  db: Db,
  { productId, otherId, kind }: { productId: ProductId; otherId: ProductId; kind: TieWord },
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    insert into "ProductTie" ("productId", "otherProductId", "kind", "position", "at")
    select ${productId}, ${otherId}, ${kind}::"TieKind", coalesce(max(t."position"), 0) + 1, ${now}
      from "ProductTie" t where t."productId" = ${productId} and t."kind" = ${kind}::"TieKind"
    on conflict ("shopId", "productId", "otherProductId", "kind") do nothing`
}
