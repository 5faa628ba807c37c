import type { ShopifyId } from '../shopify-id.ts'
import { type CombinesWith, combinesWithNone, type Incentive } from './incentive.ts'

/**
 * What all codes of one pool give. A code works on the one product it is offered with, so that the margin floor which
 * was judged for that product holds wherever the code is used; free shipping is of the whole order.
 */
export type PoolTerms =
  | { kind: 'percentage'; percent: number; productId: ProductId; combinesWith: CombinesWith }
  | { kind: 'amount'; minor: number; currency: string; productId: ProductId; combinesWith: CombinesWith }
  | { kind: 'free-shipping'; combinesWith: CombinesWith }
  | {
      kind: 'gift'
      giftProductId: ProductId
      giftVariantId: ShopifyId<'ProductVariant'>
      productId: ProductId
      combinesWith: CombinesWith
    }

type ProductId = ShopifyId<'Product'>

/** A code is given only while it is good for so many days more. */
export const goodDaysMin = 14

/** The terms of the pool that has codes for this incentive on this product; nothing without an incentive. */
export function poolTerms(incentive: Incentive, productId: ProductId): PoolTerms | undefined {
  if (incentive.kind === 'none') return undefined
  const { order, product, shipping } = incentive.combinesWith ?? combinesWithNone
  const combinesWith = { order, product, shipping }
  switch (incentive.kind) {
    case 'percentage':
      return { kind: 'percentage', percent: incentive.percent, productId, combinesWith }
    case 'amount':
      return { kind: 'amount', minor: incentive.minor, currency: incentive.currency, productId, combinesWith }
    case 'free-shipping':
      // Shopify has no free shipping that goes together with free shipping.
      return { kind: 'free-shipping', combinesWith: { ...combinesWith, shipping: false } }
    case 'gift':
      return {
        kind: 'gift',
        giftProductId: incentive.productId,
        giftVariantId: incentive.variantId,
        productId,
        combinesWith,
      }
    default:
      return incentive satisfies never
  }
}

/**
 * Names the pool for `takeCode`: the terms themselves as JSON, the same for the same terms. Nothing without an
 * incentive.
 */
export function poolKeyOf(incentive: Incentive, productId: ProductId): string | undefined {
  const terms = poolTerms(incentive, productId)
  return terms && JSON.stringify(terms)
}
