import { numberOf } from '../world/ids.ts'
import type { Customer } from '../world/types/customers.ts'
import { addressNode } from './address-node.ts'
import { connection, type PageArgs } from './connection.ts'
import type { Context } from './context.ts'
import { moment, momentOrNull, money } from './money.ts'

export function customerNode(context: Context, customer: Customer) {
  const { state } = context.shop
  const orders = () => state.ordersByCustomer.get(customer.id) ?? []
  const optInLevel = customer.emailConsent === 'not_subscribed' ? null : 'SINGLE_OPT_IN'
  return {
    __typename: 'Customer',
    id: customer.id,
    legacyResourceId: numberOf(customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: [customer.firstName, customer.lastName].filter(Boolean).join(' ') || (customer.email ?? ''),
    email: customer.email,
    phone: customer.phone,
    locale: customer.locale,
    state: customer.state.toUpperCase(),
    tags: customer.tags,
    note: null,
    verifiedEmail: customer.email !== null,
    createdAt: moment(customer.createdAtMs),
    updatedAt: moment(customer.updatedAtMs),
    numberOfOrders: String(customer.ordersCount),
    amountSpent: money(customer.spentMinor, state.shop.currency),
    defaultAddress: addressNode(customer.address, customer.id),
    defaultEmailAddress: customer.email && {
      emailAddress: customer.email,
      marketingState: customer.emailConsent.toUpperCase(),
      marketingOptInLevel: optInLevel,
      marketingUpdatedAt: momentOrNull(customer.consentAtMs),
      validFormat: true,
    },
    defaultPhoneNumber: customer.phone && {
      phoneNumber: customer.phone,
      smsMarketingConsent: {
        state:
          customer.smsConsent === 'not_subscribed' ? 'NEVER_SUBSCRIBED' : customer.smsConsent.toUpperCase(),
        optInLevel: customer.smsConsent === 'not_subscribed' ? null : 'SINGLE_OPT_IN',
        updatedAt: momentOrNull(customer.smsConsentAtMs),
      },
    },
    emailMarketingConsent: customer.email && {
      marketingState: customer.emailConsent.toUpperCase(),
      marketingOptInLevel: optInLevel,
      consentUpdatedAt: momentOrNull(customer.consentAtMs),
    },
    lastOrder: () => {
      const last = orders().at(-1)
      return last ? context.nodes.order(last) : null
    },
    orders: (args: PageArgs & { query?: string; sortKey?: string }) =>
      connection(context.nodes.ordersAmong(args, orders()), args, context.nodes.order),
    taxExempt: false,
    lifetimeDuration: 'some time',
  }
}
