import type { Locale, Money } from '../../world/types/shop.ts'
import type { World } from '../../world/types/world.ts'
import type { Summary } from '../checkout-summary.ts'
import { type Html, html, type Piece } from '../html.ts'
import { formatMoney } from '../money.ts'
import { wordsFor } from '../texts.ts'
import { storeBar } from './store-bar.ts'

/** Checkout, thank-you and order status stand on the same page: what to do on the left, the order on the right. */
export function checkoutPage(
  world: World,
  locale: Locale,
  title: string,
  main: Piece,
  aside: Piece,
  scripts?: Piece,
): Html {
  return html`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${world.shop.name}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/base.css"><link rel="stylesheet" href="/assets/checkout.css"></head>
<body class="checkout">${storeBar('shop')}
<header class="checkout-head"><a class="brand" href="/shop">${world.shop.name}</a></header>
<div class="columns"><main id="content">${main}</main>
<aside aria-label="${wordsFor(locale)('summary')}">${aside}</aside></div>${scripts}</body></html>`
}

export type SummaryLine = {
  handle: string
  title: string
  variantTitle: string | null
  quantity: number
  total: Money
}

/** What is in the order, with pictures. */
export function orderLines(lines: SummaryLine[], locale: Locale): Html {
  const items = lines.map(
    ({ handle, title, variantTitle, quantity, total }) => html`<li>
    <span class="thumb"><img src="/shop/images/${handle}.svg" alt="" width="64" height="64"><b>${quantity}</b></span>
    <span>${title}${variantTitle ? html`<small>${variantTitle}</small>` : null}</span><span class="price">${formatMoney(total, locale)}</span></li>`,
  )
  return html`<h2 class="aside">${wordsFor(locale)('summary')}</h2><ul class="lines">${items}</ul>`
}

/** The sums below the lines. */
export function totals(summary: Summary, locale: Locale): Html {
  const t = wordsFor(locale)
  const money = (amount: Money) => formatMoney(amount, locale)
  const row = (label: Piece, value: string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const tax = summary.taxesIncluded ? html`<p class="muted">${t('includes')} ${money(summary.tax)}</p>` : null
  return html`<dl class="totals">${row(t('subtotal'), money(summary.subtotal))}
    ${summary.discount.minor > 0 ? row(html`${t('discount')} <span class="code">${summary.discountCode}</span>`, `-${money(summary.discount)}`) : null}
    ${row(t('shipping'), summary.shipping.minor === 0 ? t('free') : money(summary.shipping))}
    ${summary.taxesIncluded ? null : row(t('tax'), money(summary.tax))}
    <div class="grand"><dt>${t('total')}</dt><dd><small>${summary.total.currency}</small> ${money(summary.total)}</dd></div></dl>${tax}`
}
