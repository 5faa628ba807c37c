import type { Basket } from './pairs.ts'
import {
  type Changes,
  type LearnedOrder,
  learn,
  type PairChange,
  type ProductChange,
  unlearn,
} from './weights.ts'

/** A learned order as it counts: whose, of what, and when. */
export interface LearnedBasket extends Basket {
  orderId: string
  atMs: number
}

/**
 * By how much the weights change when learned orders go from `before` to `after`, as sums for each product and pair,
 * ordered by ids. An order that stays the same changes nothing, whoever it belongs to now.
 */
export function weightChanges(before: readonly LearnedBasket[], after: readonly LearnedBasket[]): Changes {
  const known = new Map(before.map((order) => [order.orderId, order]))
  const now = new Map(after.map((order) => [order.orderId, order]))
  const gone = before.filter((order) => !isSame(order, now.get(order.orderId)))
  const come = after.filter((order) => !isSame(order, known.get(order.orderId)))
  return sum([...gone.map(unlearn), ...come.map(learn)])
}

function isSame(one: LearnedOrder, other: LearnedOrder | undefined): boolean {
  if (!other || one.atMs !== other.atMs) return false
  const ids = new Set(one.productIds)
  return ids.size === new Set(other.productIds).size && other.productIds.every((id) => ids.has(id))
}

function sum(all: Changes[]): Changes {
  const products = new Map<string, ProductChange>()
  const pairs = new Map<string, PairChange>()
  for (const changes of all) {
    for (const each of changes.products) add(products, each.productId, each)
    for (const each of changes.pairs) add(pairs, `${each.productId} ${each.otherProductId}`, each)
  }
  return { products: byKey(products), pairs: byKey(pairs) }
}

function add<Change extends ProductChange>(sums: Map<string, Change>, key: string, change: Change): void {
  const known = sums.get(key)
  if (known) {
    known.slow += change.slow
    known.fast += change.fast
  } else sums.set(key, { ...change })
}

/** In one order everywhere, so that two units of work never wait for each other crosswise. */
function byKey<Change>(sums: Map<string, Change>): Change[] {
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, change]) => change)
}
