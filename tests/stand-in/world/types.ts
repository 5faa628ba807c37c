/**
 * The nouns of the stand-in's world. Ids are Shopify's `gid://` strings (some are above 2^53), times are
 * milliseconds since 1970 in the world's clock, amounts are whole minor units.
 */

export type Gid<Kind extends string> = `gid://shopify/${Kind}/${string}`

export type Locale = 'en' | 'pt-BR' | 'es' | 'fr' | 'de' | 'hi' | 'ru' | 'zh-CN' | 'ja'
export type Currency = 'EUR' | 'USD' | 'GBP' | 'JPY' | 'BRL'
export type MarketId = 'eu' | 'us' | 'gb' | 'jp' | 'br'

export interface Market {
  id: MarketId
  name: string
  currency: Currency
  /** Buyer's currency units for one unit of the shop's currency. */
  rate: number
  countries: string[]
  taxRate: number
  taxesIncluded: boolean
}

/** One amount twice: in the shop's currency and in the buyer's. Minor units. */
export interface Bag {
  shop: number
  buyer: number
}

export interface Money {
  minor: number
  currency: Currency
}

export interface ShopFacts {
  id: Gid<'Shop'>
  domain: string
  name: string
  email: string
  currency: Currency
  timeZone: string
  locale: Locale
  country: string
  owner: { userId: string; firstName: string; lastName: string; email: string }
  markets: Market[]
}

/** What a product is for; drives what goes with it, how long it lasts and how it is drawn. */
export type ProductKind =
  | 'beans'
  | 'decaf'
  | 'capsules'
  | 'tea'
  | 'filters'
  | 'brewer'
  | 'espresso'
  | 'grinder'
  | 'kettle'
  | 'scale'
  | 'cup'
  | 'cleaning'
  | 'accessory'
  | 'book'
  | 'gift-card'

export interface Variant {
  id: Gid<'ProductVariant'>
  productId: Gid<'Product'>
  inventoryItemId: Gid<'InventoryItem'>
  title: string
  sku: string
  position: number
  grams: number
  /** Minor units of each market's own currency. */
  prices: Record<MarketId, number>
  compareAt: Record<MarketId, number> | null
  inventory: number
  stockAtMs: number
  tracked: boolean
  /** The shop's cost per item, in its own currency; null where nobody wrote it down. */
  cost: number | null
  /** When Shopify last changed the inventory item. */
  costAtMs: number
}

export interface Product {
  id: Gid<'Product'>
  handle: string
  title: string
  description: string
  vendor: string
  kind: ProductKind
  type: string
  tags: string[]
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED'
  optionName: string
  variants: Variant[]
  createdAtMs: number
  updatedAtMs: number
  publishedAtMs: number | null
  /** Two colours the drawn picture is made of. */
  colours: [string, string]
}

/** Products that the merchant put together by hand, or that a rule puts together. */
export interface Collection {
  id: Gid<'Collection'>
  handle: string
  title: string
  holds:
    | { kind: 'manual'; productIds: string[] }
    | { kind: 'types'; types: string[] }
    | { kind: 'tag'; tag: string }
  createdAtMs: number
  updatedAtMs: number
}

export type Consent = 'subscribed' | 'unsubscribed' | 'not_subscribed'

export interface Address {
  firstName: string
  lastName: string
  address1: string
  city: string
  zip: string
  province: string | null
  provinceCode: string | null
  country: string
  countryCode: string
  phone: string | null
}

export interface Customer {
  id: Gid<'Customer'>
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  locale: Locale
  timeZone: string
  market: MarketId
  address: Address | null
  emailConsent: Consent
  smsConsent: Consent
  consentAtMs: number | null
  smsConsentAtMs: number | null
  tags: string[]
  state: 'disabled' | 'enabled'
  ordersCount: number
  spentMinor: number
  createdAtMs: number
  updatedAtMs: number
}

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

/** A code that an order used. */
export interface AppliedDiscount {
  code: string
  percent: number
  /** `percentage` when left out. */
  type?: 'percentage' | 'fixed_amount' | 'shipping'
}

/** A discount that an app made, with its codes and how often each was used. */
export interface ShopDiscount {
  id: Gid<'DiscountCodeNode'>
  title: string
  terms:
    | { kind: 'percentage'; percent: number }
    /** In the shop's currency. */
    | { kind: 'amount'; minor: number }
    | { kind: 'shipping' }
    /** One of `productIds` for nothing with one of `buysProductIds`. */
    | { kind: 'gift' }
  /** Products or variants it works on; null for all. */
  productIds: string[] | null
  buysProductIds: string[]
  combinesWith: { order: boolean; product: boolean; shipping: boolean }
  /** For each code. */
  usageLimit: number | null
  endsAtMs: number | null
  codes: Record<string, number>
}

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

/** The world's clock: the machine's clock plus an offset that can be moved forward. */
export interface Clock {
  now(): Date
  nowMs(): number
  offsetMs(): number
}

/** How deliveries behave. `rate` is the share (0 to 1) of deliveries that it strikes; 1 when left out. */
export interface Mischief {
  mode: 'normal' | 'twice' | 'late' | 'out-of-order' | 'drop'
  rate?: number
}

export interface LogEntry {
  seq: number
  atMs: number
  shop: string
  kind:
    | 'order'
    | 'parcel'
    | 'refund'
    | 'return'
    | 'customer'
    | 'product'
    | 'delivery'
    | 'email'
    | 'clock'
    | 'mischief'
    | 'app'
    | 'api'
  /** A short English sentence, e.g. "Order #1042 paid: 2 products, 38.40 EUR". */
  text: string
  delivery?: {
    webhookId: string
    topic: string
    about: string
    attempt: number
    outcome: 'delivered' | 'failed' | 'dropped' | 'held' | 'given-up'
    status: number | null
    ms: number
  }
  order?: { id: Gid<'Order'>; name: string; token: string }
  /** Of an email: its number in the mailbox. */
  mailId?: number
}

export interface EventLog {
  /** Newest last, at most the last 500. */
  recent(limit?: number): LogEntry[]
  /** Calls back for each new entry; returns how to stop. */
  follow(listen: (entry: LogEntry) => void): () => void
  add(entry: Omit<LogEntry, 'seq' | 'atMs'> & { atMs?: number }): LogEntry
}

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
