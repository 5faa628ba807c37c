/** What Shopify says of a shop, and what Encore may do there. */
export interface ShopFacts {
  gid: string
  name: string
  currency: string
  /** IANA, such as `Europe/Berlin`. */
  timeZone: string
  countryCode: string | undefined
  /** Where shoppers see the shop, without `https://`. */
  primaryDomain: string
  plan: string
  /** Access scopes granted, sorted. */
  scopes: string[]
}
