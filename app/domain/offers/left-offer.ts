import { isRecord } from '../json-fields.ts'
import type { Incentive } from './incentive.ts'
import { parseIncentive } from './parse-incentive.ts'
import { parseRuleResult } from './parse-rule.ts'
import type { Placement } from './placement.ts'
import type { Rule, RuleResult } from './rule.ts'

/** The pages on which an offer waits that a journey left for somebody. */
export const leftOfferPlacements = ['thank-you', 'order-status'] as const satisfies Placement[]

/** Names the decisions made for a touch: `touch/<its id>`, where another's would be the id of a rule. */
export const leftOfferPrefix = 'touch/'

/** What a step of a journey would like to have offered, as a rule that always applies. */
export function ruleOfWish(
  { id, name }: { id: string; name: string },
  wish: { result: RuleResult; incentive: Incentive; itemsMax: number },
): Rule {
  const when = { kind: 'group' as const, join: 'all' as const, of: [] }
  return {
    id,
    name,
    version: 0,
    definition: { placements: [...leftOfferPlacements], when, headings: {}, ...wish },
  }
}

/** What is kept of an offer that a journey left. */
export interface LeftOffer {
  touchId: string
  /** As the engine kept it. */
  content: unknown
  /** The journey's name. */
  journey: string | null
}

const itemsMax = 3

/** An offer that a journey left, as the rule that decides; nothing where what is kept of it says nothing to offer. */
export function ruleOfLeftOffer({ touchId, content, journey }: LeftOffer): Rule | undefined {
  if (!isRecord(content) || content.kind !== 'offer') return undefined
  const result = parseRuleResult(content.result)
  const incentive = parseIncentive(content.incentive)
  if (!result || !incentive) return undefined
  return ruleOfWish(
    { id: `${leftOfferPrefix}${touchId}`, name: journey ?? '' },
    { result, incentive, itemsMax },
  )
}
