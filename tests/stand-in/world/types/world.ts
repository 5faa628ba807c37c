import type { OrderView, PlaceOrder, RefundRequest } from './buying.ts'
import type { Consent, Customer } from './customers.ts'
import type { AppliedDiscount } from './discounts.ts'
import type { Collection, Product, Variant } from './goods.ts'
import type { Clock, EventLog } from './log.ts'
import type { Order, ReturnStep, ShipmentStatus } from './orders.ts'
import type { Gid, Market, MarketId, Money, ShopFacts } from './shop.ts'

/** One shop and everything in it. All changes go through its methods; each sends the webhooks it causes. */
export interface World {
  readonly shop: ShopFacts
  readonly seed: number
  /** Where the simulated past ends and the living shop begins. */
  readonly startedAtMs: number
  readonly clock: Clock
  readonly log: EventLog
  readonly discounts: { code: string; percent: number }[]

  products(): Product[]
  product(id: string): Product | undefined
  productByHandle(handle: string): Product | undefined
  collections(): Collection[]
  collection(id: string): Collection | undefined
  /** Those of today: an automatic collection gains and loses products without a webhook of its own. */
  productsIn(collection: Collection): Product[]
  variant(id: string): Variant | undefined
  priceOf(variant: Variant, market: MarketId): Money
  marketOf(country: string): Market
  /** What these codes take off these lines now, in the buyer's currency. */
  reduce(
    codes: string | undefined,
    lines: { variantId: string; quantity: number }[],
    market: MarketId,
  ): {
    applied: AppliedDiscount[]
    offs: number[]
    isShippingFree: boolean
  }
  imageUrl(product: Product): string

  /** In order of creation. Deleted and merged customers are not there any more. */
  customers(): Customer[]
  customer(id: string): Customer | undefined
  customerByEmail(email: string): Customer | undefined

  /** In order of creation. */
  orders(): Order[]
  order(id: string): Order | undefined
  orderByToken(token: string): Order | undefined
  ordersOf(customerId: string): Order[]
  orderView(id: string): OrderView | undefined

  /** Throws `WorldRefusal` when a variant is unknown or sold out. */
  placeOrder(request: PlaceOrder): Order
  /** `off` is a discount on the whole line, in the buyer's minor units. */
  addLine(orderId: Gid<'Order'>, variantId: Gid<'ProductVariant'>, quantity: number, off?: number): Order
  fulfilOrder(orderId: Gid<'Order'>): Order
  moveParcel(orderId: Gid<'Order'>, status: ShipmentStatus): Order
  refundOrder(request: RefundRequest): Order
  /** The buyer asks to send back all that was sent to them. */
  requestReturn(orderId: Gid<'Order'>): Order
  /** The shop answers the order's latest return, or goes on with it. */
  moveReturn(orderId: Gid<'Order'>, step: Exclude<ReturnStep, 'request'>): Order
  cancelOrder(orderId: Gid<'Order'>, reason: NonNullable<Order['cancelReason']>): Order
  updateOrder(orderId: Gid<'Order'>, change: Partial<Pick<Order, 'note' | 'tags'>>): Order

  createCustomer(person: Partial<Omit<Customer, 'id'>>): Customer
  updateCustomer(
    id: Gid<'Customer'>,
    change: Partial<
      Pick<Customer, 'firstName' | 'lastName' | 'email' | 'phone' | 'locale' | 'tags' | 'state'>
    >,
  ): Customer
  /** `saidAtMs` is now when left out. */
  setConsent(id: Gid<'Customer'>, emailConsent: Consent, saidAtMs?: number): Customer
  setSmsConsent(id: Gid<'Customer'>, smsConsent: Consent, saidAtMs?: number): Customer
  /** The gone one's orders move to the kept one. */
  mergeCustomers(kept: Gid<'Customer'>, gone: Gid<'Customer'>): Customer
  deleteCustomer(id: Gid<'Customer'>): void

  updateProduct(id: Gid<'Product'>, change: Partial<Pick<Product, 'title' | 'status' | 'tags'>>): Product
  deleteProduct(id: Gid<'Product'>): void
  createCollection(given: Pick<Collection, 'title' | 'holds'>): Collection
  updateCollection(id: Gid<'Collection'>, change: Partial<Pick<Collection, 'title' | 'holds'>>): Collection
  deleteCollection(id: Gid<'Collection'>): void
  setInventory(variantId: Gid<'ProductVariant'>, quantity: number): Variant
  setCost(variantId: Gid<'ProductVariant'>, cost: number | null): Variant

  requestCustomerData(id: Gid<'Customer'>): void
  redactCustomer(id: Gid<'Customer'>): void
  /** Two days later Shopify asks to forget the shop, unless the app came back. */
  uninstall(): void
  redactShop(): void
  install(scopes?: string[]): void
  readonly installation: {
    installed: boolean
    scopes: string[]
    apiKey: string
    uninstalledAtMs: number | null
  }

  /** Behind its password page the storefront tells nobody anything. */
  readonly storefront: { isClosed: boolean }

  /** HS256, as App Bridge's `idToken()`: iss `https://shop/admin`, dest `https://shop`, sub the user id. 60 s. */
  signIdToken(overrides?: Record<string, unknown>): string
  /** As an extension's `sessionToken.get()`: dest the shop domain, sub only for a known customer. 5 min. */
  signCheckoutToken(customerId?: Gid<'Customer'> | null, overrides?: Record<string, unknown>): string
}
