import type { Incentive } from './incentive.ts'
import { allowedOnAll, type MarginCosts } from './margin.ts'
import { inStock, type OfferableProduct } from './offerable.ts'

/** What the deciding rule would take off, and what stands against it. */
export interface IncentiveFacts {
  wanted: Incentive
  /** Whether this purchase is one that Shopify told us of: an order of the asker's own, or a signed page's. */
  isProven: boolean
  costs: MarginCosts
  /** For a gift: what the given variant costs the shop, as far as it is known. */
  giftCostMinor: number | undefined
}

/** Why an incentive was not given. */
export const incentiveRefusals = ['not-proven', 'cost-unknown', 'below-floor', 'no-code-left'] as const

/** What became of the incentive of one item. `remainsMinor` is the margin of one after it, where it is known. */
export type IncentiveOutcome =
  | { kind: 'none' }
  | { kind: 'given'; incentive: Exclude<Incentive, { kind: 'none' }>; remainsMinor: number | undefined }
  | { kind: 'refused'; wanted: Incentive['kind']; why: (typeof incentiveRefusals)[number] }

/** Whether this product is offered with the incentive: only for a proven purchase, and above the shop's margin floor. */
export function judgeIncentive(product: OfferableProduct, facts: IncentiveFacts): IncentiveOutcome {
  const { wanted, isProven, costs, giftCostMinor } = facts
  if (wanted.kind === 'none') return { kind: 'none' }
  if (!isProven) return { kind: 'refused', wanted: wanted.kind, why: 'not-proven' }
  const lines = inStock(product).map(({ priceMinor, costMinor }) => ({
    priceMinor,
    costMinor,
    giftCostMinor,
  }))
  const answer = allowedOnAll(wanted, lines, costs)
  if (answer.kind === 'refused') return { kind: 'refused', wanted: wanted.kind, why: answer.why }
  return { kind: 'given', incentive: wanted, remainsMinor: answer.remainsMinor }
}
