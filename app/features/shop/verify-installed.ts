import { Rejected } from '../../platform/errors.ts'
import { adminOf } from '../../shopify/admin.server.ts'
import { fetchShopDetails } from '../../shopify/operations/shop-details.ts'
import { NeedsVisit, offlineSession } from '../../shopify/tokens.server.ts'
import { inShop } from '../../store/database.server.ts'
import { readKnownShop } from '../../store/shops.server.ts'

/** Whether the app is installed in a shop, as far as can be known now. */
export type Installation = 'installed' | 'gone' | 'unknown'

/**
 * Asks Shopify whether the app is still installed, before something is undone for good on the word of a webhook, whose
 * topic and shop are not signed. `gone` when Shopify refuses our very token, now or before, or the shop is none of
 * ours; `unknown` when that cannot be found out. Throws `Unavailable` when Shopify does not answer.
 */
export async function verifyInstalled(shop: string): Promise<Installation> {
  const session = await offlineSession(shop)
  if (!session) {
    const known = await inShop(shop, readKnownShop)
    return known && !known.uninstalledAt ? 'unknown' : 'gone'
  }
  try {
    await fetchShopDetails(adminOf(shop))
    return 'installed'
  } catch (error) {
    if (error instanceof NeedsVisit && error.isRefused) return 'gone'
    if (error instanceof Rejected) return 'unknown'
    throw error
  }
}
