import type { Money } from './money.ts'
import type { ShopifyId } from './shopify-id.ts'
import { compareMoments, type Moment } from './told.ts'

/**
 * An order as far as Encore needs it, the same from a webhook, a bulk import or a poll. Amounts are in the shop's
 * currency, except `presentmentTotal`, which is what the buyer saw. Lists are complete: what is not in them is gone.
 */
export interface Order {
  id: ShopifyId<'Order'>
  /** As the merchant knows it: `#1042`. */
  name: string
  /** Who bought; nothing for a guest or a walk-in. */
  customer: CustomerRef | undefined
  processedAt: Date
  createdAt: Date
  /** The last writer wins by this. */
  updatedAt: Date
  cancelledAt: Date | undefined
  cancelReason: string | undefined
  currency: string
  subtotalMinor: number
  totalMinor: number
  discountMinor: number
  presentmentTotal: Money
  /** Lower case as in webhooks: paid, partially_refunded, refunded, pending, authorized, voided. */
  financialStatus: string | undefined
  fulfillmentStatus: string | undefined
  /** web, pos, shopify_draft_order ... */
  sourceName: string | undefined
  locale: string | undefined
  countryCode: string | undefined
  isTest: boolean
  /** As the buyer's checkout took them. */
  discountCodes: string[]
  /** How it was paid, in Shopify's words: shopify_payments, paypal, gift_card ... */
  gateways: string[]
  /** Shopify's token of the checkout it comes from; nothing where it comes from elsewhere. */
  checkoutToken: string | undefined
  lines: Line[]
  refunds: Refund[]
  fulfillments: Fulfillment[]
}

/** What an order says of its buyer: enough to know them until their own webhook comes. */
export interface CustomerRef {
  id: ShopifyId<'Customer'>
  email: string | undefined
  phone: string | undefined
  firstName: string | undefined
  lastName: string | undefined
}

export interface Line {
  id: ShopifyId<'LineItem'>
  productId: ShopifyId<'Product'> | undefined
  variantId: ShopifyId<'ProductVariant'> | undefined
  title: string
  variantTitle: string | undefined
  quantity: number
  /** After edits and refunds. */
  currentQuantity: number
  /** For one, before discounts. */
  priceMinor: number
  /** For the whole line. */
  discountMinor: number
}

export interface Refund {
  id: ShopifyId<'Refund'>
  orderId: ShopifyId<'Order'>
  createdAt: Date
  amount: Money
  lines: { lineId: ShopifyId<'LineItem'>; quantity: number }[]
}

export interface Fulfillment {
  id: ShopifyId<'Fulfillment'>
  orderId: ShopifyId<'Order'>
  /** success, cancelled, error, failure. */
  status: string | undefined
  /** confirmed, in_transit, out_for_delivery, delivered, failure ... */
  shipmentStatus: string | undefined
  trackingCompany: string | undefined
  createdAt: Date
  updatedAt: Date
  deliveredAt: Date | undefined
}

/** Whether a shopper paid the order and it still stands: only such orders teach what goes together. */
export function isPaid(order: Pick<Order, 'financialStatus' | 'cancelledAt' | 'isTest'>): boolean {
  const paid = ['paid', 'partially_paid', 'partially_refunded']
  return !order.isTest && order.cancelledAt === undefined && paid.includes(order.financialStatus ?? '')
}

/** The financial statuses of orders whose total was paid. How much of a partly paid one was, Encore is not told. */
export const paidInFull = ['paid', 'partially_refunded', 'refunded'] as const

/** How far an order has come, as far as its own words say. */
export interface OrderProgress extends Moment {
  cancelledAt: Date | undefined
  financialStatus: string | undefined
  fulfillmentStatus: string | undefined
}

const paidRanks = [
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
]
const shippedRanks = ['partial', 'fulfilled', 'restocked']

/**
 * Whether what we hear of an order replaces what we know. The later `updatedAt` wins. Shopify writes whole seconds, and
 * an order is made and paid within one: of the same second the one told later wins, and of the same moment the one
 * that has come further, so that the outcome does not depend on which arrived first. The same news twice replaces
 * nothing.
 */
export function supersedes(heard: OrderProgress, known: OrderProgress): boolean {
  const later = compareMoments(heard, known)
  return later !== 0 ? later > 0 : progressOf(heard) > progressOf(known)
}

function progressOf(order: OrderProgress): number {
  const paid = paidRanks.indexOf(order.financialStatus ?? '') + 1
  const shipped = shippedRanks.indexOf(order.fulfillmentStatus ?? '') + 1
  return (order.cancelledAt ? 1_000 : 0) + paid * 10 + shipped
}
