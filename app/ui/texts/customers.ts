import { plural } from './words.ts'

/** Customers: "Who are they, one by one?" */
export const customers = {
  title: 'Customers',
  search: {
    label: 'Search customers',
    placeholder: 'Name, email, phone or order number',
  },
  columns: { name: 'Customer', lastOrder: 'Last order', orders: 'Orders', spent: 'Spent' },
  meaning:
    'The latest order stands first; cancelled ones are not counted. Spent is what was paid in full, less refunds, without test orders.',
  found: 'The closest stand first. Spelling mistakes are forgiven.',
  table: 'Customers',
  ordersWord: (count: number) => plural(count, 'order', 'orders'),
  noName: 'No name',
  noOrder: 'None yet',
  next: 'Next page',
  first: 'Back to the first page',
  empty: {
    heading: 'No customers yet',
    body: 'They appear here as your history is brought in, and with every new order. Home shows how far it has come.',
    action: 'Go to Home',
  },
  notFound: {
    heading: (typed: string) => `Nobody found for “${typed}”`,
    body: 'Try a part of the name, the email address, or an order number such as 1042.',
  },
}

/** What a customer spent, in up to three currencies, or in one and some others. */
export const spent = {
  nothing: 'Nothing yet',
  one: '{a}',
  two: '{a} and {b}',
  three: '{a}, {b} and {c}',
  more: (count: number) => `{a}, and more in {count} other ${plural(count, 'currency', 'currencies')}`,
}

/** One customer: who they are to the shop, and all that happened. */
export const customer = {
  noName: 'Customer without a name',
  arriving: { title: 'Customer', subtitle: 'On the way' },
  facts: {
    heading: 'At a glance',
    since: 'Customer since',
    orders: 'Orders',
    value: 'Spent',
    valueMeaning: 'Orders paid in full, less refunds, without test orders and cancelled ones',
    rhythm: 'Usual rhythm',
    consent: 'May be written to',
    noOrders: 'None yet',
    ordersMeaning: (count: number) =>
      plural(count, '{count} order, {ago}', '{count} orders, the last one {ago}'),
    rhythmEvery: (days: number, gaps: number) =>
      days <= 1
        ? `Nearly every day, judging by ${gaps} gaps between orders`
        : `About every {days} days, judging by ${gaps} gaps between orders`,
    rhythmUnknown: 'Not clear yet: it takes orders on three days',
  },
  consent: {
    email: 'Email',
    sms: 'Text message',
    state: {
      subscribed: 'yes',
      not_subscribed: 'not asked for',
      unsubscribed: 'no, unsubscribed',
      pending: 'not confirmed yet',
      invalid: 'no valid address',
      redacted: 'erased',
    } as Record<string, string>,
    stopped: {
      'own-word': 'no, they turned it off on their own page',
      bounced: 'no, messages came back',
      complained: 'no, they reported a message as spam',
    },
    unknown: 'not known',
  },
  merged: {
    title: 'Merged customer',
    heading: 'Shopify merged this customer into another',
    body: 'Their orders and everything that happened are on the other customer’s page.',
    action: 'Go to the other customer',
  },
  forgotten: {
    title: 'Forgotten customer',
    heading: 'This customer asked to be forgotten',
    body: 'Everything Encore knew about them was erased, and nothing new will be kept. Orders stay in your figures without a name.',
    action: 'Go to Customers',
  },
  deleted: {
    title: 'Deleted customer',
    heading: 'This customer was deleted in Shopify',
    body: 'Deleted on {date}. Encore no longer shows who they were or what happened.',
    action: 'Go to Customers',
  },
}
