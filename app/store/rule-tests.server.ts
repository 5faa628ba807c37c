import type { ArmSums } from '../domain/experiment/always-valid.ts'
import type { Db } from './database.server.ts'

/** A test as it is kept. */
export interface KeptTest {
  id: string
  ruleId: string
  status: 'running' | 'ended'
  definition: unknown
  startedAt: Date
  endedAt: Date | null
  ending: unknown
}

/** The latest test of a rule, running or not. */
export async function readLatestTest(db: Db, ruleId: string): Promise<KeptTest | undefined> {
  const found = await db.ruleTest.findFirst({
    where: { ruleId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  return found ?? undefined
}

/** The latest test of a rule, held until the unit of work ends. */
export async function holdLatestTest(db: Db, ruleId: string): Promise<KeptTest | undefined> {
  await db.$executeRaw`select from "RuleTest" where "ruleId" = ${ruleId} for update`
  return readLatestTest(db, ruleId)
}

/** Every test that runs. */
export async function readRunningTests(db: Db): Promise<KeptTest[]> {
  return db.ruleTest.findMany({ where: { status: 'running' }, orderBy: { id: 'asc' } })
}

/** What one arm brought: offers bought and net revenue, both by shopper. */
export interface ArmRow {
  arm: string
  bought: ArmSums
  net: ArmSums
  /** Bought products whose cost is not known. */
  unknownCosts: number
}

interface SumsRow {
  arm: string
  subjects: number
  shown: number
  shownSquared: number
  bought: number
  boughtSquared: number
  shownBought: number
  net: number
  netSquared: number
  shownNet: number
  unknownCosts: number
}

/**
 * The sums over a test's shown offers, by arm. Net is what was paid less refunds and cost; a line whose cost is not
 * known counts with all that was paid.
 */
export async function readArms(db: Db, testId: string): Promise<ArmRow[]> {
  const rows = await db.$queryRaw<SumsRow[]>`
    with offers as (
      select o."arm", coalesce(o."customerId", o."key") as "subject", o."id",
             coalesce(bool_or(i."boughtQuantity" > 0), false)::int as "bought",
             coalesce(sum(i."revenueMinor" - i."refundedMinor" - coalesce(i."costMinor", 0)), 0)::float8 as "net",
             count(*) filter (where i."boughtQuantity" > 0 and i."costMinor" is null)::int as "unknown"
        from "Offer" o left join "OfferItem" i on i."shopId" = o."shopId" and i."offerId" = o."id"
       where o."testId" = ${testId} and o."arm" is not null and o."shownAt" is not null
       group by o."shopId", o."id"
    ), shoppers as (
      select "arm", count(*)::float8 as "n", sum("bought")::float8 as "b", sum("net") as "m", sum("unknown") as "unknown"
        from offers group by "arm", "subject"
    )
    select "arm", count(*)::int as "subjects", sum("n") as "shown", sum("n" * "n") as "shownSquared",
           sum("b") as "bought", sum("b" * "b") as "boughtSquared", sum("n" * "b") as "shownBought",
           sum("m") as "net", sum("m" * "m") as "netSquared", sum("n" * "m") as "shownNet",
           sum("unknown")::int as "unknownCosts"
      from shoppers group by "arm"`
  return rows.map(({ arm, subjects, shown, shownSquared, unknownCosts, ...row }) => {
    const of = { subjects, shown, shownSquared }
    return {
      arm,
      unknownCosts,
      bought: { ...of, total: row.bought, totalSquared: row.boughtSquared, shownTotal: row.shownBought },
      net: { ...of, total: row.net, totalSquared: row.netSquared, shownTotal: row.shownNet },
    }
  })
}

/** Keeps a new test. Returns false where one of the rule runs already. */
export async function keepTest(
  db: Db,
  { id, ruleId, definition, startedAt }: { id: string; ruleId: string; definition: object; startedAt: Date },
): Promise<boolean> {
  const kept = await db.$executeRaw`
    insert into "RuleTest" ("id", "ruleId", "definition", "startedAt")
    select ${id}, r."id", ${JSON.stringify(definition)}::jsonb, ${startedAt}
      from (select "id" from "Rule" where "id" = ${ruleId} for update) r
     where not exists (select from "RuleTest" t where t."ruleId" = r."id" and t."status" = 'running')`
  return kept === 1
}

/** Ends a running test with what was found. Returns whether it ran. */
export async function endTest(db: Db, id: string, ending: object, endedAt: Date): Promise<boolean> {
  const ended = await db.$executeRaw`
    update "RuleTest" set "status" = 'ended', "ending" = ${JSON.stringify(ending)}::jsonb, "endedAt" = ${endedAt}
     where "id" = ${id} and "status" = 'running'`
  return ended === 1
}

/** Notes that an arm of a test was made the rule, which ends the test if it runs. */
export async function adoptTest(db: Db, id: string, ending: object, endedAt: Date): Promise<void> {
  await db.$executeRaw`
    update "RuleTest" set "status" = 'ended', "ending" = ${JSON.stringify(ending)}::jsonb,
           "endedAt" = coalesce("endedAt", ${endedAt})
     where "id" = ${id}`
}
