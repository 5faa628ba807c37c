import type { Refund } from '../../domain/orders.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { RefundLinesDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import type { RefundedLines } from '../order-of.ts'
import { idOf } from '../read-fields.ts'

const refundsPerCallMax = 25

/**
 * What each refund gave back of which line. Asked by itself, because a bulk operation does not read a connection
 * inside a list, and refunds are a list.
 */
export async function fetchRefundLines(admin: Admin, ids: readonly string[]): Promise<RefundedLines> {
  const refunded = new Map<ShopifyId<'Refund'>, Refund['lines']>()
  for (let start = 0; start < ids.length; start += refundsPerCallMax) {
    const some = ids.slice(start, start + refundsPerCallMax)
    const { nodes } = await admin.ask(RefundLinesDocument, { ids: some })
    for (const node of nodes) {
      if (!node || !('refundLineItems' in node)) continue
      const lines = node.refundLineItems.nodes.map(({ lineItem, quantity }) => ({
        lineId: idOf('LineItem', lineItem.id),
        quantity,
      }))
      refunded.set(idOf('Refund', node.id), lines)
    }
  }
  return refunded
}
