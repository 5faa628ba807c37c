import type { RuleDefinition } from '../../domain/offers/rule.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { Db } from '../../store/database.server.ts'
import { definitionOf } from './definition-of.ts'
import { readTitles } from './read-names.ts'
import { nothingEarned, type RuleResults, readRuleResults } from './read-rule-results.ts'

/** A shop may have so many rules: each is tried for each purchase until one fits. */
export const rulesMax = 100
export const nameCharactersMax = 80
const resultDays = 30

export type RuleStatus = 'draft' | 'on' | 'off'

/** Whether text is such a status. */
export function isRuleStatus(text: unknown): text is RuleStatus {
  return text === 'draft' || text === 'on' || text === 'off'
}

/** One rule as the list shows it. */
export interface RuleLine {
  id: string
  name: string
  status: RuleStatus
  version: number
  /** Missing where what is kept cannot be read: a later version of Encore wrote it. */
  definition: RuleDefinition | undefined
  results: RuleResults
}

/** All that the page of the rules shows. */
export interface RulesPage {
  /** In the order in which they are tried. */
  rules: RuleLine[]
  titles: Record<string, string>
  /** Of all amounts; missing until Shopify has told it. */
  currency: string | undefined
}

/** Reads all rules in order, with what each did in the last 30 days. */
export async function readRules(db: Db, now: Date): Promise<RulesPage> {
  const shop = await db.shop.findFirst({ select: { currency: true } })
  const rows = await db.rule.findMany({
    where: { deletedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: rulesMax,
  })
  const results = await readRuleResults(db, { since: new Date(now.getTime() - resultDays * dayMs) })
  const rules = rows.map(({ id, name, status, version, definition }) => ({
    id,
    name,
    status,
    version,
    definition: definitionOf(definition),
    results: results.get(id) ?? nothingEarned,
  }))
  const definitions = rules.flatMap(({ definition }) => definition ?? [])
  return { rules, titles: await readTitles(db, definitions), currency: shop?.currency ?? undefined }
}
