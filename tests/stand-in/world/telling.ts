import type { Happening } from './happenings.ts'
import { decimal } from './markets.ts'
import type { LogEntry } from './types/log.ts'
import type { Order } from './types/orders.ts'

/** The happening in one sentence for the live log. */
export function tell(happening: Happening): Pick<LogEntry, 'kind' | 'text' | 'order'> | null {
  switch (happening.kind) {
    case 'order-placed':
      return { kind: 'order', text: placed(happening.order), order: brief(happening.order) }
    case 'order-edited':
      return {
        kind: 'order',
        text: `Order ${happening.order.name} edited: ${happening.line.title} added`,
        order: brief(happening.order),
      }
    case 'order-updated':
      return { kind: 'order', text: `Order ${happening.order.name} updated`, order: brief(happening.order) }
    case 'fulfilled':
      return { kind: 'parcel', text: `Order ${happening.order.name} sent`, order: brief(happening.order) }
    case 'parcel-moved':
      return {
        kind: 'parcel',
        text: `Parcel of ${happening.order.name}: ${happening.event.status.replaceAll('_', ' ')}`,
        order: brief(happening.order),
      }
    case 'refunded':
      return {
        kind: 'refund',
        text: `Order ${happening.order.name}: ${amount(happening.order, happening.refund.amount.buyer)} refunded`,
        order: brief(happening.order),
      }
    case 'return-moved':
      return {
        kind: 'return',
        text: `Return ${happening.returned.name} is ${happening.returned.status}`,
        order: brief(happening.order),
      }
    case 'cancelled':
      return { kind: 'order', text: `Order ${happening.order.name} cancelled`, order: brief(happening.order) }
    case 'customer-created':
      return { kind: 'customer', text: 'A customer opened an account' }
    case 'customer-updated':
      return { kind: 'customer', text: 'A customer changed their details' }
    case 'consent-changed':
      return { kind: 'customer', text: `Email consent is now ${happening.customer.emailConsent}` }
    case 'sms-consent-changed':
      return { kind: 'customer', text: `Consent to text messages is now ${happening.customer.smsConsent}` }
    case 'customer-deleted':
      return { kind: 'customer', text: 'A customer was deleted' }
    case 'customers-merged':
      return { kind: 'customer', text: 'Two customer accounts were merged' }
    case 'product-updated':
      return { kind: 'product', text: `${happening.product.title} updated` }
    case 'product-deleted':
      return { kind: 'product', text: `${happening.product.title} deleted` }
    case 'collection-created':
      return { kind: 'product', text: `Collection ${happening.collection.title} created` }
    case 'collection-updated':
      return { kind: 'product', text: `Collection ${happening.collection.title} updated` }
    case 'collection-deleted':
      return { kind: 'product', text: `Collection ${happening.collection.title} deleted` }
    case 'stock-changed':
      return {
        kind: 'product',
        text: `Stock of ${happening.variants.map((each) => each.sku).join(', ')} changed`,
      }
    case 'discount-changed':
      return {
        kind: 'api',
        text: `Discount ${happening.discount.title} has ${Object.keys(happening.discount.codes).length} codes`,
      }
    case 'cost-changed':
      return { kind: 'product', text: `Cost of ${happening.variant.sku} changed` }
    case 'data-requested':
      return { kind: 'customer', text: 'A customer asked for their data' }
    case 'customer-redacted':
      return { kind: 'customer', text: 'A customer asked to be forgotten' }
    case 'installed':
      return { kind: 'app', text: 'Encore installed' }
    case 'uninstalled':
      return { kind: 'app', text: 'Encore uninstalled' }
    case 'scopes-updated':
      return { kind: 'app', text: 'Access scopes changed' }
    case 'shop-redacted':
      return { kind: 'app', text: 'The shop asked to be forgotten' }
    case 'bulk-finished':
      return { kind: 'api', text: `Bulk ${happening.type} ${happening.status}` }
    default:
      return happening satisfies never
  }
}

function placed(order: Order): string {
  const products = order.lines.length === 1 ? '1 product' : `${order.lines.length} products`
  const where = order.source === 'pos' ? ' at the counter' : ''
  return `Order ${order.name} paid${where}: ${products}, ${amount(order, order.total.buyer)}`
}

function amount(order: Order, minor: number): string {
  return `${decimal(minor, order.presentmentCurrency)} ${order.presentmentCurrency}`
}

function brief(order: Order) {
  return { id: order.id, name: order.name, token: order.token }
}
