import { randomBytes } from 'node:crypto'
import { orderOf } from '../../post-purchase/input.ts'
import type { Buyer } from '../../world/types/buying.ts'
import type { Address } from '../../world/types/customers.ts'
import type { Order } from '../../world/types/orders.ts'
import type { World } from '../../world/types/world.ts'
import { summarise } from '../checkout-summary.ts'
import { checkoutMounts } from '../extension/mount-checkout.ts'
import { type Html, html } from '../html.ts'
import { readShopper, type Shopper, selectedCountry } from '../shopper.ts'
import type { Site } from '../site.ts'
import { wordsFor } from '../texts.ts'
import { type Answer, field, type Visit } from '../web.ts'
import { checkoutPage, orderLines, totals } from './checkout-layout.ts'
import { afterPaying } from './post-purchase.ts'

const NEWCOMER = { firstName: 'Mara', lastName: 'Lindqvist', email: 'mara.lindqvist@example.com' }
const PLACES: Record<string, { address1: string; city: string; zip: string }> = {
  eu: { address1: 'Oderberger Straße 12', city: 'Berlin', zip: '10435' },
  us: { address1: '1840 Alder Street', city: 'Portland', zip: '97205' },
  gb: { address1: '27 Redchurch Street', city: 'London', zip: 'E2 7DJ' },
  jp: { address1: '神宮前 3-14-5', city: '東京', zip: '150-0001' },
  br: { address1: 'Rua Augusta 1412', city: 'São Paulo', zip: '01304-001' },
}

/** `/checkout`: everything filled in, one press to pay. */
export function checkoutFormPage(site: Site, visit: Visit, problem?: string): Answer {
  const { world } = site.standIn
  const shopper = readShopper(world, visit)
  if (shopper.lines.length === 0) return { kind: 'redirect', to: '/cart' }
  const t = wordsFor(shopper.locale)
  const token = checkoutTokenOf(visit)
  const form = html`<form method="post" action="/checkout" class="checkout-form"><h1 class="aside">${t('checkout')}</h1>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : null}
    ${contact(shopper)}${delivery(world, shopper)}
    ${checkoutMounts(site, shopper, token)}
    ${payment(t)}
    <button class="primary wide">${t('pay')}</button></form>`
  return {
    kind: 'page',
    cookies: { checkout: token },
    html: checkoutPage(
      world,
      shopper.locale,
      t('checkout'),
      form,
      aside(world, shopper),
      html`<script src="/assets/extension-host.js" defer></script>`,
    ),
  }
}

/** Names a checkout from its first step to its order. */
function checkoutTokenOf({ cookies: { checkout = '' } }: Visit): string {
  return /^[0-9a-f]{32}$/.test(checkout) ? checkout : randomBytes(16).toString('hex')
}

/** A wallet pays without the post-purchase page, as at Shopify: what is offered then stands on the thank-you page. */
function payment(t: ReturnType<typeof wordsFor>): Html {
  return html`<section><h2>${t('payment')}</h2>
    <label class="card-line"><input type="radio" name="payment" value="card" checked><span aria-hidden="true" class="card-chip"></span>${t('testCard')}</label>
    <label class="card-line"><input type="radio" name="payment" value="wallet">${t('wallet')}</label></section>`
}

function contact({ customer, locale }: Shopper): Html {
  const t = wordsFor(locale)
  if (customer) {
    return html`<section><h2>${t('contact')}</h2><p class="known">${customer.email}<a href="/account/login?return=/checkout">${t('logOut')}</a></p></section>`
  }
  return html`<section><h2>${t('contact')}</h2>
    ${input(t('email'), 'email', NEWCOMER.email, 'email')}
    <label class="tick"><input type="checkbox" name="news" value="yes">${t('news')}</label>
    <p class="muted"><a href="/account/login?return=/checkout">${t('logIn')}</a></p></section>`
}

function delivery(world: World, shopper: Shopper): Html {
  const t = wordsFor(shopper.locale)
  const { address, country } = prefilled(world, shopper)
  const countries = world.shop.markets.flatMap((market) => market.countries)
  const names = new Intl.DisplayNames(shopper.locale, { type: 'region' })
  const options = countries.map(
    (code) =>
      html`<option value="${code}"${code === country ? html` selected` : null}>${names.of(code)}</option>`,
  )
  return html`<section><h2>${t('delivery')}</h2>
    <label>${t('country')}<select name="country" autocomplete="country">${options}</select></label>
    <div class="pair">${input(t('firstName'), 'firstName', address.firstName, 'text', 'given-name')}${input(t('lastName'), 'lastName', address.lastName, 'text', 'family-name')}</div>
    ${input(t('address'), 'address1', address.address1, 'text', 'street-address')}
    <div class="pair">${input(t('zip'), 'zip', address.zip, 'text', 'postal-code')}${input(t('city'), 'city', address.city, 'text', 'address-level2')}</div></section>`
}

