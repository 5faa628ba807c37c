import { pairChanges } from '../../domain/recommend/pairs.ts'
import { type LearnedBasket, weightChanges } from '../../domain/recommend/weight-changes.ts'
import type { Db } from '../../store/database.server.ts'
import { changeLearned, readBaskets } from '../../store/learning.server.ts'

/** Whose orders, and which, may be learned differently after a change. */
export interface Concerned {
  customerIds: string[]
  orderIds: string[]
}

/**
 * Makes a change to orders or to whose they are, and moves what the recommender knows by exactly what that changes:
 * how many different buyers had two products in one order, and the weights of products and pairs. The learned orders
 * of all concerned are read before and after, so that the same change again moves nothing. `onCome` hears of the
 * orders that are learned for the first time, before they are.
 */
export async function relearn(
  db: Db,
  { customerIds, orderIds }: Concerned,
  change: () => Promise<void>,
  onCome: (come: LearnedBasket[]) => Promise<void> = async () => undefined,
): Promise<void> {
  const isConcerned = customerIds.length + orderIds.length > 0
  const read = async () => (isConcerned ? readBaskets(db, customerIds, orderIds) : [])
  const before = await read()
  await change()
  const after = await read()
  const known = new Set(before.map(({ orderId }) => orderId))
  const come = after.filter(({ orderId }) => !known.has(orderId))
  if (come.length > 0) await onCome(come)
  await changeLearned(db, pairChanges(before, after), weightChanges(before, after))
}
