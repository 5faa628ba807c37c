import type { World } from '../../world/types/world.ts'
import { html, jsonInHtml } from '../html.ts'
import { formatMoney } from '../money.ts'
import type { Site } from '../site.ts'
import type { Answer, Visit } from '../web.ts'
import { adminPage } from './admin-layout.ts'
import { notFound } from './not-found.ts'
import { nameOf } from './shop-layout.ts'

const APP = 'encore'

/** `/admin`: straight to the app in the main shop's admin. */
export function adminIndex({ standIn }: Site): Answer {
  return { kind: 'redirect', to: `/admin/${standIn.world.shop.domain}/apps/${APP}` }
}

/** The embedded app inside Shopify's admin: everything around it is here, everything inside comes from the app. */
export function adminFrame(site: Site, visit: Visit, shop = '', path = ''): Answer {
  const world = site.standIn.worlds.get(shop)
  if (!world) return notFound('There is no such shop.')
  const base = `/admin/${shop}/apps/${APP}`
  const facts = { shop, tunnelUrl: site.tunnelUrl, base, scopes: scopesOf(world) }
  const content = html`<iframe id="app" src="${frameAddress(site.tunnelUrl, world, path, visit.url.searchParams)}" title="Encore" allow="clipboard-write"></iframe>
    <div class="frame-wait"><span class="spinner"></span><p>Opening Encore</p></div>
    <script type="application/json" id="facts">${jsonInHtml(facts)}</script><script src="/assets/admin-frame.js" defer></script>`
  return { kind: 'page', html: adminPage(site, world, APP, 'Encore', content) }
}

/** The address of an embedded document as Shopify makes it: who asks, from which shop, in which language. */
export function frameAddress(tunnelUrl: string, world: World, path: string, search: URLSearchParams): string {
  const store = world.shop.domain.replace('.myshopify.com', '')
  const url = new URL(path || '/', tunnelUrl)
  for (const [name, value] of search) url.searchParams.set(name, value)
  const parameters = {
    embedded: '1',
    host: Buffer.from(`admin.shopify.com/store/${store}`).toString('base64').replace(/=+$/, ''),
    id_token: world.signIdToken(),
    locale: world.shop.locale,
    session: world.shop.owner.userId,
    shop: world.shop.domain,
    timestamp: String(Math.floor(world.clock.nowMs() / 1000)),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.toString()
}

function scopesOf({ installation }: World) {
  return { granted: installation.scopes, required: installation.scopes, optional: [] }
}

/** A fresh id token for App Bridge. */
export function idTokenDoor(site: Site, _visit: Visit, shop = ''): Answer {
  const world = site.standIn.worlds.get(shop)
  if (!world) return { kind: 'json', status: 404, value: { error: 'There is no such shop.' } }
  return { kind: 'json', value: { token: world.signIdToken() } }
}

/** Shopify's own pages, as far as an app links to them: the latest orders, and one order or customer. */
export function adminPlainPage(site: Site, _visit: Visit, shop = '', path = ''): Answer {
  const world = site.standIn.worlds.get(shop)
  if (!world) return notFound('There is no such shop.')
  const [, kind, id] = /^\/(orders|customers)\/(\d+)$/.exec(path) ?? []
  if (kind === 'orders') return orderPage(site, world, id ?? '')
  if (kind === 'customers') return customerPage(site, world, id ?? '')
  if (path === '' || path === '/orders') return ordersPage(site, world)
  return elsewherePage(site, world, path)
}

/** A page of Shopify's that only Shopify has; the checkout editor at least says what it would have done. */
function elsewherePage(site: Site, world: World, path: string): Answer {
  const isEditor = path.includes('checkout')
  const heading = isEditor ? 'The block is already placed' : 'Only Shopify has this page'
  const words = isEditor
    ? "In the local store every block of Encore stands on the thank-you and order status pages by itself. In Shopify's checkout editor you choose where."
    : 'The local store keeps to what Encore needs.'
  const content = html`<div class="plain"><h1>${heading}</h1><p class="muted">${words}</p>
    <p><a href="/admin/${world.shop.domain}/apps/encore">Back to Encore</a></p></div>`
  return { kind: 'page', html: adminPage(site, world, '', heading, content) }
}

function ordersPage(site: Site, world: World): Answer {
  const rows = world
    .orders()
    .slice(-40)
    .reverse()
    .map((order) => {
      const view = world.orderView(order.id)
      const buyer = view?.customer ? nameOf(view.customer) : (order.email ?? 'No customer')
      return html`<li><a href="/admin/${world.shop.domain}/orders/${order.id.split('/').at(-1)}"><strong>${order.name}</strong><span>${dateOf(world, order.createdAtMs)}</span><span>${buyer}</span><span>${view ? formatMoney(view.total, 'en') : ''}</span></a></li>`
    })
  const content = html`<div class="plain"><h1>Orders</h1><p class="muted">Shopify's own page, kept short: the latest forty.</p><ul class="rows">${rows}</ul></div>`
  return { kind: 'page', html: adminPage(site, world, 'orders', 'Orders', content) }
}

function orderPage(site: Site, world: World, id: string): Answer {
  const view = world.orderView(`gid://shopify/Order/${id}`)
  if (!view) return notFound('There is no such order.')
  const { order, customer } = view
  const lines = view.lines.map(
    (line) =>
      html`<li><span>${line.quantity} x ${line.title}${line.variantTitle ? `, ${line.variantTitle}` : ''}</span><span>${formatMoney(line.total, 'en')}</span></li>`,
  )
  const buyer = customer
    ? html`<a href="/admin/${world.shop.domain}/customers/${customer.id.split('/').at(-1)}">${nameOf(customer)}</a>`
    : (order.email ?? 'No customer')
  const content = html`<div class="plain"><h1>${order.name}</h1><p class="muted">${dateOf(world, order.createdAtMs)} · ${order.financialStatus.replace('_', ' ')} · ${view.parcel.replaceAll('_', ' ')}</p>
    <div class="panel"><ul class="sums">${lines}<li class="grand"><span>Total</span><span>${formatMoney(view.total, 'en')}</span></li></ul></div>
    <div class="panel"><h2>Customer</h2><p>${buyer}</p><p><a href="${view.statusPath}">Order status page</a></p></div></div>`
  return { kind: 'page', html: adminPage(site, world, 'orders', order.name, content) }
}

function customerPage(site: Site, world: World, id: string): Answer {
  const customer = world.customer(`gid://shopify/Customer/${id}`)
  if (!customer) return notFound('There is no such customer.')
  const orders = world
    .ordersOf(customer.id)
    .toReversed()
    .map(
      (order) =>
        html`<li><a href="/admin/${world.shop.domain}/orders/${order.id.split('/').at(-1)}"><strong>${order.name}</strong><span>${dateOf(world, order.createdAtMs)}</span></a></li>`,
    )
  const content = html`<div class="plain"><h1>${nameOf(customer)}</h1><p class="muted">${customer.email} · ${customer.address?.city}, ${customer.address?.country}</p><ul class="rows">${orders}</ul></div>`
  return { kind: 'page', html: adminPage(site, world, 'customers', nameOf(customer), content) }
}

function dateOf(world: World, ms: number): string {
  return new Intl.DateTimeFormat('en', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: world.shop.timeZone,
  }).format(ms)
}
