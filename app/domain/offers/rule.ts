import type { Condition } from '../conditions/condition.ts'
import type { ShopifyId } from '../shopify-id.ts'
import type { Incentive } from './incentive.ts'
import type { Placement } from './placement.ts'

/** What a rule offers when it applies. */
export type RuleResult =
  /** These, in this order, as far as they can be offered. */
  | { kind: 'products'; productIds: ShopifyId<'Product'>[] }
  /** What goes best with the purchase out of this collection. */
  | { kind: 'collection'; collectionId: ShopifyId<'Collection'> }
  /** What goes best with the purchase. */
  | { kind: 'encore' }
  /** Nothing: for purchases that should be left alone. */
  | { kind: 'nothing' }

/** A merchant's "if this, then offer", as it is kept with the rule. */
export interface RuleDefinition {
  placements: Placement[]
  when: Condition
  result: RuleResult
  incentive: Incentive
  /** The gentler second offer on the post-purchase page after a decline; missing without one. */
  second?: { incentive: Incentive } | undefined
  /** The merchant's own heading by language; Encore's where there is none. At most 80 characters each. */
  headings: Partial<Record<string, string>>
  /** At most so many products at once, 1 to 3. */
  itemsMax: number
}

/** A rule with its place among the others: the first one that applies decides. */
export interface Rule {
  id: string
  name: string
  version: number
  definition: RuleDefinition
}
