import { ShopDetailsDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'

/** What Encore knows of a shop, and what it may do there. */
export interface ShopDetails {
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

/** Asks the shop about itself. */
export async function fetchShopDetails(admin: Admin): Promise<ShopDetails> {
  const { shop, currentAppInstallation } = await admin.ask(ShopDetailsDocument, {})
  return {
    gid: shop.id,
    name: shop.name,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    countryCode: shop.shopAddress.countryCodeV2 ?? undefined,
    primaryDomain: shop.primaryDomain.host,
    plan: shop.plan.publicDisplayName,
    scopes: currentAppInstallation.accessScopes.map((scope) => scope.handle).sort(),
  }
}
