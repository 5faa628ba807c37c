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

/** The order browser, as it is searched and filtered; `open` names an order, by its digits, whose decisions stand open. */
export function ordersUrl(asked: Record<string, string | undefined> = {}): string {
  const named = Object.entries(asked).flatMap(([key, value]) => (value ? [[key, value]] : []))
  const search = new URLSearchParams(named).toString()
  return search ? `/app/offers/orders?${search}` : '/app/offers/orders'
}

/** What goes with a product. */
export function togetherUrl(id?: ShopifyId<'Product'>): string {
  return id ? `/app/offers/together?product=${digitsOf(id)}` : '/app/offers/together'
}

/** The page of a journey. */
export function journeyUrl(id: string): string {
  return `/app/journeys/${encodeURIComponent(id)}`
}

/** What a journey would have done in the past. */
export function dryRunUrl(id: string): string {
  return `${journeyUrl(id)}/dry-run`
}

/** Where a journey is published. */
export function publishUrl(id: string): string {
  return `${journeyUrl(id)}/publish`
}

/** The published versions of a journey. */
export function versionsUrl(id: string): string {
  return `${journeyUrl(id)}/versions`
}
