import { type CustomerOrder, needChanges } from '../../domain/recommend/next-need-learn.ts'
import { pairChanges } from '../../domain/recommend/pairs.ts'
import { weightChanges } from '../../domain/recommend/weight-changes.ts'
import { unique } from '../../domain/unique.ts'
import type { Db } from '../../store/database.server.ts'
import { changeLearned, type KnownBasket, readBaskets } from '../../store/learning.server.ts'

/** Whose orders, and which, may be learned differently after a change. */
export interface Concerned {
  customerIds: string[]
  orderIds: string[]
}

/**
 * Makes a change to orders or to whose they are, and moves what the recommender knows by exactly what that changes:
 * how many different buyers had two products in one order, the weights of products and pairs, and how customers come
 * back for products. The learned orders of all concerned, and of those whose orders are, are read before and after, so
 * that the same change again moves nothing.
 */
export async function relearn(
  db: Db,
  { customerIds, orderIds }: Concerned,
  change: () => Promise<void>,
): Promise<void> {
  const before = await readBaskets(db, customerIds, orderIds)
  const owners = before.flatMap(({ customerId }) => customerId ?? [])
  await change()
  await moveLearned(db, before, await readBaskets(db, unique([...customerIds, ...owners]), orderIds))
}

/** Orders that are about to be written over what is known of them. */
export interface WrittenOrders extends Concerned {
  /** Those of `orderIds` that are learned already. */
  learnedIds: string[]
  /** Those of them that count from now on. `customerIds` names their buyers, and those whose they were. */
  baskets: KnownBasket[]
}

/**
 * As `relearn`, where whole orders are written and all who ever had them are named: what is learned afterwards need not
 * be read. `onCome` hears of the orders that are learned for the first time, before they are, and of what was learned of
 * the concerned until then.
 */
export async function learnWritten(
  db: Db,
  { customerIds, orderIds, learnedIds, baskets }: WrittenOrders,
  write: () => Promise<void>,
  onCome: (come: KnownBasket[], before: KnownBasket[]) => Promise<void>,
): Promise<void> {
  const isNothingKnown = customerIds.length === 0 && learnedIds.length === 0
  const before = isNothingKnown ? [] : await readBaskets(db, customerIds, learnedIds)
  await write()
  const known = new Set(before.map(({ orderId }) => orderId))
  const come = baskets.filter(({ orderId }) => !known.has(orderId))
  if (come.length > 0) await onCome(come, before)
  const written = new Set(orderIds)
  const others = before.filter(({ orderId }) => !written.has(orderId))
  await moveLearned(db, before, [...others, ...baskets])
}

async function moveLearned(db: Db, before: KnownBasket[], after: KnownBasket[]): Promise<void> {
  await changeLearned(db, {
    buyers: pairChanges(before, after),
    weights: weightChanges(before, after),
    needs: needChanges(customerOrders(before), customerOrders(after)),
  })
}

/** A guest comes back unknown: their orders teach nothing of coming back. */
function customerOrders(baskets: readonly KnownBasket[]): CustomerOrder[] {
  return baskets.flatMap(({ customerId, ...order }) => (customerId ? [{ ...order, customerId }] : []))
}
