import type { Placement } from './placement.ts'
import type { Silence } from './reason.ts'

/** The places where an order can meet an offer, in the order in which a shopper comes to them. */
export const surfaces = ['checkout', 'post-purchase', 'thank-you', 'order-status'] as const

/** Why a surface could not be there for an order. */
export const hindrances = [
  'before-encore',
  'not-online-store',
  'no-plus',
  'foreign-currency',
  'zero-total',
  'gift-card',
  'wallet',
  'instalments',
  'not-a-card',
] as const
export type Hindrance = (typeof hindrances)[number]

/** What became of one surface of an order. */
export const surfaceKinds = [
  'accepted',
  'declined',
  'shown',
  'prepared',
  'held',
  'fallback',
  'possible',
  'not-possible',
] as const
export type SurfaceState =
  | { kind: 'accepted' | 'declined' | 'shown' }
  /** An offer was decided, and nobody has told that it was seen. */
  | { kind: 'prepared' }
  /** Decided not to offer anything; the reason is missing where another version of Encore wrote it. */
  | { kind: 'held'; why: Silence['why'] | undefined }
  /** It could not be there, and the thank-you or the order status page offered instead. */
  | { kind: 'fallback'; why: Hindrance }
  /** Nothing stood against it, and it never asked: not placed in the shop, or not opened. */
  | { kind: 'possible' }
  | { kind: 'not-possible'; why: Hindrance }

export type Coverage = Record<Placement, SurfaceState>

/** An order as far as it decides which surfaces could be there. Amounts are in the shop's currency. */
export interface CoveredOrder {
  processedAt: Date
  sourceName: string | undefined
  gateways: readonly string[]
  currency: string
  presentmentCurrency: string
  totalMinor: number
}

/** An offer of the order, or the decision to make none. */
export interface CoveringOffer {
  placement: string
  status: 'decided' | 'shown' | 'accepted' | 'declined'
  silence: Silence['why'] | undefined
  /** Empty where nothing was offered. */
  items: readonly { status: string; isBought: boolean }[]
}

/** The shop as far as it decides which surfaces there are. `plan` is Shopify's public name of it. */
export interface CoveringShop {
  installedAt: Date
  plan: string | undefined
}

/**
 * What became of each surface of an order: what was kept of it where it asked, and otherwise whether it could have been
 * there. What was seen was possible, whatever the rules say. Of several offers at one place the furthest counts.
 */
export function coverageOf(
  order: CoveredOrder,
  offers: readonly CoveringOffer[],
  shop: CoveringShop,
): Coverage {
  const here = (surface: Placement): SurfaceState =>
    furthest(offers.filter(({ placement }) => placement === surface).map(stateOf)) ??
    unasked(hindranceOf(surface, order, shop))
  const [afterThat, later] = [here('thank-you'), here('order-status')]
  const page = here('post-purchase')
  const isCovered = [afterThat, later].some(hasOffer)
  return {
    checkout: here('checkout'),
    'post-purchase': isCovered ? takenOver(page) : page,
    'thank-you': afterThat,
    'order-status': later,
  }
}

function takenOver(page: SurfaceState): SurfaceState {
  if (page.kind === 'not-possible') return { kind: 'fallback', why: page.why }
  const isForeign = page.kind === 'held' && page.why === 'foreign-currency'
  return isForeign ? { kind: 'fallback', why: 'foreign-currency' } : page
}

/** Whether an offer stood there: seen, answered, or ready to be. */
export function hasOffer({ kind }: SurfaceState): boolean {
  return kind === 'accepted' || kind === 'declined' || kind === 'shown' || kind === 'prepared'
}

function furthest(states: SurfaceState[]): SurfaceState | undefined {
  const rank = ({ kind }: SurfaceState) => surfaceKinds.indexOf(kind)
  return [...states].sort((one, other) => rank(one) - rank(other))[0]
}

const refusals = ['declined', 'disliked', 'postponed']

/** What became of one offer. */
export function stateOf({ status, silence, items }: CoveringOffer): SurfaceState {
  if (items.length === 0) return { kind: 'held', why: silence }
  const isTaken = items.some((item) => item.status === 'accepted' || item.isBought)
  if (status === 'accepted' || isTaken) return { kind: 'accepted' }
  if (status === 'declined' || items.every((item) => refusals.includes(item.status)))
    return { kind: 'declined' }
  const wasSeen = status === 'shown' || items.some((item) => item.status !== 'decided')
  return { kind: wasSeen ? 'shown' : 'prepared' }
}

function unasked(why: Hindrance | undefined): SurfaceState {
  return why ? { kind: 'not-possible', why } : { kind: 'possible' }
}

function hindranceOf(surface: Placement, order: CoveredOrder, shop: CoveringShop): Hindrance | undefined {
  if (order.processedAt < shop.installedAt) return 'before-encore'
  switch (surface) {
    case 'order-status':
      return undefined
    case 'thank-you':
      return order.sourceName === 'pos' ? 'not-online-store' : undefined
    case 'checkout':
      if (isElsewhere(order)) return 'not-online-store'
      return isKnownWithoutPlus(shop.plan) ? 'no-plus' : undefined
    case 'post-purchase':
      return isElsewhere(order) ? 'not-online-store' : whyNoPage(order)
    default:
      return surface satisfies never
  }
}

/** An order that does not say where it comes from may come from the online store. */
function isElsewhere({ sourceName }: CoveredOrder): boolean {
  return sourceName !== undefined && sourceName !== 'web'
}

// Blocks in checkout are for Plus; development stores have everything.
// https://shopify.dev/docs/apps/build/checkout/product-offers
const withBlocks = /plus|develop|partner|sandbox/i

function isKnownWithoutPlus(plan: string | undefined): boolean {
  return plan !== undefined && plan !== '' && !withBlocks.test(plan)
}

/**
 * Shopify shows its post-purchase page after payment by credit card in the shop's own currency: not for other
 * currencies, wallets, instalments, gift cards or nothing to pay
 * (https://shopify.dev/docs/apps/build/checkout/product-offers, limitations). It does not either for local delivery,
 * pick-up and digital goods, which an order does not tell us; and PayPal depends on the shop's contract with it.
 */
function whyNoPage(order: CoveredOrder): Hindrance | undefined {
  if (order.presentmentCurrency !== order.currency) return 'foreign-currency'
  if (order.totalMinor <= 0) return 'zero-total'
  const named = order.gateways.map((gateway) => gateway.toLowerCase().replaceAll(/[^a-z]+/g, '_'))
  return gatewayHindrances.find(([, pattern]) => named.some((gateway) => pattern.test(gateway)))?.[0]
}

/** By how Shopify names gateways in `payment_gateway_names`; one that is not known may be a card's. */
const gatewayHindrances: [Hindrance, RegExp][] = [
  ['gift-card', /^(shopify_)?gift_card|^shopify_store_credit/],
  ['instalments', /instal|klarna|affirm|after_?pay|clearpay|sezzle|quadpay|^zip_|pay_later/],
  ['wallet', /apple_pay|google_pay|amazon_pay|android_pay|wechat|alipay|venmo/],
  ['not-a-card', /^manual|cash|bank|money_order|cheque|check_payment|invoice|sepa|ideal|sofort|bancontact/],
]
