import type { ShopifyId } from '../shopify-id.ts'

/** What the shop takes off when an offer is accepted. Amounts are in the shop's currency. */
export type Incentive =
  | { kind: 'none' }
  /** Whole percent, 1 to 100. */
  | { kind: 'percentage'; percent: number }
  | { kind: 'amount'; minor: number; currency: string }
  | { kind: 'free-shipping' }
  | { kind: 'gift'; productId: ShopifyId<'Product'>; variantId: ShopifyId<'ProductVariant'>; title: string }
