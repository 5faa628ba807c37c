import type { Incentive } from '../offers/incentive.ts'
import type { RuleResult } from '../offers/rule.ts'

/** Why an offer has nothing left to show. */
export type GoodsGone = 'product-gone' | 'collection-gone' | 'gift-gone'

/** Why nothing was said at a step, beyond what the budget says: kept of the step. */
export type LeftOutReason = GoodsGone | 'gift-cards-only'

/** The products and collections that an offer names. */
export function goodsOf({ result, incentive }: { result: RuleResult; incentive: Incentive }): string[] {
  const gift = incentive.kind === 'gift' ? [incentive.productId] : []
  if (result.kind === 'products') return [...result.productIds, ...gift]
  return result.kind === 'collection' ? [result.collectionId, ...gift] : gift
}

/** What of an offer is still there to show, or why nothing is. */
export function stillThere<Offered extends { result: RuleResult; incentive: Incentive }>(
  offer: Offered,
  goneIds: readonly string[],
): Offered | GoodsGone {
  const { result, incentive } = offer
  if (incentive.kind === 'gift' && goneIds.includes(incentive.productId)) return 'gift-gone'
  if (result.kind === 'collection' && goneIds.includes(result.collectionId)) return 'collection-gone'
  if (result.kind !== 'products') return offer
  const productIds = result.productIds.filter((id) => !goneIds.includes(id))
  return productIds.length > 0 ? { ...offer, result: { ...result, productIds } } : 'product-gone'
}
