import type { Currency, Locale, Money } from '../world/types/shop.ts'

const DECIMALS: Record<Currency, number> = { EUR: 2, USD: 2, GBP: 2, JPY: 0, BRL: 2 }

/** Money as a reader of this language writes it. */
export function formatMoney({ minor, currency }: Money, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(toMajor({ minor, currency }))
}

/** Shopify's extension API says money as a decimal number of major units. */
export function toMajor({ minor, currency }: Money): number {
  return minor / 10 ** DECIMALS[currency]
}
