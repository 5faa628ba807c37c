import { referenceOf } from '../../post-purchase/input.ts'
import type { OrderView } from '../../world/types/buying.ts'
import type { Address } from '../../world/types/customers.ts'
import type { Locale, Money } from '../../world/types/shop.ts'
import { type Html, html, jsonInHtml } from '../html.ts'
import { toMajor } from '../money.ts'
import { readShopper } from '../shopper.ts'
import type { Site } from '../site.ts'
import type { Visit } from '../web.ts'
import type { ExtensionSource, Target } from './read-extensions.ts'
import type { ExtensionFacts } from './wire.ts'

/** A place on the page for every extension with this target, and the facts its worker starts from. */
export function extensionMounts(
  site: Site,
  visit: Visit,
  view: OrderView,
  target: Target,
  locale: Locale,
): Html[] {
  return mountsFor(site, target, `/extension-host/${view.order.token}`, (extension) =>
    extensionFacts(site, visit, view, extension, target, locale),
  )
}

/** The same for a page of any kind: its questions go to `hostUrl`. */
export function mountsFor(
  site: Site,
  target: Target,
  hostUrl: string,
  factsFor: (extension: ExtensionSource) => ExtensionFacts,
): Html[] {
  return site
    .extensions()
    .filter((extension) => extension.targets.some((each) => each.target === target))
    .map((extension) => {
      const id = `extension-${extension.handle}`
      const { handle } = extension
      return html`<div class="extension" data-extension="${id}"></div>
        <script type="application/json" id="${id}">${jsonInHtml({ handle, facts: factsFor(extension), hostUrl })}</script>`
    })
}

/** What an extension knows of itself, wherever it stands. */
export function ownFacts(site: Site, extension: ExtensionSource, target: Target, language: Locale) {
  return {
    target,
    scriptUrl: `${site.standIn.url}/extensions/${extension.handle}.js`,
    apiVersion: extension.apiVersion,
    capabilities: extension.capabilities,
    locales: extension.locales,
    defaultLocale: extension.defaultLocale,
    language,
  }
}

function extensionFacts(
  site: Site,
  visit: Visit,
  view: OrderView,
  extension: ExtensionSource,
  target: Target,
  locale: Locale,
): ExtensionFacts {
  const { order, customer, shop } = view
  const { world, url } = site.standIn
  const isLoggedIn = isOwnOrder(site, visit, view)
  // Reached by its link alone, the order status page says nothing of the person: Shopify calls it pre-authenticated.
  const isKnown = isLoggedIn || target === 'purchase.thank-you.block.render'
  const market = shop.markets.find(({ id }) => id === order.market)
  return {
    ...ownFacts(site, extension, target, locale),
    checkoutToken: order.source === 'web' ? referenceOf(order) : undefined,
    country: order.shippingAddress?.countryCode,
    timeZone: customer?.timeZone ?? shop.timeZone,
    currency: order.presentmentCurrency,
    market: market && { id: `gid://shopify/Market/${market.id}`, handle: market.id },
    shop: { id: shop.id, name: shop.name, storefrontUrl: url, myshopifyDomain: shop.domain },
    order: {
      id: order.id,
      name: order.name,
      confirmationNumber: view.confirmationNumber,
      isFirstOrder: customer !== null && world.ordersOf(customer.id)[0]?.id === order.id,
      processedAt: new Date(order.createdAtMs).toISOString(),
      cancelledAt: order.cancelledAtMs === null ? undefined : new Date(order.cancelledAtMs).toISOString(),
    },
    lines: view.lines.map((line) => cartLine(view, line, world.product(line.productId)?.type ?? '')),
    cost: {
      subtotal: money(view.subtotal),
      shipping: money(view.shipping),
      tax: money(view.tax),
      total: money(view.total),
    },
    discountCodes: order.discount ? [{ code: order.discount.code }] : [],
    buyer: !isKnown ? undefined : buyer(view, isLoggedIn, world.ordersOf(customer?.id ?? '').length),
    shippingAddress: isKnown && order.shippingAddress ? address(order.shippingAddress) : undefined,
    billingAddress: isKnown && order.billingAddress ? address(order.billingAddress) : undefined,
    note: order.note ?? undefined,
    attributes: order.noteAttributes.map(({ name, value }) => ({ key: name, value })),
    isLoggedIn,
  }
}

/** Whether the visitor is logged in as the customer of this order. */
export function isOwnOrder(site: Site, visit: Visit, { order }: Pick<OrderView, 'order'>): boolean {
  return order.customerId !== null && readShopper(site.standIn.world, visit).customer?.id === order.customerId
}

function cartLine(view: OrderView, line: OrderView['lines'][number], productType: string) {
  return {
    id: line.id.replace('LineItem', 'CartLine'),
    quantity: line.quantity,
    cost: { totalAmount: money(line.total) },
    attributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    discountAllocations: [],
    lineComponents: [],
    parentRelationship: null,
    merchandise: {
      type: 'variant',
      id: line.variantId,
      title: line.title,
      subtitle: line.variantTitle ?? undefined,
      image: line.imageUrl ? { url: line.imageUrl, altText: line.title } : undefined,
      selectedOptions: line.variantTitle ? [{ name: 'Option', value: line.variantTitle }] : [],
      product: { id: line.productId, vendor: view.shop.name, productType },
      requiresShipping: line.requiresShipping,
      sku: line.sku,
    },
  }
}

/** Shopify names the customer to extensions only when they are logged in; the address of the order always. */
function buyer(
  { customer, order }: OrderView,
  isLoggedIn: boolean,
  ordersCount: number,
): ExtensionFacts['buyer'] {
  const known = isLoggedIn && customer
  return {
    email: order.email ?? undefined,
    phone: order.phone ?? undefined,
    customer: known
      ? {
          id: known.id,
          email: known.email ?? undefined,
          phone: known.phone ?? undefined,
          firstName: known.firstName ?? undefined,
          lastName: known.lastName ?? undefined,
          fullName: [known.firstName, known.lastName].filter(Boolean).join(' '),
          image: { url: '' },
          acceptsMarketing: known.emailConsent === 'subscribed',
          acceptsEmailMarketing: known.emailConsent === 'subscribed',
          acceptsSmsMarketing: known.smsConsent === 'subscribed',
          storeCreditAccounts: [],
          ordersCount,
        }
      : undefined,
  }
}

function address(of: Address) {
  const { province: _province, country: _country, countryCode, ...rest } = of
  return {
    ...rest,
    name: `${of.firstName} ${of.lastName}`,
    countryCode,
    phone: of.phone ?? undefined,
    provinceCode: of.provinceCode ?? undefined,
  }
}

/** A sum as extensions read it. */
export function money(of: Money) {
  return { amount: toMajor(of), currencyCode: of.currency }
}
