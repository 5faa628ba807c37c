import type { Customer } from './types/customers.ts'
import type { ShopDiscount } from './types/discounts.ts'
import type { Collection, Product, Variant } from './types/goods.ts'
import type {
  Fulfilment,
  FulfilmentEvent,
  Order,
  OrderLine,
  Refund,
  Return,
  ReturnStep,
} from './types/orders.ts'

/** What happened in the shop. The past keeps none of them; the living shop journals, logs and delivers each. */
export type Happening =
  | {
      kind: 'order-placed'
      order: Order
      newCustomer: Customer | null
      stock: Variant[]
      discounts: ShopDiscount[]
    }
  | { kind: 'order-edited'; order: Order; line: OrderLine }
  | { kind: 'order-updated'; order: Order }
  | { kind: 'fulfilled'; order: Order; fulfilment: Fulfilment }
  | { kind: 'parcel-moved'; order: Order; fulfilment: Fulfilment; event: FulfilmentEvent }
  | { kind: 'refunded'; order: Order; refund: Refund; stock: Variant[] }
  | { kind: 'return-moved'; order: Order; returned: Return; step: ReturnStep }
  | { kind: 'cancelled'; order: Order; refund: Refund | null; stock: Variant[] }
  | { kind: 'customer-created'; customer: Customer }
  | { kind: 'customer-updated'; customer: Customer }
  | { kind: 'consent-changed'; customer: Customer }
  | { kind: 'sms-consent-changed'; customer: Customer }
  | { kind: 'customer-deleted'; customer: Customer; orders: Order[] }
  | { kind: 'customers-merged'; kept: Customer; gone: Customer; orders: Order[] }
  | { kind: 'product-updated'; product: Product }
  | { kind: 'product-deleted'; product: Product }
  | { kind: 'collection-created'; collection: Collection }
  | { kind: 'collection-updated'; collection: Collection }
  | { kind: 'collection-deleted'; collection: Collection }
  | { kind: 'stock-changed'; variants: Variant[] }
  | { kind: 'discount-changed'; discount: ShopDiscount }
  | { kind: 'cost-changed'; variant: Variant }
  | { kind: 'data-requested'; customer: Customer; orders: Order[] }
  | { kind: 'customer-redacted'; customer: Customer; orders: Order[] }
  | { kind: 'installed' }
  | { kind: 'uninstalled' }
  | { kind: 'scopes-updated'; previous: string[] }
  | { kind: 'shop-redacted' }
  | { kind: 'bulk-finished'; operationId: string; type: string; status: string; errorCode: string | null }
