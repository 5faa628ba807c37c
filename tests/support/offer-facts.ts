import { complements } from '../../app/domain/offers/candidate.ts'
import type { decide, OfferFacts } from '../../app/domain/offers/decide.ts'
import type { Against, OfferableProduct } from '../../app/domain/offers/offerable.ts'
import type { Pair } from '../../app/domain/recommend/goes-together.ts'

/** When these offers are decided: a Monday, at noon in UTC. */
export const now = new Date('2026-06-15T12:00:00.000Z')
/** What is in the basket. */
export const chemex = 'gid://shopify/Product/1'
export const filters = 'gid://shopify/Product/2'
export const kettle = 'gid://shopify/Product/3'
export const mug = 'gid://shopify/Product/4'

/** What a test says otherwise. */
export type Change = Partial<Omit<OfferFacts, 'against'>> & { pairs?: Pair[]; against?: Partial<Against> }

/** All that an offer is decided by: what goes with a Chemex, and nothing that stands against it. */
export function facts({ pairs = [], candidates = [], against: change, ...others }: Change): OfferFacts {
  return {
    silent: undefined,
    basket: [{ id: chemex, title: 'Chemex' }],
    candidates: [...candidates, ...complements(pairs)],
    products: [aProduct({ id: filters }), aProduct({ id: kettle }), aProduct({ id: mug })],
    against: against(change ?? {}),
    band: undefined,
    incentive: {
      wanted: { kind: 'none' },
      isProven: true,
      costs: { feePercent: 0, feeFixedMinor: 0, shippingShareMinor: 0, floorMinor: 0 },
      currency: 'EUR',
      gift: undefined,
    },
    itemsMax: 3,
    ...others,
  }
}

/** What may stand against a candidate: nothing. */
export function against(change: Partial<Against>): Against {
  return {
    now,
    basketIds: [chemex],
    leftOutIds: [],
    bannedIds: [],
    alternativeIds: [],
    boughtBefore: [],
    notKept: [],
    declinedBefore: [],
    disliked: [],
    postponed: [],
    ...change,
  }
}

/** What was decided, by its products. */
export function productsOf(decision: ReturnType<typeof decide>): string[] {
  return decision.kind === 'offer' ? decision.items.map(({ product }) => product.id) : []
}

/** That so many customers bought a product with another one. */
export function pair(
  productId: Pair['productId'],
  customers: number,
  drawnById: Pair['drawnById'] = chemex,
): Pair {
  return { drawnById, productId, customers }
}

/** One that can be bought. */
export function aProduct(change: Partial<OfferableProduct>): OfferableProduct {
  return {
    id: kettle,
    title: 'A product',
    status: 'active',
    publishedAt: now,
    isGiftCard: false,
    isDeleted: false,
    imageUrl: undefined,
    imageAlt: undefined,
    variants: [aVariant({})],
    ...change,
  }
}

type Variant = OfferableProduct['variants'][number]

/** One of which there are four. */
export function aVariant(change: Partial<Variant>): Variant {
  return {
    id: 'gid://shopify/ProductVariant/1',
    title: 'Default Title',
    position: 1,
    inventory: 4,
    isOversold: false,
    priceMinor: 1_000,
    costMinor: undefined,
    ...change,
  }
}
