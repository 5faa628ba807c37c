import type { Order } from '../../domain/orders.ts'
import { BulkOrdersDocument, type LineFieldsFragment, type OrderFieldsFragment } from '../admin.generated.ts'
import type { Group } from '../bulk-file.ts'
import { bulkQueryOf } from '../bulk-query.ts'
import { orderOf, type RefundedLines } from '../order-of.ts'

/** All orders with their lines; refunded lines are asked for afterwards (see refund-lines.ts). */
export const bulkOrdersQuery = bulkQueryOf(BulkOrdersDocument)

/** The ids of the refunds of an order in a bulk result. */
export function refundIdsOf({ root }: Group): string[] {
  return (root as OrderFieldsFragment).refunds.map((refund) => refund.id) // The query above asks for these fields.
}

/** The order that a bulk result tells. Throws `Rejected` for what cannot be read. */
export function orderOfGroup({ root, children }: Group, refunded: RefundedLines): Order {
  return orderOf(root as OrderFieldsFragment, children as LineFieldsFragment[], refunded) // As asked for above.
}
