import type { ShopifyId } from './shopify-id.ts'

/** A customer as Shopify knows them, as far as Encore needs it. */
export interface Customer {
  id: ShopifyId<'Customer'>
  email: string | undefined
  phone: string | undefined
  firstName: string | undefined
  lastName: string | undefined
  /** IETF tag such as `pt-BR`. */
  locale: string | undefined
  countryCode: string | undefined
  /** Nothing where the source does not speak of tags: then what is known of them stays. So with both consents. */
  tags: string[] | undefined
  emailConsent: Consent | undefined
  smsConsent: Consent | undefined
  createdAt: Date
  /** The last writer wins by this. */
  updatedAt: Date
}

/** subscribed, not_subscribed, pending, unsubscribed, redacted ... as Shopify says it, lower case. */
export interface Consent {
  state: string
  updatedAt: Date | undefined
}
