import { type Money, toDecimal } from '../money.ts'
import type { ShopifyId } from '../shopify-id.ts'
import { fitsCurrency, type Incentive } from './incentive.ts'
import { discountOn } from './margin.ts'
import { inStock, type OfferableProduct } from './offerable.ts'

/** A purchase as Shopify's signed input of the post-purchase page proves it. Amounts are in the shop's currency. */
export interface Purchase {
  shop: string
  /** Shopify's referenceId. */
  reference: string
  customerId: ShopifyId<'Customer'> | undefined
  lines: PurchaseLine[]
  total: Money
  /** What the buyer paid in. */
  presentmentCurrency: string
  country: string | undefined
  /** The buyer's language tag. */
  locale: string
}

export interface PurchaseLine {
  productId: ShopifyId<'Product'>
  variantId: ShopifyId<'ProductVariant'>
  title: string
  quantity: number
  totalMinor: number
}

/** One variant that may be taken. */
export interface TermsChoice {
  variantId: ShopifyId<'ProductVariant'>
  title: string
  /** For one, before the incentive. */
  priceMinor: number
}

/** What an offer of the post-purchase page may have signed: decided once, kept, and never taken from a browser. */
export interface PurchaseTerms {
  productId: ShopifyId<'Product'>
  currency: string
  /** In the merchant's order. */
  choices: TermsChoice[]
  quantityMax: number
  incentive: Incentive
}

/**
 * A change as Shopify's changeset spells it. Ids are numbers there, so a variant above 2^53 cannot be offered.
 * See https://shopify.dev/docs/api/checkout-extensions/post-purchase/api#addvariantchange.
 */
export interface AddVariantChange {
  type: 'add_variant'
  variantId: number
  quantity: number
  discount?: { value: number; valueType: 'percentage' | 'fixed_amount'; title: string }
}

const choicesMax = 50

/**
 * The terms on which this product is offered: its variants that can be bought now, at their prices, and at most so many
 * of one. With an amount off it is one, whatever Shopify would apply the amount to. A gift that no changeset can carry,
 * and an amount in another currency, is left away. Nothing when no variant can be added.
 */
export function termsOf(
  product: OfferableProduct,
  { incentive, currency, quantityMax }: Pick<PurchaseTerms, 'incentive' | 'currency' | 'quantityMax'>,
): PurchaseTerms | undefined {
  const buyable = inStock(product).filter(({ id }) => Number.isSafeInteger(numberOf(id)))
  const offered = buyable.slice(0, choicesMax)
  if (offered.length === 0) return undefined
  const stock = Math.max(
    ...offered.map(({ inventory, isOversold }) => (isOversold ? quantityMax : (inventory ?? quantityMax))),
  )
  return {
    productId: product.id,
    currency,
    choices: offered.map(({ id, title, priceMinor }) => ({ variantId: id, title, priceMinor })),
    quantityMax: incentive.kind === 'amount' ? 1 : Math.max(1, Math.min(quantityMax, stock)),
    incentive: canGive(incentive, currency) ? incentive : { kind: 'none' },
  }
}

function canGive(incentive: Incentive, currency: string): boolean {
  if (!fitsCurrency(incentive, currency)) return false
  return incentive.kind !== 'gift' || Number.isSafeInteger(numberOf(incentive.variantId))
}

/** What one costs after the incentive, rounded in the buyer's favour as the margin floor is. */
export function offeredMinor({ priceMinor }: TermsChoice, { incentive }: PurchaseTerms): number {
  return priceMinor - discountOn(priceMinor, incentive)
}

/**
 * The changes that take this many of this variant, with the discount of the terms and no other; with a gift, one of it
 * for nothing is the second change. Nothing for a variant or quantity outside the terms.
 */
export function changesOf(
  terms: PurchaseTerms,
  { variantId, quantity }: { variantId: string; quantity: number },
  discountTitle: string,
): AddVariantChange[] | undefined {
  const choice = terms.choices.find((each) => each.variantId === variantId)
  const isWithin = Number.isInteger(quantity) && quantity >= 1 && quantity <= terms.quantityMax
  if (!choice || !isWithin) return undefined
  const discount = discountIn(terms, discountTitle)
  const change = { type: 'add_variant' as const, variantId: numberOf(choice.variantId), quantity }
  return [discount ? { ...change, discount } : change, ...giftIn(terms, discountTitle)]
}

function giftIn({ incentive }: PurchaseTerms, title: string): AddVariantChange[] {
  if (incentive.kind !== 'gift') return []
  const discount = { value: 100, valueType: 'percentage' as const, title }
  return [{ type: 'add_variant', variantId: numberOf(incentive.variantId), quantity: 1, discount }]
}

/** So many of a variant. */
export interface Needed {
  variantId: string
  productId: ShopifyId<'Product'>
  quantity: number
}

/** What must be there for this choice to be added: so many of the variant, and one of a gift. */
export function neededFor(
  { productId, incentive }: PurchaseTerms,
  { variantId, quantity }: { variantId: string; quantity: number },
): Needed[] {
  if (incentive.kind !== 'gift') return [{ variantId, productId, quantity }]
  if (incentive.variantId === variantId) return [{ variantId, productId, quantity: quantity + 1 }]
  const gift = { variantId: incentive.variantId, productId: incentive.productId, quantity: 1 }
  return [{ variantId, productId, quantity }, gift]
}

/** Free shipping needs no change: what is added ships without a shipping line of its own. A gift is a change of its own. */
function discountIn({ incentive }: PurchaseTerms, title: string): AddVariantChange['discount'] {
  switch (incentive.kind) {
    case 'percentage':
      return { value: incentive.percent, valueType: 'percentage', title }
    case 'amount':
      return { value: Number(toDecimal(incentive)), valueType: 'fixed_amount', title }
    case 'none':
    case 'free-shipping':
    case 'gift':
      return undefined
    default:
      return incentive satisfies never
  }
}

function numberOf(id: ShopifyId<'ProductVariant'>): number {
  return Number(id.slice(id.lastIndexOf('/') + 1))
}
