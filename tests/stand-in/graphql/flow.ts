import type { Context } from './context.ts'

export type TriggerArgs = { handle?: string | null; payload?: unknown }

const payloadBytesMax = 50_000

/** Shopify Flow takes a trigger of the app; no workflow of this shop waits for one, so the log tells of it. */
export function receiveTrigger({ shop, userErrors }: Context, { handle, payload }: TriggerArgs) {
  const refusal = userErrors ?? refusalOf(handle, payload)
  if (refusal) return { userErrors: [{ field: ['body'], message: refusal }] }
  const customer = customerOf(shop.state.customers, payload)
  shop.world.log.add({
    shop: shop.world.shop.domain,
    kind: 'app',
    text: `Flow was told "${handle}"${customer ? ` of ${customer.firstName ?? 'a customer'}` : ''}`,
  })
  return { userErrors: [] }
}

function refusalOf(handle: TriggerArgs['handle'], payload: unknown): string | undefined {
  if (!handle) return 'Errors validating schema: handle is missing'
  const bytes = Buffer.byteLength(JSON.stringify(payload ?? null))
  return bytes > payloadBytesMax ? 'Payload is too large' : undefined
}

function customerOf<Person>(customers: ReadonlyMap<string, Person>, payload: unknown): Person | undefined {
  const digits =
    typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'customer_id') : undefined
  return customers.get(`gid://shopify/Customer/${String(digits)}`)
}
