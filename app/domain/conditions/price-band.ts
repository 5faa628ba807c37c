import type { PriceBandName } from './condition.ts'

/** Between which prices half of what a shop sells lies; a quarter is below and a quarter above. */
export interface PriceRange {
  lowMinor: number
  highMinor: number
}

/** So many sold lines tell what a shop's prices are, and so many of a customer's what they usually pay. */
const shopLinesMin = 20
const customerLinesMin = 2

/** The range of the prices at which lines were sold, in any order and in one currency; nothing for too few. */
export function priceRangeOf(soldMinor: readonly number[]): PriceRange | undefined {
  const sorted = soldMinor.filter((price) => price > 0).sort((a, b) => a - b)
  if (sorted.length < shopLinesMin) return undefined
  return { lowMinor: shareOf(sorted, 0.25), highMinor: shareOf(sorted, 0.75) }
}

/**
 * What a customer usually pays for one piece, by the middle one of the prices they paid, against the shop's. Nothing for
 * who bought too little to say, or in a shop that sold too little.
 */
export function priceBandOf(
  paidMinor: readonly number[],
  range: PriceRange | undefined,
): PriceBandName | undefined {
  const paid = paidMinor.filter((price) => price > 0).sort((a, b) => a - b)
  if (!range || paid.length < customerLinesMin) return undefined
  const usual = shareOf(paid, 0.5)
  if (usual < range.lowMinor) return 'low'
  return usual > range.highMinor ? 'high' : 'usual'
}

/** The value that this share of a sorted list does not exceed: always one of them, as percentile_disc of SQL says. */
function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
