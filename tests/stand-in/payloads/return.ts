import type { Order, Return, ReturnStep } from '../world/types/orders.ts'
import { bare } from './json.ts'

/**
 * `returns/*`: with its order and goods while it is asked for and answered, afterwards with no more than its numbers.
 * None of them carries a time. Source: https://shopify.dev/docs/api/webhooks/2026-10#list-of-topics
 */
export function returnBody(order: Order, returned: Return, step: ReturnStep) {
  const head = { id: bare(returned.id), admin_graphql_api_id: returned.id, status: returned.status }
  if (step === 'close' || step === 'reopen' || step === 'cancel') return { ...head, order_id: bare(order.id) }
  const whose = { order: { id: bare(order.id), admin_graphql_api_id: order.id } }
  if (step === 'decline') return { ...head, ...whose, decline: { reason: 'other', note: '' } }
  return { ...head, ...whose, ...goodsOf(returned) }
}

function goodsOf({ name, lines }: Return) {
  return {
    name,
    total_return_line_items: lines.length,
    return_line_items: lines.map(({ id, lineId, quantity }) => ({
      id: bare(id),
      admin_graphql_api_id: id,
      fulfillment_line_item: { line_item: { id: bare(lineId), admin_graphql_api_id: lineId } },
      quantity,
      return_reason: 'unwanted',
      return_reason_note: '',
      customer_note: null,
    })),
    return_shipping_fees: [],
    exchange_line_items: [],
    total_exchange_line_items: 0,
  }
}
