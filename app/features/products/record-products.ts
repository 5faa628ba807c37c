import type { Product } from '../../domain/products.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { newestOfEach, type Told, toldAt } from '../../domain/told.ts'
import type { InventoryLevel, ItemCost, ItemLevels } from '../../domain/webhooks/product.ts'
import type { Db } from '../../store/database.server.ts'
import {
  deleteProduct,
  emptyOtherLevels,
  sumInventory,
  writeCosts,
  writeInventoryLevels,
  writeProducts,
  writeVariants,
} from '../../store/products.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'

/**
 * Brings products and all their variants into the shop's mirror; the last writer by `updatedAt` wins, of the same
 * second the one told later, and returns in the count. What was deleted stays deleted. The same again changes nothing.
 */
export async function recordProducts(db: Db, products: Told<Product>[]): Promise<number> {
  if (products.length === 0) return 0
  await lockMirror(db)
  const newest = newestOfEach(products)
  const written = new Set(await writeProducts(db, newest))
  const news = newest.filter(({ id }) => written.has(id))
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
export async function recordInventoryLevels(db: Db, levels: Told<InventoryLevel>[]): Promise<void> {
  if (levels.length === 0) return
  await lockMirror(db)
  await writeInventoryLevels(db, levels)
  await sumInventory(db, [...new Set(levels.map(({ inventoryItemId }) => inventoryItemId))])
}

/**
 * Brings in all that locations hold of these items, as told at `askedAt`: a location that is not named and was not
 * heard of since holds nothing of them any more.
 */
export async function recordAllLevels(db: Db, items: ItemLevels[], askedAt: Date): Promise<void> {
  if (items.length === 0) return
  await lockMirror(db)
  const levels = items.flatMap((item) => item.levels)
  const ids = items.map(({ inventoryItemId }) => inventoryItemId)
  await writeInventoryLevels(db, toldAt(levels, askedAt))
  await emptyOtherLevels(db, ids, levels, askedAt)
  await sumInventory(db, ids)
  await writeCosts(
    db,
    items.flatMap(({ inventoryItemId, cost }) => (cost ? [{ inventoryItemId, cost }] : [])),
  )
}

/**
 * Brings in what items cost the shop, each by its own time; of the same second what was told later. Of an item that no
 * known variant has, it is left to the reading of the stock, every day.
 */
export async function recordCosts(db: Db, costs: (ItemCost & { at: Date })[]): Promise<void> {
  if (costs.length === 0) return
  await lockMirror(db)
  const newest = new Map<string, ItemCost & { at: Date }>()
  for (const cost of costs) {
    const known = newest.get(cost.inventoryItemId)
    const isNewer =
      !known ||
      cost.cost.updatedAt > known.cost.updatedAt ||
      (cost.cost.updatedAt.getTime() === known.cost.updatedAt.getTime() && cost.at >= known.at)
    if (isNewer) newest.set(cost.inventoryItemId, cost)
  }
  await writeCosts(db, [...newest.values()])
}
