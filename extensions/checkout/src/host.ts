import type { Api } from '@shopify/ui-extensions/purchase.checkout.block.render'
import type { Host } from '../../shared/host.ts'

/** What the block needs of the checkout, beside what every block needs. */
export type Checkout = Host & Pick<Api, 'applyCartLinesChange' | 'checkoutToken' | 'instructions'>

/** The page's own global, which Shopify puts there before it calls a target. */
export const checkoutPage = () => Reflect.get(globalThis, 'shopify') as Api
