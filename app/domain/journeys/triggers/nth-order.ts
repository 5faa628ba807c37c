import { wholeIn } from '../../json-fields.ts'
import { whileOrderStands } from '../still-stands.ts'
import type { TriggerKind } from '../trigger-kind.ts'

/** A customer's first order, their third, or every one from the fifth. */
export interface NthOrderTrigger {
  kind: 'nth-order'
  /** 1 is the first. */
  number: number
  orLater: boolean
}

const numberMax = 1_000

/** The trigger of the order with a certain number. */
export const nthOrder: TriggerKind<NthOrderTrigger> = {
  kind: 'nth-order',
  about: 'order',
  isTimed: false,
  listensTo: ['order-paid'],
  parse(json) {
    const number = wholeIn(json.number)
    if (number === undefined || number < 1 || number > numberMax) return { field: 'number' }
    return { kind: 'nth-order', number, orLater: json.orLater === true }
  },
  fired({ number, orLater }, event, { orderNumber }) {
    if (event.kind !== 'order-paid' || orderNumber === undefined) return []
    if (orLater ? orderNumber < number : orderNumber !== number) return []
    const { orderId, at } = event
    return [{ key: orderId, triggeredAt: at, dueAt: at, orderId, productId: undefined }]
  },
  stillDue: (_trigger, _enrollment, facts) => whileOrderStands(facts),
  assumes: ({ number }) => [{ field: 'customer.orders', is: 'at-least', value: number }],
}
