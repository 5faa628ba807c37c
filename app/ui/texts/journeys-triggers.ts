import type { Trigger } from '../../domain/journeys/triggers.ts'

/** What begins a journey: as sentences, and what its panel asks. {names} stand for the parts to press. */
export const journeyTriggers = {
  names: {
    'order-paid': 'Every order',
    'order-delivered': 'An order arrives',
    'nth-order': 'A certain order of theirs',
    refund: 'Money is refunded',
    'replenishment-due': 'Something runs out',
    quiet: 'They have been quiet',
    birthday: 'Their birthday',
    anniversary: 'A year after their first order',
    'tag-joined': 'They get a tag',
    called: 'Shopify Flow or you begin it',
  } satisfies Record<Trigger['kind'], string>,
  about: {
    'order-paid': 'As soon as it is paid.',
    'order-delivered':
      'When the carrier says so. Where it does not, after as many days as your parcels usually take.',
    'nth-order': 'Their first, their third, or every one from the fifth.',
    refund: 'Once for each order.',
    'replenishment-due':
      'When they will probably need it again, judging by how long it lasts them and others.',
    quiet: 'When they have not ordered for longer than is usual for them. Once after each order.',
    birthday: 'If they said when it is. Every year.',
    anniversary: 'Every year on that day.',
    'tag-joined': 'In Shopify, by you, Flow or another app. Each time that it is new.',
    called: 'With the action “Start a journey” in Shopify Flow, by another program, or on a customer’s page.',
  } satisfies Record<Trigger['kind'], string>,
  says: {
    'order-paid': 'When {order} is paid',
    'order-delivered': 'When {order} has arrived',
    'nth-order': 'When {number} is paid',
    refund: 'When {money} is refunded',
    'replenishment-due': '{leadDays} {product} runs out',
    quiet: 'When they have been {quiet}',
    birthday: '{daysBefore} birthday',
    anniversary: '{daysBefore} of their first order',
    'tag-joined': 'When they are tagged {tag}',
    called: 'When {somebody} begins it',
  } satisfies Record<Trigger['kind'], string>,
  order: 'an order',
  money: 'money',
  quiet: 'quiet for longer than usual',
  somebody: 'Shopify Flow, another program or you',
  nth: {
    one: (which: string) => `their ${which} order`,
    orLater: (which: string) => `their ${which} order or a later one`,
    number: 'Which of their orders',
    numberHelp: '1 is the first.',
    orLater1: 'And every one after it',
    problem: 'Enter a whole number from 1 to 1000.',
    ordinals: { one: '{number}st', two: '{number}nd', few: '{number}rd', other: '{number}th' } as Record<
      string,
      string
    >,
    first: ['first', 'second', 'third', 'fourth', 'fifth'],
  },
  replenishment: {
    before: (days: string) => `${days} before`,
    onTheDay: 'When',
    any: 'something they buy again',
    what: 'What',
    anyChoice: 'Anything that customers buy again',
    oneChoice: 'One product',
    product: 'Product',
    leadDays: 'How many days before',
    problem: (max: number) => `Enter a whole number from 0 to ${max}.`,
  },
  yearly: {
    onTheDay: { birthday: 'On their', anniversary: 'On the anniversary' },
    before: {
      birthday: (days: string) => `${days} before their`,
      anniversary: (days: string) => `${days} before the anniversary`,
    },
    daysBefore: 'How many days before',
    daysBeforeHelp: '0 is the day itself.',
    problem: (max: number) => `Enter a whole number from 0 to ${max}.`,
  },
  tag: { tag: 'Tag', help: 'As it stands on the customer in Shopify.', nothing: 'no tag yet' },
}
