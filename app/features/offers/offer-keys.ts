import { createHash } from 'node:crypto'
import type { Placement } from '../../domain/offers/placement.ts'
import type { ProductId } from '../../domain/offers/reason.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import type { Gathered } from '../../store/offer-gather.server.ts'
import type { Recalled, StoredOffer } from '../../store/offer-recall.server.ts'

/** Who asks, as far as their token proves it, and for which purchase, as far as they or Shopify say. */
export interface OfferQuestion {
  placement: Placement
  /** Missing in checkout. */
  orderId?: ShopifyId<'Order'> | undefined
  checkoutToken?: string | undefined
  /** After a checkout: its token, as the page says. It proves nothing; what was answered under it holds here. */
  afterCheckout?: string | undefined
  /** Of a post-purchase page: Shopify's signed referenceId. It proves the purchase. */
  reference?: string | undefined
  /** Of a post-purchase page: what Shopify signed of the purchase, in what it takes for the shop's currency. */
  signed?: { subtotalMinor: number; quantity: number; currency?: string } | undefined
  productIds: ProductId[]
  /** What this browser was told to leave out. */
  leftOutIds?: ProductId[] | undefined
  country?: string | undefined
  currency?: string | undefined
  language?: string | undefined
  /** The logged-in customer; nothing for a guest. */
  customerId: ShopifyId<'Customer'> | undefined
}

/**
 * Whether a reason may tell what this customer did before: not on the page after payment, of whose buyer Shopify does not
 * say whether they are logged in (decision 18).
 */
export function mayTellOfPast({ placement }: OfferQuestion): boolean {
  return placement !== 'post-purchase'
}

/** Under which names a decision may stand: the order's, once it is the asker's own, and the question's itself. */
export interface OfferKeys {
  orderKey: string
  guestKey: string
}

/**
 * The names of a question. The customer is part of a guest key: what their own history decided is not handed to
 * somebody who is not them. A checkout and a post-purchase page have a name of their own, whatever is in the cart.
 */
export function keysOf({
  orderId,
  checkoutToken,
  reference,
  productIds,
  customerId,
}: OfferQuestion): OfferKeys {
  const who = customerId ?? ''
  const orderKey = `order/${orderId ?? ''}`
  if (reference) return { orderKey, guestKey: `post-purchase/${digest([who, reference])}` }
  if (checkoutToken) return { orderKey, guestKey: `checkout/${digest([who, checkoutToken])}` }
  return { orderKey, guestKey: `guest/${digest([who, orderId ?? '', ...[...new Set(productIds)].sort()])}` }
}

/**
 * All that a question may read what another one writes of, or write itself: who asks, the purchase by each of its names,
 * and its key. Questions with one in common are answered one after the other.
 */
export function concernsOf(question: OfferQuestion): string[] {
  const { customerId, orderId, checkoutToken, afterCheckout, reference } = question
  const named = [customerId, orderId, checkoutToken, afterCheckout, reference, keysOf(question).guestKey]
  return named.filter((each) => each !== undefined)
}

function digest(told: string[]): string {
  return createHash('sha256').update(told.join('\n')).digest('hex')
}

/** What of the earlier decisions is the asker's to know: those of an order only where it is their own. */
export function ownEarlier(
  { earlier }: Recalled,
  { ownOrder }: Gathered,
  { guestKey }: OfferKeys,
): StoredOffer[] {
  return earlier.filter(({ key }) => ownOrder || key === guestKey)
}

/** The decision at this placement; one made before the order arrived still stands once it has. */
export function earlierHere(earlier: StoredOffer[], placement: Placement): StoredOffer | undefined {
  const here = earlier.filter((offer) => offer.placement === placement)
  return here.find(({ key }) => key.startsWith('order/')) ?? here[0]
}

/** Whether it was accepted or declined as a whole: then nothing more is offered with this purchase. */
export function isAnswered({ status }: Pick<StoredOffer, 'status'>): boolean {
  return status === 'accepted' || status === 'declined'
}
