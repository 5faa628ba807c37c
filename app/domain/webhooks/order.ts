import type { Customer } from '../customers.ts'
import type { CustomerRef, Line, Order } from '../orders.ts'
import { customerOf } from './customer.ts'
import { fulfillmentOf } from './fulfillment.ts'
import {
  idAt,
  integerAt,
  isAt,
  minorAt,
  ownId,
  type Part,
  partAt,
  partsAt,
  requiredTextAt,
  requiredTimeAt,
  textAt,
  textsAt,
  timeAt,
} from './read.ts'
import { refundOf } from './refund.ts'

/** An order as a webhook tells it, and its buyer where the payload holds a whole customer. */
export function orderOf(part: Part): { order: Order; customer: Customer | undefined } {
  const id = ownId(part, 'Order')
  const currency = requiredTextAt(part, 'currency').toUpperCase()
  const createdAt = requiredTimeAt(part, 'created_at')
  const buyer = partAt(part, 'customer')
  const order: Order = {
    id,
    name: textAt(part, 'name') ?? `#${textAt(part, 'order_number') ?? ''}`,
    customer: buyer && refOf(buyer),
    processedAt: timeAt(part, 'processed_at') ?? createdAt,
    createdAt,
    updatedAt: timeAt(part, 'updated_at') ?? createdAt,
    cancelledAt: timeAt(part, 'cancelled_at'),
    cancelReason: textAt(part, 'cancel_reason'),
    currency,
    subtotalMinor: minorAt(part, 'subtotal_price', currency) ?? 0,
    totalMinor: minorAt(part, 'total_price', currency) ?? 0,
    discountMinor: minorAt(part, 'total_discounts', currency) ?? 0,
    presentmentTotal: presentmentTotalOf(part, currency),
    financialStatus: textAt(part, 'financial_status')?.toLowerCase(),
    fulfillmentStatus: textAt(part, 'fulfillment_status')?.toLowerCase(),
    sourceName: textAt(part, 'source_name'),
    locale: textAt(part, 'customer_locale'),
    countryCode: countryOf(part),
    isTest: isAt(part, 'test'),
    discountCodes: [
      ...new Set(partsAt(part, 'discount_codes').flatMap((each) => textAt(each, 'code') ?? [])),
    ],
    gateways: [...new Set(textsAt(part, 'payment_gateway_names'))],
    checkoutToken: textAt(part, 'checkout_token'),
    lines: unique(partsAt(part, 'line_items').map((line) => lineOf(line, currency))),
    refunds: unique(partsAt(part, 'refunds').map((refund) => refundOf(refund, currency, { id, currency }))),
    fulfillments: unique(partsAt(part, 'fulfillments').map((each) => fulfillmentOf(each, id))),
  }
  // Shopify's test notifications leave a customer's times out: then it is a name, not a state.
  const customer = buyer && timeAt(buyer, 'updated_at') ? customerOf(buyer) : undefined
  return { order, customer }
}

function refOf(buyer: Part): CustomerRef {
  return {
    id: ownId(buyer, 'Customer'),
    email: textAt(buyer, 'email'),
    phone: textAt(buyer, 'phone'),
    firstName: textAt(buyer, 'first_name'),
    lastName: textAt(buyer, 'last_name'),
  }
}

function presentmentTotalOf(part: Part, currency: string): Order['presentmentTotal'] {
  const bag = partAt(part, 'total_price_set')
  const money = bag && partAt(bag, 'presentment_money')
  const shown = (money && textAt(money, 'currency_code'))?.toUpperCase()
  const minor = money && shown ? minorAt(money, 'amount', shown) : undefined
  return shown !== undefined && minor !== undefined
    ? { minor, currency: shown }
    : { minor: minorAt(part, 'total_price', currency) ?? 0, currency }
}

function countryOf(part: Part): string | undefined {
  for (const key of ['shipping_address', 'billing_address']) {
    const address = partAt(part, key)
    const code = address && textAt(address, 'country_code')
    if (code) return code
  }
  const buyer = partAt(part, 'customer')
  const home = buyer && partAt(buyer, 'default_address')
  return home && textAt(home, 'country_code')
}

function lineOf(part: Part, currency: string): Line {
  const quantity = integerAt(part, 'quantity') ?? 0
  return {
    id: ownId(part, 'LineItem'),
    productId: idAt(part, 'product_id', 'Product'),
    variantId: idAt(part, 'variant_id', 'ProductVariant'),
    title: textAt(part, 'title') ?? textAt(part, 'name') ?? '',
    variantTitle: textAt(part, 'variant_title'),
    quantity,
    currentQuantity: integerAt(part, 'current_quantity') ?? quantity,
    priceMinor: minorAt(part, 'price', currency) ?? 0,
    discountMinor: discountOf(part, currency),
  }
}

/** All discounts on the line: its allocations hold the order's shares too, `total_discount` only its own. */
function discountOf(part: Part, currency: string): number {
  const allocations = partsAt(part, 'discount_allocations')
  if (allocations.length === 0) return minorAt(part, 'total_discount', currency) ?? 0
  return allocations.reduce((sum, each) => sum + (minorAt(each, 'amount', currency) ?? 0), 0)
}

/** Keeps the last of each id: Shopify's test notifications repeat themselves. */
function unique<Item extends { id: string }>(items: Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()]
}
