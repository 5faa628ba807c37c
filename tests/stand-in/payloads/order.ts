import { referenceOf } from '../post-purchase/input.ts'
import { numberOf } from '../world/ids.ts'
import { decimal } from '../world/markets.ts'
import type { State } from '../world/state.ts'
import type { Order, OrderLine } from '../world/types/orders.ts'
import { customerInside } from './customer.ts'
import { fulfilmentInside } from './fulfilment.ts'
import { addressBody, bare, currenciesOf, moneySet, stamp } from './json.ts'
import { lineBody } from './line.ts'
import { amounts } from './order-amounts.ts'
import { refundBody } from './refund.ts'

/** The whole order as `orders/*` carries it; field by field like Shopify's own in `shared/webhooks`. */
export function orderBody(state: State, order: Order) {
  const customer = order.customerId ? state.customers.get(order.customerId) : undefined
  const at = (ms: number) => stamp(ms, state.shop.timeZone)
  return {
    id: bare(order.id),
    admin_graphql_api_id: order.id,
    ...fromBrowser(state, order),
    cancel_reason: order.cancelReason,
    cancelled_at: order.cancelledAtMs === null ? null : at(order.cancelledAtMs),
    closed_at: null,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: at(order.createdAtMs),
    currency: order.currency,
    customer_locale: order.locale,
    device_id: null,
    discount_codes: discountCodes(order),
    duties_included: false,
    email: order.email ?? '',
    estimated_taxes: false,
    financial_status: order.financialStatus,
    fulfillment_status: order.fulfilmentStatus,
    ...fixed(order),
    name: order.name,
    note: order.note,
    note_attributes: order.noteAttributes,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${state.shop.domain}/${numberOf(state.shop.id)}/orders/${order.token}/authenticate?key=${order.token.slice(0, 16)}`,
    payment_gateway_names: [order.source === 'pos' ? 'cash' : 'bogus'],
    phone: order.phone,
    presentment_currency: order.presentmentCurrency,
    processed_at: at(order.createdAtMs),
    source_name: order.source,
    tags: order.tags.join(', '),
    taxes_included: order.taxesIncluded,
    test: false,
    token: order.token,
    ...amounts(order),
    updated_at: at(order.updatedAtMs),
    user_id: order.source === 'pos' ? bare(state.shop.owner.userId) : null,
    billing_address: addressBody(order.billingAddress),
    customer: customer ? customerInside(state, customer) : null,
    discount_applications: discountApplications(order),
    fulfillments: order.fulfilments.map((each) => fulfilmentInside(state, order, each)),
    line_items: order.lines.map((line) => lineBody(state, order, line)),
    payment_terms: null,
    refunds: order.refunds.map((each) => refundBody(state, order, each)),
    shipping_address: addressBody(order.shippingAddress),
    shipping_lines: shippingLines(order),
    returns: [],
  }
}

function fromBrowser(state: State, order: Order) {
  const isWeb = order.source === 'web'
  const customer = order.customerId ? state.customers.get(order.customerId) : undefined
  return {
    app_id: 580111,
    browser_ip: isWeb ? '127.0.0.1' : null,
    buyer_accepts_marketing: customer?.emailConsent === 'subscribed',
    cart_token: isWeb ? order.token.slice(0, 24) : null,
    checkout_id: isWeb ? Number(`3${order.number}00`) : null,
    checkout_token: isWeb ? referenceOf(order) : null,
    client_details: isWeb
      ? {
          accept_language: order.locale,
          browser_height: null,
          browser_ip: '127.0.0.1',
          browser_width: null,
          session_hash: null,
          user_agent: null,
        }
      : null,
    landing_site: isWeb ? '/' : null,
    landing_site_ref: null,
    location_id: isWeb ? null : 655441491,
    referring_site: null,
  }
}

// What nobody uses here, but what is always there.
function fixed(order: Order) {
  return {
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    po_number: null,
    reference: null,
    source_identifier: null,
    source_url: null,
    tax_exempt: false,
    total_tip_received: decimal(0, order.currency),
    total_weight: order.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0),
  }
}

function discountCodes(order: Order) {
  return appliedOf(order).map(({ code, type = 'percentage' }, index) => {
    const amount = decimal(index === 0 ? order.totalDiscount.shop : 0, order.currency)
    return { code, amount, type }
  })
}

function discountApplications(order: Order) {
  return appliedOf(order).map(({ code, percent, type }) => ({
    target_type: type === 'shipping' ? 'shipping_line' : 'line_item',
    type: 'discount_code',
    value: type === 'fixed_amount' ? decimal(order.totalDiscount.shop, order.currency) : percent.toFixed(1),
    value_type: type === 'fixed_amount' ? 'fixed_amount' : 'percentage',
    allocation_method: 'across',
    target_selection: 'all',
    code,
  }))
}

function appliedOf(order: Order) {
  return order.discount ? [order.discount, ...(order.moreDiscounts ?? [])] : []
}

function shippingLines(order: Order) {
  const of = currenciesOf(order)
  if (!order.shipping) return []
  const price = decimal(order.shipping.price.shop, order.currency)
  return [
    {
      id: bare(order.shipping.id),
      carrier_identifier: null,
      code: order.shipping.title,
      current_discounted_price_set: moneySet(order.shipping.price, of),
      discounted_price: price,
      discounted_price_set: moneySet(order.shipping.price, of),
      is_removed: false,
      phone: null,
      price,
      price_set: moneySet(order.shipping.price, of),
      requested_fulfillment_service_id: null,
      source: 'shopify',
      title: order.shipping.title,
      tax_lines: [],
      discount_allocations: [],
    },
  ]
}

/** `orders/edited`: not the order but what was changed about it. */
export function orderEditBody(state: State, order: Order, line: OrderLine) {
  return {
    order_edit: {
      id: Number(`${order.number}${order.lines.length}`),
      app_id: null,
      created_at: stamp(order.updatedAtMs, state.shop.timeZone),
      notify_customer: false,
      order_id: bare(order.id),
      reason: null,
      staff_note: null,
      user_id: bare(state.shop.owner.userId),
      line_items: { additions: [{ id: bare(line.id), delta: line.quantity }], removals: [] },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  }
}
