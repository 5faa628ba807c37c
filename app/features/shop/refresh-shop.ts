import type { ShopFacts } from '../../domain/shop-facts.ts'
import { adminOf } from '../../shopify/admin.server.ts'
import { fetchShopDetails } from '../../shopify/operations/shop-details.ts'
import { inShop } from '../../store/database.server.ts'
import { keepShopFacts } from '../../store/shops.server.ts'

/** Asks Shopify what the shop is called, counts in and lets us do, and keeps it. */
export async function refreshShop(shop: string, patience?: { attemptsMax: number }): Promise<ShopFacts> {
  const details = await fetchShopDetails(adminOf(shop, patience))
  await inShop(shop, (db) => keepShopFacts(db, details))
  return details
}
