import type { HotDb, Statement } from './database.server.ts'

/** How many of the latest order lines say what is usually bought. */
const linesMax = 2_000
const usualShare = 0.9

/** What goods cost a shop's customers, in the shop's currency. What has no price is missing. */
export interface PastPrices {
  /** The dearest variant of each product, and of all that are on sale in each collection. */
  dearest: ReadonlyMap<string, number>
  /** What nine of ten of the latest order lines did not exceed, for one piece. */
  usualMinor: number | undefined
  /** What each variant costs the shop, else its price. */
  variants: ReadonlyMap<string, number>
}

const readPrices: Statement = {
  name: 'past-prices',
  text: `
    select (select json_object_agg(d."id", d."minor") from (
        select v."productId" as "id", max(v."priceMinor") as "minor" from "Variant" v
         where v."productId" = any($1::text[]) group by 1
        union all
        select m."collectionId", max(v."priceMinor") from "CollectionProduct" m
          join "Product" p on p."id" = m."productId" and p."deletedAt" is null and lower(p."status") = 'active'
          join "Variant" v on v."productId" = p."id"
         where m."collectionId" = any($1::text[]) group by 1) d) as "dearest",
      (select json_object_agg(v."id", coalesce(v."costMinor", v."priceMinor")) from "Variant" v
        where v."id" = any($2::text[])) as "variants",
      (select percentile_disc(${usualShare}) within group (order by l."priceMinor")::float8 from (
        select line."priceMinor" from (select o."id" from "Order" o where o."cancelledAt" is null and not o."isTest"
            order by o."processedAt" desc limit ${linesMax / 2}) o
          join "OrderLine" line on line."orderId" = o."id" limit ${linesMax}) l) as "usualMinor"`,
}

/** What these products, the goods of these collections and these variants cost, and what is usually paid for a piece. */
export async function readPastPrices(
  db: HotDb,
  goods: readonly string[],
  variantIds: readonly string[],
): Promise<PastPrices> {
  const { rows } = await db.run<{
    dearest: Record<string, number> | null
    variants: Record<string, number> | null
    usualMinor: number | null
  }>(readPrices, [goods, variantIds])
  const [row] = rows
  return {
    dearest: new Map(Object.entries(row?.dearest ?? {})),
    variants: new Map(Object.entries(row?.variants ?? {})),
    usualMinor: row?.usualMinor ?? undefined,
  }
}
