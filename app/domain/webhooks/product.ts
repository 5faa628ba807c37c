import type { Product, UnitCost, Variant } from '../products.ts'
import type { ShopifyId } from '../shopify-id.ts'
import {
  idAt,
  integerAt,
  minorAt,
  ownId,
  type Part,
  partAt,
  partsAt,
  requiredIdAt,
  requiredTimeAt,
  tagsAt,
  textAt,
  timeAt,
  Unreadable,
} from './read.ts'

/** A product as a webhook tells it; its prices are in the shop's currency. */
export function productOf(part: Part, currency: string): Product {
  const updatedAt = timeAt(part, 'updated_at') ?? timeAt(part, 'created_at')
  if (!updatedAt) throw new Unreadable('updated_at is missing')
  const variants = partsAt(part, 'variants').map((each, index) =>
    variantOf(each, { currency, updatedAt, index }),
  )
  const image = partAt(part, 'image') ?? partsAt(part, 'images')[0]
  return {
    id: ownId(part, 'Product'),
    title: textAt(part, 'title') ?? '',
    handle: textAt(part, 'handle') ?? '',
    status: textAt(part, 'status')?.toLowerCase() ?? 'active',
    publishedAt: timeAt(part, 'published_at'),
    vendor: textAt(part, 'vendor'),
    productType: textAt(part, 'product_type'),
    tags: tagsAt(part, 'tags'),
    imageUrl: image && textAt(image, 'src'),
    imageAlt: image && textAt(image, 'alt'),
    isGiftCard: variants.length > 0 && partsAt(part, 'variants').every(isGiftCard),
    updatedAt,
    variants,
  }
}

interface VariantContext {
  currency: string
  updatedAt: Date
  index: number
}

function variantOf(part: Part, { currency, updatedAt, index }: VariantContext): Variant {
  // Only what Shopify itself counts can sell out.
  const isTracked = textAt(part, 'inventory_management') !== undefined
  return {
    id: ownId(part, 'ProductVariant'),
    title: textAt(part, 'title') ?? '',
    sku: textAt(part, 'sku'),
    priceMinor: minorAt(part, 'price', currency) ?? 0,
    compareAtMinor: minorAt(part, 'compare_at_price', currency),
    position: integerAt(part, 'position') ?? index + 1,
    inventoryItemId: idAt(part, 'inventory_item_id', 'InventoryItem'),
    inventory: isTracked ? (integerAt(part, 'inventory_quantity') ?? 0) : undefined,
    isOversold: textAt(part, 'inventory_policy')?.toLowerCase() === 'continue',
    updatedAt: timeAt(part, 'updated_at') ?? updatedAt,
  }
}

function isGiftCard(variant: Part): boolean {
  return textAt(variant, 'fulfillment_service') === 'gift_card'
}

/** What one location holds of one inventory item. */
export interface InventoryLevel {
  inventoryItemId: ShopifyId<'InventoryItem'>
  locationId: ShopifyId<'Location'>
  available: number
  updatedAt: Date
}

/** All that locations hold of one inventory item, and what one costs. */
export interface ItemLevels {
  inventoryItemId: ShopifyId<'InventoryItem'>
  levels: InventoryLevel[]
  /** Missing where this word of the item does not speak of it. */
  cost?: UnitCost | undefined
}

/** What one of an inventory item costs the shop. */
export interface ItemCost {
  inventoryItemId: ShopifyId<'InventoryItem'>
  cost: UnitCost
}

/**
 * The cost of an inventory item as `inventory_items/update` tells it: a decimal in the shop's currency, null where the
 * merchant gave none.
 */
export function itemCostOf(part: Part, currency: string): ItemCost {
  const minor = minorAt(part, 'cost', currency)
  return {
    inventoryItemId: ownId(part, 'InventoryItem'),
    cost: { minor, updatedAt: requiredTimeAt(part, 'updated_at') },
  }
}

/** An inventory level as a webhook tells it; nothing available where Shopify says null. */
export function inventoryLevelOf(part: Part): InventoryLevel {
  return {
    inventoryItemId: requiredIdAt(part, 'inventory_item_id', 'InventoryItem'),
    locationId: requiredIdAt(part, 'location_id', 'Location'),
    available: integerAt(part, 'available') ?? 0,
    updatedAt: requiredTimeAt(part, 'updated_at'),
  }
}

/** What `inventory_levels/disconnect` names: a location that holds nothing of an item any more. It tells no time. */
export function disconnectedLevelOf(part: Part): Pick<InventoryLevel, 'inventoryItemId' | 'locationId'> {
  return {
    inventoryItemId: requiredIdAt(part, 'inventory_item_id', 'InventoryItem'),
    locationId: requiredIdAt(part, 'location_id', 'Location'),
  }
}
