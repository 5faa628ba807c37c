import { digitsOf, type ShopifyId } from '../domain/shopify-id.ts'

/** A customer's page. */
export function customerUrl(id: ShopifyId<'Customer'>): string {
  return `/app/customers/${digitsOf(id)}`
}

/** The page of a rule. */
export function ruleUrl(id: string): string {
  return `/app/offers/${encodeURIComponent(id)}`
}

/** The checkout editor of a shop, at its thank-you page, with this app's blocks in view. */
export function checkoutEditorUrl(shop: string, apiKey: string): string {
  const store = shop.replace(/\.myshopify\.com$/, '')
  const search = new URLSearchParams({ page: 'thank-you', context: 'apps', app: apiKey })
  return `https://admin.shopify.com/store/${store}/settings/checkout/editor?${search}`
}
