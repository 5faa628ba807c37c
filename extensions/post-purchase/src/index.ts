import { extend } from '@shopify/post-purchase-ui-extensions'
import { shouldRender } from './should-render.ts'
import { showPage } from './show-page.ts'

extend('Checkout::PostPurchase::ShouldRender', shouldRender)
extend('Checkout::PostPurchase::Render', (root, api) => {
  void showPage(root, api)
})
