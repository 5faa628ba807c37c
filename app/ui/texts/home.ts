import type { BudgetPolicy } from '../../domain/budget/policy.ts'
import type { FeedEntry } from '../../domain/home.ts'
import type { Placement } from '../../domain/offers/placement.ts'
import type { ImportKind, ImportProgress } from '../../domain/setup.ts'
import { plural } from './words.ts'

/** Home: "Is it working, and what needs me?" */
export const home = {
  title: 'Home',
  setup: {
    heading: 'Set up Encore',
    progress: (done: number, all: number) => `${done} of ${all} steps done`,
    complete: 'Set-up is complete',
    show: (left: number) => (left === 0 ? 'Show the steps' : `Show the steps (${left} to do)`),
    hide: 'Hide the steps',
    later: 'Do the rest later',
    done: 'Done',
    open: 'To do',
    connected: {
      heading: 'Connected to your store',
      body: 'Encore hears of every order from now on.',
    },
    history: {
      heading: 'Bring in your history',
      body: 'Products, stock, customers and past orders are read from Shopify. This runs by itself; you may leave this page.',
      doneBody: 'Products, stock, customers and past orders are here.',
    },
    block: {
      heading: 'Place the order block on your thank-you page',
      body: 'It shows up to three products that go with what was just bought, and says why. In the checkout editor, add the block named “Goes with your order” to the thank-you page, then save. This step ticks itself when the block first asks Encore for an offer.',
      doneBody: 'The block has asked for an offer: it is in place.',
      action: 'Open the checkout editor',
    },
    budget: {
      heading: 'A contact budget protects your customers',
      body: ({ weekMax, monthMax, quietFromHour, quietUntilHour }: BudgetPolicy) => {
        const rest =
          quietFromHour === quietUntilHour
            ? ''
            : ` No message goes out from ${quietFromHour}:00 until ${quietUntilHour}:00.`
        return `Encore contacts each customer at most ${plural(weekMax, 'once', `${weekMax} times`)} in any 7 days and ${plural(monthMax, 'once', `${monthMax} times`)} in any 30, on all channels together; answers to what they asked for do not count.${rest}`
      },
      action: 'Change it in Settings',
    },
    journey: {
      heading: 'Publish your first journey',
      body: 'A journey says what happens after a purchase: a how-to when the parcel has arrived, a reminder before something runs out. Several are ready-made, and a dry run shows what one would have done with your past orders. Nothing is sent before you publish it.',
      doneBody: 'A journey was published.',
      action: 'Choose a journey',
    },
    firstOrder: {
      heading: 'See the first order arrive',
      body: 'Place a test order in your store, or wait for a customer to. It appears under “Today” within seconds.',
      doneBody: 'Orders placed since you installed Encore have arrived.',
    },
  },
  imports: {
    kind: {
      products: 'Products',
      inventory: 'Stock',
      customers: 'Customers',
      orders: 'Past orders',
    } satisfies Record<ImportKind, string>,
    status: {
      'not-begun': 'Not begun',
      waiting: 'Waiting for its turn',
      asking: 'Shopify is preparing the data',
      reading: '{kept} brought in so far',
      done: '{kept} brought in',
      failed: 'Stopped after {kept}',
    } satisfies Record<ImportProgress['status'], string>,
  },
  needs: {
    heading: 'What needs you',
    nothing: 'Nothing needs you right now.',
    aside: (count: number, isMore: boolean) =>
      `${isMore ? 'More than {count}' : '{count}'} ${plural(count, 'message', 'messages')} from Shopify could not be processed and ${plural(count, 'was', 'were')} set aside.`,
    asideAction: 'Look at deliveries',
    importFailed: (kinds: string) => `Bringing in your history stopped: ${kinds}.`,
    importAction: 'Import again in Settings',
    requests: (count: number) =>
      `${plural(count, 'A customer has', '{count} customers have')} asked for their data. The export is ready for you to hand on.`,
    requestsAction: 'Download in Settings',
  },
  figures: {
    heading: 'Figures',
    moreThan: 'over',
    ordersToday: {
      label: 'Orders today',
      meaning: 'Placed since midnight in your store’s time zone, without cancelled ones',
    },
    customersKnown: { label: 'Customers known', meaning: 'Everyone Encore keeps a timeline for' },
    offersShown: { label: 'Offers shown', meaning: 'First seen by a shopper in the last 7 days' },
    offersAccepted: {
      label: 'Offers accepted',
      meaning: 'Pressed by a shopper in the last 7 days; not every one becomes an order',
    },
  },
  today: {
    heading: 'Today',
    deliveries: {
      none: 'Nothing from Shopify yet today.',
      some: 'Messages from Shopify today: {worked} processed, {waiting} waiting, {aside} set aside.',
    },
    empty: 'Orders, refunds and offers of today will appear here as they happen.',
    more: 'The latest {count} of today are shown.',
    // {Who} and {Title} begin a sentence, {who} and {title} stand inside one.
    guest: { inside: 'a guest', first: 'A guest' },
    noName: { inside: 'a customer', first: 'A customer' },
    product: { inside: 'a product', first: 'A product' },
    noOrder: 'an order',
    entry: {
      order: '{Who} placed {order} for {amount}',
      refund: '{amount} refunded to {who} on {order}',
      'offer-shown': '{Title} was shown to {who} {where}',
      'offer-accepted': '{Who} accepted {title} {where}',
      'offer-declined': '{Who} declined {title} {where}',
    } satisfies Record<FeedEntry['kind'], string>,
    // Where an offer stood: once its order is known, and before.
    where: {
      'thank-you': { of: 'on the thank-you page of {order}', alone: 'on the thank-you page' },
      'order-status': { of: 'on the order-status page of {order}', alone: 'on the order-status page' },
      checkout: { of: 'in the checkout of {order}', alone: 'in checkout' },
      'post-purchase': {
        of: 'on the page after the payment of {order}',
        alone: 'on the page after payment',
      },
    } satisfies Record<Placement, { of: string; alone: string }>,
    elsewhere: { of: 'with {order}', alone: 'on another page' },
  },
}
