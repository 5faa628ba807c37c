import type { Api as OrderStatusApi } from '@shopify/ui-extensions/customer-account.order-status.block.render'
import type { Api as ThankYouApi } from '@shopify/ui-extensions/purchase.thank-you.block.render'

/** What a block needs of the page it stands on; thank-you page, order status page and checkout all give it. */
export type Host = Pick<
  ThankYouApi,
  'i18n' | 'localization' | 'query' | 'sessionToken' | 'shop' | 'storage'
> & {
  lines: Pick<OrderStatusApi['lines'], 'value'>
  checkoutToken: Pick<ThankYouApi['checkoutToken'], 'value'>
  extension: Pick<ThankYouApi['extension'], 'editor'>
}
