import type { FellOut } from '../../domain/offers/offerable.ts'
import type { Evidence, Silence } from '../../domain/offers/reason.ts'
import type { Shipment, TimelineEntry, TimelineFilter } from '../../domain/timeline.ts'
import { plural } from './words.ts'

/** The timeline of one customer. */
export const timeline = {
  heading: 'Timeline',
  filters: {
    label: 'Show',
    all: 'Everything',
    orders: 'Orders',
    parcels: 'Parcels',
    offers: 'Offers',
    journeys: 'Journeys',
    messages: 'Messages',
    words: 'Their own words',
    account: 'Account',
  } satisfies Record<TimelineFilter | 'label' | 'all', string>,
  older: 'Show older',
  empty: {
    all: 'Nothing has happened yet. The first order will stand here.',
    filtered: 'Nothing of this kind has happened yet.',
  },
  // {Order} and {Title} begin a sentence, {order} and {title} stand inside one.
  headline: {
    'customer-joined': 'Became a customer',
    'consent-changed': 'Changed what they may be sent',
    'order-placed': 'Placed {order} for {amount}',
    'order-cancelled': '{Order} was cancelled',
    'order-refunded': '{amount} refunded on {order}',
    'order-delivered': '{Order} was delivered',
    'offer-decided': 'Chosen to go with {order}: {title}',
    'offer-held': 'Nothing was offered with {order}',
    'offer-shown': 'Saw the offer of {title}',
    'offer-accepted': 'Accepted the offer of {title}',
    'offer-declined': 'Declined the offer of {title}',
    'offer-disliked': 'Said that {title} is not for them',
    'offer-postponed': 'Asked to be reminded of {title}',
    'offer-bought': 'Bought {title}, which was offered, with {order}',
    'journey-entered': 'Began {journey}',
    'journey-ended': 'Ended: {journey}',
    'touch-held': 'Held back: {touch}',
    'touch-sent': 'Sent: {touch}',
    'touch-dropped': 'Not sent: {touch}',
    'terms-changed': 'Chose anew how they want to be reached',
  } satisfies Record<Exclude<TimelineEntry['kind'], 'order-shipped' | 'step-passed' | 'intent-said'>, string>,
  shipment: {
    shipped: '{Order} was shipped',
    cancelled: 'A shipment of {order} was prepared and cancelled later',
    failed: 'A shipment of {order} failed',
    pending: 'A shipment of {order} is being prepared',
  } satisfies Record<Shipment, string>,
  // Several offered products in one headline.
  listed: { between: ', ', last: ' and ' },
  anOrder: { inside: 'an order', first: 'An order' },
  aProduct: { inside: 'a product that is no longer there', first: 'A product that is no longer there' },
  evidence: {
    joined: 'Shopify knows this customer since then.',
    order: {
      removed: (count: number) => `${count} refunded or removed since`,
      buyerTotal: 'The buyer saw {amount}.',
      source: {
        web: 'Bought in the online store.',
        pos: 'Bought at the point of sale.',
        shopify_draft_order: 'Entered as a draft order.',
      } as Record<string, string>,
      test: 'This is a test order.',
      status: {
        paid: 'Paid.',
        pending: 'Payment is pending.',
        authorized: 'Payment is authorised.',
        partially_paid: 'Partly paid.',
        partially_refunded: 'Partly refunded.',
        refunded: 'Refunded.',
        voided: 'Payment was voided.',
      } as Record<string, string>,
    },
    cancelReason: {
      customer: 'The customer changed their mind.',
      inventory: 'The goods were not in stock.',
      fraud: 'It was taken for fraud.',
      declined: 'The payment was declined.',
      staff: 'A mistake by staff.',
      other: 'No particular reason was given.',
    } as Record<string, string>,
    refundWithoutLines: 'The refund names no products.',
    carrier: (company: string | undefined) =>
      company ? `The carrier is ${company}.` : 'The carrier is not named.',
    shipment: {
      shipped: '',
      cancelled: 'The shipment was cancelled later.',
      failed: 'Shopify reports that the shipment failed.',
      pending: 'Shopify does not report it as shipped yet.',
    } satisfies Record<Shipment, string>,
    delivered: 'The carrier reported that it arrived.',
    offer: {
      placement: {
        'thank-you': 'On the thank-you page',
        'order-status': 'On the order-status page',
        checkout: 'In checkout',
        'post-purchase': 'On the page after payment',
      } as Record<string, string>,
      elsewhere: 'On another page',
      why: {
        'bought-together': (customers: number) =>
          `because {customers} ${plural(customers, 'customer', 'customers')} bought it together with {title}.`,
        'bought-again': () => 'because they bought it {times} times before.',
        'comes-back': (customers: number) =>
          `because they bought it once, and {customers} ${plural(customers, 'customer', 'customers')} bought it again after about {days} days.`,
        popular: (customers: number) =>
          `because {customers} ${plural(customers, 'customer', 'customers')} bought it in the last {days} days.`,
        alike: () => 'because it is of the same kind as {title}.',
        picked: () => 'because your shop chose it to go with {title}.',
        suggested: () => 'because Shopify recommends it with {title}.',
        reminder: () => 'because they asked to be reminded of it.',
      } satisfies Record<Evidence['kind'], (customers: number) => string>,
      pickedForAll: 'because a rule of your shop chose it.',
      silence: {
        'order-cancelled': 'The order was cancelled.',
        'nothing-left': 'Nothing was left of the order: all of it was taken out or sent back.',
        'offers-off': 'The customer wants no offers.',
        'budget-used-up': 'The contact budget was used up: they had heard enough for now.',
        'own-terms': 'By the customer’s own terms: a pause, a limit, or none of this.',
        'help-first': 'Something was not well with an order: help comes first.',
        'held-out': 'The customer is left alone on purpose, to see what contacts change.',
        'rule-says-nothing': 'A rule of your shop leaves such purchases alone.',
        'foreign-currency': 'Shopify shows this page only to who pays in your shop’s own currency.',
        'no-candidates': 'No product is known yet to go with what was bought.',
        'all-fell-out': 'Products that go with what was bought were found, but each one fell out.',
      } satisfies Record<Silence['why'], string>,
      considered: 'What was considered',
      whole: 'See the whole decision',
      evidence: {
        'bought-together': (customers: number) =>
          `{customers} ${plural(customers, 'customer', 'customers')} bought both`,
        'bought-again': () => 'bought {times} times by this customer',
        'comes-back': (customers: number) =>
          `{customers} ${plural(customers, 'customer', 'customers')} bought it again after about {days} days`,
        popular: (customers: number) =>
          `{customers} ${plural(customers, 'customer', 'customers')} in the last {days} days`,
        alike: () => 'of the same kind',
        picked: () => 'chosen by your shop',
        suggested: () => 'recommended by Shopify',
        reminder: () => 'the customer asked to be reminded',
      } satisfies Record<Evidence['kind'], (customers: number) => string>,
      unnamed: 'A product Encore does not know',
      fate: {
        chosen: 'chosen',
        behind: 'possible, but another came first',
        'in-basket': 'was in this order already',
        'left-out': 'the shopper had said that it is not for them',
        banned: 'your shop said that it does not go with this',
        alternative: 'your shop said that it takes the place of what was bought',
        'bought-before': 'this customer bought it before',
        'not-kept': 'this customer bought it before and kept nothing of it',
        'declined-before': 'this customer declined it before',
        disliked: 'this customer said that it is not for them',
        postponed: 'this customer wants to see it later',
        'too-few-customers': 'too few customers bought it to say so',
        'unknown-product': 'not known to Encore',
        'not-on-sale': 'not on sale',
        'gift-card': 'a gift card',
        'sold-out': 'sold out',
        'too-dear': 'far above what this customer usually pays',
      } satisfies Record<FellOut | 'chosen' | 'behind', string>,
    },
  },
}
