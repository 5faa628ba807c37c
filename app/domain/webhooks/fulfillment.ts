import type { Fulfillment } from '../orders.ts'
import type { ShopifyId } from '../shopify-id.ts'
import { ownId, type Part, requiredIdAt, requiredTimeAt, textAt, timeAt } from './read.ts'

/** One step of a parcel on its way. */
export interface FulfillmentEvent {
  /** The digits of Shopify's FulfillmentEvent. */
  id: string
  orderId: ShopifyId<'Order'>
  fulfillmentId: ShopifyId<'Fulfillment'>
  /** in_transit, out_for_delivery, delivered, failure ... */
  status: string
  happenedAt: Date
}

/** A fulfilment as a webhook tells it, alone or inside its order. */
export function fulfillmentOf(part: Part, orderId?: ShopifyId<'Order'>): Fulfillment {
  const createdAt = requiredTimeAt(part, 'created_at')
  const updatedAt = timeAt(part, 'updated_at') ?? createdAt
  const shipmentStatus = textAt(part, 'shipment_status')?.toLowerCase()
  return {
    id: ownId(part, 'Fulfillment'),
    orderId: orderId ?? requiredIdAt(part, 'order_id', 'Order'),
    status: textAt(part, 'status')?.toLowerCase(),
    shipmentStatus,
    trackingCompany: textAt(part, 'tracking_company'),
    createdAt,
    updatedAt,
    deliveredAt: shipmentStatus === 'delivered' ? updatedAt : undefined,
  }
}

/** A fulfilment event as a webhook tells it. */
export function fulfillmentEventOf(part: Part): FulfillmentEvent {
  return {
    id: textAt(part, 'id') ?? requiredTimeAt(part, 'happened_at').toISOString(),
    orderId: requiredIdAt(part, 'order_id', 'Order'),
    fulfillmentId: requiredIdAt(part, 'fulfillment_id', 'Fulfillment'),
    status: (textAt(part, 'status') ?? '').toLowerCase(),
    happenedAt: requiredTimeAt(part, 'happened_at'),
  }
}
