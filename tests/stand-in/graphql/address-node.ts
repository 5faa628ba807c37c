import { numberOf } from '../world/ids.ts'
import type { Address } from '../world/types/customers.ts'

export function addressNode(address: Address | null, ownerId: string) {
  if (!address) return null
  return {
    __typename: 'MailingAddress',
    id: `gid://shopify/MailingAddress/${numberOf(ownerId)}?model_name=Address`,
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    address1: address.address1,
    address2: null,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCodeV2: address.countryCode,
    zip: address.zip,
    phone: address.phone,
    company: null,
    timeZone: null,
  }
}
