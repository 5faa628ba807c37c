import { decimal } from '../world/markets.ts'
import type { State } from '../world/state.ts'
import type { Order, OrderLine } from '../world/types/orders.ts'
import { bare, currenciesOf, moneySet, shopAmount } from './json.ts'

/** A line item as it stands inside orders, fulfilments and refunds. */
export function lineBody(state: State, order: Order, line: OrderLine) {
  const of = currenciesOf(order)
  const product = state.products.get(line.productId)
  const isSent = line.unfulfilledQuantity === 0
  return {
    id: bare(line.id),
    admin_graphql_api_id: line.id,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: Math.min(line.unfulfilledQuantity, line.currentQuantity),
    fulfillment_service: line.giftCard ? 'gift_card' : 'manual',
    fulfillment_status: isSent && order.fulfilments.length > 0 ? 'fulfilled' : null,
    gift_card: line.giftCard,
    grams: line.grams,
    name: [line.title, line.variantTitle].filter(Boolean).join(' - '),
    price: shopAmount(line.price, of),
    price_set: moneySet(line.price, of),
    product_exists: product !== undefined,
    product_id: product ? bare(line.productId) : null,
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: !line.giftCard,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: !line.giftCard,
    title: line.title,
    total_discount: decimal(0, order.currency),
    total_discount_set: moneySet({ shop: 0, buyer: 0 }, of),
    variant_id: product ? bare(line.variantId) : null,
    variant_inventory_management: line.giftCard ? null : 'shopify',
    variant_title: line.variantTitle,
    vendor: product?.vendor ?? null,
    tax_lines: taxLines(order, line),
    duties: [],
    discount_allocations: allocations(order, line),
  }
}

function taxLines(order: Order, line: OrderLine) {
  const of = currenciesOf(order)
  if (line.tax.buyer === 0) return []
  return [
    {
      channel_liable: false,
      price: shopAmount(line.tax, of),
      price_set: moneySet(line.tax, of),
      rate: order.taxRate,
      title: order.taxesIncluded ? 'VAT' : 'State Tax',
    },
  ]
}

function allocations(order: Order, line: OrderLine) {
  const of = currenciesOf(order)
  if (line.discount.buyer === 0) return []
  return [
    {
      amount: shopAmount(line.discount, of),
      amount_set: moneySet(line.discount, of),
      discount_application_index: 0,
    },
  ]
}
