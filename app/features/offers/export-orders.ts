import type { Db } from '../../store/database.server.ts'
import { browseOrders, type OrderLine, type OrderPage, type OrderQuestion } from './browse-orders.ts'

const exportedMax = 10_000
/** With a narrow filter most of what is looked at is left out: so many orders are looked at at most. */
const lookedAtMax = 100_000

/**
 * The orders of a list from its beginning, newest first, a page at a time and each in a unit of work of its own: at most
 * 10,000 that fit, of at most 100,000 that are looked at. The next page is read when it is asked for.
 */
export async function* exportedOrders(
  question: OrderQuestion,
  inUnit: (work: (db: Db) => Promise<OrderPage>) => Promise<OrderPage>,
): AsyncGenerator<OrderLine[]> {
  let cursor: string | undefined
  let exported = 0
  let lookedAt = 0
  do {
    const from = cursor ?? null
    const page = await inUnit((db) => browseOrders(db, { ...question, cursor: from }))
    const orders = page.orders.slice(0, exportedMax - exported)
    exported += orders.length
    lookedAt += page.lookedAt
    cursor = page.next
    yield orders
  } while (cursor && exported < exportedMax && lookedAt < lookedAtMax)
}
