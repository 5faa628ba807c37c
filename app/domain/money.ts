/** A whole number of the currency's smallest unit, with its ISO 4217 code. */
export interface Money {
  minor: number
  currency: string
}

// Currencies whose smallest unit is not a hundredth (ISO 4217, exponents other than 2).
const exponents: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** How many decimal places the currency's amounts have. */
export function exponentOf(currency: string): number {
  return exponents[currency] ?? 2
}

/**
 * A decimal string, as Shopify writes amounts, in the currency's smallest unit. More places than the currency has
 * are rounded half away from zero. Returns nothing for text that is not a decimal number or is above 2^53.
 */
export function parseMinor(amount: string, currency: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const places = exponentOf(currency)
  const kept = fraction.padEnd(places + 1, '0')
  const roundsUp = kept.charCodeAt(places) >= 53
  const minor = Number(whole + kept.slice(0, places)) + (roundsUp ? 1 : 0)
  if (!Number.isSafeInteger(minor)) return undefined
  return sign && minor !== 0 ? -minor : minor
}

/** The amount as a decimal string with exactly the currency's places. */
export function toDecimal({ minor, currency }: Money): string {
  const places = exponentOf(currency)
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const sign = minor < 0 ? '-' : ''
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`
}
