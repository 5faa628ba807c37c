import type { Product, Variant } from '../products.ts'
import { isInStock } from '../products.ts'
import type { ProductId, VariantId } from './reason.ts'

/** A variant as far as an offer needs it; amounts in the shop's currency. */
export interface OfferableVariant
  extends Pick<Variant, 'id' | 'title' | 'position' | 'inventory' | 'isOversold' | 'priceMinor'> {
  /** Shopify's cost per item; nothing where the merchant gave none. */
  costMinor: number | undefined
}

/** What must be known of a product to offer it. Variants in any order. */
export interface OfferableProduct
  extends Pick<Product, 'id' | 'title' | 'status' | 'publishedAt' | 'isGiftCard' | 'imageUrl' | 'imageAlt'> {
  isDeleted: boolean
  variants: OfferableVariant[]
}

/** Why a product is not offered. */
export const fellOuts = [
  'in-basket',
  'left-out',
  'banned',
  'alternative',
  'bought-before',
  'not-kept',
  'declined-before',
  'disliked',
  'postponed',
  'too-few-customers',
  'unknown-product',
  'not-on-sale',
  'gift-card',
  'sold-out',
  'too-dear',
] as const
export type FellOut = (typeof fellOuts)[number]

/** What is known of this buyer and basket that can stand against a product. Empty lists for a guest. */
export interface Against {
  now: Date
  basketIds: readonly ProductId[]
  /** What the browser was told to leave out. */
  leftOutIds: readonly ProductId[]
  /** What the merchant says never goes with something in the basket, or takes its place. */
  bannedIds: readonly ProductId[]
  alternativeIds: readonly ProductId[]
  /** What the customer bought and kept, in how many different orders: from the second on it is a repeat product. */
  boughtBefore: readonly { productId: ProductId; times: number }[]
  /** What they bought and kept nothing of. */
  notKept: readonly ProductId[]
  declinedBefore: readonly ProductId[]
  disliked: readonly ProductId[]
  /** What the customer wants to see later, not now. */
  postponed: readonly ProductId[]
}

const timesOfRepeat = 2

/** Why this product may not be offered at all, or nothing when it may. Without a product it is not known. */
export function whyNotOffered(
  productId: ProductId,
  product: OfferableProduct | undefined,
  against: Against,
): FellOut | undefined {
  const wish = whyNotWanted(productId, against)
  if (wish) return wish
  if (!product) return 'unknown-product'
  if (!isOnSale(product, against.now)) return 'not-on-sale'
  if (product.isGiftCard) return 'gift-card'
  return firstInStock(product) ? undefined : 'sold-out'
}

function whyNotWanted(productId: ProductId, against: Against): FellOut | undefined {
  if (against.basketIds.includes(productId)) return 'in-basket'
  if (against.leftOutIds.includes(productId)) return 'left-out'
  if (against.bannedIds.includes(productId)) return 'banned'
  if (against.alternativeIds.includes(productId)) return 'alternative'
  if (against.disliked.includes(productId)) return 'disliked'
  if (against.declinedBefore.includes(productId)) return 'declined-before'
  if (against.postponed.includes(productId)) return 'postponed'
  if (against.notKept.includes(productId)) return 'not-kept'
  const bought = against.boughtBefore.find((each) => each.productId === productId)
  return bought && bought.times < timesOfRepeat ? 'bought-before' : undefined
}

/** Whether shoppers can find it in the shop. */
export function isOnSale({ isDeleted, status, publishedAt }: OfferableProduct, now: Date): boolean {
  return !isDeleted && status === 'active' && publishedAt !== undefined && publishedAt <= now
}

/** The variants that can be bought now, in the merchant's order. */
export function inStock(product: Pick<OfferableProduct, 'variants'>): OfferableVariant[] {
  return product.variants.filter(isInStock).sort((one, other) => one.position - other.position)
}

/** The first variant, by position, that can be bought now. */
export function firstInStock(product: Pick<OfferableProduct, 'variants'>): OfferableVariant | undefined {
  let first: OfferableVariant | undefined
  for (const each of product.variants)
    if (isInStock(each) && (first === undefined || each.position < first.position)) first = each
  return first
}

/** Whether what was offered before may be shown now: nothing stands against it and the same variant is in stock. */
export function isStillGood(
  item: { productId: ProductId; variantId: VariantId },
  products: readonly OfferableProduct[],
  against: Against,
): boolean {
  const product = products.find(({ id }) => id === item.productId)
  const variant = product?.variants.find(({ id }) => id === item.variantId)
  return (
    variant !== undefined &&
    isInStock(variant) &&
    whyNotOffered(item.productId, product, against) === undefined
  )
}
