import type { Address, Customer } from './customers.ts'
import type { Order, OrderLine, ShipmentStatus } from './orders.ts'
import type { Gid, Locale, MarketId, Money, ShopFacts } from './shop.ts'

/** Who buys: a known customer by id, a person by what they typed (found again by email), or nobody known. */
export type Buyer =
  | { kind: 'customer'; id: Gid<'Customer'> }
  | {
      kind: 'person'
      email: string
      firstName: string
      lastName: string
      phone?: string
      acceptsMarketing?: boolean
    }
  | { kind: 'guest'; email: string }
  | { kind: 'anonymous' }

export interface PlaceOrder {
  lines: {
    variantId: Gid<'ProductVariant'>
    quantity: number
    properties?: { name: string; value: string }[]
  }[]
  buyer: Buyer
  /** Defaults to the customer's, else the European market and English. */
  market?: MarketId
  locale?: Locale
  /** ISO 3166 code; defaults to the customer's address or the market's first country. */
  country?: string
  address?: Address
  /** Codes of `world.discounts` or of an app's, with commas; unknown ones are ignored as Shopify's permalinks do. */
  discountCode?: string
  source?: 'web' | 'pos'
  /** What its checkout was called from the first step on. */
  checkoutToken?: string
  note?: string
  noteAttributes?: { name: string; value: string }[]
  /** Set when no parcel should follow by itself (tests that drive each step). */
  withoutPlan?: boolean
}

/** An order as the pages and the extension host show it. */
export interface OrderView {
  order: Order
  customer: Customer | null
  shop: ShopFacts
  confirmationNumber: string
  statusPath: string
  lines: (OrderLine & { imageUrl: string; handle: string; total: Money; requiresShipping: boolean })[]
  subtotal: Money
  discount: Money
  shipping: Money
  tax: Money
  total: Money
  /** Newest state of the parcel, in words Shopify uses. */
  parcel: 'unfulfilled' | 'fulfilled' | ShipmentStatus | 'cancelled'
}

export interface RefundRequest {
  orderId: Gid<'Order'>
  /** Everything still on the order when left out. */
  lines?: { lineId: Gid<'LineItem'>; quantity: number }[]
  note?: string
  restock?: boolean
}
