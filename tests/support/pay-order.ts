import { noon, shop } from './database.ts'
import { putDelivery, workAll } from './intake.ts'
import { anOrderPayload } from './payloads.ts'

/**
 * Has Shopify tell of an order that is paid `at` its moment, and works all that it tells. It is customer 7's, or `by`
 * whom the test says; what else the test says of it, its times included, stands over that.
 */
export async function payOrder(
  order: { id?: number; [key: string]: unknown } = {},
  { by, at = noon, shopId = shop }: { by?: number; at?: Date; shopId?: string } = {},
): Promise<void> {
  const time = at.toISOString()
  const payload = anOrderPayload({
    created_at: time,
    processed_at: time,
    updated_at: time,
    ...(by !== undefined && { customer: { id: by, email: `c${by}@example.com` } }),
    ...order,
  })
  await putDelivery('orders/paid', payload, { at, shopId })
  await workAll({ shopId, now: at })
}
