import { type Html, html } from '../html.ts'
import { formatMoney } from '../money.ts'
import { addToCart, type CartLine, readCart, readShopper, type Shopper, writeCart } from '../shopper.ts'
import type { Site } from '../site.ts'
import { wordsFor } from '../texts.ts'
import { type Answer, field, type Visit } from '../web.ts'
import { shopPage } from './shop-layout.ts'

/** `/cart`: what is in it, how much of each, on to the checkout. */
export function cartPage(site: Site, visit: Visit): Answer {
  const { world } = site.standIn
  const shopper = readShopper(world, visit)
  const t = wordsFor(shopper.locale)
  const content = shopper.lines.length === 0 ? empty(shopper) : filled(shopper)
  return {
    kind: 'page',
    html: shopPage(world, shopper, '/cart', t('cart'), html`<h1>${t('cart')}</h1>${content}`),
  }
}

function empty({ locale }: Shopper): Html {
  const t = wordsFor(locale)
  return html`<p>${t('cartIsEmpty')}</p><p><a class="button" href="/shop">${t('toTheShop')}</a></p>`
}

function filled(shopper: Shopper): Html {
  const t = wordsFor(shopper.locale)
  return html`<ul class="cart-lines">${shopper.lines.map((line) => cartLine(shopper, line))}</ul>
  <div class="cart-foot"><p><span>${t('subtotal')}</span> <strong>${formatMoney(shopper.subtotal, shopper.locale)}</strong></p>
  <a class="button primary" href="/checkout">${t('checkout')}</a></div>`
}

function cartLine(shopper: Shopper, { product, variant, quantity, total }: CartLine): Html {
  const t = wordsFor(shopper.locale)
  return html`<li><img src="/shop/images/${product.handle}.svg" alt="" width="88" height="88">
    <div><a href="/shop/products/${product.handle}">${product.title}</a>${variant.title === 'Default Title' ? null : html`<span class="muted">${variant.title}</span>`}
    <form method="post" action="/cart/change" data-autosubmit><input type="hidden" name="variant" value="${variant.id}">
      <label><span class="aside">${t('quantity')}: ${product.title}</span><input type="number" name="quantity" value="${quantity}" min="0" max="20" inputmode="numeric"></label>
      <button class="quiet" name="quantity" value="0" formnovalidate>${t('remove')}</button></form></div>
    <strong>${formatMoney(total, shopper.locale)}</strong></li>`
}

/** Puts something in the cart, and goes there or straight to the checkout. */
export async function addToCartDoor(site: Site, visit: Visit): Promise<Answer> {
  const body = await visit.body()
  const { lines } = readShopper(site.standIn.world, visit)
  const variant = site.standIn.world.variant(field(body, 'variant'))
  if (!variant) return { kind: 'redirect', to: '/shop' }
  const quantity = Math.max(1, Number.parseInt(field(body, 'quantity'), 10) || 1)
  const to = field(body, 'next') === 'checkout' ? '/checkout' : '/cart'
  return { kind: 'redirect', to, cookies: { cart: addToCart(lines, variant.id, quantity) } }
}

/** Sets how much of one thing the cart holds; zero removes it. */
export async function changeCartDoor(site: Site, visit: Visit): Promise<Answer> {
  const body = await visit.body()
  const { lines } = readShopper(site.standIn.world, visit)
  const quantity = Math.max(0, Number.parseInt(field(body, 'quantity'), 10) || 0)
  const changed = lines.map((line) => ({
    variantId: line.variant.id,
    quantity: line.variant.id === field(body, 'variant') ? quantity : line.quantity,
  }))
  return { kind: 'redirect', to: '/cart', cookies: { cart: writeCart(changed) } }
}

/**
 * `/cart/<variant>:<quantity>,...?discount=`: a cart permalink replaces the cart and goes to the checkout.
 * See https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks.
 */
export function cartPermalink(site: Site, visit: Visit, wanted: string): Answer {
  const { world } = site.standIn
  const { market } = readShopper(world, visit)
  const lines = readCart(world, market, decodeURIComponent(wanted))
  if (lines.length === 0) return { kind: 'redirect', to: '/cart' }
  const cart = writeCart(lines.map(({ variant, quantity }) => ({ variantId: variant.id, quantity })))
  const to = visit.url.searchParams.get('storefront') === 'true' ? '/cart' : '/checkout'
  return { kind: 'redirect', to, cookies: { cart, discount: visit.url.searchParams.get('discount') ?? '' } }
}
