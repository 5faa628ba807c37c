import type { TriggerKind } from '../trigger-kind.ts'

/** The first money given back for an order. */
export interface RefundTrigger {
  kind: 'refund'
}

/** The trigger of a refund: once for each order, however many parts of it are refunded. */
export const refund: TriggerKind<RefundTrigger> = {
  kind: 'refund',
  about: 'order',
  isTimed: false,
  listensTo: ['refunded'],
  parse: () => ({ kind: 'refund' }),
  fired(_trigger, event) {
    if (event.kind !== 'refunded') return []
    const { orderId, at } = event
    return [{ key: `refund/${orderId}`, triggeredAt: at, dueAt: at, orderId, productId: undefined }]
  },
  // Also of an order that was cancelled.
  stillDue: (_trigger, _enrollment, { order }) => ({ kind: order ? 'due' : 'no-longer' }),
}
