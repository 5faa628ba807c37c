import type { Page } from 'playwright-core'
import type { Customer } from '../stand-in/world/types/customers.ts'
import type { Product } from '../stand-in/world/types/goods.ts'
import type { Scene } from './scene.ts'

/** Puts a product in the cart and pays with a wallet, which has no post-purchase page; ends on the thank-you page. */
export async function buy({ store: { standIn } }: Scene, page: Page, product: Product): Promise<void> {
  await page.goto(`${standIn.url}/shop/products/${product.handle}`)
  await page.locator('form[action="/cart/add"] button').first().click()
  await page.goto(`${standIn.url}/checkout`)
  await page.locator('input[name="payment"][value="wallet"]').check()
  await page.locator('form.checkout-form button.primary').click()
  await page.waitForURL(/\/checkout\/thank-you\//)
}

/** Makes the shopper of this window one of the shop's customers. */
export async function logIn({ store: { standIn } }: Scene, page: Page, customer: Customer): Promise<void> {
  await page.goto(`${standIn.url}/account/login?q=${encodeURIComponent(customer.email ?? '')}`)
  await page.locator(`button[name="customer"][value="${customer.id}"]`).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
}
