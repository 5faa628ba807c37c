import { GraphQLError } from 'graphql'
import { numberOf } from '../world/ids.ts'
import type { State } from '../world/state.ts'
import type { Customer } from '../world/types/customers.ts'
import type { Collection, Product, Variant } from '../world/types/goods.ts'
import type { Order } from '../world/types/orders.ts'
import { type Keyed, sorted } from './connection.ts'
import type { ApiShop, Context } from './context.ts'
import { matcher, type SearchFields } from './search.ts'

/** What a list of the Admin API takes beside its page. */
export interface Choice {
  query?: string | null
  sortKey?: string | null
}

const dayMs = 86_400_000
const recentDays = 60

// Without `read_all_orders` an app sees the last sixty days only.
export function isVisible({ world, state }: ApiShop, order: Order): boolean {
  const { scopes } = state.installation
  if (scopes.length === 0 || scopes.includes('read_all_orders')) return true
  return order.createdAtMs >= world.clock.nowMs() - recentDays * dayMs
}

const orderFields: SearchFields<Order> = {
  id: (order) => Number(numberOf(order.id)),
  created_at: (order) => order.createdAtMs,
  processed_at: (order) => order.createdAtMs,
  updated_at: (order) => wholeSecond(order.updatedAtMs),
  name: (order) => [order.name, String(order.number)],
  email: (order) => order.email,
  customer_id: (order) => order.customerId && numberOf(order.customerId),
  financial_status: (order) => order.financialStatus,
  fulfillment_status: (order) => order.fulfilmentStatus ?? 'unfulfilled',
  source_name: (order) => order.source,
  status: (order) => ['any', order.cancelledAtMs === null ? 'open' : 'cancelled'],
  test: () => false,
  tag: (order) => order.tags,
}

const orderKeys: Record<string, (order: Order) => number> = {
  ID: () => 0,
  PROCESSED_AT: (order) => order.createdAtMs,
  CREATED_AT: (order) => order.createdAtMs,
  UPDATED_AT: (order) => order.updatedAtMs,
  ORDER_NUMBER: (order) => order.number,
}

export function ordersMatching(
  context: Context,
  args: Choice,
  among: Order[] | Map<string, Order> = context.shop.state.orders,
): Keyed<Order>[] {
  const { state } = context.shop
  const choose = () => {
    const visible = [...among.values()].filter((order) => isVisible(context.shop, order))
    return chosen(visible, args, orderFields, orderKeys, 'PROCESSED_AT', (order) => order.id)
  }
  const isAll = among === context.shop.state.orders
  return isAll ? kept(state, `${args.query ?? ''}/${args.sortKey ?? ''}`, choose) : choose()
}

const views = new WeakMap<State, { version: number; byChoice: Map<string, Keyed<Order>[]> }>()
const viewsMax = 20

// Reading page after page asks for the same order of things; it holds until something changes.
function kept(state: State, choice: string, choose: () => Keyed<Order>[]): Keyed<Order>[] {
  const known = views.get(state)
  const view =
    known?.version === state.version && known.byChoice.size < viewsMax
      ? known
      : { version: state.version, byChoice: new Map<string, Keyed<Order>[]>() }
  views.set(state, view)
  const there = view.byChoice.get(choice) ?? choose()
  view.byChoice.set(choice, there)
  return there
}

const customerFields: SearchFields<Customer> = {
  id: (customer) => Number(numberOf(customer.id)),
  email: (customer) => customer.email,
  first_name: (customer) => customer.firstName,
  last_name: (customer) => customer.lastName,
  phone: (customer) => customer.phone,
  customer_date: (customer) => customer.createdAtMs,
  updated_at: (customer) => wholeSecond(customer.updatedAtMs),
  orders_count: (customer) => customer.ordersCount,
  tag: (customer) => customer.tags,
  state: (customer) => customer.state,
}

const customerKeys: Record<string, (customer: Customer) => number | string> = {
  ID: () => 0,
  CREATED_AT: (customer) => customer.createdAtMs,
  UPDATED_AT: (customer) => customer.updatedAtMs,
  NAME: (customer) => `${customer.lastName ?? ''}, ${customer.firstName ?? ''}`,
}

export function customersMatching(context: Context, args: Choice): Keyed<Customer>[] {
  const all = [...context.shop.state.customers.values()]
  return chosen(all, args, customerFields, customerKeys, 'ID', (customer) => customer.id)
}

const productFields: SearchFields<Product> = {
  id: (product) => Number(numberOf(product.id)),
  title: (product) => product.title,
  handle: (product) => product.handle,
  status: (product) => product.status,
  product_type: (product) => product.type,
  vendor: (product) => product.vendor,
  tag: (product) => product.tags,
  created_at: (product) => product.createdAtMs,
  updated_at: (product) => wholeSecond(product.updatedAtMs),
}

const productKeys: Record<string, (product: Product) => number | string> = {
  ID: () => 0,
  TITLE: (product) => product.title,
  CREATED_AT: (product) => product.createdAtMs,
  UPDATED_AT: (product) => product.updatedAtMs,
  PUBLISHED_AT: (product) => product.publishedAtMs ?? 0,
}

export function productsMatching(context: Context, args: Choice): Keyed<Product>[] {
  const all = [...context.shop.state.products.values()]
  return chosen(all, args, productFields, productKeys, 'ID', (product) => product.id)
}

const collectionFields: SearchFields<Collection> = {
  id: (collection) => Number(numberOf(collection.id)),
  title: (collection) => collection.title,
  updated_at: (collection) => wholeSecond(collection.updatedAtMs),
}

const collectionKeys: Record<string, (collection: Collection) => number | string> = {
  ID: () => 0,
  TITLE: (collection) => collection.title,
  UPDATED_AT: (collection) => collection.updatedAtMs,
}

export function collectionsMatching(context: Context, args: Choice): Keyed<Collection>[] {
  const all = [...context.shop.state.collections.values()]
  return chosen(all, args, collectionFields, collectionKeys, 'ID', (collection) => collection.id)
}

export interface Offered {
  product: Product
  variant: Variant
}

const variantFields: SearchFields<Offered> = {
  id: ({ variant }) => Number(numberOf(variant.id)),
  product_id: ({ product }) => numberOf(product.id),
  sku: ({ variant }) => variant.sku,
  title: ({ variant }) => variant.title,
  inventory_quantity: ({ variant }) => variant.inventory,
  updated_at: ({ product }) => wholeSecond(product.updatedAtMs),
}

export function allVariants({ state }: ApiShop): Offered[] {
  return [...state.products.values()].flatMap((product) =>
    product.variants.map((variant) => ({ product, variant })),
  )
}

export function variantsMatching(
  context: Context,
  args: Choice,
  idOf: (offered: Offered) => string,
): Keyed<Offered>[] {
  return chosen(allVariants(context.shop), args, variantFields, { ID: () => 0 }, 'ID', idOf)
}

function chosen<T>(
  items: T[],
  args: Choice,
  fields: SearchFields<T>,
  keys: Record<string, (item: T) => number | string>,
  usual: string,
  idOf: (item: T) => string,
): Keyed<T>[] {
  const sortKey = args.sortKey ?? usual
  const key = keys[sortKey]
  if (!key) throw new GraphQLError(`The stand-in cannot sort by ${sortKey}.`)
  const matches = matcher(args.query, fields)
  const kept = items.filter(matches)
  return sorted(kept.map((value) => ({ id: idOf(value), key: key(value), value })))
}

// Moments are answered in whole seconds, so they are searched in whole seconds too.
function wholeSecond(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000
}
