import { current } from '../payloads/order-amounts.ts'
import { referenceOf } from '../post-purchase/input.ts'
import { numberOf } from '../world/ids.ts'
import { nothing, sum } from '../world/order-building.ts'
import type { Order } from '../world/types/orders.ts'
import type { Bag } from '../world/types/shop.ts'
import { addressNode } from './address-node.ts'
import { connectionOf, type PageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { lineNode } from './line-node.ts'
import { moment, momentOrNull, moneyBag } from './money.ts'
import { fulfilmentNode, refundNode } from './parcel-node.ts'
import { locationNode } from './product-node.ts'

type FirstArg = { first?: number | null }

export function orderNode(context: Context, order: Order) {
  const { state } = context.shop
  const bag = (of: Bag) => moneyBag(of, order)
  const now = current(order)
  const customer = order.customerId ? state.customers.get(order.customerId) : undefined
  return {
    __typename: 'Order',
    id: order.id,
    legacyResourceId: numberOf(order.id),
    name: order.name,
    number: order.number,
    email: order.email,
    phone: order.phone,
    createdAt: moment(order.createdAtMs),
    processedAt: moment(order.createdAtMs),
    updatedAt: moment(order.updatedAtMs),
    cancelledAt: momentOrNull(order.cancelledAtMs),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: false,
    closedAt: null,
    confirmed: true,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    test: false,
    edited: false,
    note: order.note,
    tags: order.tags,
    customAttributes: order.noteAttributes.map(({ name, value }) => ({ key: name, value })),
    customer: () => customer && context.nodes.customer(customer),
    customerLocale: order.locale,
    customerAcceptsMarketing: customer?.emailConsent === 'subscribed',
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: order.taxesIncluded,
    displayFinancialStatus: order.financialStatus.toUpperCase(),
    displayFulfillmentStatus: fulfilmentStatus(order),
    returnStatus: 'NO_RETURN',
    fullyPaid: true,
    unpaid: false,
    sourceName: order.source,
    sourceIdentifier: null,
    paymentGatewayNames: [order.source === 'pos' ? 'cash' : 'bogus'],
    checkoutToken: order.source === 'web' ? referenceOf(order) : null,
    statusPageUrl: `https://${state.shop.domain}/orders/${order.token}`,
    discountCode: order.discount?.code ?? null,
    discountCodes: [order.discount, ...(order.moreDiscounts ?? [])].flatMap((each) => each?.code ?? []),
    billingAddress: addressNode(order.billingAddress, order.id),
    shippingAddress: addressNode(order.shippingAddress, order.id),
    shippingLine: order.shipping && {
      id: `gid://shopify/ShippingLine/${order.shipping.id}`,
      title: order.shipping.title,
      code: order.shipping.title,
      originalPriceSet: bag(order.shipping.price),
      discountedPriceSet: bag(order.shipping.price),
    },
    lineItems: (args: PageArgs) => connectionOf(order.lines, args, (line) => lineNode(context, order, line)),
    fulfillments: ({ first }: FirstArg) =>
      order.fulfilments.slice(0, first ?? undefined).map((each) => fulfilmentNode(context, order, each)),
    refunds: ({ first }: FirstArg) =>
      order.refunds.slice(0, first ?? undefined).map((each) => refundNode(context, order, each)),
    totalWeight: order.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0),
    requiresShipping: order.lines.some((line) => !line.giftCard),
    subtotalPriceSet: bag(order.subtotal),
    totalPriceSet: bag(order.total),
    originalTotalPriceSet: bag(order.total),
    totalTaxSet: bag(order.totalTax),
    totalDiscountsSet: bag(order.totalDiscount),
    totalShippingPriceSet: bag(order.shipping?.price ?? nothing),
    totalRefundedSet: bag(sum(order.refunds.map((refund) => refund.amount))),
    totalReceivedSet: bag(order.total),
    totalOutstandingSet: bag(nothing),
    netPaymentSet: bag(now.total),
    currentSubtotalPriceSet: bag(now.subtotal),
    currentTotalPriceSet: bag(now.total),
    currentTotalTaxSet: bag(now.tax),
    currentTotalDiscountsSet: bag(now.discount),
    currentShippingPriceSet: bag(order.shipping?.price ?? nothing),
    subtotalLineItemsQuantity: order.lines.reduce((all, line) => all + line.quantity, 0),
    currentSubtotalLineItemsQuantity: order.lines.reduce((all, line) => all + line.currentQuantity, 0),
    retailLocation: order.source === 'pos' ? locationNode() : null,
    app: {
      id: order.source === 'pos' ? 'gid://shopify/App/129785' : 'gid://shopify/App/580111',
      name: order.source === 'pos' ? 'Point of Sale' : 'Online Store',
    },
  }
}

function fulfilmentStatus(order: Order): string {
  if (order.fulfilmentStatus === 'fulfilled') return 'FULFILLED'
  return order.fulfilmentStatus === 'partial' ? 'PARTIALLY_FULFILLED' : 'UNFULFILLED'
}
