import type { ShopifyId } from '../domain/shopify-id.ts'
import type { Db } from './database.server.ts'

type ProductId = ShopifyId<'Product'>

/** The products sold most since a moment, in pieces that were kept, the first first; those that are gone are left out. */
export async function readMostSold(
  db: Db,
  { since, limit }: { since: Date; limit: number },
): Promise<ProductId[]> {
  const rows = await db.$queryRaw<{ id: ProductId }[]>`
    select p."id" from "Order" o
      join "OrderLine" l on l."orderId" = o."id" and l."currentQuantity" > 0
      join "Product" p on p."id" = l."productId" and p."deletedAt" is null and p."status" = 'active'
     where o."processedAt" >= ${since} and o."cancelledAt" is null
     group by p."id" order by sum(l."currentQuantity") desc, p."id" limit ${limit}`
  return rows.map(({ id }) => id)
}

/** Keeps what Shopify suggests beside these products, in its order, in the place of what it suggested before. */
export async function replaceSuggestions(
  db: Db,
  complements: ReadonlyMap<ProductId, readonly ProductId[]>,
  now: Date,
): Promise<void> {
  const productIds = [...complements.keys()]
  const data = [...complements].flatMap(([productId, others]) =>
    others.map((otherProductId, position) => ({
      productId,
      otherProductId,
      kind: 'suggested' as const,
      position,
      at: now,
    })),
  )
  await db.productTie.deleteMany({ where: { kind: 'suggested', productId: { in: productIds } } })
  await db.productTie.createMany({ data, skipDuplicates: true })
}

/** Forgets what Shopify suggested before a moment; what the merchant says of products stays. */
export async function forgetSuggestionsBefore(db: Db, before: Date): Promise<void> {
  await db.productTie.deleteMany({ where: { kind: 'suggested', at: { lt: before } } })
}
