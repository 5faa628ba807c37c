import type { Product, UnitCost, Variant } from '../domain/products.ts'
import type { ProductFieldsFragment, VariantFieldsFragment } from './admin.generated.ts'
import { idOf, minorOf, textIfAny, timeIfAny, timeOf } from './read-fields.ts'

/** A product as the Admin API tells it; its prices are in the shop's `currency`, which it leaves unsaid. */
export function productOf(
  fields: ProductFieldsFragment,
  variants: VariantFieldsFragment[],
  currency: string,
): Product {
  const image = fields.featuredMedia?.preview?.image
  return {
    id: idOf('Product', fields.id),
    title: fields.title,
    handle: fields.handle,
    status: fields.status.toLowerCase(),
    publishedAt: timeIfAny(fields.publishedAt),
    vendor: textIfAny(fields.vendor),
    productType: textIfAny(fields.productType),
    tags: fields.tags,
    imageUrl: textIfAny(image?.url),
    imageAlt: textIfAny(image?.altText),
    isGiftCard: fields.isGiftCard,
    updatedAt: timeOf(fields.updatedAt),
    variants: variants.map((variant) => variantOf(variant, currency)),
  }
}

function variantOf(variant: VariantFieldsFragment, currency: string): Variant {
  const { compareAtPrice, inventoryItem } = variant
  return {
    id: idOf('ProductVariant', variant.id),
    title: variant.title,
    sku: textIfAny(variant.sku),
    priceMinor: minorOf(variant.price, currency),
    compareAtMinor: compareAtPrice ? minorOf(compareAtPrice, currency) : undefined,
    position: variant.position,
    inventoryItemId: idOf('InventoryItem', inventoryItem.id),
    inventory: inventoryItem.tracked ? (variant.inventoryQuantity ?? 0) : undefined,
    isOversold: variant.inventoryPolicy === 'CONTINUE',
    updatedAt: timeOf(variant.updatedAt),
    cost: costOf(inventoryItem, currency),
  }
}

/** What one of an inventory item costs the shop. In another currency than the shop's it is not known. */
export function costOf(
  item: Pick<VariantFieldsFragment['inventoryItem'], 'unitCost' | 'updatedAt'>,
  currency: string,
): UnitCost {
  const cost = item.unitCost
  const isKnown = cost && cost.currencyCode === currency
  return { minor: isKnown ? minorOf(cost.amount, currency) : undefined, updatedAt: timeOf(item.updatedAt) }
}
