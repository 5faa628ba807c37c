/** One earlier order of one customer: its different products with what is left of their quantities. */
export interface PastOrder {
  /** When it was placed, in ms. */
  atMs: number
  lines: readonly { productId: string; quantity: number }[]
}

/** What one customer's own orders say of one product. */
export interface Past {
  /** Orders that had it, at least 1. */
  times: number
  quantity: number
  firstMs: number
  lastMs: number
  /** Orders of this customer after the last that had it. */
  ordersSince: number
}

/** Of a customer with more orders the last ones are looked at. */
export const pastOrdersMax = 100
/** So many of the customer's products are asked for what goes with them. */
export const tellingMax = 60

const dayMs = 86_400_000
/** What somebody bought says half as much after so many days of what goes with it. */
const tellingHalfLifeDays = 120

/** The orders that count, oldest first: those with products, at most the last `pastOrdersMax`. */
export function pastOrdersOf(orders: readonly PastOrder[]): PastOrder[] {
  return orders
    .filter(({ lines }) => lines.length > 0)
    .sort((one, other) => one.atMs - other.atMs)
    .slice(-pastOrdersMax)
}

/** Each product of a customer's orders, which come oldest first. */
export function pastsOf(orders: readonly PastOrder[]): Map<string, Past> {
  const pasts = new Map<string, Past>()
  orders.forEach(({ atMs, lines }, place) => {
    for (const productId of new Set(lines.map((line) => line.productId))) {
      const past = pasts.get(productId) ?? {
        times: 0,
        quantity: 0,
        firstMs: atMs,
        lastMs: atMs,
        ordersSince: 0,
      }
      past.times += 1
      past.lastMs = atMs
      past.ordersSince = orders.length - 1 - place
      pasts.set(productId, past)
    }
    for (const { productId, quantity } of lines) {
      const past = pasts.get(productId)
      if (past) past.quantity += quantity
    }
  })
  return pasts
}

/** How much a bought product says of what goes with it: 1 on its day, and fading. */
export function tellingWeight({ lastMs }: Past, nowMs: number): number {
  return 2 ** (-Math.max(0, nowMs - lastMs) / (tellingHalfLifeDays * dayMs))
}

/**
 * Whose neighbours to read for a customer: the products bought last and most often, at most `tellingMax`. The same
 * orders always give the same products.
 */
export function tellingProducts(orders: readonly PastOrder[], nowMs: number): string[] {
  const weighed = [...pastsOf(pastOrdersOf(orders))].map(([productId, past]) => ({
    productId,
    weight: tellingWeight(past, nowMs) * Math.sqrt(past.times),
  }))
  return weighed
    .sort((one, other) => other.weight - one.weight || (one.productId < other.productId ? -1 : 1))
    .slice(0, tellingMax)
    .map(({ productId }) => productId)
}
