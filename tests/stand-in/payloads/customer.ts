import type { State } from '../world/state.ts'
import type { Consent, Customer } from '../world/types/customers.ts'
import type { Order } from '../world/types/orders.ts'
import { addressBody, bare, stamp } from './json.ts'

/**
 * A customer as webhooks carry it. Since 2025-01 without tags, consent, order count and sum:
 * https://shopify.dev/changelog/new-customer-s-webhook-and-changes-to-existing-customer-s-webhooks-payload
 */
export function customerBody(state: State, customer: Customer) {
  return { ...customerInside(state, customer), addresses: [addressOf(customer)].filter(Boolean) }
}

/** The same inside an order. */
export function customerInside(state: State, customer: Customer) {
  return {
    id: bare(customer.id),
    created_at: stamp(customer.createdAtMs, state.shop.timeZone),
    updated_at: stamp(customer.updatedAtMs, state.shop.timeZone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state,
    note: null,
    verified_email: customer.email !== null,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: state.shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: customer.id,
    default_address: addressOf(customer),
  }
}

function addressOf(customer: Customer) {
  const address = addressBody(customer.address)
  if (!address) return null
  return {
    id: bare(customer.id),
    customer_id: bare(customer.id),
    ...address,
    country_name: address.country,
    default: true,
  }
}

export function deletedCustomerBody(customer: Customer) {
  return { id: bare(customer.id), tax_exemptions: [], admin_graphql_api_id: customer.id }
}

export function consentBody(state: State, customer: Customer) {
  return {
    customer_id: bare(customer.id),
    email_address: customer.email,
    email_marketing_consent: saidConsent(state, customer.emailConsent, customer.consentAtMs),
  }
}

export function smsConsentBody(state: State, customer: Customer) {
  return {
    id: bare(customer.id),
    phone: customer.phone,
    sms_marketing_consent: {
      ...saidConsent(state, customer.smsConsent, customer.smsConsentAtMs),
      consent_collected_from: 'other',
    },
  }
}

function saidConsent(state: State, consent: Consent, atMs: number | null) {
  return {
    state: consent,
    opt_in_level: consent === 'not_subscribed' ? null : 'single_opt_in',
    consent_updated_at: atMs === null ? null : stamp(atMs, state.shop.timeZone),
  }
}

export function mergeBody(kept: Customer, gone: Customer) {
  return {
    admin_graphql_api_customer_kept_id: kept.id,
    admin_graphql_api_customer_deleted_id: gone.id,
    admin_graphql_api_job_id: null,
    status: 'success',
    errors: [],
  }
}

/** The two compliance topics about one person. */
export function privacyBody(
  state: State,
  customer: Customer,
  orders: Order[],
  kind: 'data-request' | 'redact',
) {
  const ids = orders.map((order) => bare(order.id))
  const about = {
    shop_id: bare(state.shop.id),
    shop_domain: state.shop.domain,
    customer: { id: bare(customer.id), email: customer.email, phone: customer.phone },
  }
  if (kind === 'redact') return { ...about, orders_to_redact: ids }
  return { ...about, orders_requested: ids, data_request: { id: state.version } }
}
