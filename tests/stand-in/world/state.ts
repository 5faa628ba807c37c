import type { Customer } from './types/customers.ts'
import type { ShopDiscount } from './types/discounts.ts'
import type { Collection, Product, Variant } from './types/goods.ts'
import type { Order } from './types/orders.ts'
import type { ShopFacts } from './types/shop.ts'
import type { World } from './types/world.ts'

/** All that one shop holds. Reading is free; writing goes through `World`, which journals and tells the app. */
export interface State {
  shop: ShopFacts
  seed: number
  /** Keeps the ids of two shops apart. */
  firstNumber: number
  products: Map<string, Product>
  productsByHandle: Map<string, Product>
  variants: Map<string, Variant>
  collections: Map<string, Collection>
  customers: Map<string, Customer>
  customersByEmail: Map<string, Customer>
  orders: Map<string, Order>
  ordersByToken: Map<string, Order>
  ordersByCustomer: Map<string, Order[]>
  discounts: Map<string, ShopDiscount>
  /** By the code in capitals. */
  discountsByCode: Map<string, ShopDiscount>
  counters: { order: number; customer: number; purchase: number }
  installation: World['installation']
  /** Grows with every change, so that sorted views can be kept until then. */
  version: number
}

export function emptyState(shop: ShopFacts, seed: number, firstNumber: number): State {
  return {
    shop,
    seed,
    firstNumber,
    products: new Map(),
    productsByHandle: new Map(),
    variants: new Map(),
    collections: new Map(),
    customers: new Map(),
    customersByEmail: new Map(),
    orders: new Map(),
    ordersByToken: new Map(),
    ordersByCustomer: new Map(),
    discounts: new Map(),
    discountsByCode: new Map(),
    counters: { order: 1000, customer: 0, purchase: 0 },
    installation: { installed: false, scopes: [], apiKey: '', uninstalledAtMs: null },
    version: 0,
  }
}

/** Keeps this product and its variants; one that was there keeps its place in the order of creation. */
export function keepProduct(state: State, product: Product): void {
  forgetVariants(state, product.id)
  state.products.set(product.id, product)
  state.productsByHandle.set(product.handle, product)
  for (const variant of product.variants) state.variants.set(variant.id, variant)
  state.version += 1
}

export function dropProduct(state: State, id: string): void {
  forgetVariants(state, id)
  state.products.delete(id)
  state.version += 1
}

function forgetVariants(state: State, productId: string): void {
  const product = state.products.get(productId)
  if (!product) return
  for (const variant of product.variants) state.variants.delete(variant.id)
  state.productsByHandle.delete(product.handle)
}

export function keepCustomer(state: State, customer: Customer): void {
  const before = state.customers.get(customer.id)
  if (before?.email && before.email !== customer.email) state.customersByEmail.delete(before.email)
  state.customers.set(customer.id, customer)
  if (customer.email) state.customersByEmail.set(customer.email.toLowerCase(), customer)
  state.version += 1
}

export function dropCustomer(state: State, id: string): void {
  const customer = state.customers.get(id)
  if (!customer) return
  state.customers.delete(id)
  if (customer.email) state.customersByEmail.delete(customer.email.toLowerCase())
  state.version += 1
}

/** Keeps the order, and moves it when it belongs to another customer now. */
export function keepOrder(state: State, order: Order): void {
  const before = state.orders.get(order.id)
  if (before !== order) {
    if (before?.customerId) removeFrom(state.ordersByCustomer.get(before.customerId), before.id)
    if (order.customerId) addTo(state.ordersByCustomer, order.customerId, order)
  }
  state.orders.set(order.id, order)
  state.ordersByToken.set(order.token, order)
  state.version += 1
}

function removeFrom(orders: Order[] | undefined, id: string): void {
  const index = orders?.findIndex((order) => order.id === id) ?? -1
  if (index >= 0) orders?.splice(index, 1)
}

// In the order of creation, whenever they are added.
function addTo(byCustomer: Map<string, Order[]>, customerId: string, order: Order): void {
  const there = byCustomer.get(customerId) ?? []
  byCustomer.set(customerId, there)
  const last = there.at(-1)
  there.push(order)
  if (last && last.number > order.number) there.sort((a, b) => a.number - b.number)
}
