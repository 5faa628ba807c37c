import type { ShopifyId } from '../shopify-id.ts'
import type { Incentive } from './incentive.ts'
import { poolKeyOf } from './pool.ts'
import type { RuleDefinition } from './rule.ts'
import type { Arm } from './rule-test.ts'

type ProductId = ShopifyId<'Product'>

/** A rule that is on, with the arms of its running test and the products it most likely offers. */
export interface GivingRule {
  definition: Pick<RuleDefinition, 'incentive' | 'second'>
  arms: Pick<Arm, 'change'>[]
  productIds: ProductId[]
}

/** How many pools a shop has at most: each is a discount that the merchant sees in Shopify. */
const poolsMax = 250

/** The keys of the pools that these rules need, those of earlier rules first; at most `poolsMax`. */
export function wantedPools(rules: GivingRule[]): string[] {
  const keys = rules.flatMap((rule) =>
    incentivesOf(rule).flatMap((incentive) =>
      rule.productIds.flatMap((productId) => poolKeyOf(incentive, productId) ?? []),
    ),
  )
  return [...new Set(keys)].slice(0, poolsMax)
}

/** Whether a pool that somebody asked for is one these rules give: its terms are those of one of their incentives. */
export function isGiven(key: string, productId: ProductId, rules: GivingRule[]): boolean {
  return rules.some((rule) => incentivesOf(rule).some((incentive) => poolKeyOf(incentive, productId) === key))
}

function incentivesOf({ definition, arms }: GivingRule): Incentive[] {
  const changed = arms.flatMap(({ change }) => change.incentive ?? [])
  return [definition.incentive, ...(definition.second ? [definition.second.incentive] : []), ...changed]
}
