import type { Incentive } from '../offers/incentive.ts'
import type { RuleResult } from '../offers/rule.ts'

/** What goods cost in a shop, in its currency; nothing where that is not known. */
export interface Prices {
  /** The dearest piece that an offer of this may show. */
  dearestMinor(result: RuleResult): number | undefined
  /** What a gift costs the shop: its cost per item, else its price. */
  giftMinor(productId: string, variantId: string): number | undefined
  /** What sending one order costs the shop beyond what the buyer pays; 0 where the merchant has not said. */
  shippingShareMinor: number
}

/** What an incentive costs the shop at the most when it is taken once, for one piece; nothing where that is not known. */
export function incentiveCostMinor(
  incentive: Incentive,
  result: RuleResult,
  prices: Prices,
): number | undefined {
  switch (incentive.kind) {
    case 'none':
      return 0
    case 'amount':
      return incentive.minor
    case 'percentage': {
      const price = prices.dearestMinor(result)
      return price === undefined ? undefined : Math.ceil((price * incentive.percent) / 100)
    }
    case 'free-shipping':
      return prices.shippingShareMinor > 0 ? prices.shippingShareMinor : undefined
    case 'gift':
      return prices.giftMinor(incentive.productId, incentive.variantId)
    default:
      return incentive satisfies never
  }
}
