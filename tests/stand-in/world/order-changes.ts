import { gid, numberOf } from './ids.ts'
import { bag, market } from './markets.ts'
import { buildLine, lineTotal, sum, totalsOf, WorldRefusal } from './order-building.ts'
import type { State } from './state.ts'
import type { RefundRequest } from './types/buying.ts'
import type { Fulfilment, Order, OrderLine, Refund, ShipmentStatus } from './types/orders.ts'
import type { Bag } from './types/shop.ts'

/** Everything here changes the order in place, at the moment given; the caller keeps it and tells the app. */

const nthOf = (state: State, order: Order) => order.number + state.firstNumber * 1_000_000

/** Sends all that is left of the order in one parcel. */
export function fulfil(state: State, order: Order, atMs: number): Fulfilment {
  const open = order.lines.filter((line) => line.unfulfilledQuantity > 0)
  if (open.length === 0 || order.cancelledAtMs) throw new WorldRefusal(`${order.name} has nothing to send.`)
  const isParcel = order.source === 'web' && open.some((line) => !line.giftCard)
  const index = order.fulfilments.length
  const fulfilment: Fulfilment = {
    id: gid('Fulfillment', nthOf(state, order) * 4 + index),
    name: `${order.name}-F${index + 1}`,
    status: 'success',
    lines: open.map((line) => ({ lineId: line.id, quantity: line.unfulfilledQuantity })),
    trackingCompany: isParcel ? carrier(order) : null,
    trackingNumber: isParcel ? `RC${numberOf(order.id).slice(-9)}${index}` : null,
    events: [],
    createdAtMs: atMs,
    updatedAtMs: atMs,
  }
  for (const line of open) line.unfulfilledQuantity = 0
  order.fulfilments.push(fulfilment)
  order.fulfilmentStatus = 'fulfilled'
  order.updatedAtMs = atMs
  return fulfilment
}

function carrier(order: Order): string {
  return { eu: 'DHL', gb: 'Royal Mail', us: 'UPS', br: 'Correios', jp: 'Yamato' }[order.market]
}

/** The parcel is seen somewhere. The same state twice changes nothing. */
export function moveParcel(state: State, order: Order, status: ShipmentStatus, atMs: number): Fulfilment {
  const fulfilment = order.fulfilments.at(-1)
  if (!fulfilment) throw new WorldRefusal(`${order.name} has no parcel yet.`)
  if (fulfilment.events.at(-1)?.status === status) return fulfilment
  const nth = nthOf(state, order) * 16 + order.fulfilments.length * 4 + fulfilment.events.length
  fulfilment.events.push({ id: gid('FulfillmentEvent', nth), status, atMs })
  fulfilment.updatedAtMs = atMs
  order.updatedAtMs = atMs
  return fulfilment
}

/** Gives money back for these lines, or for all that is left. */
export function refund(
  state: State,
  order: Order,
  request: Omit<RefundRequest, 'orderId'>,
  atMs: number,
): Refund {
  const wanted =
    request.lines ?? order.lines.map((line) => ({ lineId: line.id, quantity: line.currentQuantity }))
  const nth = nthOf(state, order) * 8 + order.refunds.length
  const lines = wanted.flatMap((each, index) => {
    const line = order.lines.find((candidate) => candidate.id === each.lineId)
    if (!line || each.quantity > line.currentQuantity)
      throw new WorldRefusal(`${order.name} has not ${each.quantity} of ${each.lineId} to refund.`)
    if (each.quantity <= 0) return []
    return [refundedLine(line, each.quantity, nth * 32 + index)]
  })
  if (lines.length === 0) throw new WorldRefusal(`${order.name} has nothing to refund.`)
  const made: Refund = {
    id: gid('Refund', nth),
    transactionId: gid('OrderTransaction', nthOf(state, order) * 8 + 1 + order.refunds.length),
    note: request.note ?? null,
    restock: request.restock ?? true,
    lines,
    amount: sum(lines.flatMap((line) => (order.taxesIncluded ? [line.subtotal] : [line.subtotal, line.tax]))),
    createdAtMs: atMs,
  }
  order.refunds.push(made)
  settle(order, made, atMs)
  return made
}

function refundedLine(line: OrderLine, quantity: number, nth: number) {
  const share = (of: Bag): Bag => ({
    shop: Math.round((of.shop * quantity) / line.quantity),
    buyer: Math.round((of.buyer * quantity) / line.quantity),
  })
  return {
    id: gid('RefundLineItem', nth),
    lineId: line.id,
    quantity,
    subtotal: share(lineTotal(line)),
    tax: share(line.tax),
  }
}

function settle(order: Order, made: Refund, atMs: number): void {
  for (const each of made.lines) {
    const line = order.lines.find((candidate) => candidate.id === each.lineId)
    if (!line) continue
    line.currentQuantity -= each.quantity
    line.unfulfilledQuantity = Math.min(line.unfulfilledQuantity, line.currentQuantity)
  }
  const isAll = order.lines.every((line) => line.currentQuantity === 0)
  order.financialStatus = isAll ? 'refunded' : 'partially_refunded'
  order.updatedAtMs = atMs
}

/** Everything back, nothing sent. */
export function cancel(
  state: State,
  order: Order,
  reason: NonNullable<Order['cancelReason']>,
  atMs: number,
): Refund | null {
  if (order.cancelledAtMs) throw new WorldRefusal(`${order.name} is cancelled already.`)
  const canRefund = order.lines.some((line) => line.currentQuantity > 0)
  const made = canRefund ? refund(state, order, { note: 'Order canceled' }, atMs) : null
  if (made && order.shipping) {
    made.amount = sum([made.amount, order.shipping.price])
  }
  order.cancelledAtMs = atMs
  order.cancelReason = reason
  order.ahead = []
  order.updatedAtMs = atMs
  return made
}

/**
 * One more product on an order that exists, as the post-purchase page or the merchant does it. `off` is taken from the
 * whole line, in the buyer's minor units.
 */
export function addLine(
  state: State,
  order: Order,
  variantId: string,
  quantity: number,
  atMs: number,
  off = 0,
): OrderLine {
  if (order.cancelledAtMs) throw new WorldRefusal(`${order.name} is cancelled.`)
  const of = market(order.market)
  const nth = nthOf(state, order)
  const line = buildLine(
    state,
    { variantId: variantId as OrderLine['variantId'], quantity },
    order.lines.length,
    nth,
    of,
    0,
    off,
  )
  const shipping = order.shipping
  order.lines.push(line)
  Object.assign(order, totalsOf(order.lines, of, order.source === 'pos', nth), { shipping })
  order.total = sum([
    order.subtotal,
    shipping?.price ?? bag(0, of),
    order.taxesIncluded ? bag(0, of) : order.totalTax,
  ])
  order.fulfilmentStatus = order.fulfilments.length > 0 ? 'partial' : null
  order.updatedAtMs = atMs
  return line
}
