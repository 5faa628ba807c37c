/** How many pairs are looked at for a whole basket. */
const pairsMax = 24

/**
 * What was bought together with the products of `basket ("id")` among the products of one collection, the strongest
 * first, as SQL that gives `drawnById`, `productId` and `customers`: how many different customers had both. `collection`
 * is an SQL expression for its id.
 */
export function basketPairsWithin(collection: string): string {
  return `
  select basket."id" as "drawnById", pair."otherProductId" as "productId", pair."buyers" as "customers"
    from basket join "ProductPair" pair on pair."productId" = basket."id" and pair."buyers" > 0
    join "CollectionProduct" member on member."productId" = pair."otherProductId"
     and member."collectionId" = ${collection}
   where pair."otherProductId" <> all(array(select "id" from basket))
   order by pair."buyers" desc, pair."otherProductId", basket."id" limit ${pairsMax}`
}
