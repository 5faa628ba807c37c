import { habitCell } from './next-need-habits.ts'

/** A learned order of a known customer. */
export interface CustomerOrder {
  customerId: string
  orderId: string
  /** When it was placed, in ms. */
  atMs: number
  /** Its different products, as they were when it was learned. */
  productIds: readonly string[]
}

/** How customers come back for one product, in whole numbers. */
export interface RepeatCounts {
  /** Customers who bought it. */
  buyers: number
  /** Those of them who ordered anything at all after they first had it: they had the chance to buy it again. */
  returned: number
  /** Those of them who bought it in at least two orders. */
  repeaters: number
  /** Orders that bought it again, over all customers. */
  repeats: number
  /** Days between an order that had it and the same customer's next that did, added up over `repeats`. */
  gapDays: number
}

/** Numbers to add to what is kept of a product. */
export interface RepeatChange extends RepeatCounts {
  productId: string
}

/** Numbers to add to what is kept of a cell of the shop's habits. */
export interface HabitChange {
  cell: number
  chances: number
  repeats: number
}

export interface NeedChanges {
  products: RepeatChange[]
  habits: HabitChange[]
}

/** Of a customer with more orders the first ones teach, so that one more never changes what earlier ones taught. */
export const taughtOrdersMax = 60
/** Of a larger order the first products by id teach. */
export const taughtProductsMax = 200

const dayMs = 86_400_000

/** Nothing known of a product yet. */
export const noRepeats: RepeatCounts = { buyers: 0, returned: 0, repeaters: 0, repeats: 0, gapDays: 0 }

/**
 * What changes in the counts when the learned orders of some customers go from `before` to `after`; both hold all
 * learned orders of every customer that occurs, in any order. All numbers are whole, so that taking back is exact.
 * Ordered by id and by cell, without those that stay the same.
 */
export function needChanges(before: readonly CustomerOrder[], after: readonly CustomerOrder[]): NeedChanges {
  const products = new Map<string, RepeatChange>()
  const habits = new Map<number, HabitChange>()
  for (const orders of byCustomer(before)) count(orders, -1, products, habits)
  for (const orders of byCustomer(after)) count(orders, 1, products, habits)
  return {
    products: [...products.values()]
      .filter(isChange)
      .sort((one, other) => compare(one.productId, other.productId)),
    habits: [...habits.values()]
      .filter(({ chances, repeats }) => chances !== 0 || repeats !== 0)
      .sort((one, other) => one.cell - other.cell),
  }
}

/** Each customer's orders, oldest first. */
function byCustomer(orders: readonly CustomerOrder[]): CustomerOrder[][] {
  const customers = new Map<string, CustomerOrder[]>()
  for (const order of orders.filter(({ productIds }) => productIds.length > 0)) {
    const own = customers.get(order.customerId)
    if (own) own.push(order)
    else customers.set(order.customerId, [order])
  }
  return [...customers.values()].map((own) =>
    own
      .sort((one, other) => one.atMs - other.atMs || compare(one.orderId, other.orderId))
      .slice(0, taughtOrdersMax),
  )
}

interface Known {
  times: number
  lastPlace: number
  lastMs: number
  hasReturned: boolean
}

function count(
  orders: readonly CustomerOrder[],
  step: 1 | -1,
  products: Map<string, RepeatChange>,
  habits: Map<number, HabitChange>,
): void {
  const known = new Map<string, Known>()
  orders.forEach(({ atMs, productIds }, place) => {
    const bought = new Set([...new Set(productIds)].sort().slice(0, taughtProductsMax))
    for (const [productId, past] of known) {
      const change = productChange(products, productId)
      if (!past.hasReturned) change.returned += step
      past.hasReturned = true
      countChance(past, place, bought.has(productId), step, habits)
    }
    for (const productId of bought)
      countPurchase(known, productId, atMs, place, step, productChange(products, productId))
  })
}

function countChance(
  { times, lastPlace }: Known,
  place: number,
  isRepeat: boolean,
  step: 1 | -1,
  habits: Map<number, HabitChange>,
): void {
  const cell = habitCell({ times, ordersSince: place - 1 - lastPlace, orders: place })
  const change = habits.get(cell) ?? { cell, chances: 0, repeats: 0 }
  change.chances += step
  change.repeats += isRepeat ? step : 0
  habits.set(cell, change)
}

function countPurchase(
  known: Map<string, Known>,
  productId: string,
  atMs: number,
  place: number,
  step: 1 | -1,
  change: RepeatChange,
): void {
  const past = known.get(productId)
  if (past) {
    change.repeats += step
    change.repeaters += past.times === 1 ? step : 0
    change.gapDays += step * Math.round((atMs - past.lastMs) / dayMs)
  } else change.buyers += step
  known.set(productId, {
    times: (past?.times ?? 0) + 1,
    lastPlace: place,
    lastMs: atMs,
    hasReturned: past?.hasReturned ?? false,
  })
}

function productChange(products: Map<string, RepeatChange>, productId: string): RepeatChange {
  const change = products.get(productId) ?? { productId, ...noRepeats }
  products.set(productId, change)
  return change
}

function isChange({ buyers, returned, repeaters, repeats, gapDays }: RepeatChange): boolean {
  return [buyers, returned, repeaters, repeats, gapDays].some((change) => change !== 0)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
