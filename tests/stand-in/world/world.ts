import { buyerOf, found, freshCustomer, withoutPerson } from './buyers.ts'
import { adminClaims, checkoutClaims } from './claims.ts'
import { collectionChanges, productsIn } from './collections.ts'
import { reduce } from './discounts.ts'
import type { Happening } from './happenings.ts'
import { market } from './markets.ts'
import { WorldRefusal } from './order-building.ts'
import { addLine, cancel, fulfil, moveParcel, refund } from './order-changes.ts'
import { discounts } from './public-codes.ts'
import { returnChanges } from './returns.ts'
import type { Past } from './shops.ts'
import { dropCustomer, dropProduct, keepCustomer, keepOrder, keepProduct } from './state.ts'
import { signToken } from './tokens.ts'
import { assertForSale, place, takeBack } from './trade.ts'
import type { Customer } from './types/customers.ts'
import type { Product } from './types/goods.ts'
import type { Clock, EventLog } from './types/log.ts'
import type { Order } from './types/orders.ts'
import type { World } from './types/world.ts'
import { viewOf } from './view.ts'

export interface WorldSetting {
  clock: Clock
  log: EventLog
  startedAtMs: number
  apiKey: string
  apiSecret: string
  publicUrl: () => string
  /** Journals, logs and delivers. */
  happened(happening: Happening, atMs: number): void
}

