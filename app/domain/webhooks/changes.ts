import type { Collection } from '../collections.ts'
import type { Customer } from '../customers.ts'
import type { Fulfillment, Order, Refund } from '../orders.ts'
import type { Product } from '../products.ts'
import type { Return } from '../returns.ts'
import type { ShopifyId } from '../shopify-id.ts'
import { collectionOf } from './collection.ts'
import {
  type ConsentChange,
  type CustomerMerge,
  consentChangeOf,
  customerMergeOf,
  customerOf,
} from './customer.ts'
import { type FulfillmentEvent, fulfillmentEventOf, fulfillmentOf } from './fulfillment.ts'
import { orderOf } from './order.ts'
import {
  disconnectedLevelOf,
  type InventoryLevel,
  type ItemCost,
  inventoryLevelOf,
  itemCostOf,
  productOf,
} from './product.ts'
import { ownId, type Part, parsePayload, partAt, requiredIdAt, Unreadable } from './read.ts'
import { refundOf } from './refund.ts'
import { returnOf } from './return.ts'
import {
  type BulkFinished,
  bulkFinishedOf,
  type CustomerRedaction,
  customerRedactionOf,
  type DataRequest,
  dataRequestOf,
  scopesOf,
  shopRedactionOf,
  uninstallationOf,
} from './shop.ts'

/** What a delivery says has happened. */
export type Change =
  | { kind: 'order'; order: Order; customer: Customer | undefined }
  | { kind: 'order-edited'; orderId: ShopifyId<'Order'> }
  | { kind: 'refund'; refund: Refund }
  | { kind: 'return'; return: Return }
  | { kind: 'fulfillment'; fulfillment: Fulfillment }
  | { kind: 'fulfillment-event'; event: FulfillmentEvent }
  | { kind: 'customer'; customer: Customer }
  | { kind: 'customer-deleted'; customerId: ShopifyId<'Customer'> }
  | { kind: 'customers-merged'; merge: CustomerMerge }
  | { kind: 'consent'; change: ConsentChange }
  | { kind: 'product'; product: Product }
  | { kind: 'product-deleted'; productId: ShopifyId<'Product'> }
  | { kind: 'collection'; collection: Collection }
  | { kind: 'collection-deleted'; collectionId: ShopifyId<'Collection'> }
  | { kind: 'inventory-level'; level: InventoryLevel }
  | { kind: 'inventory-disconnected'; level: Pick<InventoryLevel, 'inventoryItemId' | 'locationId'> }
  | { kind: 'item-cost'; item: ItemCost }
  | { kind: 'bulk-finished'; bulk: BulkFinished }
  | { kind: 'scopes-changed'; scopes: string[] }
  | { kind: 'uninstalled'; domain: string }
  | { kind: 'shop-redaction'; domain: string }
  | { kind: 'customer-redaction'; redaction: CustomerRedaction }
  | { kind: 'data-request'; request: DataRequest }

/** What reading a payload needs to know of its shop. */
export interface ReadingContext {
  /** The shop's currency, which products and some refunds leave unsaid; nothing before the shop was asked. */
  currency: string | undefined
}

/** A delivery that can be read once the shop is known better. */
export const currencyUnknown = 'currency-unknown'

type Read = (part: Part, context: ReadingContext) => Change | typeof currencyUnknown

const order: Read = (part) => ({ kind: 'order', ...orderOf(part) })
const fulfillment: Read = (part) => ({ kind: 'fulfillment', fulfillment: fulfillmentOf(part) })
const returned: Read = (part) => ({ kind: 'return', return: returnOf(part) })
const collection: Read = (part) => ({ kind: 'collection', collection: collectionOf(part) })
const customer: Read = (part) => ({ kind: 'customer', customer: customerOf(part) })
const product: Read = (part, { currency }) =>
  currency === undefined ? currencyUnknown : { kind: 'product', product: productOf(part, currency) }

