import type { World } from '../../world/types/world.ts'
import { type Html, html, type Piece } from '../html.ts'
import { LOCALES, type Shopper } from '../shopper.ts'
import { type Word, wordsFor } from '../texts.ts'
import { storeBar } from './store-bar.ts'

/** The whole of one shop page: store bar, header, content, footer. */
export function shopPage(world: World, shopper: Shopper, here: string, title: string, content: Piece): Html {
  const t = wordsFor(shopper.locale)
  return html`<html lang="${shopper.locale}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${world.shop.name}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/assets/base.css"><link rel="stylesheet" href="/assets/shop.css">
</head>
<body class="shop">
${storeBar('shop')}
<header class="shop-head">
  <a class="brand" href="/shop">${world.shop.name}</a>
  <nav aria-label="${world.shop.name}">
    <a href="/account">${shopper.customer ? nameOf(shopper.customer) : t('account')}</a>
    <a href="/cart">${t('cart')} <span class="count" data-cart-count>${shopper.lines.reduce((sum, line) => sum + line.quantity, 0)}</span></a>
  </nav>
  ${switches(world, shopper, here, t)}
</header>
<main id="content">${content}</main>
<script src="/assets/shop.js" defer></script>
</body></html>`
}

function switches(world: World, shopper: Shopper, here: string, t: (word: Word) => string): Html {
  const markets = world.shop.markets.map(
    (market) =>
      html`<option value="${market.id}"${selected(market.id === shopper.market)}>${market.name} (${market.currency})</option>`,
  )
  const locales = Object.entries(LOCALES).map(
    ([locale, name]) =>
      html`<option value="${locale}" lang="${locale}"${selected(locale === shopper.locale)}>${name}</option>`,
  )
  return html`<form class="switches" method="post" action="/shop/preferences" data-autosubmit>
    <input type="hidden" name="return" value="${here}">
    <label><span class="aside">${t('country')}</span><select name="market">${markets}</select></label>
    <label><span class="aside">${t('language')}</span><select name="locale">${locales}</select></label>
    <button class="quiet" data-without-script>OK</button>
  </form>`
}

export function selected(isSelected: boolean): Html | null {
  return isSelected ? html` selected` : null
}

export function nameOf(customer: {
  firstName: string | null
  lastName: string | null
  email: string | null
}): string {
  return [customer.firstName, customer.lastName].filter(Boolean).join(' ') || customer.email || 'Customer'
}
