import { fitsCurrency } from '../../domain/offers/incentive.ts'
import { parseArms } from '../../domain/offers/rule-test.ts'
import { log } from '../../platform/log.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { endTest, keepTest, readRunningTests } from '../../store/rule-tests.server.ts'
import { listInstalledShops, readCurrency } from '../../store/shops.server.ts'
import { measureTest } from './read-test.ts'

/** What came of starting a test. */
export type TestStarted =
  | { kind: 'started'; id: string }
  | { kind: 'refused'; why: 'arms' | 'running-or-gone' }

/**
 * Starts a test of a rule: two to four arms, the first of them the rule as it stands (`change: {}`), as
 * `{ name, share, change }`. Their names and shares stay as they are until it ends: a shopper keeps their arm. Refused
 * while another test of the rule runs, and for an amount in another currency than the shop's.
 */
export async function startTest(
  db: Db,
  { id, ruleId, arms }: { id: string; ruleId: string; arms: unknown },
  now: Date,
): Promise<TestStarted> {
  const parsed = parseArms({ arms })
  if (!parsed || Object.keys(parsed[0].change).length > 0) return { kind: 'refused', why: 'arms' }
  const currency = await readCurrency(db)
  if (parsed.some(({ change }) => change.incentive && !fitsCurrency(change.incentive, currency)))
    return { kind: 'refused', why: 'arms' }
  const isKept = await keepTest(db, { id, ruleId, definition: { arms: parsed }, startedAt: now })
  return isKept ? { kind: 'started', id } : { kind: 'refused', why: 'running-or-gone' }
}

/** Ends a test at the merchant's wish; the rule goes on as it stands. Returns whether it ran. */
export async function stopTest(db: Db, id: string, now: Date): Promise<boolean> {
  return endTest(db, id, { by: 'person' }, now)
}

/**
 * Ends every running test in which an arm surely brings less than the rule as it stands. Called at each day's end; as
 * often as one likes. Returns how many it ended.
 */
export async function stopHarmfulTests(db: Db, now: Date): Promise<number> {
  let stopped = 0
  for (const test of await readRunningTests(db)) {
    const result = await measureTest(db, test, now)
    if (result?.verdict.kind !== 'worse') continue
    const ending = { by: 'harm', arm: result.verdict.arm }
    if (await endTest(db, test.id, ending, now)) stopped += 1
  }
  return stopped
}

/** Looks at the tests of every installed shop. */
export async function checkAllTests(now: Date): Promise<void> {
  for (const shop of await listInstalledShops()) {
    const stopped = await inShop(shop, (db) => stopHarmfulTests(db, now))
    if (stopped > 0) log.info({ shop, stopped }, 'a test was stopped because an arm brought less')
  }
}
