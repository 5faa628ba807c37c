import type { Consent, Customer } from '../world/types/customers.ts'
import type { Gid } from '../world/types/shop.ts'
import type { Context } from './context.ts'
import { customerNode } from './customer-node.ts'

type ConsentInput = { marketingState: string; consentUpdatedAt?: string | null }
export type EmailConsentArgs = {
  input: { customerId: Gid<'Customer'>; emailMarketingConsent: ConsentInput }
}
export type SmsConsentArgs = { input: { customerId: Gid<'Customer'>; smsMarketingConsent: ConsentInput } }

/** Takes a customer's word on being written to by email. */
export function updateEmailConsent(context: Context, { input }: EmailConsentArgs) {
  const { customerId, emailMarketingConsent: said } = input
  return update(context, customerId, said, {
    field: 'emailMarketingConsent',
    isReachable: ({ email }) => email !== null,
    saidAtMs: ({ consentAtMs }) => consentAtMs,
    keep: (state, atMs) => context.shop.world.setConsent(customerId, state, atMs),
  })
}

/** The same for text messages. */
export function updateSmsConsent(context: Context, { input }: SmsConsentArgs) {
  const { customerId, smsMarketingConsent: said } = input
  return update(context, customerId, said, {
    field: 'smsMarketingConsent',
    isReachable: ({ phone }) => phone !== null,
    saidAtMs: ({ smsConsentAtMs }) => smsConsentAtMs,
    keep: (state, atMs) => context.shop.world.setSmsConsent(customerId, state, atMs),
  })
}

interface ConsentKind {
  field: string
  isReachable(customer: Customer): boolean
  saidAtMs(customer: Customer): number | null
  keep(state: Consent, atMs: number | undefined): Customer
}

const settable: Partial<Record<string, Consent>> = { SUBSCRIBED: 'subscribed', UNSUBSCRIBED: 'unsubscribed' }

/** Of two words the one that was said last counts, whichever is told last. */
function update(
  context: Context,
  id: Gid<'Customer'>,
  { marketingState, consentUpdatedAt }: ConsentInput,
  kind: ConsentKind,
) {
  const customer = context.shop.state.customers.get(id)
  const state = settable[marketingState]
  const refusal = context.userErrors
    ? { field: [kind.field], message: context.userErrors }
    : !customer
      ? { field: ['customerId'], message: 'Customer not found' }
      : !kind.isReachable(customer)
        ? { field: [kind.field], message: 'There is no address for it' }
        : !state && { field: [kind.field, 'marketingState'], message: 'Cannot be set' }
  if (refusal || !customer || !state)
    return { customer: null, userErrors: refusal ? [{ code: 'INVALID', ...refusal }] : [] }
  const atMs = consentUpdatedAt ? Date.parse(consentUpdatedAt) : undefined
  const isOlder = atMs !== undefined && atMs < (kind.saidAtMs(customer) ?? Number.NEGATIVE_INFINITY)
  const kept = isOlder ? customer : kind.keep(state, atMs)
  return { customer: customerNode(context, kept), userErrors: [] }
}
