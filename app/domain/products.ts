import type { ShopifyId } from './shopify-id.ts'

/** A product of the shop's catalogue, with its variants in order. Lists are complete. */
export interface Product {
  id: ShopifyId<'Product'>
  title: string
  handle: string
  /** active, archived, draft. */
  status: string
  /** When it went on sale in the online store; nothing while unpublished. */
  publishedAt: Date | undefined
  vendor: string | undefined
  productType: string | undefined
  tags: string[]
  imageUrl: string | undefined
  imageAlt: string | undefined
  isGiftCard: boolean
  /** The last writer wins by this. */
  updatedAt: Date
  variants: Variant[]
}

export interface Variant {
  id: ShopifyId<'ProductVariant'>
  title: string
  sku: string | undefined
  /** In the shop's currency. */
  priceMinor: number
  compareAtMinor: number | undefined
  position: number
  inventoryItemId: ShopifyId<'InventoryItem'> | undefined
  /** Nothing where Shopify does not track it. */
  inventory: number | undefined
  isOversold: boolean
  updatedAt: Date
  /** What one costs the shop; missing where this word of the variant does not speak of it. */
  cost?: UnitCost | undefined
}

/** Shopify's cost per item, in the shop's currency; `minor` is missing where the merchant gave none. */
export interface UnitCost {
  minor: number | undefined
  /** The last writer wins by this. */
  updatedAt: Date
}

/** Whether one could be bought now. */
export function isInStock(variant: Pick<Variant, 'inventory' | 'isOversold'>): boolean {
  return variant.inventory === undefined || variant.inventory > 0 || variant.isOversold
}
