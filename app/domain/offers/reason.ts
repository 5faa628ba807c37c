import type { ShopifyId } from '../shopify-id.ts'

export type ProductId = ShopifyId<'Product'>
export type VariantId = ShopifyId<'ProductVariant'>

/** What speaks for a product: true evidence, counted or said by somebody, without titles. */
export type Evidence =
  /** So many different customers bought both in one order. */
  | { kind: 'bought-together'; customers: number; withProductId: ProductId }
  /** This customer bought it so often, about every so many days; null after the second time. */
  | { kind: 'bought-again'; times: number; everyDays: number | null }
  /** This customer bought it once; so many customers bought it again, after about so many days. */
  | { kind: 'comes-back'; customers: number; days: number }
  /** So many different customers bought it within the last days. */
  | { kind: 'popular'; customers: number; days: number }
  /** Of the same kind, or with much the same title. */
  | { kind: 'alike'; withProductId: ProductId }
  /** The shop's people put it there, for this product where one is named. */
  | { kind: 'picked'; withProductId: ProductId | null }
  /** Shopify's own recommendations name it for that product. */
  | { kind: 'suggested'; withProductId: ProductId }
  /** The shopper asked to be reminded. */
  | { kind: 'reminder' }

/** Evidence that the shopper can read: the title of what drew it is in the shop's own language. */
export type Reason =
  | { kind: 'bought-together'; customers: number; withProductId: ProductId; withTitle: string }
  | { kind: 'bought-again'; times: number; everyDays: number | null }
  | { kind: 'comes-back'; customers: number; days: number }
  | { kind: 'popular'; customers: number; days: number }
  | { kind: 'alike'; withProductId: ProductId; withTitle: string }
  | { kind: 'picked'; withProductId: ProductId | null; withTitle: string | null }
  | { kind: 'suggested'; withProductId: ProductId; withTitle: string }
  | { kind: 'reminder' }

/** Why nothing is offered. */
export const silences = [
  'order-cancelled',
  'nothing-left',
  'offers-off',
  'budget-used-up',
  'own-terms',
  'help-first',
  'held-out',
  'rule-says-nothing',
  'foreign-currency',
  'no-candidates',
  'all-fell-out',
] as const

/** Nothing is offered: the order or the shopper's wish stands against it, nothing is known, or all fell out. */
export interface Silence {
  kind: 'nothing'
  why: (typeof silences)[number]
}

/** The product of the basket that drew what a reason speaks for, where one did. */
export function drawnBy(reason: Reason): ProductId | undefined {
  return ('withProductId' in reason && reason.withProductId) || undefined
}

/** The reason that evidence gives, or nothing where what it names has no title to say. */
export function reasonOf(
  evidence: Evidence,
  titleOf: (id: ProductId) => string | undefined,
): Reason | undefined {
  switch (evidence.kind) {
    case 'bought-again':
    case 'comes-back':
    case 'popular':
    case 'reminder':
      return evidence
    case 'picked': {
      const withTitle = evidence.withProductId && (titleOf(evidence.withProductId) ?? null)
      return { ...evidence, withTitle }
    }
    case 'bought-together':
    case 'alike':
    case 'suggested': {
      const withTitle = titleOf(evidence.withProductId)
      return withTitle === undefined ? undefined : { ...evidence, withTitle }
    }
    default:
      return evidence satisfies never
  }
}
