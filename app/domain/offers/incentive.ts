import type { ShopifyId } from '../shopify-id.ts'

/** What the shop takes off when an offer is accepted. Amounts are in the shop's currency. */
export type Incentive =
  | { kind: 'none' }
  /** Whole percent, 1 to 100. */
  | ({ kind: 'percentage'; percent: number } & Combining)
  | ({ kind: 'amount'; minor: number; currency: string } & Combining)
  | ({ kind: 'free-shipping' } & Combining)
  | ({
      kind: 'gift'
      productId: ShopifyId<'Product'>
      variantId: ShopifyId<'ProductVariant'>
      title: string
    } & Combining)

/** With which other discounts the code may be used together; missing: with none. */
interface Combining {
  combinesWith?: CombinesWith | undefined
}

/** Shopify's three classes of discounts (https://shopify.dev/docs/apps/build/discounts#combining-discounts). */
export interface CombinesWith {
  order: boolean
  product: boolean
  shipping: boolean
}

/** Together with no other discount, as Shopify has it where a merchant chose nothing. */
export const combinesWithNone: CombinesWith = { order: false, product: false, shipping: false }

/** Whether it can be given in a shop of this currency: an amount only in the shop's own, and in none that is not known. */
export function fitsCurrency(incentive: Incentive, currency: string | undefined): boolean {
  return incentive.kind !== 'amount' || incentive.currency === currency
}
