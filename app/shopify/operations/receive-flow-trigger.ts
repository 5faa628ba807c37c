import { ReceiveFlowTriggerDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { refuseUserErrors } from '../answers.ts'

/** Fields of a trigger by the keys of its extension; `customer_id` is the customer that it refers to. */
export type FlowPayload = Readonly<Record<string, string | number>>

/**
 * Has every workflow of the shop begin that waits for this trigger of ours. Called twice they begin twice. Throws
 * `Rejected` for what Shopify does not take. Payloads are limited to 50,000 bytes.
 * Source: https://shopify.dev/docs/apps/build/flow/triggers/reference
 */
export async function receiveFlowTrigger(admin: Admin, handle: string, payload: FlowPayload): Promise<void> {
  const { flowTriggerReceive: received } = await admin.ask(ReceiveFlowTriggerDocument, { handle, payload })
  refuseUserErrors('flowTriggerReceive', received?.userErrors ?? [])
}
