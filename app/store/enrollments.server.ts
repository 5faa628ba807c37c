import type { KeptArm } from '../domain/budget/holdout.ts'
import type { Enrollment } from '../domain/journeys/enrollment.ts'
import type { Passed } from '../domain/journeys/step-kind.ts'
import type { Db, HotDb, Statement } from './database.server.ts'

/** A walk as it is begun: nobody has looked at it yet. */
export interface NewEnrollment {
  id: string
  /** Once for each shop: what is there already stays as it is. */
  key: string
  journeyId: string
  version: number
  customerId: string
  orderId?: string | undefined
  productId?: string | undefined
  triggeredAt: Date
  dueAt: Date
}

const insertNew: Statement = {
  name: 'insert-walks',
  text: `insert into "Enrollment" ("id", "key", "journeyId", "version", "customerId", "orderId", "productId", "triggeredAt",
                "dueAt")
         select * from json_to_recordset($1::json) as r ("id" text, "key" text, "journeyId" text, "version" int,
                "customerId" text, "orderId" text, "productId" text, "triggeredAt" timestamptz, "dueAt" timestamptz)
         on conflict do nothing returning "id"`,
}

/** Begins walks. Of one that is there already under its key nothing changes. Returns the ids of those that were not. */
export async function insertEnrollments(db: HotDb, begun: readonly NewEnrollment[]): Promise<string[]> {
  if (begun.length === 0) return []
  const { rows } = await db.run<{ id: string }>(insertNew, [JSON.stringify(begun)])
  return rows.map(({ id }) => id)
}

/** A step that somebody passed. */
export interface PassedStep {
  enrollmentId: string
  stepId: string
  /** The how-many-eth of those kept with it in one commit, after what came before. */
  place: number
  at: Date
  passed: Passed
}

const insertSteps: Statement = {
  name: 'insert-walk-steps',
  text: `insert into "EnrollmentStep" ("enrollmentId", "stepId", "place", "at", "passed")
         select * from json_to_recordset($1::json) as r ("enrollmentId" text, "stepId" text, "place" int,
                "at" timestamptz, "passed" jsonb)`,
}

/** Keeps which steps were passed. A step that was passed before fails the unit of work: nobody passes one twice. */
export async function insertPassed(db: HotDb, steps: readonly PassedStep[]): Promise<void> {
  if (steps.length > 0) await db.run(insertSteps, [JSON.stringify(steps)])
}

const updateWalks: Statement = {
  name: 'update-walks',
  text: `update "Enrollment" e set "version" = w."version", "triggeredAt" = w."triggeredAt",
                "status" = w."status"::"EnrollmentStatus", "stepId" = w."stepId", "since" = w."since",
                "memory" = coalesce(w."memory", '{}'), "dueAt" = w."dueAt", "enteredAt" = w."enteredAt",
                "endedAt" = w."endedAt", "endedWhy" = w."endedWhy", "attempts" = 0, "error" = null,
                "arm" = coalesce(e."arm", w."arm"), "armPercent" = coalesce(e."armPercent", w."armPercent")
           from json_to_recordset($1::json) as w ("id" text, "version" int, "triggeredAt" timestamptz,
                "status" text, "stepId" text, "since" timestamptz,
                "memory" jsonb, "dueAt" timestamptz, "enteredAt" timestamptz, "endedAt" timestamptz, "endedWhy" text,
                "arm" text, "armPercent" int)
          where e."id" = w."id" and e."id" = any($2::text[])`,
}

/** Writes where these walks, which this unit of work has claimed, stand now. The arm somebody has stays theirs. */
export async function writeEnrollments(db: HotDb, enrollments: readonly Enrollment[]): Promise<void> {
  if (enrollments.length === 0) return
  const rows = enrollments.map(({ id, version, triggeredAt, enteredAt, arm, standing }) => ({
    id,
    version,
    triggeredAt,
    enteredAt,
    arm: arm?.arm,
    armPercent: arm?.percent,
    ...standingColumns(standing),
  }))
  await db.run(updateWalks, [JSON.stringify(rows), rows.map(({ id }) => id)])
}

