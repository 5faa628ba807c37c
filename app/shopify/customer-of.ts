import type { Consent, Customer } from '../domain/customers.ts'
import type { CustomerFieldsFragment } from './admin.generated.ts'
import { idOf, textIfAny, timeIfAny, timeOf } from './read-fields.ts'

/** A customer as the Admin API tells them, in the same words as a webhook would. */
export function customerOf(fields: CustomerFieldsFragment): Customer {
  const email = fields.defaultEmailAddress
  const phone = fields.defaultPhoneNumber
  return {
    id: idOf('Customer', fields.id),
    email: textIfAny(email?.emailAddress),
    phone: textIfAny(phone?.phoneNumber),
    firstName: textIfAny(fields.firstName),
    lastName: textIfAny(fields.lastName),
    locale: textIfAny(fields.locale),
    countryCode: fields.defaultAddress?.countryCodeV2 ?? undefined,
    tags: fields.tags,
    emailConsent: email ? consentOf(email.marketingState, email.marketingUpdatedAt) : undefined,
    smsConsent: phone
      ? consentOf(phone.smsMarketingConsent.state, phone.smsMarketingConsent.updatedAt)
      : undefined,
    createdAt: timeOf(fields.createdAt),
    updatedAt: timeOf(fields.updatedAt),
  }
}

function consentOf(state: string, updatedAt: string | null): Consent {
  const word = state === 'NEVER_SUBSCRIBED' ? 'not_subscribed' : state.toLowerCase()
  return { state: word, updatedAt: timeIfAny(updatedAt) }
}
