import { type CustomerOrder, needChanges } from '../../domain/recommend/next-need-learn.ts'
import { pairChanges } from '../../domain/recommend/pairs.ts'
import { weightChanges } from '../../domain/recommend/weight-changes.ts'
import type { Db } from '../../store/database.server.ts'
import { changeLearned, changeRepeats, type KnownBasket, readBaskets } from '../../store/learning.server.ts'

/** Whose orders, and which, may be learned differently after a change. */
export interface Concerned {
  customerIds: string[]
  orderIds: string[]
}

/**
 * Makes a change to orders or to whose they are, and moves what the recommender knows by exactly what that changes:
 * how many different buyers had two products in one order, the weights of products and pairs, and how customers come
 * back for products. The learned orders of all concerned, and of those whose orders are, are read before and after, so
 * that the same change again moves nothing. `onCome` hears of the orders that are learned for the first time, before
 * they are, and of what was learned of the concerned until then.
 */
export async function relearn(
  db: Db,
  { customerIds, orderIds }: Concerned,
  change: () => Promise<void>,
  onCome: (come: KnownBasket[], before: KnownBasket[]) => Promise<void> = async () => undefined,
): Promise<void> {
  const isConcerned = customerIds.length + orderIds.length > 0
  const read = async (ids: string[]) => (isConcerned ? readBaskets(db, ids, orderIds) : [])
  const before = await read(customerIds)
  const owners = before.flatMap(({ customerId }) => customerId ?? [])
  await change()
  const after = await read([...new Set([...customerIds, ...owners])])
  const known = new Set(before.map(({ orderId }) => orderId))
  const come = after.filter(({ orderId }) => !known.has(orderId))
  if (come.length > 0) await onCome(come, before)
  await changeLearned(db, pairChanges(before, after), weightChanges(before, after))
  await changeRepeats(db, needChanges(customerOrders(before), customerOrders(after)))
}

/** A guest comes back unknown: their orders teach nothing of coming back. */
function customerOrders(baskets: readonly KnownBasket[]): CustomerOrder[] {
  return baskets.flatMap(({ customerId, ...order }) => (customerId ? [{ ...order, customerId }] : []))
}
