import { Prisma } from '../../prisma/generated/client.ts'
import type { MarginLine } from '../domain/offers/margin.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type { Db } from './database.server.ts'

/** How many products are looked at: those published last. */
export const onSaleMax = 10_000

/** What one of each variant costs and brings, product by product. Amounts are in the shop's currency. */
export type PricedProduct = Pick<MarginLine, 'priceMinor' | 'costMinor'>[]

/** The products that could be offered at `now`, with their variants in stock; those of one collection, if named. */
export async function readOnSale(
  db: Db,
  collectionId: ShopifyId<'Collection'> | undefined,
  now: Date,
): Promise<PricedProduct[]> {
  const within = collectionId
    ? Prisma.sql`and p."id" in (select m."productId" from "CollectionProduct" m where m."collectionId" = ${collectionId})`
    : Prisma.empty
  const rows = await db.$queryRaw<{ prices: number[]; costs: (number | null)[] }[]>`
    select array_agg(v."priceMinor"::float8) as "prices", array_agg(v."costMinor"::float8) as "costs"
      from (select p."id" from "Product" p
             where p."deletedAt" is null and lower(p."status") = 'active' and p."publishedAt" <= ${now}
               and not p."isGiftCard" ${within}
             order by p."publishedAt" desc, p."id" limit ${onSaleMax}) p
      join "Variant" v on v."productId" = p."id" and (v."inventory" is null or v."inventory" > 0 or v."isOversold")
     group by p."id"`
  return rows.map(({ prices, costs }) =>
    prices.map((priceMinor, at) => ({ priceMinor, costMinor: costs[at] ?? undefined })),
  )
}

/** What one of this variant costs the shop, where the merchant said so. */
export async function readUnitCost(
  db: Db,
  variantId: ShopifyId<'ProductVariant'>,
): Promise<number | undefined> {
  const row = await db.variant.findFirst({ where: { id: variantId }, select: { costMinor: true } })
  return row?.costMinor == null ? undefined : Number(row.costMinor)
}
