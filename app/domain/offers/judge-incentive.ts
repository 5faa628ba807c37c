import { fitsCurrency, type Incentive } from './incentive.ts'
import { allowedOnAll, type MarginCosts, type MarginLine } from './margin.ts'
import { inStock, isOnSale, type OfferableProduct, type OfferableVariant } from './offerable.ts'
import { type OrderFlaw, orderFlaws } from './order-flaw.ts'

/** What the deciding rule would take off, and what stands against it. */
export interface IncentiveFacts {
  wanted: Incentive
  /** Whether this purchase is one that Shopify told us of: an order of the asker's own, or a signed page's. */
  isProven: boolean
  /** What speaks against the order that proves it; nothing where none does, or there is none yet. */
  orderFlaw?: OrderFlaw | undefined
  costs: MarginCosts
  /** The shop's, which all prices are in; nothing where it is not known yet. */
  currency: string | undefined
  /** For a gift: the given variant where there is one to give now. */
  gift: Gift | undefined
}

/** One to give away; without a cost where the merchant gave none. */
export interface Gift {
  costMinor: number | undefined
}

/** Why an incentive was not given. */
export const incentiveRefusals = [
  'not-proven',
  ...orderFlaws,
  'other-currency',
  'gift-sold-out',
  'cost-unknown',
  'below-floor',
  'given-before',
  'no-code-left',
] as const

/** What became of the incentive of one item. `remainsMinor` is the margin of one after it, where it is known. */
export type IncentiveOutcome =
  | { kind: 'none' }
  | { kind: 'given'; incentive: Exclude<Incentive, { kind: 'none' }>; remainsMinor: number | undefined }
  | { kind: 'refused'; wanted: Incentive['kind']; why: (typeof incentiveRefusals)[number] }

/**
 * Whether this product is offered with the incentive: only for a proven purchase that stands and is not long ago, an
 * amount only in the shop's currency, with a gift that is there to give, and above the shop's margin floor.
 */
export function judgeIncentive(
  product: Pick<OfferableProduct, 'variants'>,
  facts: IncentiveFacts,
): IncentiveOutcome {
  return judgeOnLines(inStock(product), facts)
}

/** As `judgeIncentive`, over these prices and costs of a product, whether there is one to sell or not. */
export function judgeOnLines(
  product: readonly Pick<MarginLine, 'priceMinor' | 'costMinor'>[],
  facts: IncentiveFacts,
): IncentiveOutcome {
  const { wanted, isProven, orderFlaw, costs, currency, gift } = facts
  if (wanted.kind === 'none') return { kind: 'none' }
  if (!isProven) return { kind: 'refused', wanted: wanted.kind, why: 'not-proven' }
  if (orderFlaw) return { kind: 'refused', wanted: wanted.kind, why: orderFlaw }
  if (!fitsCurrency(wanted, currency)) return { kind: 'refused', wanted: wanted.kind, why: 'other-currency' }
  if (wanted.kind === 'gift' && !gift) return { kind: 'refused', wanted: wanted.kind, why: 'gift-sold-out' }
  const lines = product.map(({ priceMinor, costMinor }) => ({
    priceMinor,
    costMinor,
    giftCostMinor: gift?.costMinor,
  }))
  const answer = allowedOnAll(wanted, lines, costs)
  if (answer.kind === 'refused') return { kind: 'refused', wanted: wanted.kind, why: answer.why }
  return { kind: 'given', incentive: wanted, remainsMinor: answer.remainsMinor }
}

/** What an incentive would give away, out of these products; nothing where it is not on sale now or sold out. */
export function giftIn(
  wanted: Incentive,
  products: readonly OfferableProduct[],
  now: Date,
): Gift | undefined {
  if (wanted.kind !== 'gift') return undefined
  const product = products.find(({ id }) => id === wanted.productId)
  if (!product || !isOnSale(product, now)) return undefined
  return giftOutOf(product.variants.find(({ id }) => id === wanted.variantId))
}

/** The gift that this variant is; nothing where none of it is left. */
export function giftOutOf(variant: OfferableVariant | undefined): Gift | undefined {
  return variant && inStock({ variants: [variant] })[0]
}
