import type { Happening } from '../world/happenings.ts'
import type { State } from '../world/state.ts'
import type { Product, Variant } from '../world/types/goods.ts'
import type { Order } from '../world/types/orders.ts'
import { collectionBody, deletedCollectionBody } from './collection.ts'
import {
  consentBody,
  customerBody,
  deletedCustomerBody,
  mergeBody,
  privacyBody,
  smsConsentBody,
} from './customer.ts'
import { fulfilmentBody, fulfilmentEventBody } from './fulfilment.ts'
import { orderBody, orderEditBody } from './order.ts'
import { deletedProductBody, inventoryItemBody, inventoryLevelBody, productBody } from './product.ts'
import { refundBody } from './refund.ts'
import { returnBody } from './return.ts'
import { bulkFinishedBody, scopesBody, shopBody, shopRedactBody } from './shop.ts'

/** One webhook to send: what it is about in a word, and its body. */
export interface Hook {
  topic: string
  about: string
  body: unknown
}

/** The webhooks Shopify would send for this, in its usual order. */
export function hooksOf(
  state: State,
  happening: Happening,
  atMs: number,
  imageUrl: (product: Product) => string,
): Hook[] {
  const shop = state.shop.name
  const order = (topic: string, of: Order): Hook => ({ topic, about: of.name, body: orderBody(state, of) })
  const stock = (variants: Variant[]): Hook[] =>
    variants.map((variant) => ({
      topic: 'inventory_levels/update',
      about: variant.sku,
      body: inventoryLevelBody(state, variant),
    }))
  switch (happening.kind) {
    case 'order-placed': {
      const { newCustomer } = happening
      const customer = newCustomer
        ? hooksOf(state, { kind: 'customer-created', customer: newCustomer }, atMs, imageUrl)
        : []
      return [
        ...customer,
        order('orders/create', happening.order),
        order('orders/paid', happening.order),
        ...stock(happening.stock),
      ]
    }
    case 'order-edited':
      return [
        {
          topic: 'orders/edited',
          about: happening.order.name,
          body: orderEditBody(state, happening.order, happening.line),
        },
        order('orders/updated', happening.order),
      ]
    case 'order-updated':
      return [order('orders/updated', happening.order)]
    case 'fulfilled':
      return [
        {
          topic: 'fulfillments/create',
          about: happening.order.name,
          body: fulfilmentBody(state, happening.order, happening.fulfilment),
        },
        order('orders/fulfilled', happening.order),
        order('orders/updated', happening.order),
      ]
    case 'parcel-moved':
      return [
        {
          topic: 'fulfillment_events/create',
          about: happening.order.name,
          body: fulfilmentEventBody(state, happening.order, happening.fulfilment, happening.event),
        },
        {
          topic: 'fulfillments/update',
          about: happening.order.name,
          body: fulfilmentBody(state, happening.order, happening.fulfilment),
        },
        order('orders/updated', happening.order),
      ]
    case 'refunded':
      return [
        {
          topic: 'refunds/create',
          about: happening.order.name,
          body: refundBody(state, happening.order, happening.refund),
        },
        order('orders/updated', happening.order),
        ...stock(happening.stock),
      ]
    case 'return-moved': {
      const { order: of, returned, step } = happening
      return [{ topic: `returns/${step}`, about: of.name, body: returnBody(of, returned, step) }]
    }
    case 'cancelled': {
      const refund = happening.refund
        ? [
            {
              topic: 'refunds/create',
              about: happening.order.name,
              body: refundBody(state, happening.order, happening.refund),
            },
          ]
        : []
      return [
        order('orders/cancelled', happening.order),
        ...refund,
        order('orders/updated', happening.order),
        ...stock(happening.stock),
      ]
    }
    case 'customer-created':
      return [
        {
          topic: 'customers/create',
          about: happening.customer.id,
          body: customerBody(state, happening.customer),
        },
        ...hooksOf(state, { kind: 'consent-changed', customer: happening.customer }, atMs, imageUrl),
      ]
    case 'customer-updated':
      return [
        {
          topic: 'customers/update',
          about: happening.customer.id,
          body: customerBody(state, happening.customer),
        },
      ]
    case 'consent-changed':
      return [
        {
          topic: 'customers_email_marketing_consent/update',
          about: happening.customer.id,
          body: consentBody(state, happening.customer),
        },
      ]
    case 'sms-consent-changed':
      return [
        {
          topic: 'customers_marketing_consent/update',
          about: happening.customer.id,
          body: smsConsentBody(state, happening.customer),
        },
      ]
    case 'customer-deleted':
      return [
        {
          topic: 'customers/delete',
          about: happening.customer.id,
          body: deletedCustomerBody(happening.customer),
        },
      ]
    case 'customers-merged':
      return [
        {
          topic: 'customers/merge',
          about: happening.kept.id,
          body: mergeBody(happening.kept, happening.gone),
        },
        {
          topic: 'customers/update',
          about: happening.kept.id,
          body: customerBody(state, happening.kept),
        },
        ...happening.orders.map((each) => order('orders/updated', each)),
      ]
    case 'product-updated':
      return [
        {
          topic: 'products/update',
          about: happening.product.title,
          body: productBody(state, happening.product, imageUrl(happening.product)),
        },
      ]
    case 'product-deleted':
      return [
        {
          topic: 'products/delete',
          about: happening.product.title,
          body: deletedProductBody(happening.product),
        },
      ]
    case 'collection-created':
    case 'collection-updated':
      return [
        {
          topic: happening.kind === 'collection-created' ? 'collections/create' : 'collections/update',
          about: happening.collection.title,
          body: collectionBody(state, happening.collection),
        },
      ]
    case 'collection-deleted':
      return [
        {
          topic: 'collections/delete',
          about: happening.collection.title,
          body: deletedCollectionBody(happening.collection),
        },
      ]
    case 'stock-changed':
      return stock(happening.variants)
    case 'discount-changed':
      return []
    case 'cost-changed':
      return [
        {
          topic: 'inventory_items/update',
          about: happening.variant.sku,
          body: inventoryItemBody(state, happening.variant),
        },
      ]
    case 'data-requested':
      return [
        {
          topic: 'customers/data_request',
          about: happening.customer.id,
          body: privacyBody(state, happening.customer, happening.orders, 'data-request'),
        },
      ]
    case 'customer-redacted':
      return [
        {
          topic: 'customers/redact',
          about: happening.customer.id,
          body: privacyBody(state, happening.customer, happening.orders, 'redact'),
        },
      ]
    case 'installed':
      return []
    case 'uninstalled':
      return [{ topic: 'app/uninstalled', about: shop, body: shopBody(state, atMs) }]
    case 'scopes-updated':
      return [{ topic: 'app/scopes_update', about: shop, body: scopesBody(state, happening.previous, atMs) }]
    case 'shop-redacted':
      return [{ topic: 'shop/redact', about: shop, body: shopRedactBody(state) }]
    case 'bulk-finished':
      return [
        {
          topic: 'bulk_operations/finish',
          about: happening.operationId,
          body: bulkFinishedBody(state, happening, atMs),
        },
      ]
    default:
      return happening satisfies never
  }
}
