import type { Product, Variant } from '../products.ts'
import { isInStock } from '../products.ts'
import { goesTogether, type Pair } from '../recommend/goes-together.ts'
import type { ShopifyId } from '../shopify-id.ts'

/**
 * A reason never rests on fewer customers: with three, a buyer who is one of them still cannot tell what another
 * single person bought.
 */
export const customersMin = 3

/** How much of a decision is kept with the offer. */
const consideredMax = 20

export type ProductId = ShopifyId<'Product'>

/** What must be known of a product to offer it. Variants in the order of their position. */
export interface OfferableProduct
  extends Pick<Product, 'id' | 'title' | 'status' | 'publishedAt' | 'isGiftCard' | 'imageUrl' | 'imageAlt'> {
  isDeleted: boolean
  variants: Pick<Variant, 'id' | 'position' | 'inventory' | 'isOversold'>[]
}

export interface OfferFacts {
  now: Date
  /** A cancelled order is a matter for the shop, not the moment to sell. */
  isCancelled: boolean
  /** The products just bought, by id, with their titles as far as they are known. */
  basket: { id: ProductId; title: string | undefined }[]
  pairs: Pair[]
  products: OfferableProduct[]
  /** What this customer bought and declined before; empty for a guest. */
  boughtBefore: ProductId[]
  declinedBefore: ProductId[]
}

/** Why a candidate was not offered. */
export type FellOut =
  | 'in-basket'
  | 'bought-before'
  | 'declined-before'
  | 'too-few-customers'
  | 'unknown-product'
  | 'not-on-sale'
  | 'gift-card'
  | 'sold-out'

/** One candidate and what became of it: `best`, `behind` a stronger one, or why it fell out. */
export interface Considered {
  productId: ProductId
  title: string | undefined
  drawnById: ProductId
  customers: number
  fate: 'best' | 'behind' | FellOut
}

/** Why this product: as many customers bought both in one order. */
export interface Reason {
  kind: 'bought-together'
  customers: number
  withProductId: ProductId
  withTitle: string
}

/** Why nothing is offered: the order is off, nothing is known to go with it, or all that goes with it fell out. */
export interface Silence {
  kind: 'nothing'
  why: 'order-cancelled' | 'no-candidates' | 'all-fell-out'
}

export type Decision =
  | {
      kind: 'offer'
      product: OfferableProduct
      variantId: ShopifyId<'ProductVariant'>
      reason: Reason
      considered: Considered[]
    }
  | { kind: 'nothing'; reason: Silence; considered: Considered[] }

/**
 * Decides what to offer with a basket: of the products that go with it, the strongest that can be bought now and that
 * this customer neither has nor declined. The same facts give the same decision. At most 20 candidates are kept.
 */
export function decide(facts: OfferFacts): Decision {
  if (facts.isCancelled) return silence('order-cancelled', [])
  const candidates = goesTogether(facts.pairs)
  const judged = candidates.map((pair) => judge(pair, facts))
  const best = judged.findIndex(({ fate }) => fate === 'behind')
  const considered = judged.map((each, at) => (at === best ? { ...each, fate: 'best' as const } : each))
  const kept = keepBest(considered)
  const chosen = considered[best]
  const offer = chosen && offerOf(chosen, facts)
  if (offer) return { ...offer, considered: kept }
  return silence(candidates.length === 0 ? 'no-candidates' : 'all-fell-out', kept)
}

/** Whether what was decided before may be shown now: the product may be offered and the same variant is in stock. */
export function isStillGood(
  before: { productId: ProductId; variantId: ShopifyId<'ProductVariant'> },
  facts: OfferFacts,
): boolean {
  const product = facts.products.find(({ id }) => id === before.productId)
  const variant = product?.variants.find(({ id }) => id === before.variantId)
  const mayShow = !facts.isCancelled && whyNotOffered(before.productId, facts) === undefined
  return mayShow && variant !== undefined && isInStock(variant)
}

function whyNotOffered(productId: ProductId, facts: OfferFacts): FellOut | undefined {
  const product = facts.products.find(({ id }) => id === productId)
  if (facts.basket.some(({ id }) => id === productId)) return 'in-basket'
  if (facts.boughtBefore.includes(productId)) return 'bought-before'
  if (facts.declinedBefore.includes(productId)) return 'declined-before'
  if (!product) return 'unknown-product'
  if (!isOnSale(product, facts.now)) return 'not-on-sale'
  if (product.isGiftCard) return 'gift-card'
  if (!firstInStock(product)) return 'sold-out'
  return undefined
}

/** The first variant, by position, that can be bought now. */
function firstInStock(product: Pick<OfferableProduct, 'variants'>): ShopifyId<'ProductVariant'> | undefined {
  return [...product.variants].sort((one, other) => one.position - other.position).find(isInStock)?.id
}

function isOnSale({ isDeleted, status, publishedAt }: OfferableProduct, now: Date): boolean {
  return !isDeleted && status === 'active' && publishedAt !== undefined && publishedAt <= now
}

function silence(why: Silence['why'], considered: Considered[]): Decision {
  return { kind: 'nothing', reason: { kind: 'nothing', why }, considered }
}

function judge(pair: Pair, facts: OfferFacts): Considered {
  const title = facts.products.find(({ id }) => id === pair.productId)?.title
  const isNamed = titleOf(pair.drawnById, facts) !== undefined
  const fate =
    whyNotOffered(pair.productId, facts) ??
    (pair.customers < customersMin ? 'too-few-customers' : isNamed ? 'behind' : 'unknown-product')
  return { productId: pair.productId, title, drawnById: pair.drawnById, customers: pair.customers, fate }
}

function offerOf({ productId, customers, drawnById }: Considered, facts: OfferFacts) {
  const product = facts.products.find(({ id }) => id === productId)
  const variantId = product && firstInStock(product)
  const withTitle = titleOf(drawnById, facts)
  if (!product || !variantId || withTitle === undefined) return undefined
  const reason: Reason = { kind: 'bought-together', customers, withProductId: drawnById, withTitle }
  return { kind: 'offer' as const, product, variantId, reason }
}

function titleOf(id: ProductId, facts: OfferFacts): string | undefined {
  return facts.basket.find((bought) => bought.id === id)?.title
}

/** The first candidates, and always the one that was chosen. */
function keepBest(considered: Considered[]): Considered[] {
  const first = considered.slice(0, consideredMax)
  const best = considered.find(({ fate }) => fate === 'best')
  return best && !first.includes(best) ? [...first.slice(0, -1), best] : first
}
