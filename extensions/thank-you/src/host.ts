import type { Api as OrderStatusApi } from '@shopify/ui-extensions/customer-account.order-status.block.render'
import type { Api as ThankYouApi } from '@shopify/ui-extensions/purchase.thank-you.block.render'

/** The page's own global, which Shopify puts there before it calls a target. */
export const thankYouPage = () => Reflect.get(globalThis, 'shopify') as ThankYouApi
export const orderStatusPage = () => Reflect.get(globalThis, 'shopify') as OrderStatusApi
