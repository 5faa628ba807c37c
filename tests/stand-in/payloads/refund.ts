import { decimal } from '../world/markets.ts'
import { nothing } from '../world/order-building.ts'
import type { State } from '../world/state.ts'
import type { Order, Refund } from '../world/types/orders.ts'
import { bare, currenciesOf, moneySet, stamp } from './json.ts'
import { lineBody } from './line.ts'

/** `refunds/create`, and the same inside its order. */
export function refundBody(state: State, order: Order, refund: Refund) {
  const of = currenciesOf(order)
  const at = stamp(refund.createdAtMs, state.shop.timeZone)
  return {
    id: bare(refund.id),
    admin_graphql_api_id: refund.id,
    created_at: at,
    note: refund.note,
    order_id: bare(order.id),
    processed_at: at,
    restock: refund.restock,
    total_additional_fees_set: moneySet(nothing, of),
    total_duties_set: moneySet(nothing, of),
    user_id: bare(state.shop.owner.userId),
    order_adjustments: [],
    transactions: [transaction(state, order, refund)],
    refund_line_items: refund.lines.flatMap((each) => {
      const line = order.lines.find((candidate) => candidate.id === each.lineId)
      if (!line) return []
      return [
        {
          id: bare(each.id),
          line_item_id: bare(each.lineId),
          location_id: refund.restock ? 655441491 : null,
          quantity: each.quantity,
          restock_type: refund.restock ? 'return' : 'no_restock',
          subtotal: Number(decimal(each.subtotal.shop, of.currency)),
          subtotal_set: moneySet(each.subtotal, of),
          total_tax: Number(decimal(each.tax.shop, of.currency)),
          total_tax_set: moneySet(each.tax, of),
          line_item: lineBody(state, order, line),
        },
      ]
    }),
    duties: [],
    additional_fees: [],
    refund_shipping_lines: [],
    return: null,
  }
}

function transaction(state: State, order: Order, refund: Refund) {
  const at = stamp(refund.createdAtMs, state.shop.timeZone)
  return {
    id: bare(refund.transactionId),
    admin_graphql_api_id: refund.transactionId,
    amount: decimal(refund.amount.shop, order.currency),
    authorization: null,
    created_at: at,
    currency: order.currency,
    device_id: null,
    error_code: null,
    gateway: order.source === 'pos' ? 'cash' : 'bogus',
    kind: 'refund',
    location_id: null,
    message: null,
    order_id: bare(order.id),
    parent_id: bare(order.transactionId),
    payment_id: `${order.name}.${order.refunds.indexOf(refund) + 2}`,
    processed_at: at,
    receipt: {},
    source_name: order.source,
    status: 'success',
    test: false,
    user_id: null,
  }
}
