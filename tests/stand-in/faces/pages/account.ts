import type { Customer } from '../../world/types/customers.ts'
import type { Order } from '../../world/types/orders.ts'
import type { World } from '../../world/types/world.ts'
import { type Html, html } from '../html.ts'
import { formatMoney } from '../money.ts'
import { readShopper, type Shopper } from '../shopper.ts'
import type { Site } from '../site.ts'
import { wordsFor } from '../texts.ts'
import { type Answer, field, type Visit } from '../web.ts'
import { nameOf, shopPage } from './shop-layout.ts'

const ORDERS_MAX = 50
const PEOPLE_MAX = 24

/** `/account`: the logged-in customer's orders. */
export function accountPage(site: Site, visit: Visit): Answer {
  const { world } = site.standIn
  const shopper = readShopper(world, visit)
  if (!shopper.customer) return { kind: 'redirect', to: '/account/login' }
  const t = wordsFor(shopper.locale)
  const orders = world.ordersOf(shopper.customer.id).toReversed().slice(0, ORDERS_MAX)
  const list =
    orders.length === 0
      ? html`<p>${t('noOrders')}</p>`
      : html`<ul class="order-list">${orders.map((order) => orderRow(world, shopper, order))}</ul>`
  const content = html`<div class="account-head"><div><p class="eyebrow">${shopper.customer.email}</p><h1>${nameOf(shopper.customer)}</h1></div>
    <form method="post" action="/account/logout"><button>${t('logOut')}</button></form></div><h2>${t('orders')}</h2>${list}`
  return { kind: 'page', html: shopPage(world, shopper, '/account', t('account'), content) }
}

function orderRow(world: World, shopper: Shopper, order: Order): Html {
  const t = wordsFor(shopper.locale)
  const view = world.orderView(order.id)
  const date = new Intl.DateTimeFormat(shopper.locale, { dateStyle: 'medium' }).format(order.createdAtMs)
  const parcel = view?.parcel === 'confirmed' ? 'fulfilled' : (view?.parcel ?? 'unfulfilled')
  const pictures = view?.lines
    .slice(0, 4)
    .map(
      ({ handle, title }) =>
        html`<img src="/shop/images/${handle}.svg" alt="${title}" width="56" height="56">`,
    )
  return html`<li><a href="${view?.statusPath}"><span class="pictures">${pictures}</span>
    <span><strong>${order.name}</strong><small>${date}</small></span><span class="state">${t(parcel)}</span>
    <span class="price">${view ? formatMoney(view.total, shopper.locale) : null}</span></a></li>`
}

/** `/account/login`: be one of the shop's customers; no password, this is a stand-in. */
export function loginPage(site: Site, visit: Visit): Answer {
  const { world } = site.standIn
  const shopper = readShopper(world, visit)
  const t = wordsFor(shopper.locale)
  const search = visit.url.searchParams.get('q')?.trim() ?? ''
  const back = safeReturn(visit.url.searchParams.get('return') ?? '')
  const people = findPeople(world, search)
  const content = html`<h1>${t('logIn')}</h1>
    <p class="muted">No password here: choose whose eyes to see the shop with.</p>
    <form class="search" action="/account/login"><input type="hidden" name="return" value="${back}"><label><span class="aside">Name or email</span>
      <input type="search" name="q" value="${search}" placeholder="Name or email"></label><button>Search</button></form>
    <form method="post" action="/account/login"><input type="hidden" name="return" value="${back}">
      <ul class="people"><li><button name="customer" value=""><strong>${t('guest')}</strong><small>Nobody the shop knows yet</small></button></li>
      ${people.map((customer) => personRow(world, customer))}</ul></form>
    ${people.length === 0 ? html`<p>Nobody is called that.</p>` : null}`
  return { kind: 'page', html: shopPage(world, shopper, '/account/login', t('logIn'), content) }
}

function personRow(world: World, customer: Customer): Html {
  const orders = world.ordersOf(customer.id)
  const last = orders.at(-1)
  const count = orders.length === 1 ? '1 order' : `${orders.length} orders`
  const date = last ? new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(last.createdAtMs) : ''
  return html`<li><button name="customer" value="${customer.id}"><strong>${nameOf(customer)}</strong>
    <small>${customer.email}</small><small>${[count, date && `last ${date}`, customer.address?.country].filter(Boolean).join(', ')}</small></button></li>`
}

/** Those whose name or address fits; without a search, those who bought last. */
function findPeople(world: World, search: string): Customer[] {
  const people = world.customers().filter(({ email }) => email !== null)
  if (search === '') return recentBuyers(world)
  const needle = search.toLowerCase()
  return people
    .filter((each) => `${nameOf(each)} ${each.email}`.toLowerCase().includes(needle))
    .slice(0, PEOPLE_MAX)
}

function recentBuyers(world: World): Customer[] {
  const found = new Map<string, Customer>()
  const orders = world.orders()
  for (let index = orders.length - 1; index >= 0 && found.size < PEOPLE_MAX; index -= 1) {
    const customer = orders[index]?.customerId ? world.customer(orders[index]?.customerId ?? '') : undefined
    if (customer?.email) found.set(customer.id, customer)
  }
  return [...found.values()]
}

export async function loginDoor(site: Site, visit: Visit): Promise<Answer> {
  const body = await visit.body()
  const customer = site.standIn.world.customer(field(body, 'customer'))
  const to = safeReturn(field(body, 'return')) || (customer ? '/account' : '/shop')
  return { kind: 'redirect', to, cookies: { shopper: customer?.id ?? '', market: '', locale: '' } }
}

export function logoutDoor(): Answer {
  return { kind: 'redirect', to: '/shop', cookies: { shopper: '' } }
}

/** Country and language as chosen in the header. */
export async function preferencesDoor(_site: Site, visit: Visit): Promise<Answer> {
  const body = await visit.body()
  const cookies = { market: field(body, 'market'), locale: field(body, 'locale') }
  return { kind: 'redirect', to: safeReturn(field(body, 'return')) || '/shop', cookies }
}

/** Only paths of our own, never another site. */
function safeReturn(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : ''
}
