import type { FellOut, Silence } from '../../domain/offers/decide.ts'
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
    'offer-decided': '{Title} was chosen to go with {order}',
    'offer-held': 'Nothing was offered with {order}',
    'offer-shown': 'Saw the offer of {title}',
    'offer-accepted': 'Accepted the offer of {title}',
    'offer-declined': 'Declined the offer of {title}',
  } satisfies Record<Exclude<TimelineEntry['kind'], 'order-shipped'>, string>,
  shipment: {
    shipped: '{Order} was shipped',
    cancelled: 'A shipment of {order} was prepared and cancelled later',
    failed: 'A shipment of {order} failed',
    pending: 'A shipment of {order} is being prepared',
  } satisfies Record<Shipment, string>,
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
      } as Record<string, string>,
      elsewhere: 'On another page',
      because: (customers: number) =>
        `because {customers} ${plural(customers, 'customer', 'customers')} bought it together with {title}.`,
      silence: {
        'order-cancelled': 'The order was cancelled.',
        'no-candidates': 'No product is known yet to go with what was bought.',
        'all-fell-out': 'Products that go with what was bought were found, but each one fell out.',
      } satisfies Record<Silence['why'], string>,
      considered: 'What was considered',
      together: (count: number) => `{count} ${plural(count, 'customer', 'customers')} bought both`,
      unnamed: 'A product Encore does not know',
      fate: {
        best: 'chosen',
        behind: 'possible, but another came first',
        'in-basket': 'was in this order already',
        'bought-before': 'this customer bought it before',
        'declined-before': 'this customer declined it before',
        'too-few-customers': 'too few customers bought both',
        'unknown-product': 'not known to Encore',
        'not-on-sale': 'not on sale',
        'gift-card': 'a gift card',
        'sold-out': 'sold out',
      } satisfies Record<FellOut | 'best' | 'behind', string>,
    },
  },
}
