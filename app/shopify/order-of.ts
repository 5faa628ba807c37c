import type { CustomerRef, Fulfillment, Line, Order, Refund } from '../domain/orders.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type {
  FulfillmentDisplayStatus,
  LineFieldsFragment,
  OrderDisplayFulfillmentStatus,
  OrderFieldsFragment,
} from './admin.generated.ts'
import { idOf, minorOf, textIfAny, timeIfAny, timeOf } from './read-fields.ts'

/** What was refunded of which line, by refund. */
export type RefundedLines = ReadonlyMap<ShopifyId<'Refund'>, Refund['lines']>

/**
 * The refunds whose lines have to be asked for. Where an order was never edited and has one refund, what is missing
 * from its lines is what that refund gave back; a bulk operation cannot read a refund's lines, and asking costs.
 */
export function refundsToAsk({ edited, refunds }: OrderFieldsFragment): string[] {
  return edited || refunds.length > 1 ? refunds.map((refund) => refund.id) : []
}

/**
 * An order as the Admin API tells it, in the same words as a webhook would: both go through the same doors after.
 * Amounts are those before returns, as in the webhook's `total_price`. Throws `Rejected` for what cannot be read.
 */
export function orderOf(
  fields: OrderFieldsFragment,
  lines: LineFieldsFragment[],
  refunded: RefundedLines,
): Order {
  const id = idOf('Order', fields.id)
  const currency: string = fields.currencyCode
  const minor = (bag: { shopMoney: { amount: string } } | null) =>
    bag ? minorOf(bag.shopMoney.amount, currency) : 0
  const shown: string = fields.presentmentCurrencyCode
  return {
    id,
    name: fields.name,
    customer: buyerOf(fields.customer),
    processedAt: timeOf(fields.processedAt),
    createdAt: timeOf(fields.createdAt),
    updatedAt: timeOf(fields.updatedAt),
    cancelledAt: timeIfAny(fields.cancelledAt),
    cancelReason: fields.cancelReason?.toLowerCase(),
    currency,
    subtotalMinor: minor(fields.subtotalPriceSet),
    totalMinor: minor(fields.totalPriceSet),
    discountMinor: minor(fields.totalDiscountsSet),
    presentmentTotal: {
      minor: minorOf(fields.totalPriceSet.presentmentMoney.amount, shown),
      currency: shown,
    },
    financialStatus: fields.displayFinancialStatus?.toLowerCase(),
    fulfillmentStatus: fulfillmentStatuses[fields.displayFulfillmentStatus],
    sourceName: textIfAny(fields.sourceName),
    locale: textIfAny(fields.customerLocale),
    countryCode: fields.shippingAddress?.countryCodeV2 ?? fields.billingAddress?.countryCodeV2 ?? undefined,
    isTest: fields.test,
    discountCodes: [...new Set(fields.discountCodes)],
    gateways: [...new Set(fields.paymentGatewayNames)],
    checkoutToken: textIfAny(fields.checkoutToken),
    lines: lines.map((line) => lineOf(line, currency)),
    refunds: fields.refunds.map((refund) => ({
      ...refundOf(refund, id, currency),
      lines: refunded.get(idOf('Refund', refund.id)) ?? missingOf(lines),
    })),
    fulfillments: fields.fulfillments.map((each) => fulfillmentOf(each, id)),
  }
}

// Webhooks know only these words, and null for the rest.
const fulfillmentStatuses: Partial<Record<OrderDisplayFulfillmentStatus, string>> = {
  FULFILLED: 'fulfilled',
  PARTIALLY_FULFILLED: 'partial',
  RESTOCKED: 'restocked',
}

// A webhook's `shipment_status`; what Shopify only shows its merchants is none.
const shipmentStatuses: Partial<Record<FulfillmentDisplayStatus, string>> = {
  ATTEMPTED_DELIVERY: 'attempted_delivery',
  CARRIER_PICKED_UP: 'carrier_picked_up',
  CONFIRMED: 'confirmed',
  DELAYED: 'delayed',
  DELIVERED: 'delivered',
  FAILURE: 'failure',
  IN_TRANSIT: 'in_transit',
  LABEL_PRINTED: 'label_printed',
  LABEL_PURCHASED: 'label_purchased',
  OUT_FOR_DELIVERY: 'out_for_delivery',
  READY_FOR_PICKUP: 'ready_for_pickup',
}

function buyerOf(customer: OrderFieldsFragment['customer']): CustomerRef | undefined {
  if (!customer) return undefined
  return {
    id: idOf('Customer', customer.id),
    email: textIfAny(customer.defaultEmailAddress?.emailAddress),
    phone: textIfAny(customer.defaultPhoneNumber?.phoneNumber),
    firstName: textIfAny(customer.firstName),
    lastName: textIfAny(customer.lastName),
  }
}

function lineOf(line: LineFieldsFragment, currency: string): Line {
  const discounts = line.discountAllocations.map((each) =>
    minorOf(each.allocatedAmountSet.shopMoney.amount, currency),
  )
  return {
    id: idOf('LineItem', line.id),
    productId: line.product ? idOf('Product', line.product.id) : undefined,
    variantId: line.variant ? idOf('ProductVariant', line.variant.id) : undefined,
    title: line.title,
    variantTitle: textIfAny(line.variantTitle),
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    priceMinor: minorOf(line.originalUnitPriceSet.shopMoney.amount, currency),
    discountMinor: discounts.reduce((sum, minor) => sum + minor, 0),
  }
}

function refundOf(
  refund: OrderFieldsFragment['refunds'][number],
  orderId: ShopifyId<'Order'>,
  currency: string,
): Omit<Refund, 'lines'> {
  return {
    id: idOf('Refund', refund.id),
    orderId,
    createdAt: timeOf(refund.createdAt ?? refund.processedAt),
    amount: { minor: minorOf(refund.totalRefundedSet.shopMoney.amount, currency), currency },
  }
}

function missingOf(lines: LineFieldsFragment[]): Refund['lines'] {
  return lines
    .filter((line) => line.currentQuantity < line.quantity)
    .map((line) => ({ lineId: idOf('LineItem', line.id), quantity: line.quantity - line.currentQuantity }))
}

function fulfillmentOf(
  fulfillment: OrderFieldsFragment['fulfillments'][number],
  orderId: ShopifyId<'Order'>,
): Fulfillment {
  return {
    id: idOf('Fulfillment', fulfillment.id),
    orderId,
    status: fulfillment.status.toLowerCase(),
    shipmentStatus: fulfillment.displayStatus ? shipmentStatuses[fulfillment.displayStatus] : undefined,
    trackingCompany: textIfAny(fulfillment.trackingInfo[0]?.company),
    createdAt: timeOf(fulfillment.createdAt),
    updatedAt: timeOf(fulfillment.updatedAt),
    deliveredAt: timeIfAny(fulfillment.deliveredAt),
  }
}
