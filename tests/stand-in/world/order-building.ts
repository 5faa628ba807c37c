import { reduce } from './discounts.ts'
import { gid } from './ids.ts'
import { bag, localPrice, market } from './markets.ts'
import { plan } from './plan.ts'
import { random } from './random.ts'
import type { State } from './state.ts'
import type { PlaceOrder } from './types/buying.ts'
import type { Address, Customer } from './types/customers.ts'
import type { Variant } from './types/goods.ts'
import type { Order, OrderLine } from './types/orders.ts'
import type { Bag, Locale, Market } from './types/shop.ts'

/** Why the world does not do what was asked. */
export class WorldRefusal extends Error {
  override name = 'WorldRefusal'
}

const freeShippingFromCents = 4000
const shippingCents = 490

export interface Checkout extends Omit<PlaceOrder, 'buyer'> {
  customer: Customer | null
  email: string | null
  atMs: number
}

/** A paid order over these lines at this moment. Takes nothing from stock and keeps nothing. */
export function buildOrder(state: State, checkout: Checkout): Order {
  state.counters.order += 1
  const number = state.counters.order
  const nth = number + state.firstNumber * 1_000_000
  const of = market(checkout.market ?? checkout.customer?.market ?? 'eu')
  const address = addressOf(checkout, of)
  const isPos = checkout.source === 'pos'
  const { applied, offs, isShippingFree } = reduce(
    state,
    checkout.discountCode,
    checkout.lines,
    of.id,
    checkout.atMs,
  )
  const [discount = null, ...moreDiscounts] = applied
  const lines = checkout.lines.map((line, index) => buildLine(state, line, index, nth, of, 0, offs[index]))
  const totals = totalsOf(lines, of, isPos, nth, isShippingFree)
  const order: Order = {
    id: gid('Order', nth),
    number,
    name: `#${number}`,
    token: token(state.seed, nth),
    ...(checkout.checkoutToken ? { checkoutToken: checkout.checkoutToken } : {}),
    source: isPos ? 'pos' : 'web',
    customerId: checkout.customer?.id ?? null,
    email: checkout.customer?.email ?? checkout.email,
    phone: checkout.customer?.phone ?? null,
    locale: localeOf(checkout),
    market: of.id,
    currency: state.shop.currency,
    presentmentCurrency: of.currency,
    taxesIncluded: of.taxesIncluded,
    taxRate: of.taxRate,
    shippingAddress: isPos ? null : address,
    billingAddress: isPos ? null : (checkout.customer?.address ?? address),
    lines,
    ...totals,
    discount,
    ...(moreDiscounts.length > 0 ? { moreDiscounts } : {}),
    transactionId: gid('OrderTransaction', nth * 8),
    financialStatus: 'paid',
    fulfilmentStatus: null,
    fulfilments: [],
    refunds: [],
    note: checkout.note ?? null,
    tags: [],
    noteAttributes: checkout.noteAttributes ?? [],
    createdAtMs: checkout.atMs,
    updatedAtMs: checkout.atMs,
    cancelledAtMs: null,
    cancelReason: null,
    ahead: [],
  }
  if (!checkout.withoutPlan) order.ahead = plan(state.seed, order)
  return order
}

/** One line of an order with its share of tax and discount; also used when an order is edited. */
export function buildLine(
  state: State,
  wanted: PlaceOrder['lines'][number],
  index: number,
  nth: number,
  of: Market,
  percent = 0,
  given?: number,
): OrderLine {
  const variant = state.variants.get(wanted.variantId)
  const product = variant && state.products.get(variant.productId)
  if (!variant || !product) throw new WorldRefusal(`There is no variant ${wanted.variantId}.`)
  const gross = variant.prices[of.id] * wanted.quantity
  const off = given ?? Math.round((gross * percent) / 100)
  return {
    id: gid('LineItem', nth * 32 + index),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variantTitle(variant),
    sku: variant.sku,
    quantity: wanted.quantity,
    currentQuantity: wanted.quantity,
    unfulfilledQuantity: wanted.quantity,
    price: bag(variant.prices[of.id], of),
    discount: bag(off, of),
    tax: bag(taxIn(gross - off, of), of),
    grams: variant.grams,
    giftCard: product.kind === 'gift-card',
    properties: wanted.properties ?? [],
  }
}

/** Shopify leaves the title of an only variant out. */
export function variantTitle(variant: Variant): string | null {
  return variant.title === 'Default Title' ? null : variant.title
}

/** The sums over these lines. */
export function totalsOf(
  lines: OrderLine[],
  of: Market,
  isPos: boolean,
  nth: number,
  isShippingFree = false,
) {
  const subtotal = sum(lines.map((line) => lineTotal(line)))
  const needsParcel = !isPos && lines.some((line) => !line.giftCard)
  const isFree = isShippingFree || subtotal.shop >= freeShippingFromCents
  const shipping = needsParcel
    ? {
        id: String(4_100_000_000_000 + nth * 8),
        title: isFree ? 'Free shipping' : 'Standard',
        price: bag(isFree ? 0 : localPrice(shippingCents, of), of),
      }
    : null
  const totalTax = sum(lines.map((line) => line.tax))
  const parts = [subtotal, shipping?.price ?? nothing, of.taxesIncluded ? nothing : totalTax]
  return {
    shipping,
    subtotal,
    totalTax,
    totalDiscount: sum(lines.map((line) => line.discount)),
    total: sum(parts),
  }
}

export const nothing: Bag = { shop: 0, buyer: 0 }

export function sum(bags: Bag[]): Bag {
  return bags.reduce((all, each) => ({ shop: all.shop + each.shop, buyer: all.buyer + each.buyer }), nothing)
}

/** What the line cost after its discount. */
export function lineTotal(line: OrderLine): Bag {
  return {
    shop: line.price.shop * line.quantity - line.discount.shop,
    buyer: line.price.buyer * line.quantity - line.discount.buyer,
  }
}

function taxIn(net: number, of: Market): number {
  return Math.round(of.taxesIncluded ? (net * of.taxRate) / (1 + of.taxRate) : net * of.taxRate)
}

function localeOf(checkout: Checkout): Locale | null {
  if (checkout.source === 'pos') return null
  return checkout.locale ?? checkout.customer?.locale ?? 'en'
}

function addressOf(checkout: Checkout, of: Market): Address {
  if (checkout.address) return checkout.address
  if (checkout.customer?.address && !checkout.country) return checkout.customer.address
  return {
    firstName: checkout.customer?.firstName ?? '',
    lastName: checkout.customer?.lastName ?? '',
    address1: 'Main Street 1',
    city: 'Town',
    zip: '10115',
    province: null,
    provinceCode: null,
    country: checkout.country ?? of.countries[0] ?? 'DE',
    countryCode: checkout.country ?? of.countries[0] ?? 'DE',
    phone: null,
  }
}

function token(seed: number, nth: number): string {
  const chance = random(seed, 'token', nth)
  return Array.from({ length: 4 }, () => chance.int(0, 0xffffffff).toString(16).padStart(8, '0')).join('')
}
