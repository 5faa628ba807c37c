import type { OrderView } from '../../world/types/buying.ts'
import type { Address } from '../../world/types/customers.ts'
import type { Locale } from '../../world/types/shop.ts'
import type { Summary } from '../checkout-summary.ts'
import { extensionMounts } from '../extension/mount.ts'
import { type Html, html } from '../html.ts'
import { readShopper } from '../shopper.ts'
import type { Site } from '../site.ts'
import { wordsFor } from '../texts.ts'
import type { Answer, Visit } from '../web.ts'
import { checkoutPage, orderLines, totals } from './checkout-layout.ts'
import { notFound } from './not-found.ts'

const STATIONS = ['unfulfilled', 'fulfilled', 'in_transit', 'out_for_delivery', 'delivered'] as const

/** `/checkout/thank-you/<token>`: directly after paying. */
export function thankYouPage(site: Site, visit: Visit, token: string): Answer {
  const view = viewOf(site, token)
  if (!view) return notFound('There is no such order.')
  const locale = localeOf(view, site, visit)
  const t = wordsFor(locale)
  const name = view.order.shippingAddress?.firstName ?? view.customer?.firstName
  const main = html`<header class="done">${tick()}<div><p class="muted">${t('confirmation')} #${view.confirmationNumber}</p>
    <h1>${t('thankYou')}${name ? `, ${name}` : ''}</h1></div></header>
    <section class="box"><h2>${t('confirmed')}</h2><p class="muted">${t('confirmedMore')}</p></section>
    ${extensionMounts(site, visit, view, 'purchase.thank-you.block.render', locale)}
    ${details(view, locale)}
    <p class="next"><a href="${view.statusPath}">${t('viewOrder')}</a><a class="button primary" href="/shop">${t('continueShopping')}</a></p>`
  return page(site, view, locale, t('thankYou'), main)
}

/** `/orders/<token>`: where the order is now; more of it for its own logged-in customer. */
export function orderStatusPage(site: Site, visit: Visit, token: string): Answer {
  const view = viewOf(site, token)
  if (!view) return notFound('There is no such order.')
  const locale = localeOf(view, site, visit)
  const t = wordsFor(locale)
  const isOwn =
    readShopper(site.standIn.world, visit).customer?.id === view.order.customerId &&
    view.order.customerId !== null
  const login = html`<p class="muted"><a href="/account/login?return=${visit.path}">${t('loginFirst')}</a></p>`
  const main = html`<header class="status-head"><p class="muted"><a href="/account">${t('orders')}</a></p><h1>${t('order')} ${view.order.name}</h1></header>
    ${progress(view, locale)}
    ${extensionMounts(site, visit, view, 'customer-account.order-status.block.render', locale)}
    ${isOwn ? details(view, locale) : login}
    <p class="next"><a class="button" href="/shop">${t('continueShopping')}</a></p>`
  return page(site, view, locale, `${t('order')} ${view.order.name}`, main)
}

function viewOf(site: Site, token: string): OrderView | undefined {
  const order = site.standIn.world.orderByToken(token)
  return order && site.standIn.world.orderView(order.id)
}

/** The language chosen in the shop front, else the order's own. */
function localeOf(view: OrderView, site: Site, visit: Visit): Locale {
  if (visit.cookies.locale) return readShopper(site.standIn.world, visit).locale
  return view.order.locale ?? 'en'
}

function page(site: Site, view: OrderView, locale: Locale, title: string, main: Html): Answer {
  const { world } = site.standIn
  const { subtotal, discount, order } = view
  const summary: Summary = {
    ...view,
    // Shopify's subtotal is what remains after discounts; the page shows the discount as a row of its own.
    subtotal: { ...subtotal, minor: subtotal.minor + discount.minor },
    discountCode: order.discount?.code,
    taxesIncluded: order.taxesIncluded,
  }
  const lines = view.lines.map((line) => ({
    ...line,
    total: { ...line.total, minor: line.price.buyer * line.quantity },
  }))
  const aside = html`${orderLines(lines, locale)}${totals(summary, locale)}`
  return {
    kind: 'page',
    html: checkoutPage(
      world,
      locale,
      title,
      main,
      aside,
      html`<script src="/assets/extension-host.js" defer></script>`,
    ),
  }
}

function progress({ parcel, order }: OrderView, locale: Locale): Html {
  const t = wordsFor(locale)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(order.updatedAtMs)
  if (parcel === 'cancelled')
    return html`<section class="box"><h2>${t('cancelled')}</h2><p class="muted">${date}</p></section>`
  const at = STATIONS.indexOf(parcel === 'confirmed' ? 'fulfilled' : parcel)
  const steps = STATIONS.map(
    (station, index) =>
      html`<li${index <= at ? html` class="passed"` : null}${index === at ? html` aria-current="step"` : null}>${t(station)}</li>`,
  )
  return html`<section class="box"><h2>${t(STATIONS[at] ?? 'unfulfilled')}</h2><p class="muted">${date}</p><ol class="stations">${steps}</ol></section>`
}

function details({ order }: OrderView, locale: Locale): Html {
  const t = wordsFor(locale)
  return html`<section class="box"><h2>${t('orderDetails')}</h2><dl class="details">
    <div><dt>${t('contact')}</dt><dd>${order.email}</dd></div>
    <div><dt>${t('shippingAddress')}</dt><dd>${order.shippingAddress ? addressLines(order.shippingAddress) : null}</dd></div>
    <div><dt>${t('payment')}</dt><dd>${t('testCard')}</dd></div></dl></section>`
}

function addressLines(address: Address): Html {
  const { firstName, lastName, address1, zip, city, country } = address
  return html`${firstName} ${lastName}<br>${address1}<br>${zip} ${city}<br>${country}`
}

function tick(): Html {
  return html`<svg class="tick-mark" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="2"/><path d="M15 24.500 21.500 31 33.500 18" fill="none" stroke="currentColor" stroke-width="2.500" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}
