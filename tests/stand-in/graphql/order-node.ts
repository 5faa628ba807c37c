import { current } from '../payloads/order.ts'
import { numberOf } from '../world/ids.ts'
import { lineTotal, nothing, sum } from '../world/order-building.ts'
import type { Address, Bag, Fulfilment, Order, OrderLine, Refund } from '../world/types.ts'
import { connectionOf, type PageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { moment, momentOrNull, moneyBag } from './money.ts'
import { imageNode, locationNode, productNode, variantNode } from './product-node.ts'

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
    statusPageUrl: `https://${state.shop.domain}/orders/${order.token}`,
    discountCode: order.discount?.code ?? null,
    discountCodes: order.discount ? [order.discount.code] : [],
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

export function lineNode(context: Context, order: Order, line: OrderLine) {
  const { state } = context.shop
  const product = state.products.get(line.productId)
  const variant = state.variants.get(line.variantId)
  const bag = (of: Bag) => moneyBag(of, order)
  const each = (of: Bag): Bag => ({
    shop: Math.round(of.shop / line.quantity),
    buyer: Math.round(of.buyer / line.quantity),
  })
  const gross = { shop: line.price.shop * line.quantity, buyer: line.price.buyer * line.quantity }
  const net = lineTotal(line)
  return {
    __typename: 'LineItem',
    id: line.id,
    name: [line.title, line.variantTitle].filter(Boolean).join(' - '),
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: product?.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: line.unfulfilledQuantity,
    nonFulfillableQuantity: line.quantity - line.currentQuantity,
    requiresShipping: !line.giftCard,
    taxable: !line.giftCard,
    isGiftCard: line.giftCard,
    image: () => (product ? imageNode(context, product) : null),
    product: () => product && productNode(context, product),
    variant: () => variant && product && variantNode(context, product, variant),
    customAttributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    originalUnitPriceSet: bag(line.price),
    originalTotalSet: bag(gross),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean }) =>
      bag(withCodeDiscounts ? net : gross),
    discountedUnitPriceSet: bag(line.price),
    discountedUnitPriceAfterAllDiscountsSet: bag(each(net)),
    totalDiscountSet: bag(line.discount),
    discountAllocations: line.discount.buyer === 0 ? [] : [{ allocatedAmountSet: bag(line.discount) }],
    taxLines: ({ first }: FirstArg) =>
      [
        {
          title: order.taxesIncluded ? 'VAT' : 'State Tax',
          rate: order.taxRate,
          ratePercentage: order.taxRate * 100,
          priceSet: bag(line.tax),
        },
      ].slice(0, first ?? undefined),
  }
}

export function fulfilmentNode(context: Context, order: Order, fulfilment: Fulfilment) {
  const seen = (status: string) => fulfilment.events.find((event) => event.status === status)?.atMs
  const last = fulfilment.events.at(-1)?.status
  const lines = fulfilment.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((each) => each.id === lineId)
    return line ? [{ id: `gid://shopify/FulfillmentLineItem/${numberOf(lineId)}`, quantity, line }] : []
  })
  return {
    __typename: 'Fulfillment',
    id: fulfilment.id,
    legacyResourceId: numberOf(fulfilment.id),
    name: fulfilment.name,
    status: fulfilment.status === 'success' ? 'SUCCESS' : 'CANCELLED',
    displayStatus: last?.toUpperCase() ?? 'FULFILLED',
    createdAt: moment(fulfilment.createdAtMs),
    updatedAt: moment(fulfilment.updatedAtMs),
    deliveredAt: momentOrNull(seen('delivered')),
    inTransitAt: momentOrNull(seen('in_transit')),
    estimatedDeliveryAt: null,
    totalQuantity: fulfilment.lines.reduce((all, line) => all + line.quantity, 0),
    requiresShipping: fulfilment.trackingNumber !== null,
    trackingInfo: ({ first }: FirstArg) =>
      fulfilment.trackingNumber
        ? [
            {
              company: fulfilment.trackingCompany,
              number: fulfilment.trackingNumber,
              url: `https://parcels.example.com/${fulfilment.trackingNumber}`,
            },
          ].slice(0, first ?? undefined)
        : [],
    events: (args: PageArgs) =>
      connectionOf(fulfilment.events, args, (event) => ({
        __typename: 'FulfillmentEvent',
        id: event.id,
        status: event.status.toUpperCase(),
        happenedAt: moment(event.atMs),
        createdAt: moment(event.atMs),
        message: null,
        city: null,
        province: null,
        country: null,
        zip: null,
        address1: null,
      })),
    fulfillmentLineItems: (args: PageArgs) =>
      connectionOf(lines, args, ({ id, quantity, line }) => ({
        __typename: 'FulfillmentLineItem',
        id,
        quantity,
        lineItem: () => lineNode(context, order, line),
      })),
    order: () => orderNode(context, order),
  }
}

export function refundNode(context: Context, order: Order, refund: Refund) {
  const bag = (of: Bag) => moneyBag(of, order)
  const paid = { id: refund.transactionId, refund }
  return {
    __typename: 'Refund',
    id: refund.id,
    legacyResourceId: numberOf(refund.id),
    createdAt: moment(refund.createdAtMs),
    processedAt: moment(refund.createdAtMs),
    updatedAt: moment(refund.createdAtMs),
    note: refund.note,
    order: () => orderNode(context, order),
    totalRefundedSet: bag(refund.amount),
    refundLineItems: (args: PageArgs) =>
      connectionOf(refund.lines, args, (each) => {
        const line = order.lines.find((candidate) => candidate.id === each.lineId)
        return {
          __typename: 'RefundLineItem',
          id: each.id,
          quantity: each.quantity,
          restockType: refund.restock ? 'RETURN' : 'NO_RESTOCK',
          restocked: refund.restock,
          lineItem: () => line && lineNode(context, order, line),
          priceSet: bag(line?.price ?? nothing),
          subtotalSet: bag(each.subtotal),
          totalTaxSet: bag(each.tax),
          location: refund.restock ? locationNode() : null,
        }
      }),
    transactions: (args: PageArgs) =>
      connectionOf([paid], args, () => ({
        __typename: 'OrderTransaction',
        id: refund.transactionId,
        kind: 'REFUND',
        status: 'SUCCESS',
        gateway: order.source === 'pos' ? 'cash' : 'bogus',
        amountSet: bag(refund.amount),
        createdAt: moment(refund.createdAtMs),
        processedAt: moment(refund.createdAtMs),
        test: false,
      })),
  }
}

export function addressNode(address: Address | null, ownerId: string) {
  if (!address) return null
  return {
    __typename: 'MailingAddress',
    id: `gid://shopify/MailingAddress/${numberOf(ownerId)}?model_name=Address`,
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    address1: address.address1,
    address2: null,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCodeV2: address.countryCode,
    zip: address.zip,
    phone: address.phone,
    company: null,
    timeZone: null,
  }
}
