import { type ArmShare, armOf } from '../experiment/assign.ts'
import { isRecord, listIn, textIn, wholeIn } from '../json-fields.ts'
import { parseIncentive } from './parse-incentive.ts'
import { parseHeadings, parseRuleResult } from './parse-rule.ts'
import type { RuleDefinition } from './rule.ts'

/** One way a test does it: what is different there from the rule as it stands. */
export interface Arm extends ArmShare {
  change: Partial<Pick<RuleDefinition, 'result' | 'incentive' | 'headings'>>
}

/** A running A/B test of one rule. */
export interface RuleTest {
  id: string
  ruleId: string
  arms: [Arm, Arm, ...Arm[]]
}

const armsMax = 4
const shareMax = 100
const nameCharactersMax = 40

/**
 * The arms that the definition of a test says: `{ arms: [{ name, share, change: { result, incentive, headings } }] }`,
 * two to four with names of their own. Nothing where that does not fit: the rule then does as it says itself.
 */
export function parseArms(json: unknown): RuleTest['arms'] | undefined {
  if (!isRecord(json) || !Array.isArray(json.arms) || json.arms.length > armsMax) return undefined
  const [one, other, ...others] = listIn(json.arms, armIn, armsMax)
  if (!one || !other || others.length + 2 !== json.arms.length) return undefined
  const arms: RuleTest['arms'] = [one, other, ...others]
  return new Set(arms.map(({ name }) => name)).size === arms.length ? arms : undefined
}

function armIn(json: unknown): Arm | undefined {
  if (!isRecord(json)) return undefined
  const name = textIn(json.name, nameCharactersMax)
  const share = wholeIn(json.share)
  if (!name || share === undefined || share < 1 || share > shareMax) return undefined
  const change = isRecord(json.change) ? json.change : {}
  const result = parseRuleResult(change.result)
  const incentive = parseIncentive(change.incentive)
  const headings = change.headings === undefined ? undefined : parseHeadings(change.headings)
  return {
    name,
    share,
    change: { ...(result && { result }), ...(incentive && { incentive }), ...(headings && { headings }) },
  }
}

/** The arm of this subject: the same for every question of theirs. */
export function armFor({ id, arms }: RuleTest, subject: string): Arm {
  const name = armOf(id, subject, arms)
  return arms.find((arm) => arm.name === name) ?? arms[0]
}
