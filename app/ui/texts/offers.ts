import { plural } from './words.ts'

/** Offers: "What do we offer to whom, and is it worth it?" */
export const offers = {
  title: 'Offers',
  what: 'The first rule that fits a purchase decides what is offered.',
  create: 'Write a rule',
  orders: 'Orders and their offers',
  together: 'Products that go together',
  list: 'Rules in order',
  otherwise: 'Encore chooses what goes best with the purchase, without a discount.',
  otherwiseHeading: 'When no rule fits',
  sentence: {
    when: (condition: string, result: string) => `When ${condition}, ${result}.`,
    products: (titles: string) => `offer ${titles}`,
    collection: (title: string) => `offer what goes best out of ${title}`,
    encore: 'offer what goes best with it',
    nothing: 'offer nothing',
    with: {
      percentage: (percent: number) => `with ${percent}% off`,
      amount: (amount: string) => `with ${amount} off`,
      'free-shipping': 'with free shipping',
      gift: (title: string) => `with ${title} as a gift`,
    },
    everywhere: 'everywhere',
  },
  placement: {
    'thank-you': 'on the thank-you page',
    'order-status': 'on the order status page',
    checkout: 'in checkout',
    'post-purchase': 'on the page after payment',
  },
  status: { on: 'On', off: 'Off', draft: 'Draft' },
  results: {
    meaning:
      'Shown, accepted and net are of the last 30 days. Net is what buyers paid for the offered products in orders that arrived, less discount, refunds and cost.',
    shown: 'Shown',
    accepted: 'Accepted',
    net: 'Net',
    netBeforeCost: 'Net, before cost',
    none: 'Not shown yet',
  },
  actions: {
    up: (name: string) => `Move up: ${name}`,
    down: (name: string) => `Move down: ${name}`,
    drag: (name: string) => `Drag to move: ${name}`,
    more: (name: string) => `More for ${name}`,
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    duplicate: 'Duplicate',
    remove: 'Delete',
  },
  copyOf: (name: string) => `Copy of ${name}`,
  said: {
    moved: (name: string, place: number, all: number) => `“${name}” is now number ${place} of ${all}.`,
    on: (name: string) => `“${name}” is on. Shoppers meet it from now on.`,
    off: (name: string) => `“${name}” is off.`,
    duplicated: (name: string) => `“${name}” was duplicated; the copy is a draft.`,
    removed: (name: string) => `“${name}” was deleted.`,
    restored: (name: string) => `“${name}” is back.`,
    undo: 'Undo',
    gone: 'This rule is no longer there. Someone may have deleted it.',
    unfit: 'This rule is not complete. Open it, fill in what is missing, and turn it on then.',
    tooMany: 'There may be at most 100 rules. Delete one that you no longer need.',
  },
  empty: {
    heading: 'Begin with what your own orders say',
    body: 'Without rules, Encore chooses what goes best with each purchase. With a rule you decide: for whom, what, and at what price.',
    bare: 'There are not enough orders yet to propose a rule. Encore chooses what goes best with each purchase; you may write a rule of your own.',
    open: 'Open in the editor',
  },
  proposals: {
    pair: {
      name: (one: string, other: string) => `${other} with ${one}`,
      evidence: (customers: number, count: string, one: string, other: string) =>
        `${count} ${plural(customers, 'customer', 'customers')} bought ${one} and ${other} in the same order.`,
    },
    repeat: {
      name: (one: string) => `${one} again`,
      evidence: (customers: number, count: string, one: string, days: number) =>
        `${count} ${plural(customers, 'customer', 'customers')} bought ${one} more than once, usually about ${days} days apart.`,
    },
    stock: {
      name: (one: string, other: string) => `${other} with ${one}, for less`,
      evidence: (stock: string, customers: number, count: string, one: string, other: string) =>
        `You have ${stock} of ${other} in stock, and ${count} ${plural(customers, 'customer', 'customers')} bought it with ${one}.`,
    },
  },
}
