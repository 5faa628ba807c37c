/** The kinds of Shopify resources Encore knows. */
export type ShopifyKind =
  | 'Shop'
  | 'Order'
  | 'LineItem'
  | 'Customer'
  | 'Product'
  | 'ProductVariant'
  | 'Refund'
  | 'Return'
  | 'Fulfillment'
  | 'InventoryItem'
  | 'Location'
  | 'BulkOperation'
  | 'Collection'
  | 'DiscountCodeNode'
  | 'DiscountRedeemCodeBulkCreation'

/** An id as Shopify writes it. Numbers in it may exceed 2^53: it is only ever text. */
export type ShopifyId<Kind extends ShopifyKind = ShopifyKind> = `gid://shopify/${Kind}/${string}`

/** Whether text is an id of this kind, with nothing but digits at its end. */
export function isShopifyId<Kind extends ShopifyKind>(kind: Kind, text: unknown): text is ShopifyId<Kind> {
  const start = `gid://shopify/${kind}/`
  return typeof text === 'string' && text.startsWith(start) && /^\d{1,25}$/.test(text.slice(start.length))
}

/** The id made of a kind and its digits. */
export function shopifyId<Kind extends ShopifyKind>(kind: Kind, digits: string): ShopifyId<Kind> {
  return `gid://shopify/${kind}/${digits}`
}

/** The digits at the end of an id, as text. */
export function digitsOf(id: ShopifyId): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

/** A shop's permanent domain, which is its id here. */
export function isShopDomain(text: unknown): text is string {
  return typeof text === 'string' && /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/.test(text)
}
