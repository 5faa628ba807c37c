/** Where an offer can stand. */
export const placements = ['thank-you', 'order-status'] as const
export type Placement = (typeof placements)[number]

/** The languages every text of Encore exists in. */
export const languages = ['en', 'pt-BR', 'es', 'fr', 'de', 'hi', 'ru', 'zh-CN', 'ja'] as const

/** How many products a request may name. */
export const productIdsMax = 100

/** What an extension sends to `POST /api/offer`, with its session token as bearer. */
export interface OfferRequest {
  placement: Placement
  /** `gid://shopify/Order/...`. Some thank-you pages say `OrderIdentity` with the same digits: both are taken. */
  orderId: string
  /** The products bought, as `gid://shopify/Product/...`: one to `productIdsMax`. */
  productIds: string[]
}

/** Why this product: evidence that really decided. */
export interface BoughtTogether {
  kind: 'bought-together'
  /** How many different customers bought both in one order. */
  customers: number
  /** The bought product that drew this one, and its title in the shop's own language. */
  withProductId: string
  withTitle: string
}

/** One product, proposed. Its price comes from Shopify's Storefront API in the buyer's market, never from here. */
export interface ShownOffer {
  kind: 'offer'
  id: string
  productId: string
  variantId: string
  /** In the shop's own language; the Storefront API knows the buyer's. */
  title: string
  imageUrl: string | null
  imageAlt: string | null
  reason: BoughtTogether
  /** The cart permalink without a discount, on the shop's main domain as far as it is known. */
  url: string
}

export type OfferAnswer = ShownOffer | { kind: 'nothing' }

export const replies = ['shown', 'accepted', 'declined'] as const

/** What an extension sends to `POST /api/offer/answer`: idempotent, the first accept or decline stands. */
export interface OfferReply {
  id: string
  answer: (typeof replies)[number]
}

/**
 * The address that opens a cart holding one of this variant. `storefront` is an origin such as `https://shop.example`.
 * See https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks.
 */
export function cartPermalink(storefront: string, variantId: string): string {
  const digits = variantId.slice(variantId.lastIndexOf('/') + 1)
  return `${storefront.replace(/\/+$/, '')}/cart/${digits}:1`
}
