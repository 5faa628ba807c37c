import { type Return, returnStatuses } from '../returns.ts'
import type { ShopifyId } from '../shopify-id.ts'
import { ownId, type Part, partAt, requiredIdAt, requiredTextAt, Unreadable } from './read.ts'

/**
 * A return as a webhook tells it. When it is requested, approved or declined its order is an object in it; when it is
 * closed, reopened or cancelled the order is a number. Shopify writes no time into any of them, and what is sent back
 * and why is left where it is: Encore needs to know only whether something is open.
 */
export function returnOf(part: Part): Return {
  const told = requiredTextAt(part, 'status').toLowerCase()
  const status = returnStatuses.find((each) => each === told)
  if (!status) throw new Unreadable('status is none that a return has')
  return { id: ownId(part, 'Return'), orderId: orderIdOf(part), status }
}

function orderIdOf(part: Part): ShopifyId<'Order'> {
  const order = partAt(part, 'order')
  return order ? ownId(order, 'Order') : requiredIdAt(part, 'order_id', 'Order')
}
