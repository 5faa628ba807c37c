import type { Order } from '../../domain/orders.ts'
import { BulkOrdersDocument, type LineFieldsFragment, type OrderFieldsFragment } from '../admin.generated.ts'
import type { Group } from '../bulk-file.ts'
import { bulkQueryOf } from '../bulk-query.ts'
import { orderOf, type RefundedLines, refundsToAsk } from '../order-of.ts'

/** All orders with their lines. */
export const bulkOrdersQuery = bulkQueryOf(BulkOrdersDocument)

/** The refunds of an order in a bulk result whose lines have to be asked for. */
export function refundsToAskOf({ root }: Group): string[] {
  return refundsToAsk(root as OrderFieldsFragment) // The query above asks for these fields.
}

/** The order that a bulk result tells. Throws `Rejected` for what cannot be read. */
export function orderOfGroup({ root, children }: Group, refunded: RefundedLines): Order {
  return orderOf(root as OrderFieldsFragment, children as LineFieldsFragment[], refunded) // As asked for above.
}
