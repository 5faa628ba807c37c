import type { Db } from './database.server.ts'
import type { JourneyStatus } from './journeys.server.ts'

const walksMax = 50

/** A walk that goes on, or that is expected to begin. */
export interface PlannedRow {
  enrollmentId: string
  journeyId: string
  journeyName: string
  journeyStatus: JourneyStatus
  version: number
  status: 'entering' | 'active'
  stepId: string | null
  dueAt: Date
  definition: unknown
  /** Touches of it that are held or were dropped, by the id of their step. */
  touches: Record<string, { status: string; dueAt: string | null; verdict: unknown }> | null
  passed: string[] | null
}

/** The walks of a customer that are not over, those that are looked at soonest first, at most 50. */
export async function readPlannedWalks(db: Db, customerId: string): Promise<PlannedRow[]> {
  return db.$queryRaw<PlannedRow[]>`
    select e."id" as "enrollmentId", e."journeyId", j."name" as "journeyName", j."status"::text as "journeyStatus",
           e."version", e."status"::text as "status", e."stepId", e."dueAt", v."definition",
           (select json_object_agg(t."stepId", json_build_object('status', t."status", 'dueAt', t."dueAt", 'verdict', t."verdict"))
              from "Touch" t where t."enrollmentId" = e."id" and t."status" in ('held', 'dropped')) as "touches",
           (select array_agg(s."stepId") from "EnrollmentStep" s where s."enrollmentId" = e."id") as "passed"
      from "Enrollment" e
      join "Journey" j on j."id" = e."journeyId"
      join "JourneyVersion" v on v."journeyId" = e."journeyId" and v."version" = e."version"
     where e."customerId" = ${customerId} and e."status" in ('entering', 'active')
     order by e."dueAt", e."id" limit ${walksMax}`
}

/** A walk that somebody wants to change, held until the unit of work ends; nothing where it is over or not there. */
export interface OpenWalk {
  id: string
  journeyId: string
  version: number
  customerId: string
  orderId: string | null
  status: 'entering' | 'active'
  stepId: string | null
}

/** Holds one walk that is not over. */
export async function holdWalk(db: Db, id: string): Promise<OpenWalk | undefined> {
  const [walk] = await db.$queryRaw<OpenWalk[]>`
    select "id", "journeyId", "version", "customerId", "orderId", "status"::text as "status", "stepId" from "Enrollment"
     where "id" = ${id} and "status" in ('entering', 'active') for update`
  return walk
}

/** Ends a walk that the unit of work holds. */
export async function endWalk(
  db: Db,
  id: string,
  { why, now }: { why: 'stopped-by-merchant' | 'stopped-by-customer'; now: Date },
): Promise<void> {
  await db.$executeRaw`
    update "Enrollment" set "status" = 'ended', "dueAt" = null, "endedAt" = ${now}, "endedWhy" = ${why} where "id" = ${id}`
}
