import type { Db } from '../../store/database.server.ts'
import { adoptTest, holdLatestTest } from '../../store/rule-tests.server.ts'
import { readRule } from './read-rule.ts'
import { measureTest } from './read-test.ts'
import { saveRule } from './save-rule.ts'

/** What came of making a version the rule. */
export type VersionAdopted =
  | { kind: 'adopted'; version: number }
  | { kind: 'refused'; why: 'not-better' | 'not-running' | 'changed-meanwhile' }

/**
 * Makes the version that brings more the rule, with all else of the rule as it is now, and ends its test. Only the
 * version that the rule's latest test has found better may be; asked again, the same is answered and nothing changes.
 */
export async function adoptVersion(
  db: Db,
  { id, ruleId, arm }: { id: string; ruleId: string; arm: string },
  now: Date,
): Promise<VersionAdopted> {
  const test = await holdLatestTest(db, ruleId)
  const rule = await readRule(db, ruleId)
  const result = test?.id === id ? await measureTest(db, test, now) : undefined
  if (!rule?.definition || !result) return { kind: 'refused', why: 'not-running' }
  const { verdict, endedBy } = result
  if (endedBy === 'adopted') return { kind: 'adopted', version: rule.version }
  const won = verdict.kind === 'better' && verdict.arm === arm
  const change = won ? result.arms.find(({ name }) => name === arm)?.change : undefined
  if (!change) return { kind: 'refused', why: 'not-better' }
  const { name, version, definition } = rule
  const saved = await saveRule(db, ruleId, { name, version, definition: { ...definition, ...change } }, now)
  if (saved.kind === 'refused') return { kind: 'refused', why: 'changed-meanwhile' }
  await adoptTest(db, id, { by: 'adopted', arm }, now)
  return { kind: 'adopted', version: saved.version }
}
