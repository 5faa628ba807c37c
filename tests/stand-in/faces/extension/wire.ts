/** What host page and extension worker say to each other. Functions travel as numbers that call back. */

export type Money = { amount: number; currencyCode: string }

export type OrderFacts = {
  id: string
  name: string
  confirmationNumber: string
  isFirstOrder: boolean
  processedAt: string
  cancelledAt: string | undefined
}

/** What becomes of a change of the cart: Shopify's own result, and on success what the cart is now. */
export type LinesAnswer =
  | { type: 'success'; lines: unknown[]; cost: ExtensionFacts['cost'] }
  | { type: 'error'; message: string }

/** Plain facts from which the worker builds the global `shopify`. Names follow Shopify's own API. */
export type ExtensionFacts = {
  target: string
  scriptUrl: string
  apiVersion: string
  capabilities: string[]
  locales: Record<string, Record<string, unknown>>
  defaultLocale: string
  language: string
  country: string | undefined
  timeZone: string
  currency: string
  market: { id: string; handle: string } | undefined
  shop: { id: string; name: string; storefrontUrl: string; myshopifyDomain: string }
  /** There is none yet in checkout. */
  order: OrderFacts | undefined
  /** None for an order from the counter. */
  checkoutToken: string | undefined
  lines: unknown[]
  cost: { subtotal: Money; shipping: Money; tax: Money; total: Money }
  discountCodes: { code: string }[]
  buyer: { customer: unknown; email: string | undefined; phone: string | undefined } | undefined
  shippingAddress: unknown
  billingAddress: unknown
  note: string | undefined
  attributes: { key: string; value: string }[]
  isLoggedIn: boolean
}

export type Request =
  | { name: 'sessionToken' }
  | { name: 'query'; query: string; variables: unknown; version: string | undefined }
  | { name: 'read'; key: string }
  | { name: 'write'; key: string; value: unknown }
  | { name: 'delete'; key: string }
  | { name: 'applyCartLines'; change: unknown }
  | { name: 'requireLogin' }
  | { name: 'navigate'; url: string }
  | { name: 'toast'; text: string }
  | { name: 'method'; element: string; method: string; args: readonly unknown[] }

export type ToWorker =
  | { kind: 'start'; facts: ExtensionFacts }
  | { kind: 'call'; id: number; args: unknown[] }
  | { kind: 'answer'; id: number; value?: unknown; error?: string }

export type ToHost =
  | { kind: 'mutate'; records: unknown[] }
  | { kind: 'request'; id: number; request: Request }
  | { kind: 'rendered' }
  | { kind: 'failed'; message: string }

const FUNCTION_KEY = '$function'

/** A copy in which every function is replaced by the number that `numberOf` gives it. */
export function packFunctions(value: unknown, numberOf: (callback: Callback) => number): unknown {
  if (typeof value === 'function') return { [FUNCTION_KEY]: numberOf(value as Callback) }
  return mapInside(value, (inner) => packFunctions(inner, numberOf))
}

/** The way back: every number becomes a function again. */
export function unpackFunctions(value: unknown, callOf: (id: number) => Callback): unknown {
  if (typeof value === 'object' && value !== null && FUNCTION_KEY in value)
    return callOf(Number(value[FUNCTION_KEY]))
  return mapInside(value, (inner) => unpackFunctions(inner, callOf))
}

export type Callback = (...args: unknown[]) => unknown

function mapInside(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]))
}
