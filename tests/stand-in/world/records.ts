import type { Happening } from './happenings.ts'
import type { JournalRecord } from './journal.ts'
import type { State } from './state.ts'
import type { Customer } from './types/customers.ts'
import type { ShopDiscount } from './types/discounts.ts'
import type { Variant } from './types/goods.ts'
import type { Order } from './types/orders.ts'

/** What the journal must keep of this happening. */
export function recordsOf(state: State, happening: Happening): JournalRecord[] {
  const shop = state.shop.domain
  const order = (value: Order): JournalRecord => ({ shop, kind: 'order', id: value.id, value })
  const customer = (value: Customer): JournalRecord => ({ shop, kind: 'customer', id: value.id, value })
  const gone = (value: Customer): JournalRecord => ({ shop, kind: 'customer', id: value.id })
  const stock = (variants: Variant[]): JournalRecord[] =>
    variants.map((each) => ({
      shop,
      kind: 'stock',
      id: each.id,
      value: {
        inventory: each.inventory,
        stockAtMs: each.stockAtMs,
        cost: each.cost,
        costAtMs: each.costAtMs,
      },
    }))
  const discount = (value: ShopDiscount): JournalRecord => ({ shop, kind: 'discount', id: value.id, value })
  const counters: JournalRecord = { shop, kind: 'counters', id: 'all', value: { ...state.counters } }
  const ofOrder = (value: Order): JournalRecord[] => {
    const buyer = value.customerId ? state.customers.get(value.customerId) : undefined
    return buyer ? [order(value), customer(buyer)] : [order(value)]
  }
  switch (happening.kind) {
    case 'order-placed':
      return [
        ...ofOrder(happening.order),
        ...stock(happening.stock),
        ...happening.discounts.map(discount),
        counters,
      ]
    case 'refunded':
    case 'cancelled':
      return [...ofOrder(happening.order), ...stock(happening.stock)]
    case 'order-edited':
    case 'order-updated':
    case 'fulfilled':
    case 'parcel-moved':
    case 'return-moved':
      return [order(happening.order)]
    case 'customer-created':
      return [customer(happening.customer), counters]
    case 'customer-updated':
    case 'consent-changed':
    case 'sms-consent-changed':
      return [customer(happening.customer)]
    case 'customer-deleted':
    case 'customer-redacted':
      return [gone(happening.customer), ...happening.orders.map(order)]
    case 'customers-merged':
      return [gone(happening.gone), customer(happening.kept), ...happening.orders.map(order)]
    case 'product-updated':
      return [{ shop, kind: 'product', id: happening.product.id, value: happening.product }]
    case 'product-deleted':
      return [{ shop, kind: 'product', id: happening.product.id }]
    case 'collection-created':
    case 'collection-updated':
      return [{ shop, kind: 'collection', id: happening.collection.id, value: happening.collection }]
    case 'collection-deleted':
      return [{ shop, kind: 'collection', id: happening.collection.id }]
    case 'stock-changed':
      return stock(happening.variants)
    case 'discount-changed':
      return [discount(happening.discount)]
    case 'cost-changed':
      return stock([happening.variant])
    case 'installed':
    case 'uninstalled':
    case 'scopes-updated':
    case 'shop-redacted':
      return [{ shop, kind: 'installation', id: 'all', value: { ...state.installation } }]
    case 'data-requested':
    case 'bulk-finished':
      return []
    default:
      return happening satisfies never
  }
}
