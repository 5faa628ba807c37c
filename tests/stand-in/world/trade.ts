import type { Purchase } from './baskets.ts'
import { countUses } from './discounts.ts'
import type { Happening } from './happenings.ts'
import { gid } from './ids.ts'
import { buildOrder, type Checkout, WorldRefusal } from './order-building.ts'
import { cancel, fulfil, moveParcel, refund } from './order-changes.ts'
import type { Person } from './people.ts'
import { keepCustomer, keepOrder, type State } from './state.ts'
import type { Customer } from './types/customers.ts'
import type { Variant } from './types/goods.ts'
import type { Order, Refund } from './types/orders.ts'
import type { MarketId } from './types/shop.ts'

/** The shop's everyday trade, on the state alone. Each answers what happened. */

const restockTo = 320

/** A simulated person pays. Nothing when nothing they want is for sale. `isPast` refills shelves by itself. */
export function visit(
  state: State,
  buyer: Person | null,
  purchase: Purchase,
  isKnown: boolean,
  isPast: boolean,
): Happening | null {
  const lines = purchase.lines.flatMap((line) => {
    const product = state.productsByHandle.get(line.handle)
    const variant = product?.variants[line.variant] ?? product?.variants[0]
    if (!product || !variant) return []
    if (isPast && variant.inventory < line.quantity + 8) variant.inventory = restockTo
    const canBuy = product.status === 'ACTIVE' && (!variant.tracked || variant.inventory >= line.quantity)
    return canBuy || isPast ? [{ variantId: variant.id, quantity: line.quantity }] : []
  })
  if (lines.length === 0) return null
  const existing = buyer ? state.customersByEmail.get(buyer.email) : undefined
  const created = buyer && isKnown && !existing ? newCustomer(state, buyer, purchase.atMs) : null
  return place(
    state,
    {
      lines,
      customer: existing ?? created,
      email: purchase.isPos ? null : (buyer?.email ?? null),
      atMs: purchase.atMs,
      market: buyer ? marketOf(state, buyer.place.country) : 'eu',
      locale: buyer?.place.locale,
      address: buyer?.address,
      discountCode: purchase.discountCode ?? undefined,
      source: purchase.isPos ? 'pos' : 'web',
      noteAttributes: purchase.isGift ? [{ name: 'gift', value: 'yes' }] : [],
      note: purchase.isGift ? 'Please wrap it, it is a present.' : undefined,
    },
    created,
  )
}

export function marketOf(state: State, country: string): MarketId {
  return (state.shop.markets.find((market) => market.countries.includes(country)) ?? state.shop.markets[0])
    ?.id as MarketId
}

function newCustomer(state: State, buyer: Person, atMs: number): Customer {
  state.counters.customer += 1
  const customer: Customer = {
    id: gid('Customer', state.counters.customer + state.firstNumber * 1_000_000),
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    email: buyer.email,
    phone: buyer.phone,
    locale: buyer.place.locale,
    timeZone: buyer.place.timeZone,
    market: marketOf(state, buyer.place.country),
    address: buyer.address,
    emailConsent: buyer.acceptsMarketing ? 'subscribed' : 'not_subscribed',
    smsConsent: 'not_subscribed',
    consentAtMs: buyer.acceptsMarketing ? atMs : null,
    smsConsentAtMs: null,
    tags: [],
    state: buyer.index % 5 < 2 ? 'enabled' : 'disabled',
    ordersCount: 0,
    spentMinor: 0,
    createdAtMs: atMs,
    updatedAtMs: atMs,
  }
  keepCustomer(state, customer)
  return customer
}

