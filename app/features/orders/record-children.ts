import type { Db } from '../../store/database.server.ts'
import { type Child, layDownChildren, sumRefunds, takeInChildren } from '../../store/orders.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'
import { enterFromOrders } from '../journeys/enter-journeys.ts'

/**
 * Brings refunds, returns, fulfilments and their events, which Shopify sends by themselves, into their orders. One whose order
 * (or fulfilment) is not known yet waits for it. Refunds are kept once by their id; a return and a fulfilment
 * keep the latest that was said of them. What journeys begin from it begins in the same unit of work. The same children again change nothing.
 */
export async function recordChildren(db: Db, children: Child[], now: Date): Promise<void> {
  if (children.length === 0) return
  await lockMirror(db)
  await layDownChildren(db, children, now)
  const orderIds = [...new Set(children.map(orderIdOf))]
  await takeInChildren(db, orderIds)
  await sumRefunds(db, orderIds)
  await enterFromOrders(db, { ids: orderIds }, now)
}

function orderIdOf(child: Child): string {
  switch (child.kind) {
    case 'refund':
      return child.refund.orderId
    case 'return':
      return child.return.orderId
    case 'fulfillment':
      return child.fulfillment.orderId
    case 'fulfillment-event':
      return child.event.orderId
    default:
      return child satisfies never
  }
}
