import { whileOrderStands } from '../still-stands.ts'
import type { TriggerKind } from '../trigger-kind.ts'

/** Every order, as soon as it is paid. */
export interface OrderPaidTrigger {
  kind: 'order-paid'
}

/** The trigger of every paid order. */
export const orderPaid: TriggerKind<OrderPaidTrigger> = {
  kind: 'order-paid',
  about: 'order',
  isTimed: false,
  listensTo: ['order-paid'],
  parse: () => ({ kind: 'order-paid' }),
  fired(_trigger, event) {
    if (event.kind !== 'order-paid') return []
    const { orderId, at } = event
    return [{ key: orderId, triggeredAt: at, dueAt: at, orderId, productId: undefined }]
  },
  stillDue: (_trigger, _enrollment, facts) => whileOrderStands(facts),
  assumes: () => [{ field: 'customer.orders', is: 'at-least', value: 1 }],
}
