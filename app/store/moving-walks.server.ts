import type { StepMemory } from '../domain/journeys/enrollment.ts'
import type { Db } from './database.server.ts'

const groupsMax = 2_000

/** People who stand at the same step of the same version and passed the same steps before. */
export interface WalkGroup {
  version: number
  stepId: string
  passed: string[]
  people: number
}

/** Who walks other versions of a journey than this one, by where they stand and what they passed; at most 2,000 groups. */
export async function readWalkGroups(db: Db, journeyId: string, version: number): Promise<WalkGroup[]> {
  return db.$queryRaw<WalkGroup[]>`
    select w."version", w."stepId", w."passed", count(*)::int as "people" from (
      select e."version", e."stepId", coalesce((select array_agg(s."stepId" order by s."at", s."place")
               from "EnrollmentStep" s where s."enrollmentId" = e."id"), '{}') as "passed"
        from "Enrollment" e
       where e."journeyId" = ${journeyId} and e."status" = 'active' and e."version" <> ${version}) w
     group by 1, 2, 3 order by 1, 2, 4 desc limit ${groupsMax}`
}

/** A walk of an older version. */
export interface OlderWalk {
  id: string
  version: number
  stepId: string
  since: Date
  dueAt: Date
  memory: StepMemory
  passed: string[]
}

/** Holds a page of those who walk other versions than this one, in the order of their ids. */
export async function holdOlderWalks(
  db: Db,
  { journeyId, version, after, limit }: { journeyId: string; version: number; after: string; limit: number },
): Promise<OlderWalk[]> {
  const walks = await db.$queryRaw<Omit<OlderWalk, 'passed'>[]>`
    select "id", "version", "stepId", "since", "dueAt", "memory" from "Enrollment"
     where "journeyId" = ${journeyId} and "status" = 'active' and "version" <> ${version} and "id" > ${after}
     order by "id" limit ${limit} for update`
  const passed = await db.$queryRaw<{ id: string; passed: string[] }[]>`
    select "enrollmentId" as "id", array_agg("stepId" order by "at", "place") as "passed" from "EnrollmentStep"
     where "enrollmentId" = any(${walks.map(({ id }) => id)}) group by 1`
  const byId = new Map(passed.map((each) => [each.id, each.passed]))
  return walks.map((walk) => ({ ...walk, passed: byId.get(walk.id) ?? [] }))
}

/** Has a held walk go on in another version, or end. */
export async function moveWalk(
  db: Db,
  id: string,
  moved: { version: number; stepId: string; since: Date; dueAt: Date; memory: StepMemory },
): Promise<void> {
  const { version, stepId, since, dueAt, memory } = moved
  await db.enrollment.updateMany({ where: { id }, data: { version, stepId, since, dueAt, memory } })
}
