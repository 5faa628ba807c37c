import { join } from 'node:path'
import { booksOf } from '../../post-purchase/books.ts'
import { bundlePage, readPage } from '../../post-purchase/bundle-page.ts'
import { applyChangeset, calculateChangeset } from '../../post-purchase/change-purchase.ts'
import { inputFor } from '../../post-purchase/input.ts'
import type { Order } from '../../world/types/orders.ts'
import { html, jsonInHtml } from '../html.ts'
import { readShopper } from '../shopper.ts'
import type { Site } from '../site.ts'
import { wordsFor } from '../texts.ts'
import type { Answer, Visit } from '../web.ts'
import { notFound } from './not-found.ts'
import { storeBar } from './store-bar.ts'

const extensions = join(import.meta.dirname, '../../../../extensions')

/**
 * Where the checkout goes once an order is paid: to the post-purchase page where Shopify would ask an extension for it,
 * else straight to the confirmation. Wallets and foreign presentment currencies have no such page.
 */
export function afterPaying(site: Site, order: Order, payment: string): string {
  const { world } = site.standIn
  booksOf(world).paid(order)
  const isForeign = order.presentmentCurrency !== order.currency
  const canAsk = payment === 'card' && !isForeign && world.installation.installed && readPage(extensions)
  return canAsk ? `/checkout/post-purchase/${order.token}` : `/checkout/thank-you/${order.token}`
}

/** `/checkout/post-purchase/<token>`: asks the extension, shows its page, and otherwise leads on. */
export function postPurchasePage(site: Site, visit: Visit, token: string): Answer {
  const { world } = site.standIn
  const order = world.orderByToken(token)
  if (!order) return notFound('There is no such order.')
  const locale = readShopper(world, visit).locale
  const t = wordsFor(locale)
  const nextUrl = `/checkout/thank-you/${token}`
  const facts = {
    inputData: inputFor(world, order, locale),
    scriptUrl: `${site.standIn.url}/post-purchase.js`,
    hostUrl: `/post-purchase-host/${token}`,
    nextUrl,
  }
  const page = html`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('confirmed')} - ${world.shop.name}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/base.css"><link rel="stylesheet" href="/assets/checkout.css"><link rel="stylesheet" href="/assets/post-purchase.css"></head>
<body class="checkout">${storeBar('shop')}
<header class="checkout-head"><a class="brand" href="/shop">${world.shop.name}</a></header>
<p class="pp-paid">${t('confirmed')}: ${order.name}. <a href="${nextUrl}">${t('viewOrder')}</a></p>
<main id="content" class="pp-stage" data-post-purchase><p class="muted" role="status">${t('confirmed')}</p></main>
<script type="application/json" id="post-purchase-facts">${jsonInHtml(facts)}</script>
<script src="/assets/post-purchase-host.js" defer></script></body></html>`
  return { kind: 'page', html: page }
}

/** The extension's bundle. */
export async function postPurchaseBundle(site: Site): Promise<Answer> {
  const source = readPage(extensions)
  if (!source) return notFound('There is no such extension.')
  const body = await bundlePage(source, site.tunnelUrl)
  return { kind: 'file', type: 'text/javascript; charset=utf-8', body }
}

/** `calculateChangeset` and `applyChangeset`, as the page's host asks for them. */
export async function changesetDoor(
  { standIn }: Site,
  visit: Visit,
  token: string,
  action: string,
): Promise<Answer> {
  const { world } = standIn
  const order = world.orderByToken(token)
  if (!order) return { kind: 'json', status: 404, value: { error: 'There is no such order.' } }
  const { changeset } = await visit.body()
  const answer = action === 'apply' ? applyChangeset : calculateChangeset
  return { kind: 'json', value: answer(standIn, world, order, changeset) }
}