/** One living shop over its state. */
export function openWorld({ state, life }: Past, setting: WorldSetting): World {
  const { clock, log } = setting
  const now = () => clock.nowMs()
  const happened = (happening: Happening) => setting.happened(happening, now())
  const imageUrl = (product: Product) => `${setting.publicUrl()}/shop/images/${product.handle}.svg`
  const orderOf = (id: string) => found(state.orders.get(id), `There is no order ${id}.`)
  const customerOf = (id: string) => found(state.customers.get(id), `There is no customer ${id}.`)
  const productOf = (id: string) => found(state.products.get(id), `There is no product ${id}.`)
  const changed = (order: Order, happening: Happening) => {
    keepOrder(state, order)
    happened(happening)
    return order
  }
  const ordersOf = (customerId: string) => [...(state.ordersByCustomer.get(customerId) ?? [])]
  const giveOrders = (from: Customer, to: Customer | null): Order[] =>
    ordersOf(from.id).map((order) => {
      const moved = { ...order, customerId: to?.id ?? null, updatedAtMs: now() }
      if (to) {
        to.ordersCount += 1
        to.spentMinor += order.total.shop
      }
      keepOrder(state, moved)
      return moved
    })

  return {
    shop: state.shop,
    seed: state.seed,
    startedAtMs: setting.startedAtMs,
    clock,
    log,
    discounts,
    installation: state.installation,

    products: () => [...state.products.values()],
    product: (id) => state.products.get(id),
    productByHandle: (handle) => state.productsByHandle.get(handle),
    storefront: { isClosed: false },
    collections: () => [...state.collections.values()],
    collection: (id) => state.collections.get(id),
    productsIn: (collection) => productsIn(state, collection),
    variant: (id) => state.variants.get(id),
    priceOf: (variant, marketId) => ({
      minor: variant.prices[marketId],
      currency: market(marketId).currency,
    }),
    marketOf: (country) =>
      found(
        state.shop.markets.find((each) => each.countries.includes(country)) ?? state.shop.markets[0],
        'A shop has a market.',
      ),
    reduce: (codes, lines, marketId) => reduce(state, codes, lines, marketId, now()),
    imageUrl,
    customers: () => [...state.customers.values()],
    customer: (id) => state.customers.get(id),
    customerByEmail: (email) => state.customersByEmail.get(email.toLowerCase()),
    orders: () => [...state.orders.values()],
    order: (id) => state.orders.get(id),
    orderByToken: (token) => state.ordersByToken.get(token),
    ordersOf,
    orderView(id) {
      const order = state.orders.get(id)
      return order && viewOf(state, order, imageUrl)
    },

    placeOrder(request) {
      assertForSale(state, request.lines)
      if (request.lines.length === 0) throw new WorldRefusal('An order has at least one line.')
      const { customer, created, email } = buyerOf(state, request, now())
      const happening = place(state, { ...request, customer, email, atMs: now() }, created)
      const next = happening.order.ahead[0]
      if (next) life.watch(happening.order.id, next.atMs)
      happened(happening)
      return happening.order
    },
    addLine(orderId, variantId, quantity, off) {
      assertForSale(state, [{ variantId, quantity }])
      const order = orderOf(orderId)
      const line = addLine(state, order, variantId, quantity, now(), off)
      return changed(order, { kind: 'order-edited', order, line })
    },
    fulfilOrder(orderId) {
      const order = orderOf(orderId)
      const fulfilment = fulfil(state, order, now())
      order.ahead = order.ahead.filter((step) => step.kind !== 'fulfil')
      if (order.ahead[0]) life.watch(order.id, order.ahead[0].atMs)
      return changed(order, { kind: 'fulfilled', order, fulfilment })
    },
    moveParcel(orderId, status) {
      const order = orderOf(orderId)
      const fulfilment = moveParcel(state, order, status, now())
      const event = found(fulfilment.events.at(-1), 'The parcel was seen.')
      if (status === 'delivered') order.ahead = order.ahead.filter((step) => step.kind === 'refund')
      if (order.ahead[0]) life.watch(order.id, order.ahead[0].atMs)
      return changed(order, { kind: 'parcel-moved', order, fulfilment, event })
    },
    refundOrder(request) {
      const order = orderOf(request.orderId)
      const made = refund(state, order, request, now())
      order.ahead = order.ahead.filter((step) => step.kind !== 'refund')
      if (order.ahead[0]) life.watch(order.id, order.ahead[0].atMs)
      const stock = takeBack(state, order, made)
      return changed(order, { kind: 'refunded', order, refund: made, stock })
    },
    ...returnChanges(state, orderOf, now, changed),
    cancelOrder(orderId, reason) {
      const order = orderOf(orderId)
      const made = cancel(state, order, reason, now())
      return changed(order, { kind: 'cancelled', order, refund: made, stock: takeBack(state, order, made) })
    },
    updateOrder(orderId, change) {
      const order = Object.assign(orderOf(orderId), change, { updatedAtMs: now() })
      return changed(order, { kind: 'order-updated', order })
    },

    createCustomer(given) {
      const customer = freshCustomer(state, given, now())
      keepCustomer(state, customer)
      happened({ kind: 'customer-created', customer })
      return customer
    },
    updateCustomer(id, change) {
      const customer = { ...customerOf(id), ...change, updatedAtMs: now() }
      keepCustomer(state, customer)
      happened({ kind: 'customer-updated', customer })
      return customer
    },
    setConsent(id, emailConsent, consentAtMs = now()) {
      const customer = { ...customerOf(id), emailConsent, consentAtMs, updatedAtMs: now() }
      keepCustomer(state, customer)
      happened({ kind: 'consent-changed', customer })
      return customer
    },
    setSmsConsent(id, smsConsent, smsConsentAtMs = now()) {
      const customer = { ...customerOf(id), smsConsent, smsConsentAtMs, updatedAtMs: now() }
      keepCustomer(state, customer)
      happened({ kind: 'sms-consent-changed', customer })
      return customer
    },
    mergeCustomers(keptId, goneId) {
      const kept = { ...customerOf(keptId), updatedAtMs: now() }
      const gone = customerOf(goneId)
      const orders = giveOrders(gone, kept)
      keepCustomer(state, kept)
      dropCustomer(state, gone.id)
      happened({ kind: 'customers-merged', kept, gone, orders })
      return kept
    },
    deleteCustomer(id) {
      const customer = customerOf(id)
      const orders = giveOrders(customer, null)
      dropCustomer(state, id)
      happened({ kind: 'customer-deleted', customer, orders })
    },

    updateProduct(id, change) {
      const before = productOf(id)
      const status = change.status ?? before.status
      const publishedAtMs = status === 'ACTIVE' ? (before.publishedAtMs ?? now()) : null
      const product = { ...before, ...change, publishedAtMs, updatedAtMs: now() }
      keepProduct(state, product)
      happened({ kind: 'product-updated', product })
      return product
    },
    deleteProduct(id) {
      const product = productOf(id)
      dropProduct(state, id)
      happened({ kind: 'product-deleted', product })
    },
    ...collectionChanges(state, now, happened),
    setInventory(variantId, quantity) {
      const variant = found(state.variants.get(variantId), `There is no variant ${variantId}.`)
      Object.assign(variant, { inventory: quantity, stockAtMs: now() })
      state.version += 1
      happened({ kind: 'stock-changed', variants: [variant] })
      return variant
    },

    setCost(variantId, cost) {
      const variant = found(state.variants.get(variantId), `There is no variant ${variantId}.`)
      Object.assign(variant, { cost, costAtMs: now() })
      state.version += 1
      happened({ kind: 'cost-changed', variant })
      return variant
    },

    requestCustomerData(id) {
      happened({ kind: 'data-requested', customer: customerOf(id), orders: ordersOf(id) })
    },
    redactCustomer(id) {
      const customer = customerOf(id)
      const orders = giveOrders(customer, null).map((order) => withoutPerson(state, order))
      dropCustomer(state, id)
      happened({ kind: 'customer-redacted', customer, orders })
    },
    install(scopes) {
      const { installation } = state
      const previous = installation.scopes
      const wasInstalled = installation.installed
      Object.assign(installation, {
        installed: true,
        uninstalledAtMs: null,
        apiKey: setting.apiKey,
        scopes: scopes ?? installation.scopes,
      })
      if (!wasInstalled) happened({ kind: 'installed' })
      else if (previous.join() !== installation.scopes.join()) happened({ kind: 'scopes-updated', previous })
    },
    uninstall() {
      Object.assign(state.installation, { installed: false, uninstalledAtMs: now() })
      happened({ kind: 'uninstalled' })
    },
    redactShop: () => happened({ kind: 'shop-redacted' }),

    signIdToken: (overrides = {}) =>
      signToken({ ...adminClaims(state, setting.apiKey, now()), ...overrides }, setting.apiSecret),
    signCheckoutToken: (customerId, overrides = {}) =>
      signToken(
        { ...checkoutClaims(state, setting.apiKey, now(), customerId ?? null), ...overrides },
        setting.apiSecret,
      ),
  }
}
