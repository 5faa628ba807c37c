import type { Repeated } from '../domain/offers/candidate.ts'
import type { ProductId } from '../domain/offers/reason.ts'

/** What a customer bought, each product once. */
export interface Bought {
  /** What they kept something of: its orders are those of which it was kept. */
  bought: Repeated[]
  /** What they kept nothing of: all of it was sent back, or taken out of its orders. */
  notKept: ProductId[]
}

/** Of one product, as JSON has it: the orders of which some was kept, which may be none. */
export interface BoughtRow {
  productId: ProductId
  times: number
  firstAt: string | null
  lastAt: string | null
}

/** The columns of a `BoughtRow` beside the product, as SQL over lines of orders, grouped by it; all three are SQL. */
export const boughtColumns = (orderId: string, processedAt: string, isKept: string) => `
               count(distinct ${orderId}) filter (where ${isKept})::int as "times",
               min(${processedAt}) filter (where ${isKept}) as "firstAt", max(${processedAt}) filter (where ${isKept}) as "lastAt"`

/** What such rows say. */
export function boughtOf(rows: readonly BoughtRow[] | null | undefined): Bought {
  const bought: Repeated[] = []
  const notKept: ProductId[] = []
  for (const { productId, times, firstAt, lastAt } of rows ?? [])
    if (firstAt === null || lastAt === null) notKept.push(productId)
    else bought.push({ productId, times, firstAt: new Date(firstAt), lastAt: new Date(lastAt) })
  return { bought, notKept }
}

/** What is known from some orders and from all of them together: the latter know more of what they speak of. */
export function allBought(some: Bought, all: Bought): Bought {
  const known = new Set(some.bought.map(({ productId }) => productId))
  const bought = [...some.bought, ...all.bought.filter(({ productId }) => !known.has(productId))]
  const kept = new Set(bought.map(({ productId }) => productId))
  const notKept = [...new Set([...some.notKept, ...all.notKept])].filter((id) => !kept.has(id))
  return { bought, notKept }
}