/** Keeps a paid order, takes its goods from the shelf and counts it for its customer. */
export function place(
  state: State,
  checkout: Checkout,
  created: Customer | null,
): Happening & { kind: 'order-placed' } {
  const order = buildOrder(state, checkout)
  const stock = checkout.lines.flatMap((line) =>
    takeStock(state, line.variantId, line.quantity, checkout.atMs),
  )
  const customer = checkout.customer
  if (customer) {
    customer.ordersCount += 1
    customer.spentMinor += order.total.shop
    customer.updatedAtMs = checkout.atMs
    keepCustomer(state, customer)
  }
  keepOrder(state, order)
  const discounts = countUses(
    state,
    [order.discount, ...(order.moreDiscounts ?? [])].filter((each) => each !== null),
  )
  return { kind: 'order-placed', order, newCustomer: created, stock, discounts }
}

function takeStock(state: State, variantId: string, quantity: number, atMs: number): Variant[] {
  const variant = state.variants.get(variantId)
  if (!variant?.tracked) return []
  variant.inventory -= quantity
  variant.stockAtMs = atMs
  return [variant]
}

/** Refuses what is not for sale right now. */
export function assertForSale(state: State, lines: Checkout['lines']): void {
  for (const line of lines) {
    const variant = state.variants.get(line.variantId)
    const product = variant && state.products.get(variant.productId)
    if (!variant || product?.status !== 'ACTIVE') throw new WorldRefusal(`${line.variantId} is not for sale.`)
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > 999)
      throw new WorldRefusal(`A quantity is a whole number from 1 to 999, not ${line.quantity}.`)
    if (variant.tracked && variant.inventory < line.quantity)
      throw new WorldRefusal(`${product.title} is sold out.`)
  }
}

/** Puts what came back on the shelf again and takes it from the customer's account. */
export function takeBack(state: State, order: Order, made: Refund | null): Variant[] {
  if (!made) return []
  const customer = order.customerId ? state.customers.get(order.customerId) : undefined
  if (customer) customer.spentMinor -= made.amount.shop
  if (!made.restock) return []
  return made.lines.flatMap((line) => {
    const variant = state.variants.get(order.lines.find((each) => each.id === line.lineId)?.variantId ?? '')
    if (!variant?.tracked) return []
    variant.inventory += line.quantity
    variant.stockAtMs = made.createdAtMs
    return [variant]
  })
}

/** What the order's plan says next happens now. Nothing when it cannot any more. */
export function step(state: State, order: Order): Happening | null {
  const planned = order.ahead.shift()
  if (!planned) return null
  const happening = carryOut(state, order, planned.kind, planned.atMs)
  keepOrder(state, order)
  return happening
}

function carryOut(
  state: State,
  order: Order,
  kind: Order['ahead'][number]['kind'],
  atMs: number,
): Happening | null {
  if (order.cancelledAtMs) return null
  if (kind === 'cancel') {
    const made = cancel(state, order, 'customer', atMs)
    return { kind: 'cancelled', order, refund: made, stock: takeBack(state, order, made) }
  }
  if (kind === 'refund') return giveBack(state, order, atMs)
  if (kind === 'fulfil') {
    if (order.lines.every((line) => line.unfulfilledQuantity === 0)) return null
    return { kind: 'fulfilled', order, fulfilment: fulfil(state, order, atMs) }
  }
  if (order.fulfilments.length === 0) return null
  const fulfilment = moveParcel(state, order, kind, atMs)
  const event = fulfilment.events.at(-1)
  return event ? { kind: 'parcel-moved', order, fulfilment, event } : null
}

// A planned return brings back the dearest line: people return machines, not beans.
function giveBack(state: State, order: Order, atMs: number): Happening | null {
  const dearest = order.lines
    .filter((line) => line.currentQuantity > 0)
    .sort((a, b) => b.price.shop - a.price.shop)[0]
  if (!dearest) return null
  const lines = [{ lineId: dearest.id, quantity: dearest.currentQuantity }]
  const made = refund(state, order, { lines, note: 'Sent back by the customer' }, atMs)
  return { kind: 'refunded', order, refund: made, stock: takeBack(state, order, made) }
}