const readers: Record<string, Read> = {
  'orders/create': order,
  'orders/paid': order,
  'orders/updated': order,
  'orders/fulfilled': order,
  'orders/cancelled': order,
  // Only a summary of the edit; the order as it is now comes with orders/updated.
  'orders/edited': (part) => ({ kind: 'order-edited', orderId: editedOrderOf(part) }),
  'refunds/create': (part, { currency }) =>
    currency === undefined ? currencyUnknown : { kind: 'refund', refund: refundOf(part, currency) },
  'fulfillments/create': fulfillment,
  'fulfillments/update': fulfillment,
  'fulfillment_events/create': (part) => ({ kind: 'fulfillment-event', event: fulfillmentEventOf(part) }),
  // returns/update names neither the order nor the state, and returns/process changes neither.
  'returns/request': returned,
  'returns/approve': returned,
  'returns/decline': returned,
  'returns/cancel': returned,
  'returns/close': returned,
  'returns/reopen': returned,
  'customers/create': customer,
  'customers/update': customer,
  'customers/delete': (part) => ({ kind: 'customer-deleted', customerId: deletedIdOf(part, 'Customer') }),
  'customers/merge': (part) => ({ kind: 'customers-merged', merge: customerMergeOf(part) }),
  'customers_email_marketing_consent/update': (part) => ({
    kind: 'consent',
    change: consentChangeOf(part, 'email'),
  }),
  'customers_marketing_consent/update': (part) => ({ kind: 'consent', change: consentChangeOf(part, 'sms') }),
  'products/create': product,
  'products/update': product,
  'products/delete': (part) => ({ kind: 'product-deleted', productId: deletedIdOf(part, 'Product') }),
  'collections/create': collection,
  'collections/update': collection,
  'collections/delete': (part) => ({
    kind: 'collection-deleted',
    collectionId: deletedIdOf(part, 'Collection'),
  }),
  'inventory_levels/disconnect': (part) => ({
    kind: 'inventory-disconnected',
    level: disconnectedLevelOf(part),
  }),
  'inventory_levels/update': (part) => ({ kind: 'inventory-level', level: inventoryLevelOf(part) }),
  'inventory_items/update': (part, { currency }) =>
    currency === undefined ? currencyUnknown : { kind: 'item-cost', item: itemCostOf(part, currency) },
  'bulk_operations/finish': (part) => ({ kind: 'bulk-finished', bulk: bulkFinishedOf(part) }),
  'app/scopes_update': (part) => ({ kind: 'scopes-changed', scopes: scopesOf(part) }),
  'app/uninstalled': (part) => ({ kind: 'uninstalled', ...uninstallationOf(part) }),
  'shop/redact': (part) => ({ kind: 'shop-redaction', ...shopRedactionOf(part) }),
  'customers/redact': (part) => ({ kind: 'customer-redaction', redaction: customerRedactionOf(part) }),
  'customers/data_request': (part) => ({ kind: 'data-request', request: dataRequestOf(part) }),
}

/** The topics Encore reads. */
export const topics = Object.keys(readers)

/** Topics whose effect is not undone by anything: they are checked with Shopify first, one by one. */
export const graveTopics = ['app/uninstalled', 'shop/redact', 'customers/redact', 'customers/data_request']

/**
 * What a delivery says. Throws `Unreadable`, naming the field, when the payload does not say it, or when the topic is
 * none of ours.
 */
export function readDelivery(
  topic: string,
  body: string,
  context: ReadingContext,
): Change | typeof currencyUnknown {
  const read = Object.hasOwn(readers, topic) ? readers[topic] : undefined
  if (!read) throw new Unreadable('topic is none that Encore reads')
  const part = parsePayload(body)
  try {
    return read(part, context)
  } catch (error) {
    // A shape that nobody thought of stays what it is however often it is tried.
    if (error instanceof TypeError || error instanceof RangeError)
      throw new Unreadable('payload has a shape that cannot be read')
    throw error
  }
}

/** The id in a word of deletion, which tells no times: with them it is the body of another topic, sent again. */
function deletedIdOf<Kind extends 'Collection' | 'Customer' | 'Product'>(
  part: Part,
  kind: Kind,
): ShopifyId<Kind> {
  for (const key of ['created_at', 'updated_at']) {
    if ((part.fields[key] ?? null) !== null) throw new Unreadable(`payload is no deletion: it has ${key}`)
  }
  return ownId(part, kind)
}

function editedOrderOf(part: Part): ShopifyId<'Order'> {
  const edit = partAt(part, 'order_edit')
  if (!edit) throw new Unreadable('order_edit is missing')
  return requiredIdAt(edit, 'order_id', 'Order')
}
