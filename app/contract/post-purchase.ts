import type { ShownReason } from './offer.ts'

/** An amount the page shows: a decimal as Shopify writes it, in the currency of the purchase. */
export interface ShownMoney {
  amount: string
  currency: string
}

/**
 * One way to take the offer. What is charged is what Shopify calculates for the change; these are the server's own
 * figures before tax and shipping, shown until Shopify's arrive.
 */
export interface ShownChoice {
  variantId: string
  title: string
  imageUrl: string | null
  /** For one, before and after the incentive. Equal where there is none. */
  price: ShownMoney
  wasPrice: ShownMoney
}

/** The single product of a post-purchase page. */
export interface PostPurchaseOffer {
  kind: 'offer'
  /** Names the stored offer: all that is needed to have its change signed. */
  id: string
  productTitle: string
  /** Plain text, at most 300 characters; empty where the shop says nothing. */
  description: string
  imageUrl: string | null
  imageAlt: string | null
  reason: ShownReason
  choices: ShownChoice[]
  /** At most so many may be taken. */
  quantityMax: number
  /** What the merchant takes off, in words' parts; null without. */
  percentOff: number | null
  /** What is added with it for nothing, by its title; null without. */
  gift: string | null
  /** Which of at most two in a row. */
  turn: 1 | 2
}

export type PostPurchaseAnswer = PostPurchaseOffer | { kind: 'nothing' }

/** `POST /api/post-purchase/offer`: bearer is Shopify's input token, which names shop, purchase, lines and customer. */
export interface PostPurchaseRequest {
  language: string
}

/**
 * `POST /api/post-purchase/sign`: asks for the token that `calculateChangeset` and `applyChangeset` take. The change is
 * made from the stored offer; variant and quantity only choose among what it holds.
 */
export interface SignRequest {
  offerId: string
  variantId: string
  quantity: number
  /** `calculate` may be asked many times, `apply` once for each offer. */
  for: 'calculate' | 'apply'
}

export type SignAnswer =
  | { kind: 'signed'; token: string }
  /** Refused kindly: sold out since, its price or cost has changed, taken already, unknown, or its time is over. */
  | { kind: 'refused'; why: 'sold-out' | 'changed' | 'taken' | 'unknown' | 'late' }

/** `POST /api/post-purchase/answer`: idempotent. The answer to `declined` holds the gentler second offer, if any. */
export interface PostPurchaseReply {
  offerId: string
  answer: 'shown' | 'accepted' | 'declined'
}
