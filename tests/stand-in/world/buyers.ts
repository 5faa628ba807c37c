import { gid } from './ids.ts'
import { WorldRefusal } from './order-building.ts'
import { keepCustomer, keepOrder, type State } from './state.ts'
import type { Buyer, PlaceOrder } from './types/buying.ts'
import type { Customer } from './types/customers.ts'
import type { Order } from './types/orders.ts'

/** The thing, or the refusal that it is not there. */
export function found<T>(value: T | undefined, complaint: string): T {
  if (value === undefined) throw new WorldRefusal(complaint)
  return value
}

/** Who pays: a customer there was, one who is new with this order, or nobody known. */
export function buyerOf(state: State, request: PlaceOrder, atMs: number) {
  const { buyer } = request
  const nobody = { customer: null, created: null, email: null }
  if (buyer.kind === 'anonymous') return nobody
  if (buyer.kind === 'guest') return { ...nobody, email: buyer.email }
  if (buyer.kind === 'customer') {
    const customer = found(state.customers.get(buyer.id), `There is no customer ${buyer.id}.`)
    return { ...nobody, customer, email: customer.email }
  }
  const existing = state.customersByEmail.get(buyer.email.toLowerCase())
  if (existing) return { ...nobody, customer: existing, email: existing.email }
  const created = freshCustomer(state, personOf(state, buyer, request), atMs)
  keepCustomer(state, created)
  return { customer: created, created, email: created.email }
}

function personOf(state: State, buyer: Buyer & { kind: 'person' }, request: PlaceOrder): Partial<Customer> {
  const country = request.country ?? request.address?.countryCode
  const of = request.market ?? state.shop.markets.find((each) => each.countries.includes(country ?? ''))?.id
  return {
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    email: buyer.email.toLowerCase(),
    phone: buyer.phone ?? null,
    locale: request.locale ?? 'en',
    market: of ?? 'eu',
    address: request.address ?? null,
    emailConsent: buyer.acceptsMarketing ? 'subscribed' : 'not_subscribed',
  }
}

/** A new customer of the shop; not kept yet. */
export function freshCustomer(state: State, given: Partial<Omit<Customer, 'id'>>, atMs: number): Customer {
  state.counters.customer += 1
  const customer: Customer = {
    id: gid('Customer', state.counters.customer + state.firstNumber * 1_000_000),
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    locale: 'en',
    timeZone: state.shop.timeZone,
    market: 'eu',
    address: null,
    emailConsent: 'not_subscribed',
    smsConsent: 'not_subscribed',
    consentAtMs: given.emailConsent === 'subscribed' ? atMs : null,
    smsConsentAtMs: null,
    tags: [],
    state: 'disabled',
    ordersCount: 0,
    spentMinor: 0,
    createdAtMs: atMs,
    updatedAtMs: atMs,
  }
  return Object.assign(customer, given)
}

/** The shop keeps the sale and forgets who it was. */
export function withoutPerson(state: State, order: Order): Order {
  const bare: Order = {
    ...order,
    email: null,
    phone: null,
    shippingAddress: null,
    billingAddress: null,
    note: null,
    noteAttributes: [],
  }
  keepOrder(state, bare)
  return bare
}
