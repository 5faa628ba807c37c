import type { Api as OrderStatusApi } from '@shopify/ui-extensions/customer-account.order-status.block.render'
import type { Api as ThankYouApi } from '@shopify/ui-extensions/purchase.thank-you.block.render'

/** What the block needs of the page it stands on; both pages give it. */
export type Host = Pick<
  ThankYouApi,
  'i18n' | 'localization' | 'query' | 'sessionToken' | 'shop' | 'storage'
> & { lines: Pick<OrderStatusApi['lines'], 'value'>; extension: Pick<ThankYouApi['extension'], 'editor'> }

/** The page's own global, which Shopify puts there before it calls a target. */
export const thankYouPage = () => Reflect.get(globalThis, 'shopify') as ThankYouApi
export const orderStatusPage = () => Reflect.get(globalThis, 'shopify') as OrderStatusApi
