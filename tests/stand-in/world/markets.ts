import type { Bag, Currency, Locale, Market, MarketId } from './types/shop.ts'

export const markets: Market[] = [
  {
    id: 'eu',
    name: 'Europe',
    currency: 'EUR',
    rate: 1,
    countries: ['DE', 'FR', 'ES', 'AT', 'PT', 'IE'],
    taxRate: 0.07,
    taxesIncluded: true,
  },
  {
    id: 'us',
    name: 'International',
    currency: 'USD',
    rate: 1.14,
    countries: ['US', 'CA', 'IN', 'KZ', 'CN'],
    taxRate: 0.06,
    taxesIncluded: false,
  },
  {
    id: 'gb',
    name: 'United Kingdom',
    currency: 'GBP',
    rate: 0.87,
    countries: ['GB'],
    taxRate: 0.2,
    taxesIncluded: true,
  },
  {
    id: 'jp',
    name: 'Japan',
    currency: 'JPY',
    rate: 168,
    countries: ['JP'],
    taxRate: 0.1,
    taxesIncluded: true,
  },
  {
    id: 'br',
    name: 'Brazil',
    currency: 'BRL',
    rate: 6.2,
    countries: ['BR'],
    taxRate: 0.17,
    taxesIncluded: true,
  },
]

export function market(id: MarketId): Market {
  const found = markets.find((each) => each.id === id)
  if (!found) throw new Error(`There is no market "${id}".`)
  return found
}

const exponents: Record<Currency, number> = { EUR: 2, USD: 2, GBP: 2, JPY: 0, BRL: 2 }

/** How many decimals the currency has (ISO 4217). */
export function exponent(currency: Currency): number {
  return exponents[currency]
}

/** "12.50"; "1200" of a currency without decimals is "1200". */
export function decimal(minor: number, currency: Currency): string {
  return (minor / 10 ** exponent(currency)).toFixed(exponent(currency))
}

/** An amount in the buyer's minor units together with what it is in euros. Half up. */
export function bag(buyer: number, of: Market): Bag {
  if (of.currency === 'EUR') return { shop: buyer, buyer }
  return { shop: Math.round((buyer / 10 ** exponent(of.currency) / of.rate) * 100), buyer }
}

/** A euro price as this market shows it: rounded to what people there are used to. */
export function localPrice(euroCents: number, of: Market): number {
  const local = (euroCents / 100) * of.rate
  if (of.id === 'jp') return Math.max(10, Math.round(local / 10) * 10)
  if (of.id === 'br') return Math.round(local) * 100 - 10
  return of.id === 'eu' ? euroCents : Math.round(local * 2) * 50
}

export interface Place {
  country: string
  countryName: string
  locale: Locale
  timeZone: string
  /** Hours ahead of UTC in winter; enough to place an evening. */
  utcHours: number
  weight: number
  cities: [city: string, zip: string, province: string | null, provinceCode: string | null][]
  streets: string[]
  firstNames: string[]
  lastNames: string[]
  phonePrefix: string
}
