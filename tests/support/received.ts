import type { ReceivedDelivery } from '../../app/features/orders/receive-delivery.ts'
import { noon, shop } from './database.ts'

/** A delivery as the door hands it on, at noon. */
export function aReceived(id: string, body = Buffer.from('{}')): ReceivedDelivery {
  return {
    shopId: shop,
    id,
    topic: 'orders/create',
    apiVersion: undefined,
    eventId: undefined,
    triggeredAt: undefined,
    receivedAt: noon,
    body,
  }
}
