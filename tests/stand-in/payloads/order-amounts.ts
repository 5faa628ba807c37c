import { decimal } from '../world/markets.ts'
import { lineTotal, nothing, sum } from '../world/order-building.ts'
import type { Order, OrderLine } from '../world/types/orders.ts'
import type { Bag } from '../world/types/shop.ts'
import { currenciesOf, moneySet } from './json.ts'

/** All the sums of an order, once in the shop's currency and once as a set. */
export function amounts(order: Order) {
  const of = currenciesOf(order)
  const list = sum(
    order.lines.map((line) => ({
      shop: line.price.shop * line.quantity,
      buyer: line.price.buyer * line.quantity,
    })),
  )
  const now = current(order)
  const pair = (name: string, bag: Bag) => ({
    [name]: decimal(bag.shop, of.currency),
    [`${name}_set`]: moneySet(bag, of),
  })
  return {
    ...pair('current_subtotal_price', now.subtotal),
    ...pair('current_total_discounts', now.discount),
    ...pair('current_total_price', now.total),
    ...pair('current_total_tax', now.tax),
    current_shipping_price_set: moneySet(order.shipping?.price ?? nothing, of),
    ...pair('subtotal_price', order.subtotal),
    tax_lines:
      order.totalTax.buyer === 0
        ? []
        : [
            {
              price: decimal(order.totalTax.shop, of.currency),
              rate: order.taxRate,
              title: order.taxesIncluded ? 'VAT' : 'State Tax',
              price_set: moneySet(order.totalTax, of),
              channel_liable: false,
            },
          ],
    total_cash_rounding_payment_adjustment_set: moneySet(nothing, of),
    total_cash_rounding_refund_adjustment_set: moneySet(nothing, of),
    ...pair('total_discounts', order.totalDiscount),
    ...pair('total_line_items_price', list),
    total_outstanding: decimal(0, of.currency),
    ...pair('total_price', order.total),
    total_shipping_price_set: moneySet(order.shipping?.price ?? nothing, of),
    ...pair('total_tax', order.totalTax),
  }
}

/** What is left of the order after edits and refunds. */
export function current(order: Order): { subtotal: Bag; discount: Bag; tax: Bag; total: Bag } {
  const left = (of: (line: OrderLine) => Bag) =>
    sum(
      order.lines.map((line) => ({
        shop: Math.round((of(line).shop * line.currentQuantity) / line.quantity),
        buyer: Math.round((of(line).buyer * line.currentQuantity) / line.quantity),
      })),
    )
  const [subtotal, tax] = [left(lineTotal), left((line) => line.tax)]
  const shipping = order.cancelledAtMs === null ? (order.shipping?.price ?? nothing) : nothing
  return {
    subtotal,
    tax,
    discount: left((line) => line.discount),
    total: sum([subtotal, shipping, order.taxesIncluded ? nothing : tax]),
  }
}
