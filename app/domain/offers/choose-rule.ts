import { type ConditionFacts, judge } from '../conditions/judge-condition.ts'
import type { RuleVerdict } from '../conditions/verdict.ts'
import type { Placement } from './placement.ts'
import type { Rule, RuleDefinition } from './rule.ts'
import { armFor, type RuleTest } from './rule-test.ts'

/** The rule that decides, as it stands for this shopper. */
export interface ChosenRule {
  ruleId: string
  version: number
  definition: RuleDefinition
  test: { testId: string; arm: string } | undefined
}

/** The rule that decides, if any, and every rule that was tried on the way. */
export interface RuleChoice {
  chosen: ChosenRule | undefined
  tried: RuleVerdict[]
}

/**
 * The first rule of this placement whose condition holds, in the order they are given; without one, none decides.
 * `subject` names the shopper for A/B tests: the same one always gets the same arm.
 */
export function chooseRule(
  { rules, tests }: { rules: readonly Rule[]; tests: readonly RuleTest[] },
  { placement, facts, subject }: { placement: Placement; facts: ConditionFacts; subject: string },
): RuleChoice {
  const tried: RuleVerdict[] = []
  for (const { id: ruleId, name, version, definition } of rules) {
    if (!definition.placements.includes(placement)) continue
    const verdict = judge(definition.when, facts)
    tried.push({ ruleId, name, version, verdict })
    if (verdict.holds !== 'yes') continue
    const test = tests.find((each) => each.ruleId === ruleId)
    const arm = test && armFor(test, subject)
    const chosen = {
      ruleId,
      version,
      definition: { ...definition, ...arm?.change },
      test: test && arm && { testId: test.id, arm: arm.name },
    }
    return { chosen, tried }
  }
  return { chosen: undefined, tried }
}
