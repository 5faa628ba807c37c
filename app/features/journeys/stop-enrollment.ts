import { touchKeyOf } from '../../domain/journeys/touch-wish.ts'
import { holdCustomer } from '../../store/customer-hold.server.ts'
import { asHot, type Db } from '../../store/database.server.ts'
import { endWalk, holdWalk } from '../../store/planned.server.ts'
import { dropWaitingOf } from '../../store/touches.server.ts'
import { readVersion } from './read-journey.ts'
import { idOfKey } from './record-walks.ts'
import { touchSteps } from './touch-steps.ts'

/** Who stops a walk. */
export type StoppedBy = 'merchant' | 'customer'

/** What came of it: done, or there is nothing to stop or skip any more. */
export type WalkStopped = { kind: 'stopped' } | { kind: 'refused'; why: 'not-there' }

/**
 * Ends one walk for one customer: nothing of it follows, and what it had in line is dropped. Stopping one that is over
 * is refused.
 */
export async function stopEnrollment(
  db: Db,
  id: string,
  { by, now }: { by: StoppedBy; now: Date },
): Promise<WalkStopped> {
  const walk = await holdWalk(db, id)
  if (!walk) return { kind: 'refused', why: 'not-there' }
  const why = by === 'merchant' ? 'stopped-by-merchant' : 'stopped-by-customer'
  await endWalk(db, id, { why, now })
  const verdict = { kind: 'never', why: { kind: 'walk-ended', end: why } }
  await dropWaitingOf(asHot(db), [id], { verdict, now })
  return { kind: 'stopped' }
}

/** Ends all walks of a customer, by whatever id they were known, through one journey. Returns how many there were. */
export async function stopJourneyFor(
  db: Db,
  { journeyId, customerId: askedFor }: { journeyId: string; customerId: string },
  { by, now }: { by: StoppedBy; now: Date },
): Promise<number> {
  // Who was deleted may walk until somebody looks.
  const customerId = (await holdCustomer(asHot(db), askedFor)) ?? askedFor
  const walks = await db.enrollment.findMany({
    where: { journeyId, customerId, status: { in: ['entering', 'active'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  let stopped = 0
  for (const { id } of walks) {
    const { kind } = await stopEnrollment(db, id, { by, now })
    if (kind === 'stopped') stopped += 1
  }
  return stopped
}

/**
 * Leaves one touch of a walk out, before it comes to it or while it is held: the walk goes on without it. Of one that
 * was decided already nothing changes, and it is refused.
 */
export async function skipTouch(
  db: Db,
  { enrollmentId, stepId }: { enrollmentId: string; stepId: string },
  now: Date,
): Promise<WalkStopped> {
  const walk = await holdWalk(db, enrollmentId)
  const definition = walk && (await readVersion(db, walk.journeyId, walk.version))
  const step = definition && touchSteps(definition).find(({ id }) => id === stepId)
  const passed = await db.enrollmentStep.count({ where: { enrollmentId, stepId } })
  if (!walk || !step || passed > 0) return { kind: 'refused', why: 'not-there' }
  const key = touchKeyOf(enrollmentId, stepId)
  const verdict = JSON.stringify({ kind: 'never', why: { kind: 'skipped' } })
  const { channel, topic, content, usefulness } = step
  const dropped = await db.$executeRaw`
    insert into "Touch" as t ("id", "key", "customerId", "enrollmentId", "stepId", "orderId", "channel", "topic", "content",
      "usefulness", "status", "verdict", "wishedAt", "decidedAt", "validUntil")
    values (${idOfKey(key)}, ${key}, ${walk.customerId}, ${enrollmentId}, ${stepId}, ${walk.orderId}, ${channel}, ${topic},
      ${JSON.stringify(content)}::jsonb, ${usefulness}, 'dropped', ${verdict}::jsonb, ${now}, ${now}, ${now})
    on conflict ("shopId", "key") do update set "status" = 'dropped', "verdict" = excluded."verdict",
      "decidedAt" = excluded."decidedAt", "dueAt" = null where t."status" = 'held'`
  if (dropped === 0) return { kind: 'refused', why: 'not-there' }
  await db.$executeRaw`
    insert into "TouchHold" ("touchId", "at", "verdict") values (${idOfKey(key)}, ${now}, ${verdict}::jsonb)
    on conflict do nothing`
  await db.$executeRaw`
    update "Enrollment" set "dueAt" = ${now} where "id" = ${enrollmentId} and "stepId" = ${stepId} and "dueAt" > ${now}`
  return { kind: 'stopped' }
}
