import type { ShopifyId } from '../shopify-id.ts'
import {
  has,
  idAt,
  listAt,
  type Part,
  partAt,
  requiredIdAt,
  requiredTextAt,
  textAt,
  textsAt,
  Unreadable,
} from './read.ts'

/** Who is to be forgotten, and how they may be found. */
export interface Person {
  customerId: ShopifyId<'Customer'> | undefined
  email: string | undefined
  phone: string | undefined
}

/** `customers/redact`. */
export interface CustomerRedaction {
  domain: string
  person: Person
  orderIds: ShopifyId<'Order'>[]
}

/** `customers/data_request`. */
export interface DataRequest {
  domain: string
  /** Shopify's number of the request, or what stands for it. */
  id: string
  person: Person
  orderIds: ShopifyId<'Order'>[]
}

// The signature covers the body and not the topic: one body sent under another topic passes. So each of these knows
// its own shape, and the emptiest of them (shop/redact) refuses what the others carry.

/** The wish of a customer to be forgotten. Throws for the body of another topic. */
export function customerRedactionOf(part: Part): CustomerRedaction {
  if (!has(part, 'orders_to_redact') || has(part, 'data_request'))
    throw new Unreadable('payload is not that of customers/redact')
  return { domain: domainOf(part), person: personOf(part), orderIds: orderIdsAt(part, 'orders_to_redact') }
}

/** The wish of a customer to see what is held about them. Throws for the body of another topic. */
export function dataRequestOf(part: Part): DataRequest {
  const request = partAt(part, 'data_request')
  if (!request || has(part, 'orders_to_redact'))
    throw new Unreadable('payload is not that of customers/data_request')
  return {
    domain: domainOf(part),
    id: requiredTextAt(request, 'id'),
    person: personOf(part),
    orderIds: orderIdsAt(part, 'orders_requested'),
  }
}

/** The domain of the shop to be forgotten. Throws for the body of another topic. */
export function shopRedactionOf(part: Part): { domain: string } {
  if (has(part, 'customer') || !has(part, 'shop_id'))
    throw new Unreadable('payload is not that of shop/redact')
  return { domain: domainOf(part) }
}

/** The domain of the shop that left: `app/uninstalled` carries the shop itself. */
export function uninstallationOf(part: Part): { domain: string } {
  return { domain: requiredTextAt(part, 'myshopify_domain').toLowerCase() }
}

/** The scopes the shop grants from now on. */
export function scopesOf(part: Part): string[] {
  if (!Array.isArray(part.fields.current)) throw new Unreadable('current is not a list')
  return textsAt(part, 'current').sort()
}

/** A bulk operation that came to its end. */
export interface BulkFinished {
  bulkOperationId: ShopifyId<'BulkOperation'>
  /** completed, failed, canceled. */
  status: string
  errorCode: string | undefined
}

/** `bulk_operations/finish`. */
export function bulkFinishedOf(part: Part): BulkFinished {
  return {
    bulkOperationId: requiredIdAt(part, 'admin_graphql_api_id', 'BulkOperation'),
    status: requiredTextAt(part, 'status').toLowerCase(),
    errorCode: textAt(part, 'error_code')?.toLowerCase(),
  }
}

function domainOf(part: Part): string {
  return requiredTextAt(part, 'shop_domain').toLowerCase()
}

function personOf(part: Part): Person {
  const customer = partAt(part, 'customer')
  if (!customer) throw new Unreadable('customer is missing')
  const person = {
    customerId: idAt(customer, 'id', 'Customer'),
    email: textAt(customer, 'email'),
    phone: textAt(customer, 'phone'),
  }
  if (!person.customerId && !person.email && !person.phone) throw new Unreadable('customer names nobody')
  return person
}

function orderIdsAt(part: Part, key: string): ShopifyId<'Order'>[] {
  return listAt(part, key).map((value) => requiredIdAt({ path: key, fields: { id: value } }, 'id', 'Order'))
}
