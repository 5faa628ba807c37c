import type { Db } from './database.server.ts'

/** A walk that ended long ago, and whether anybody ever walked it. */
export interface OldWalk {
  id: string
  hasEntered: boolean
}

/**
 * Walks that ended before, the oldest first, whose details are still kept. They are this unit of work's until it ends;
 * those of others are passed over.
 */
export async function takeOldWalks(db: Db, before: Date, limit: number): Promise<OldWalk[]> {
  return db.$queryRaw<OldWalk[]>`
    select "id", "enteredAt" is not null as "hasEntered" from "Enrollment"
     where "status" = 'ended' and "detailsErasedAt" is null and "endedAt" < ${before}
     order by "endedAt" limit ${limit} for update skip locked`
}

/**
 * Erases walks that nobody entered, with why not. One that another program asked for stays, since it may ask again under
 * the same name; so does one of which a contact tells.
 */
export async function eraseWalks(db: Db, ids: string[]): Promise<void> {
  await db.$executeRaw`
    delete from "Enrollment" e where e."id" = any(${ids}) and not starts_with(e."key", e."journeyId" || '/called/')
       and not exists (select from "Touch" t where t."enrollmentId" = e."id")`
}

/**
 * Erases of these walks the steps of such kinds, and of the others how each condition was judged. Keeps when, so that
 * `takeOldWalks` finds them no more.
 */
export async function eraseDetails(
  db: Db,
  ids: string[],
  kinds: readonly string[],
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    delete from "EnrollmentStep" where "enrollmentId" = any(${ids}) and "passed" ->> 'kind' = any(${[...kinds]})`
  await db.$executeRaw`
    update "EnrollmentStep" set "passed" = "passed" - 'verdicts'
     where "enrollmentId" = any(${ids}) and "passed" ? 'verdicts'`
  await db.$executeRaw`update "Enrollment" set "detailsErasedAt" = ${now} where "id" = any(${ids})`
}
