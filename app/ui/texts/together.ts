import type { TieWord } from '../../domain/offers/tie.ts'
import { plural } from './words.ts'

/** Products that go together: "What do our own orders say, and what do we say to it?" */
export const together = {
  title: 'Products that go together',
  what: 'What your customers bought in the same order. The next offer follows what you say here.',
  back: 'Offers',
  middle: 'Product in the middle',
  map: (title: string) => `Map of what goes with ${title}`,
  mapMeaning: 'The thicker the line, the more customers bought both.',
  list: (title: string) => `What goes with ${title}`,
  customers: (count: number) => `{count} ${plural(count, 'customer', 'customers')}`,
  evidence: (count: number) =>
    count === 0
      ? 'Nobody has bought both in one order yet.'
      : `{count} different ${plural(count, 'customer', 'customers')} bought both in one order.`,
  orders: 'The last orders with both:',
  readingOrders: 'Reading the last orders',
  tie: {
    pinned: 'Pinned',
    banned: 'Banned',
    alternative: 'Alternatives',
  } satisfies Record<TieWord, string>,
  meaning: {
    pinned: (other: string, title: string) => `${other} is offered first with ${title}.`,
    banned: (other: string, title: string) => `${other} is never offered with ${title}.`,
    alternative: (other: string, title: string) =>
      `${other} and ${title} take each other’s place: neither is offered with the other.`,
  } satisfies Record<TieWord, (other: string, title: string) => string>,
  say: {
    pinned: 'Pin',
    banned: 'Ban',
    alternative: 'Alternatives, not complements',
  } satisfies Record<TieWord, string>,
  sayOf: (what: string, other: string) => `${what}: ${other}`,
  undo: 'Undo',
  toMiddle: 'Put in the middle',
  add: 'Pin another product',
  said: {
    pinned: (other: string) => `${other} is pinned. The next offer obeys.`,
    banned: (other: string) => `${other} is banned. The next offer obeys.`,
    alternative: (other: string) => `${other} is an alternative. The next offer obeys.`,
    undone: (other: string) => `What you said of ${other} is taken back.`,
    'not-there': 'One of the products is no longer there, or they are the same.',
    'too-many': 'You may say something of 50 products beside one. Take something back first.',
  },
  thisProduct: 'This product',
  empty: {
    heading: 'No product yet',
    body: 'Once your products have come in from Shopify, what goes with them is drawn here.',
    alone: 'Nobody has bought anything with it yet. You may pin what you know to go with it.',
  },
}
