import { attribute } from '../../domain/offers/attribution.ts'
import type { Order } from '../../domain/orders.ts'
import {
  noteUsedCodes,
  readOfferedItems,
  readPurchases,
  writeBought,
} from '../../store/attribution.server.ts'
import type { Db } from '../../store/database.server.ts'

/**
 * Counts for accepted offers what these orders hold of them, from the orders as they are kept now: paid, edited,
 * refunded or cancelled. To be run in the unit of work that recorded them. The same orders again, or told in another
 * order, end in the same state.
 */
export async function attributeOrders(db: Db, orders: Pick<Order, 'id' | 'discountCodes'>[]): Promise<void> {
  const orderIds = orders.map(({ id }) => id)
  if (orders.some(({ discountCodes }) => discountCodes.length > 0)) await noteUsedCodes(db, orderIds)
  const named = await readOfferedItems(db, orderIds)
  if (named.length === 0) return
  const purchases = await readPurchases(db, named)
  // What else may be counted for those orders competes for the same lines.
  const items = await readOfferedItems(db, [...new Set([...orderIds, ...purchases.map(({ id }) => id)])])
  const bought = attribute(items, await readPurchases(db, items))
  await writeBought(
    db,
    items.map(({ id }) => id),
    bought,
  )
}
