import type { Db } from '../../store/database.server.ts'

const droppedMax = 1_000

const tooLate = JSON.stringify({ kind: 'never', why: { kind: 'too-late' } })

/**
 * Drops offers that waited on the shop's pages for somebody who did not come while they were worth saying, and keeps
 * why. At most 1,000 in one unit of work: returns whether there may be more.
 */
export async function dropStaleOffers(db: Db, now: Date): Promise<{ isMore: boolean }> {
  const dropped = await db.$executeRaw`
    with dropped as (
      update "Touch" set "status" = 'dropped', "verdict" = ${tooLate}::jsonb, "decidedAt" = ${now}, "countsAt" = null
       where ctid = any(array(select ctid from "Touch"
         where "status" = 'queued' and "channel" = 'page' and "validUntil" < ${now} limit ${droppedMax}))
      returning "id")
    insert into "TouchHold" ("touchId", "at", "verdict") select "id", ${now}, ${tooLate}::jsonb from dropped
    on conflict do nothing`
  return { isMore: dropped === droppedMax }
}
