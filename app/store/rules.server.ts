import { parseRuleDefinition } from '../domain/offers/parse-rule.ts'
import type { Rule } from '../domain/offers/rule.ts'
import { parseArms, type RuleTest } from '../domain/offers/rule-test.ts'
import type { HotDb, Statement } from './database.server.ts'

/** The rules that are on, in their order, and the tests that run. */
export interface RuleBook {
  rules: Rule[]
  tests: RuleTest[]
}

const rulesMax = 200
const shopsRememberedMax = 1_000

const readRules: Statement = {
  name: 'read-rules',
  text: `
    select
      (select json_agg(r) from (select "id", "name", "version", "definition" from "Rule"
         where "status" = 'on' and "deletedAt" is null order by "position", "id" limit ${rulesMax}) r) as "rules",
      (select json_agg(t) from (select "id", "ruleId", "definition" from "RuleTest"
         where "status" = 'running' order by "startedAt", "id" limit ${rulesMax}) t) as "tests"`,
}

const remembered = new Map<string, { version: string; book: RuleBook }>()

/**
 * The rules of this shop as `version` names them (`Recalled.rulesVersion`): read when that is another than last time,
 * so that a change counts from the next question on. What cannot be read of a rule or test leaves it out.
 */
export async function readRuleBook(db: HotDb, shop: string, version: string): Promise<RuleBook> {
  const known = remembered.get(shop)
  if (known?.version === version) return known.book
  const { rows } = await db.run<Row>(readRules, [])
  const [row] = rows
  const book = { rules: (row?.rules ?? []).flatMap(ruleOf), tests: (row?.tests ?? []).flatMap(testOf) }
  if (remembered.size >= shopsRememberedMax) remembered.clear()
  remembered.set(shop, { version, book })
  return book
}

interface Row {
  rules: { id: string; name: string; version: number; definition: unknown }[] | null
  tests: { id: string; ruleId: string; definition: unknown }[] | null
}

function ruleOf({ definition, ...rule }: NonNullable<Row['rules']>[number]): Rule[] {
  const parsed = parseRuleDefinition(definition)
  return parsed.kind === 'parsed' ? [{ ...rule, definition: parsed.definition }] : []
}

function testOf({ definition, ...test }: NonNullable<Row['tests']>[number]): RuleTest[] {
  const arms = parseArms(definition)
  return arms ? [{ ...test, arms }] : []
}
