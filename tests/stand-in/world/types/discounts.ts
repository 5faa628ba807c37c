import type { Gid } from './shop.ts'

/** A code that an order used. */
export interface AppliedDiscount {
  code: string
  percent: number
  /** `percentage` when left out. */
  type?: 'percentage' | 'fixed_amount' | 'shipping'
}

/** A discount that an app made, with its codes and how often each was used. */
export interface ShopDiscount {
  id: Gid<'DiscountCodeNode'>
  title: string
  terms:
    | { kind: 'percentage'; percent: number }
    /** In the shop's currency. */
    | { kind: 'amount'; minor: number }
    | { kind: 'shipping' }
    /** One of `productIds` for nothing with one of `buysProductIds`. */
    | { kind: 'gift' }
  /** Products or variants it works on; null for all. */
  productIds: string[] | null
  buysProductIds: string[]
  combinesWith: { order: boolean; product: boolean; shipping: boolean }
  /** For each code. */
  usageLimit: number | null
  endsAtMs: number | null
  codes: Record<string, number>
}
