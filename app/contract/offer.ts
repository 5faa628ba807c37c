/** Where an offer can stand. */
export type Placement = 'thank-you' | 'order-status'

/** The languages every text of Encore exists in. */
export const languages = ['en', 'pt-BR', 'es', 'fr', 'de', 'hi', 'ru', 'zh-CN', 'ja'] as const

/** What an extension sends to `POST /api/offer`, with its session token as bearer. */
export interface OfferRequest {
  placement: Placement
  /** `gid://shopify/Order/...`. On the thank-you page an OrderIdentity with the same digits. */
  orderId: string
  /** The products bought, as `gid://shopify/Product/...`, at most 100. */
  productIds: string[]
}

/** Why this product: evidence that really decided. */
export interface BoughtTogether {
  kind: 'bought-together'
  /** How many different customers bought both in one order. */
  customers: number
  /** The bought product that drew this one. */
  withTitle: string
}

/** One product, proposed. Its price comes from Shopify's Storefront API in the buyer's market, never from here. */
export interface ShownOffer {
  kind: 'offer'
  id: string
  productId: string
  variantId: string
  title: string
  imageUrl: string | null
  imageAlt: string | null
  reason: BoughtTogether
  /** The cart permalink without a discount. */
  url: string
}

export type OfferAnswer = ShownOffer | { kind: 'nothing' }

/** What an extension sends to `POST /api/offer/answer`: idempotent, the first accept or decline stands. */
export interface OfferReply {
  id: string
  answer: 'shown' | 'accepted' | 'declined'
}
