/**
 * The nouns of the stand-in's world. Ids are Shopify's `gid://` strings (some are above 2^53), times are
 * milliseconds since 1970 in the world's clock, amounts are whole minor units.
 */

export type Gid<Kind extends string> = `gid://shopify/${Kind}/${string}`

export type Locale = 'en' | 'pt-BR' | 'es' | 'fr' | 'de' | 'hi' | 'ru' | 'zh-CN' | 'ja'

export type Currency = 'EUR' | 'USD' | 'GBP' | 'JPY' | 'BRL'

export type MarketId = 'eu' | 'us' | 'gb' | 'jp' | 'br'

export interface Market {
  id: MarketId
  name: string
  currency: Currency
  /** Buyer's currency units for one unit of the shop's currency. */
  rate: number
  countries: string[]
  taxRate: number
  taxesIncluded: boolean
}

/** One amount twice: in the shop's currency and in the buyer's. Minor units. */
export interface Bag {
  shop: number
  buyer: number
}

export interface Money {
  minor: number
  currency: Currency
}

export interface ShopFacts {
  id: Gid<'Shop'>
  domain: string
  name: string
  email: string
  currency: Currency
  timeZone: string
  locale: Locale
  country: string
  owner: { userId: string; firstName: string; lastName: string; email: string }
  markets: Market[]
}
