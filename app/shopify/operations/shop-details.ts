import type { ShopFacts } from '../../domain/shop-facts.ts'
import { ShopDetailsDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'

/** Asks the shop about itself. */
export async function fetchShopDetails(admin: Admin): Promise<ShopFacts> {
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
