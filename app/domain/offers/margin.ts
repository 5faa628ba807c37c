import type { Incentive } from './incentive.ts'

/**
 * What a sale costs the shop beside the goods, in its currency's smallest unit. `feePercent` is what the payment
 * provider takes of the paid price, in hundredths of a percent at the finest: 2.9 is 2.9 %.
 */
export interface MarginCosts {
  feePercent: number
  feeFixedMinor: number
  /** What sending one offered line costs the shop beyond what the buyer pays for it. */
  shippingShareMinor: number
  /** What must remain of each offered line. */
  floorMinor: number
}

/** One of an offered variant, in the shop's currency. */
export interface MarginLine {
  priceMinor: number
  /** Missing where the merchant gave no cost per item. */
  costMinor: number | undefined
  /** Of a gift: what the given variant costs; missing where that is not known. */
  giftCostMinor?: number | undefined
}

/** Whether an incentive may be given, and what then remains; that is missing for no incentive on an unknown cost. */
export type MarginAnswer =
  | { kind: 'allowed'; remainsMinor: number | undefined }
  | { kind: 'refused'; why: 'cost-unknown' | 'below-floor' }

const hundredthsOfPercent = 100
const wholeInHundredths = 10_000

/**
 * Whether this incentive leaves the shop its floor on one of the line: price after discount, minus payment fee, minus
 * shipping share, minus cost. What cannot be told is refused; no incentive never is. One is the worst case: the fixed
 * fee and an amount off are shared by all that are taken. Every rounding is against the discount: it and the fee are
 * rounded up.
 */
export function allowedIncentive(incentive: Incentive, line: MarginLine, costs: MarginCosts): MarginAnswer {
  const remainsMinor = remainsOf(incentive, line, costs)
  if (incentive.kind === 'none') return { kind: 'allowed', remainsMinor }
  if (remainsMinor === undefined) return { kind: 'refused', why: 'cost-unknown' }
  if (remainsMinor < costs.floorMinor) return { kind: 'refused', why: 'below-floor' }
  return { kind: 'allowed', remainsMinor }
}

/**
 * As `allowedIncentive` for a product whose code works on every one of its variants: the one with least left decides.
 * Without variants nothing can be told.
 */
export function allowedOnAll(incentive: Incentive, lines: MarginLine[], costs: MarginCosts): MarginAnswer {
  const answers = lines.map((line) => allowedIncentive(incentive, line, costs))
  const refused = answers.find(({ kind }) => kind === 'refused')
  if (refused) return refused
  const remains = answers.map((answer) => (answer.kind === 'allowed' ? answer.remainsMinor : undefined))
  const known = remains.filter((minor) => minor !== undefined)
  if (incentive.kind !== 'none' && known.length === 0) return { kind: 'refused', why: 'cost-unknown' }
  const isWhole = known.length === lines.length && known.length > 0
  return { kind: 'allowed', remainsMinor: isWhole ? Math.min(...known) : undefined }
}

/** What remains of one of the line under this incentive; missing where a cost that it needs is not known. */
export function remainsOf(incentive: Incentive, line: MarginLine, costs: MarginCosts): number | undefined {
  const extra = extraCost(incentive, line, costs)
  if (line.costMinor === undefined || extra === undefined) return undefined
  const paid = line.priceMinor - discountOn(line.priceMinor, incentive)
  return paid - feeOn(paid, costs) - costs.shippingShareMinor - line.costMinor - extra
}

/** What the incentive takes off this price, never more than the price. A part of a unit counts as a whole one. */
export function discountOn(priceMinor: number, incentive: Incentive): number {
  switch (incentive.kind) {
    case 'percentage':
      return Math.min(priceMinor, Math.ceil((priceMinor * incentive.percent) / 100))
    case 'amount':
      return Math.min(priceMinor, incentive.minor)
    case 'none':
    case 'free-shipping':
    case 'gift':
      return 0
    default:
      return incentive satisfies never
  }
}

/** What the payment provider takes of this price, rounded up. Nothing is taken of nothing. */
export function feeOn(paidMinor: number, { feePercent, feeFixedMinor }: MarginCosts): number {
  if (paidMinor <= 0) return 0
  const hundredths = Math.round(feePercent * hundredthsOfPercent)
  return Math.ceil((paidMinor * hundredths) / wholeInHundredths) + feeFixedMinor
}

/**
 * What an incentive costs beside what it takes off the price. Free shipping costs the share that the buyer no longer
 * pays: a shop that left the share at nothing has not said what that is.
 */
function extraCost(incentive: Incentive, line: MarginLine, costs: MarginCosts): number | undefined {
  switch (incentive.kind) {
    case 'free-shipping':
      return costs.shippingShareMinor > 0 ? costs.shippingShareMinor : undefined
    case 'gift':
      return line.giftCostMinor
    case 'none':
    case 'percentage':
    case 'amount':
      return 0
    default:
      return incentive satisfies never
  }
}
