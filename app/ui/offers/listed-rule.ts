import type { RuleDefinition } from '../../domain/offers/rule.ts'

/** One rule as the list shows it. Money is in the shop's currency. */
export interface ListedRule {
  id: string
  name: string
  status: 'draft' | 'on' | 'off'
  /** Missing where it cannot be read. */
  definition: RuleDefinition | undefined
  results: { shown: number; accepted: number; netMinor: number; isCostWhole: boolean }
}
