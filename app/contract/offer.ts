/** Where an offer can stand. The post-purchase page has a contract of its own: post-purchase.ts. */
export const placements = ['thank-you', 'order-status', 'checkout', 'post-purchase'] as const
export type Placement = (typeof placements)[number]

/** The languages every text of Encore exists in. */
export const languages = ['en', 'pt-BR', 'es', 'fr', 'de', 'hi', 'ru', 'zh-CN', 'ja'] as const

/** How many products a request may name, an offer may hold, and of one product a shopper may take. */
export const productIdsMax = 100
export const offeredMax = 3
export const quantityMax = 10

/** What an extension sends to `POST /api/offer`, with its session token as bearer. */
export interface OfferRequest {
  placement: Exclude<Placement, 'post-purchase'>
  /**
   * `gid://shopify/Order/...`. Some thank-you pages say `OrderIdentity` with the same digits: both are taken. Missing
   * in checkout, where there is no order yet.
   */
  orderId?: string | undefined
  /**
   * In checkout: its token, under which the same answer stands. After it, as far as the page says it: what was answered
   * in that checkout holds.
   */
  checkoutToken?: string | undefined
  /** The products bought or in the cart, as `gid://shopify/Product/...`: one to `productIdsMax`. */
  productIds: string[]
  /** Products this browser was told to leave out: a guest's "not for me" lives there alone. At most `productIdsMax`. */
  leftOutIds?: string[] | undefined
  /** The buyer's market, as far as the page says. */
  country?: string | undefined
  currency?: string | undefined
  language?: string | undefined
}

/** Why this product: evidence that really decided. Titles are in the shop's own language. */
export type ShownReason =
  /** So many different customers bought both in one order. */
  | { kind: 'bought-together'; customers: number; withProductId: string; withTitle: string }
  /** This customer bought it so often, about every so many days; days are missing after the second time. */
  | { kind: 'bought-again'; times: number; everyDays: number | null }
  /** This customer bought it before; so many customers bought it again, after about so many days. */
  | { kind: 'comes-back'; customers: number; days: number }
  /** So many customers bought it within the last days. */
  | { kind: 'popular'; customers: number; days: number }
  /** Alike in kind to something that was bought. */
  | { kind: 'alike'; withProductId: string; withTitle: string }
  /** The shop's people put it there for this purchase. */
  | { kind: 'picked'; withProductId: string | null; withTitle: string | null }
  /** Shopify's own recommendations name it for something that was bought. */
  | { kind: 'suggested'; withProductId: string; withTitle: string }
  /** The shopper asked to be reminded of it. */
  | { kind: 'reminder' }

/** What the shop takes off. Amounts are in the shop's currency. */
export type ShownIncentive =
  | { kind: 'percentage'; percent: number }
  | { kind: 'amount'; minor: number; currency: string }
  | { kind: 'free-shipping' }
  /** Free with it, where this variant is in the cart too. */
  | { kind: 'gift'; productId: string; variantId: string; title: string }

/** One product, proposed. Its price comes from Shopify's Storefront API in the buyer's market, never from here. */
export interface ShownItem {
  /** Names this item when it is answered. */
  id: string
  productId: string
  /** The variant to begin with, and all that can be bought now, in the merchant's order. */
  variantId: string
  variants: { id: string; title: string }[]
  /** In the shop's own language; the Storefront API knows the buyer's. */
  title: string
  imageUrl: string | null
  imageAlt: string | null
  reason: ShownReason
  incentive: ShownIncentive | null
  /** The code that gives the incentive, single-use; null where there is no incentive. */
  code: string | null
}

/** One to `offeredMax` products, the best first. */
export interface ShownOffer {
  kind: 'offer'
  id: string
  items: ShownItem[]
  /** The origin of the shop's main domain, for cart permalinks: `https://shop.example`. */
  storefront: string
  /** The merchant's own heading in the buyer's language; null for Encore's. */
  heading: string | null
  /** Whether the shopper is known, so that "turn offers off" and "remind me" are kept beyond this browser. */
  isKnown: boolean
}

export type OfferAnswer = ShownOffer | { kind: 'nothing' }

/** What a shopper can say. `shown`, `declined` and `off` are of the whole offer, the others of one item. */
export const replies = ['shown', 'accepted', 'declined', 'disliked', 'postponed', 'gift', 'off'] as const

/** After how many days a shopper may want to be reminded. */
export const remindDaysChoices = [14, 42, 84] as const

/** What an extension sends to `POST /api/offer/answer`: idempotent, the first accept or decline of an item stands. */
export interface OfferReply {
  id: string
  answer: (typeof replies)[number]
  /** For `accepted`, `disliked`, `postponed`, `gift`; with `declined`, this item alone. */
  itemId?: string | undefined
  /** For `accepted`: what was chosen. */
  variantId?: string | undefined
  quantity?: number | undefined
  /** For `postponed`: one of `remindDaysChoices`. */
  days?: number | undefined
}

/**
 * What a reply is answered: status 200 when it is kept (or was before), 409 where what was accepted can no longer be
 * bought, which then stays open and costs nothing. An offer that is not this shopper's gets 404.
 */
export type ReplyAnswer = { kind: 'kept' } | { kind: 'refused'; why: 'sold-out' }

interface CartContents {
  variantId: string
  quantity?: number
  code?: string | null
  giftVariantId?: string | undefined
  /** One of each of these as well. */
  besideIds?: readonly string[] | undefined
}

/**
 * The address that opens a cart holding `quantity` of this variant and one of what is given with it, with a discount
 * code where there is one. `storefront` is an origin such as `https://shop.example`.
 * See https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks.
 */
export function cartPermalink(
  storefront: string,
  { variantId, quantity = 1, code, giftVariantId, besideIds = [] }: CartContents,
): string {
  const digits = (id: string) => id.slice(id.lastIndexOf('/') + 1)
  const others = [...besideIds, ...(giftVariantId ? [giftVariantId] : [])]
  const more = others.map((id) => `,${digits(id)}:1`).join('')
  const discount = code ? `?discount=${encodeURIComponent(code)}` : ''
  return `${storefront.replace(/\/+$/, '')}/cart/${digits(variantId)}:${quantity}${more}${discount}`
}
