import { firstInStock, type OfferableProduct } from './offerable.ts'

/** What a customer usually pays for one of a line, from their orders that stand; in the shop's currency. */
export interface PriceBand {
  lines: number
  /** The price that nine of ten of their lines do not exceed: one dear exception does not make a habit. */
  dearestUsualMinor: number
}

// Twice what they usually pay at most is still their kind of purchase. Who bought little has shown little of their
// band, so it is held more loosely.
const timesUsualMax = 2
const timesFirstMax = 4
const linesOfHabit = 5

/** Whether a product lies above the band this customer buys in. Without a band, or at no price, nothing does. */
export function isTooDear(product: OfferableProduct, band: PriceBand | undefined): boolean {
  if (!band || band.dearestUsualMinor <= 0) return false
  const price = firstInStock(product)?.priceMinor
  if (price === undefined) return false
  return price > band.dearestUsualMinor * (band.lines >= linesOfHabit ? timesUsualMax : timesFirstMax)
}
