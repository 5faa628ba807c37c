import type { Condition, Test } from './condition.ts'

/** Whether something holds; `unknown` where a fact it needs is not known. */
export type Holds = 'yes' | 'no' | 'unknown'

/** What a purchase says of a field: its values for lists, else its one value; nothing where that is not known. */
export type Found = string[] | string | number | undefined

/** A condition, judged: the same tree, with what each test was compared with. */
export type Verdict =
  | { kind: 'group'; join: Extract<Condition, { kind: 'group' }>['join']; holds: Holds; of: Verdict[] }
  | { kind: 'test'; test: Test; holds: Holds; found: Found }

/** A rule that was tried, and why it did or did not apply. */
export interface RuleVerdict {
  ruleId: string
  name: string
  version: number
  verdict: Verdict
}
