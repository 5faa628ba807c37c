import type { Order } from '../../domain/orders.ts'
import { ChangedOrdersDocument, type ChangedOrdersQuery } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { orderOf, refundsToAsk } from '../order-of.ts'
import { type ChangedSince, changedQuery, type Page } from '../page.ts'
import { fetchLinesAfter } from './order-lines.ts'
import { fetchRefundLines } from './refund-lines.ts'

type Node = ChangedOrdersQuery['orders']['nodes'][number]

/** One page of the orders that changed since, oldest change first, complete with their lines and refunds. */
export async function fetchChangedOrders(admin: Admin, since: ChangedSince): Promise<Page<Order>> {
  const { orders } = await admin.ask(ChangedOrdersDocument, changedQuery(since))
  const refunded = await fetchRefundLines(admin, orders.nodes.flatMap(refundsToAsk))
  const items: Order[] = []
  for (const node of orders.nodes) items.push(orderOf(node, await allLines(admin, node), refunded))
  return { items, next: orders.pageInfo.hasNextPage ? (orders.pageInfo.endCursor ?? undefined) : undefined }
}

async function allLines(admin: Admin, { id, lineItems }: Node): Promise<Node['lineItems']['nodes']> {
  const { nodes, pageInfo } = lineItems
  return pageInfo.hasNextPage ? [...nodes, ...(await fetchLinesAfter(admin, id, pageInfo.endCursor))] : nodes
}
