import type { TriggerKind } from '../trigger-kind.ts'

/** They have not ordered for longer than is usual for them. */
export interface QuietTrigger {
  kind: 'quiet'
}

/** The trigger of a customer who went quiet: once after each order. */
export const quiet: TriggerKind<QuietTrigger> = {
  kind: 'quiet',
  about: 'order',
  isTimed: true,
  listensTo: ['order-paid'],
  parse: () => ({ kind: 'quiet' }),
  fired(_trigger, event, { quietAt }) {
    if (event.kind !== 'order-paid' || !quietAt) return []
    const { orderId } = event
    return [{ key: orderId, triggeredAt: quietAt, dueAt: quietAt, orderId, productId: undefined }]
  },
  // After a newer order it is that one's walk that counts.
  stillDue(_trigger, { orderId }, { orders, predicted }, now) {
    if (orders[0]?.id !== orderId || !predicted.quietAt) return { kind: 'no-longer' }
    return predicted.quietAt <= now ? { kind: 'due' } : { kind: 'later', at: predicted.quietAt }
  },
  assumes: () => [{ field: 'customer.orders', is: 'at-least', value: 1 }],
}
