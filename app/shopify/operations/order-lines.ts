import { Rejected } from '../../platform/errors.ts'
import { type LineFieldsFragment, OrderLinesDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'

const pagesMax = 40

/** The lines of an order after a cursor, to its end; up to 10,000. */
export async function fetchLinesAfter(
  admin: Admin,
  id: string,
  cursor: string | null,
): Promise<LineFieldsFragment[]> {
  const lines: LineFieldsFragment[] = []
  let after = cursor
  for (let page = 0; page < pagesMax; page += 1) {
    const { order } = await admin.ask(OrderLinesDocument, { id, after })
    if (!order) return lines
    lines.push(...order.lineItems.nodes)
    if (!order.lineItems.pageInfo.hasNextPage) return lines
    after = order.lineItems.pageInfo.endCursor
  }
  throw new Rejected('An order has more lines than Encore reads.')
}