function standingColumns(standing: Enrollment['standing']) {
  if (standing.status !== 'ended') return standing
  return { status: standing.status, endedAt: standing.at, endedWhy: standing.why }
}

/** What is known of a customer's walks through one journey. */
export interface WalksThrough {
  customerId: string
  journeyId: string
  activeIds: string[]
  lastEnteredAt: Date | undefined
  /** The first arm they were given, and when; nothing where they have none. */
  firstArm: (KeptArm & { enteredAt: Date }) | undefined
}

const readWalks: Statement = {
  name: 'read-walks-through',
  text: `select e."customerId", e."journeyId", coalesce(array_agg(e."id") filter (where e."status" = 'active'), '{}') as "activeIds",
                max(e."enteredAt") as "lastEnteredAt",
                (json_agg(json_build_object('arm', e."arm", 'percent', e."armPercent", 'enteredAt', e."enteredAt")
                  order by e."enteredAt", e."id") filter (where e."arm" is not null)) -> 0 as "firstArm"
           from "Enrollment" e where e."customerId" = any($1::text[]) and e."journeyId" = any($2::text[])
            and e."enteredAt" is not null group by 1, 2`,
}

/** How these customers walk and walked these journeys; who never entered one is not there. */
export async function readWalksThrough(
  db: HotDb,
  customerIds: readonly string[],
  journeyIds: readonly string[],
): Promise<WalksThrough[]> {
  if (customerIds.length === 0) return []
  const { rows } = await db.run<WalksRow>(readWalks, [customerIds, journeyIds])
  return rows.map(({ lastEnteredAt, firstArm, ...row }) => ({
    ...row,
    lastEnteredAt: lastEnteredAt ?? undefined,
    firstArm: firstArm ? { ...firstArm, enteredAt: new Date(firstArm.enteredAt) } : undefined,
  }))
}

interface WalksRow extends Omit<WalksThrough, 'lastEnteredAt' | 'firstArm'> {
  lastEnteredAt: Date | null
  firstArm: (KeptArm & { enteredAt: string }) | null
}

const wakeThese: Statement = {
  name: 'wake-walks',
  text: `update "Enrollment" set "dueAt" = $3
          where "customerId" = any($1::text[]) and "status" <> 'ended' and "dueAt" > $3
            and ("status" = 'active' or "orderId" = any($2::text[]))`,
}

/**
 * Has the walks of these customers be looked at now, and of those not yet entered the ones that these orders began. Only
 * a hint: what a walk waits for is judged from what is known.
 */
export async function wakeWalksOf(
  db: HotDb,
  { customerIds, orderIds = [] }: { customerIds: readonly string[]; orderIds?: readonly string[] },
  now: Date,
): Promise<void> {
  if (customerIds.length > 0) await db.run(wakeThese, [customerIds, orderIds, now])
}

/**
 * Has a page of those who walk a journey be looked at now, in the order of their ids. Returns the last id of the page,
 * or nothing when it was the last page.
 */
export async function wakePageOfJourney(
  db: Db,
  { journeyId, after, limit }: { journeyId: string; after: string; limit: number },
  now: Date,
): Promise<string | undefined> {
  const [page] = await db.$queryRaw<{ last: string | null; count: number }[]>`
    with page as (
      select "id" from "Enrollment" where "journeyId" = ${journeyId} and "status" in ('entering', 'active')
         and "id" > ${after} order by "id" limit ${limit}),
    woken as (update "Enrollment" e set "dueAt" = least(e."dueAt", ${now}) from page where e."id" = page."id")
    select max("id") as "last", count(*)::int as "count" from page`
  return page?.count === limit ? (page.last ?? undefined) : undefined
}
