import type { Address } from './customers.ts'
import type { AppliedDiscount } from './discounts.ts'
import type { Bag, Currency, Gid, Locale, MarketId } from './shop.ts'

export interface OrderLine {
  id: Gid<'LineItem'>
  productId: Gid<'Product'>
  variantId: Gid<'ProductVariant'>
  title: string
  variantTitle: string | null
  sku: string
  quantity: number
  /** Quantity less what was refunded or removed. */
  currentQuantity: number
  unfulfilledQuantity: number
  price: Bag
  /** Discount over the whole line. */
  discount: Bag
  tax: Bag
  grams: number
  giftCard: boolean
  properties: { name: string; value: string }[]
}

export type ShipmentStatus = 'confirmed' | 'in_transit' | 'out_for_delivery' | 'delivered'

export interface FulfilmentEvent {
  id: Gid<'FulfillmentEvent'>
  status: ShipmentStatus
  atMs: number
}

export interface Fulfilment {
  id: Gid<'Fulfillment'>
  name: string
  status: 'success' | 'cancelled'
  lines: { lineId: Gid<'LineItem'>; quantity: number }[]
  trackingCompany: string | null
  trackingNumber: string | null
  events: FulfilmentEvent[]
  createdAtMs: number
  updatedAtMs: number
}

export interface Refund {
  id: Gid<'Refund'>
  transactionId: Gid<'OrderTransaction'>
  note: string | null
  restock: boolean
  lines: { id: Gid<'RefundLineItem'>; lineId: Gid<'LineItem'>; quantity: number; subtotal: Bag; tax: Bag }[]
  amount: Bag
  createdAtMs: number
}

/** What happens to a return, as the topics of its webhooks name it. */
export type ReturnStep = 'request' | 'approve' | 'decline' | 'cancel' | 'close' | 'reopen'

export interface Return {
  id: Gid<'Return'>
  /** "#1042-R1". */
  name: string
  status: 'requested' | 'open' | 'closed' | 'declined' | 'canceled'
  lines: { id: Gid<'ReturnLineItem'>; lineId: Gid<'LineItem'>; quantity: number }[]
  updatedAtMs: number
}

/** What will still happen to an order by itself when its time comes. */
export interface PlannedStep {
  kind: 'fulfil' | ShipmentStatus | 'refund' | 'cancel'
  atMs: number
}

export interface Order {
  id: Gid<'Order'>
  number: number
  /** "#1042". */
  name: string
  /** Unguessable; part of the order status address. */
  token: string
  /** Of the shop front's checkout that it came from; see `referenceOf` for all others. */
  checkoutToken?: string
  source: 'web' | 'pos'
  customerId: Gid<'Customer'> | null
  email: string | null
  phone: string | null
  locale: Locale | null
  market: MarketId
  currency: Currency
  presentmentCurrency: Currency
  taxesIncluded: boolean
  taxRate: number
  shippingAddress: Address | null
  billingAddress: Address | null
  lines: OrderLine[]
  shipping: { id: string; title: string; price: Bag } | null
  discount: AppliedDiscount | null
  /** Further codes that were used together with it. */
  moreDiscounts?: AppliedDiscount[]
  subtotal: Bag
  totalDiscount: Bag
  totalTax: Bag
  total: Bag
  transactionId: Gid<'OrderTransaction'>
  financialStatus: 'pending' | 'paid' | 'partially_refunded' | 'refunded' | 'voided'
  fulfilmentStatus: null | 'partial' | 'fulfilled'
  fulfilments: Fulfilment[]
  refunds: Refund[]
  /** Missing where nobody ever asked for one. */
  returns?: Return[]
  note: string | null
  tags: string[]
  noteAttributes: { name: string; value: string }[]
  createdAtMs: number
  updatedAtMs: number
  cancelledAtMs: number | null
  cancelReason: 'customer' | 'inventory' | 'fraud' | 'other' | null
  ahead: PlannedStep[]
}
