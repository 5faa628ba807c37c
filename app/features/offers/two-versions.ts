import { isRecord } from '../../domain/json-fields.ts'
import { type Arm, parseArms } from '../../domain/offers/rule-test.ts'
import type { Db } from '../../store/database.server.ts'
import { startTest, stopTest, type TestStarted } from './change-tests.ts'
import { parsedJson } from './definition-of.ts'
import { readTitles } from './read-names.ts'
import { type KeptRule, readRule } from './read-rule.ts'
import { readTest, type TestResult } from './read-test.ts'

/** The arm that is the rule as it stands, and the one that does it another way; half of the shoppers meet each. */
const versionNames = ['A', 'B'] as const

const changeCharactersMax = 20_000

/** The latest test of a rule, and what the products and collections are called that its arms name. */
export interface VersionsFacts {
  test: TestResult | undefined
  titles: Record<string, string>
}

/** Reads what the card about a rule's two versions shows. */
export async function readVersions(db: Db, { id, definition }: KeptRule, now: Date): Promise<VersionsFacts> {
  const test = await readTest(db, id, now)
  if (!test || !definition) return { test, titles: {} }
  const changed = test.arms.map(({ change }) => ({ ...definition, ...change }))
  return { test, titles: await readTitles(db, changed) }
}

/**
 * Starts a test of a rule against itself with one thing done another way. Refused where the rule is not there, another
 * test of it runs, or either version could not be shown. The id comes from the edge.
 */
export async function tryVersions(
  db: Db,
  { id, ruleId, change }: { id: string; ruleId: string; change: Arm['change'] | undefined },
  now: Date,
): Promise<TestStarted> {
  const rule = await readRule(db, ruleId)
  if (!rule) return { kind: 'refused', why: 'running-or-gone' }
  if (!change || !rule.definition || rule.definition.result.kind === 'nothing')
    return { kind: 'refused', why: 'arms' }
  const [a, b] = versionNames
  const arms = [
    { name: a, share: 1, change: {} },
    { name: b, share: 1, change },
  ]
  return startTest(db, { id, ruleId, arms }, now)
}

/** What came of stopping a test. */
export type VersionsStopped = { kind: 'stopped' } | { kind: 'refused'; why: 'not-running' }

/** Stops the test of a rule that runs, if it is still this one. Stopping it again changes nothing. */
export async function stopVersions(
  db: Db,
  { id, ruleId }: { id: string; ruleId: string },
  now: Date,
): Promise<VersionsStopped> {
  const test = await readTest(db, ruleId, now)
  const hasStopped = test?.id === id && (await stopTest(db, id, now))
  return hasStopped ? { kind: 'stopped' } : { kind: 'refused', why: 'not-running' }
}

/**
 * What a form says is different in the other version: another incentive, other headings or another result, exactly one
 * of them. Nothing where it does not fit, and where it would show nothing: what nobody is shown cannot be compared.
 */
export function sentChange(text: unknown): Arm['change'] | undefined {
  if (typeof text !== 'string' || text.length > changeCharactersMax) return undefined
  const sent = parsedJson(text)
  if (!isRecord(sent) || Object.keys(sent).length !== 1) return undefined
  const [a, b] = versionNames
  const read = parseArms({
    arms: [
      { name: a, share: 1, change: {} },
      { name: b, share: 1, change: sent },
    ],
  })
  const change = read?.[1].change ?? {}
  return Object.keys(change).length === 1 && change.result?.kind !== 'nothing' ? change : undefined
}
