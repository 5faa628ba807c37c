/** How many of a product's strongest pairs are looked at, and how many for a whole basket. */
const pairsPerProductMax = 24
const pairsMax = 24

/**
 * What was bought together with the products of `basket ("id")`, the strongest first, as SQL that gives `drawnById`,
 * `productId` and `customers`: how many different customers had both. The only place that knows how pairs are kept.
 */
export const basketPairs = `
  select basket."id" as "drawnById", strong."otherProductId" as "productId", strong."buyers" as "customers"
    from basket cross join lateral (
      select pair."otherProductId", pair."buyers" from "ProductPair" pair
       where pair."productId" = basket."id" and pair."buyers" > 0
         and pair."otherProductId" <> all(array(select "id" from basket))
       order by pair."buyers" desc, pair."otherProductId" limit ${pairsPerProductMax}) strong
   order by strong."buyers" desc, strong."otherProductId", basket."id" limit ${pairsMax}`

/** As `basketPairs`, of the products of one collection alone; `collection` is an SQL expression for its id. */
export function basketPairsWithin(collection: string): string {
  return `
  select basket."id" as "drawnById", pair."otherProductId" as "productId", pair."buyers" as "customers"
    from basket join "ProductPair" pair on pair."productId" = basket."id" and pair."buyers" > 0
    join "CollectionProduct" member on member."productId" = pair."otherProductId"
     and member."collectionId" = ${collection}
   where pair."otherProductId" <> all(array(select "id" from basket))
   order by pair."buyers" desc, pair."otherProductId", basket."id" limit ${pairsMax}`
}
