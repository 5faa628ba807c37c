import { summarise } from '../checkout-summary.ts'
import type { Html } from '../html.ts'
import { isSoldOut, readShopper, type Shopper, selectedCountry, writeCart } from '../shopper.ts'
import type { Site } from '../site.ts'
import type { Answer, Visit } from '../web.ts'
import { money, mountsFor, ownFacts } from './mount.ts'
import type { ExtensionSource } from './read-extensions.ts'
import type { ExtensionFacts, LinesAnswer } from './wire.ts'

const target = 'purchase.checkout.block.render'
const linesMax = 30

/** A place in the checkout for every extension that stands there. `checkoutToken` names this visitor's checkout. */
export function checkoutMounts(site: Site, shopper: Shopper, checkoutToken: string): Html[] {
  return mountsFor(site, target, '/extension-host/checkout', (extension) =>
    checkoutFacts(site, shopper, extension, checkoutToken),
  )
}

function checkoutFacts(
  site: Site,
  shopper: Shopper,
  extension: ExtensionSource,
  checkoutToken: string,
): ExtensionFacts {
  const { world, url } = site.standIn
  const { shop } = world
  const { customer, discountCode, market } = shopper
  return {
    ...ownFacts(site, extension, target, shopper.locale),
    country: selectedCountry(world, shopper),
    timeZone: customer?.timeZone ?? shop.timeZone,
    currency: shopper.subtotal.currency,
    market: { id: `gid://shopify/Market/${market}`, handle: market },
    shop: { id: shop.id, name: shop.name, storefrontUrl: url, myshopifyDomain: shop.domain },
    order: undefined,
    checkoutToken,
    ...cartFacts(site, shopper),
    discountCodes: discountCode ? [{ code: discountCode }] : [],
    buyer: {
      email: customer?.email ?? undefined,
      phone: customer?.phone ?? undefined,
      customer: customer && { id: customer.id, email: customer.email ?? undefined },
    },
    shippingAddress: undefined,
    billingAddress: undefined,
    note: undefined,
    attributes: [],
    isLoggedIn: customer !== undefined,
  }
}

function cartFacts(site: Site, shopper: Shopper): Pick<ExtensionFacts, 'lines' | 'cost'> {
  const { world } = site.standIn
  const { subtotal, shipping, tax, total } = summarise(world, shopper)
  return {
    lines: shopper.lines.map(({ product, variant, quantity, total: cost }) => ({
      id: variant.id.replace('ProductVariant', 'CartLine'),
      quantity,
      cost: { totalAmount: money(cost) },
      attributes: [],
      discountAllocations: [],
      lineComponents: [],
      parentRelationship: null,
      merchandise: {
        type: 'variant',
        id: variant.id,
        title: product.title,
        subtitle: variant.title === 'Default Title' ? undefined : variant.title,
        selectedOptions: [],
        product: { id: product.id, vendor: world.shop.name, productType: product.type },
        requiresShipping: product.kind !== 'gift-card',
        sku: variant.sku,
      },
    })),
    cost: { subtotal: money(subtotal), shipping: money(shipping), tax: money(tax), total: money(total) },
  }
}

/** Applies what an extension wants of the cart: a line more, of what is on sale and in stock. */
export async function cartLinesDoor(site: Site, visit: Visit): Promise<Answer> {
  const { world } = site.standIn
  const { lines } = readShopper(world, visit)
  const { type, merchandiseId, quantity } = readChange((await visit.body()).change)
  const variant = world.variant(merchandiseId)
  const product = variant && world.product(variant.productId)
  const had = lines.find((line) => line.variant.id === merchandiseId)?.quantity ?? 0
  if (type !== 'addCartLine') return refused(`The local store does not ${type}.`)
  if (!variant || product?.status !== 'ACTIVE') return refused('There is no such merchandise.')
  if (!Number.isInteger(quantity) || quantity < 1) return refused('The quantity must be a positive integer.')
  if (isSoldOut(variant) || (variant.tracked && variant.inventory < had + quantity))
    return refused('The merchandise is sold out.')
  if (!had && lines.length >= linesMax) return refused('The cart is full.')
  const others = lines.filter((line) => line.variant.id !== merchandiseId)
  const cart = writeCart([
    ...others.map((line) => ({ variantId: line.variant.id, quantity: line.quantity })),
    { variantId: merchandiseId, quantity: had + quantity },
  ])
  const after = readShopper(world, { ...visit, cookies: { ...visit.cookies, cart } })
  const value: LinesAnswer = { type: 'success', ...cartFacts(site, after) }
  return { kind: 'json', value, cookies: { cart } }
}

function refused(message: string): Answer {
  const value: LinesAnswer = { type: 'error', message }
  return { kind: 'json', value }
}

function readChange(change: unknown): { type: string; merchandiseId: string; quantity: number } {
  const of = (name: string): unknown =>
    typeof change === 'object' && change !== null ? Reflect.get(change, name) : undefined
  return {
    type: String(of('type')),
    merchandiseId: String(of('merchandiseId')),
    quantity: Number(of('quantity')),
  }
}
