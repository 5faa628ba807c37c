import type { Gid, Locale, MarketId } from './shop.ts'

export type Consent = 'subscribed' | 'unsubscribed' | 'not_subscribed'

export interface Address {
  firstName: string
  lastName: string
  address1: string
  city: string
  zip: string
  province: string | null
  provinceCode: string | null
  country: string
  countryCode: string
  phone: string | null
}

export interface Customer {
  id: Gid<'Customer'>
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  locale: Locale
  timeZone: string
  market: MarketId
  address: Address | null
  emailConsent: Consent
  smsConsent: Consent
  consentAtMs: number | null
  smsConsentAtMs: number | null
  tags: string[]
  state: 'disabled' | 'enabled'
  ordersCount: number
  spentMinor: number
  createdAtMs: number
  updatedAtMs: number
}
