import { numberOf } from '../world/ids.ts'
import { nothing } from '../world/order-building.ts'
import type { Fulfilment, Order, Refund } from '../world/types/orders.ts'
import type { Bag } from '../world/types/shop.ts'
import { connectionOf, type PageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { lineNode } from './line-node.ts'
import { moment, momentOrNull, moneyBag } from './money.ts'
import { locationNode } from './product-node.ts'

type FirstArg = { first?: number | null }

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
    order: () => context.nodes.order(order),
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
    order: () => context.nodes.order(order),
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
