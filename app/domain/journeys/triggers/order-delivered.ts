import { daysLater } from '../../time-zone.ts'
import type { TriggerKind } from '../trigger-kind.ts'

/** Every order when it has arrived; where no carrier says so, after the days that parcels of the shop usually take. */
export interface OrderDeliveredTrigger {
  kind: 'order-delivered'
}

/** The trigger of every order that has arrived. */
export const orderDelivered: TriggerKind<OrderDeliveredTrigger> = {
  kind: 'order-delivered',
  about: 'order',
  isTimed: false,
  listensTo: ['order-fulfilled', 'order-delivered'],
  parse: () => ({ kind: 'order-delivered' }),
  fired(_trigger, event, { deliveryDays, timeZone }) {
    if (event.kind !== 'order-fulfilled' && event.kind !== 'order-delivered') return []
    const { orderId, at } = event
    const dueAt = event.kind === 'order-delivered' ? at : daysLater(at, deliveryDays, timeZone)
    return [{ key: orderId, triggeredAt: dueAt, dueAt, orderId, productId: undefined }]
  },
  // Looked at before its time when the carrier says that it arrived.
  stillDue(_trigger, _enrollment, { order, customer, shop }, now) {
    if (!order || order.cancelledAt) return { kind: 'no-longer' }
    if (order.deliveredAt && order.deliveredAt <= now) return { kind: 'due' }
    if (!order.fulfilledAt) return { kind: 'no-longer' }
    const at = daysLater(order.fulfilledAt, shop.deliveryDays, customer?.timeZone ?? shop.timeZone)
    return at <= now ? { kind: 'due' } : { kind: 'later', at }
  },
  assumes: () => [{ field: 'customer.orders', is: 'at-least', value: 1 }],
}
