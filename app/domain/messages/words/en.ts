import type { Words } from '../words-shape.ts'

/** English. */
export const en: Words = {
  greeting: { warm: 'Good to have you here, {{first_name}}.', plain: 'Hello {{first_name}},' },
  missing: { product: 'your order', shop: 'this shop' },
  reasons: {
    ordered: 'You get this because you ordered from {{shop}} on {{date}}.',
    delivered: 'You get this because your order of {{date}} has arrived.',
    'ordered-again': 'You get this because you have ordered from {{shop}} several times, last on {{date}}.',
    refunded: 'You get this because your order of {{date}} was refunded.',
    'running-out': 'You get this because you may be running out of {{product}}.',
    quiet: 'You get this because it has been a while since your last order, on {{date}}.',
    birthday: 'You get this because you told {{shop}} your birthday.',
    anniversary: 'You get this because you first ordered from {{shop}} on {{date}}.',
    customer: 'You get this because you are a customer of {{shop}}.',
  },
  frame: {
    preferences: 'Choose what you hear from us',
    stopAll: 'Stop all messages',
    buy: 'Put it in a cart',
    cartNote: 'The button opens a cart. Nothing is bought until you check out.',
    priceNow: '{{now}} instead of {{was}}',
    amountOff: '{{amount}} off at checkout',
    freeShipping: 'With free shipping',
    gift: 'With {{gift}} for free',
  },
  items: {
    'bought-together': {
      one: '{{count}} customer bought it with {{with}}',
      other: '{{count}} customers bought it with {{with}}',
    },
    'bought-again': { one: 'You have bought it {{count}} time', other: 'You have bought it {{count}} times' },
    'bought-again-rhythm': {
      one: 'You buy it about every {{count}} day',
      other: 'You buy it about every {{count}} days',
    },
    'comes-back': {
      one: '{{count}} customer came back for it after about {{days}} days',
      other: '{{count}} customers came back for it after about {{days}} days',
    },
    popular: {
      one: 'Bought by {{count}} customer in {{days}} days',
      other: 'Bought by {{count}} customers in {{days}} days',
    },
    alike: 'Similar to {{with}}',
    picked: 'Picked by the shop',
    'picked-with': 'Picked by the shop to go with {{with}}',
    suggested: 'Suggested with {{with}}',
    reminder: 'You asked to be reminded of it',
  },
  templates: {
    welcome: {
      subject: 'Thank you for your first order',
      body: 'We have your order, and we are glad you found us.\n\nIf anything is unclear, before it arrives or after, write to us. A person reads it.',
    },
    'how-to': {
      subject: 'A good start with {{product}}',
      body: '{{product}} should be with you by now. Take a quiet moment for the first try, begin simply, and give it a few days.\n\nIf something does not work as you expect, write to us. We would rather help than see it end up in a drawer.',
      button: 'See all about it',
    },
    'check-in': {
      subject: 'How is {{product}}?',
      body: 'You have had {{product}} for a little while now. Is it what you hoped for?\n\nIf it is, that is all we wanted to hear. If not, tell us what is wrong, and we will look for a way to put it right.',
    },
    'month-after': {
      subject: 'A month with {{product}}',
      body: 'By now {{product}} is probably part of your days. This is when questions about care and wear come up.\n\nIf you have one, ask. And if something has changed for the worse, we want to know.',
    },
    'goes-well': {
      subject: 'Goes well with {{product}}',
      body: 'You chose {{product}}. Here is what goes with it, and with each thing the reason why we thought of it.\n\nIf you have all you need, there is nothing to do.',
    },
    'running-out': {
      subject: 'Enough of {{product}} left?',
      body: 'Going by your earlier orders, {{product}} may be running out about now.\n\nIf there is plenty left, say so on the page below, and we will ask again later.',
      button: 'Order it again',
    },
    'second-order': {
      subject: 'For when you need something again',
      body: 'It has been a while since your first order. If you were happy with it, here is where to find the rest of what we do.\n\nIf you were not, we would like to know why.',
      button: 'Look around',
    },
    'we-miss-you': {
      subject: 'It has been a while',
      body: 'You used to come by more often, and that is fine: things change.\n\nIf something went wrong, tell us. If you have simply had enough of our messages, the page below ends them, all or some.',
      button: 'See what is new',
    },
    'thank-regular': {
      subject: 'Thank you for coming back',
      body: 'You have ordered from us again and again, and we notice.\n\nThere is nothing to buy here. We only wanted to say thank you.',
    },
    'sorry-refund': {
      subject: 'About your refund',
      body: 'Your order did not go as it should, and money went back to you. We are sorry for the trouble.\n\nIf you tell us what went wrong, we can do better. If you would rather leave it at that, we understand.',
    },
    birthday: {
      subject: 'Happy birthday, {{first_name}}',
      body: 'All the best for the year ahead, from everyone at {{shop}}.\n\nYou told us the day yourself. On the page below you can take it back at any time.',
    },
  },
}
