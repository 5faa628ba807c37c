import type { Consent, Customer } from '../customers.ts'
import type { ShopifyId } from '../shopify-id.ts'
import {
  has,
  idAt,
  ownId,
  type Part,
  partAt,
  requiredIdAt,
  tagsAt,
  textAt,
  timeAt,
  Unreadable,
} from './read.ts'

/** A customer as a webhook tells them, alone or inside an order. What the payload does not speak of stays unsaid. */
export function customerOf(part: Part): Customer {
  const updatedAt = timeAt(part, 'updated_at') ?? timeAt(part, 'created_at')
  if (!updatedAt) throw new Unreadable(`${part.path}.updated_at is missing`)
  const home = partAt(part, 'default_address')
  return {
    id: ownId(part, 'Customer'),
    email: textAt(part, 'email'),
    phone: textAt(part, 'phone'),
    firstName: textAt(part, 'first_name'),
    lastName: textAt(part, 'last_name'),
    locale: textAt(part, 'locale'),
    countryCode: home && textAt(home, 'country_code'),
    // Since 2025-01 a customer's webhooks leave tags and consent to topics of their own.
    tags: has(part, 'tags') ? tagsAt(part, 'tags') : undefined,
    emailConsent: consentOf(partAt(part, 'email_marketing_consent')),
    smsConsent: consentOf(partAt(part, 'sms_marketing_consent')),
    createdAt: timeAt(part, 'created_at') ?? updatedAt,
    updatedAt,
  }
}

/** What a customer said about being written to. */
export interface ConsentChange {
  customerId: ShopifyId<'Customer'>
  channel: 'email' | 'sms'
  consent: Consent
}

/** A change of consent, by `customers_email_marketing_consent/update` or `customers_marketing_consent/update`. */
export function consentChangeOf(part: Part, channel: ConsentChange['channel']): ConsentChange {
  const consent = consentOf(partAt(part, `${channel}_marketing_consent`))
  if (!consent) throw new Unreadable(`${channel}_marketing_consent is missing`)
  const customerId = idAt(part, 'customer_id', 'Customer') ?? ownId(part, 'Customer')
  return { customerId, channel, consent }
}

function consentOf(part: Part | undefined): Consent | undefined {
  const state = part && textAt(part, 'state')
  return part && state
    ? { state: state.toLowerCase(), updatedAt: timeAt(part, 'consent_updated_at') }
    : undefined
}

/** Two customers that Shopify made one. */
export interface CustomerMerge {
  keptId: ShopifyId<'Customer'>
  deletedId: ShopifyId<'Customer'>
  isCompleted: boolean
}

/** A merge by `customers/merge`, which Shopify also sends when it failed or only began. */
export function customerMergeOf(part: Part): CustomerMerge {
  return {
    keptId: requiredIdAt(part, 'admin_graphql_api_customer_kept_id', 'Customer'),
    deletedId: requiredIdAt(part, 'admin_graphql_api_customer_deleted_id', 'Customer'),
    isCompleted: textAt(part, 'status')?.toLowerCase() === 'completed',
  }
}
