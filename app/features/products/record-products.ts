import type { Product } from '../../domain/products.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import type { InventoryLevel } from '../../domain/webhooks/product.ts'
import type { Db } from '../../store/database.server.ts'
import {
  deleteProduct,
  sumInventory,
  writeInventoryLevels,
  writeProducts,
  writeVariants,
} from '../../store/products.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'

/**
 * Brings products and all their variants into the shop's mirror; the last writer by `updatedAt` wins and returns in the
 * count. What was deleted stays deleted. The same again changes nothing.
 */
export async function recordProducts(db: Db, products: Product[]): Promise<number> {
  if (products.length === 0) return 0
  await lockMirror(db)
  const newest = new Map<string, Product>()
  for (const product of products) {
    const other = newest.get(product.id)
    if (!other || product.updatedAt > other.updatedAt) newest.set(product.id, product)
  }
  const written = new Set(await writeProducts(db, [...newest.values()]))
  const news = [...newest.values()].filter(({ id }) => written.has(id))
  await writeVariants(db, news)
  const items = news.flatMap((product) =>
    product.variants.flatMap(({ inventoryItemId }) => inventoryItemId ?? []),
  )
  await sumInventory(db, items)
  return news.length
}

/** Marks a product as deleted for good. */
export async function removeProduct(db: Db, id: ShopifyId<'Product'>, at: Date): Promise<void> {
  await lockMirror(db)
  await deleteProduct(db, id, at)
}

/**
 * Brings in what locations hold. A tracked variant then holds what all locations we have heard of hold together: with
 * one not heard of yet that is too little rather than too much, so that nothing sold out is ever shown.
 */
export async function recordInventoryLevels(db: Db, levels: InventoryLevel[]): Promise<void> {
  if (levels.length === 0) return
  await lockMirror(db)
  await writeInventoryLevels(db, levels)
  await sumInventory(db, [...new Set(levels.map(({ inventoryItemId }) => inventoryItemId))])
}