function prefilled(world: World, shopper: Shopper) {
  const known = shopper.customer?.address
  const fallback = { ...NEWCOMER, ...(PLACES[shopper.market] ?? PLACES.eu), countryCode: '' }
  const country = selectedCountry(world, shopper)
  return {
    address: known ?? {
      ...fallback,
      address1: fallback.address1 ?? '',
      city: fallback.city ?? '',
      zip: fallback.zip ?? '',
    },
    country,
  }
}

function input(label: string, name: string, value: string, type: string, autocomplete = type): Html {
  return html`<label>${label}<input name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" required maxlength="120"></label>`
}

function aside(world: World, shopper: Shopper): Html {
  const t = wordsFor(shopper.locale)
  const summary = summarise(world, shopper)
  const lines = shopper.lines.map(({ product, variant, quantity, total }) => ({
    handle: product.handle,
    title: product.title,
    variantTitle: variant.title === 'Default Title' ? null : variant.title,
    quantity,
    total,
  }))
  return html`${orderLines(lines, shopper.locale)}
    <form class="discount" method="post" action="/checkout/discount"><label><span class="aside">${t('discountCode')}</span>
      <input name="discount" placeholder="${t('discountCode')}" value="${shopper.discountCode ?? ''}" maxlength="40"></label><button>${t('apply')}</button></form>
    ${totals(summary, shopper.locale)}`
}

/** Keeps the discount code that was typed. */
export async function discountDoor(_site: Site, visit: Visit): Promise<Answer> {
  return { kind: 'redirect', to: '/checkout', cookies: { discount: field(await visit.body(), 'discount') } }
}

/** Pays: the world takes the order, the cart is empty, the thank-you page follows. Paid twice, a checkout is one order. */
export async function payDoor(site: Site, visit: Visit): Promise<Answer> {
  const { world } = site.standIn
  const shopper = readShopper(world, visit)
  if (shopper.lines.length === 0) return { kind: 'redirect', to: '/cart' }
  const body = await visit.body()
  const token = checkoutTokenOf(visit)
  try {
    const order = orderOf(world, token) ?? place(world, shopper, body, token)
    return {
      kind: 'redirect',
      to: afterPaying(site, order, field(body, 'payment')),
      cookies: { cart: '', discount: '', checkout: '', buyer: order.token },
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'WorldRefusal') throw error
    return checkoutFormPage(site, visit, error.message)
  }
}

function place(world: World, shopper: Shopper, body: Record<string, unknown>, checkoutToken: string): Order {
  const country = field(body, 'country') || selectedCountry(world, shopper)
  return world.placeOrder({
    lines: shopper.lines.map(({ variant, quantity }) => ({ variantId: variant.id, quantity })),
    buyer: buyerOf(shopper, body),
    market: shopper.market,
    locale: shopper.locale,
    country,
    address: addressOf(shopper, body, country),
    discountCode: shopper.discountCode,
    checkoutToken,
  })
}

function buyerOf({ customer }: Shopper, body: Record<string, unknown>): Buyer {
  if (customer) return { kind: 'customer', id: customer.id }
  return {
    kind: 'person',
    email: field(body, 'email') || NEWCOMER.email,
    firstName: field(body, 'firstName') || NEWCOMER.firstName,
    lastName: field(body, 'lastName') || NEWCOMER.lastName,
    acceptsMarketing: field(body, 'news') === 'yes',
  }
}

function addressOf(shopper: Shopper, body: Record<string, unknown>, countryCode: string): Address {
  const known = shopper.customer?.address
  return {
    firstName: field(body, 'firstName'),
    lastName: field(body, 'lastName'),
    address1: field(body, 'address1'),
    city: field(body, 'city'),
    zip: field(body, 'zip'),
    province: known?.province ?? null,
    provinceCode: known?.provinceCode ?? null,
    country: new Intl.DisplayNames('en', { type: 'region' }).of(countryCode) ?? countryCode,
    countryCode,
    phone: known?.phone ?? null,
  }
}
