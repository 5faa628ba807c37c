import { createHash } from 'node:crypto'
import { enrollmentKey } from '../../domain/journeys/triggers.ts'
import { enqueue, enqueueMany } from '../../platform/queue.server.ts'
import type { HotDb } from '../../store/database.server.ts'
import {
  insertEnrollments,
  insertPassed,
  type NewEnrollment,
  type PassedStep,
  writeEnrollments,
} from '../../store/enrollments.server.ts'
import {
  type DecidedTouch,
  dropWaitingOf,
  type Hold,
  writeHolds,
  writeTouches,
} from '../../store/touches.server.ts'
import type { Answered } from './ask-for-touches.ts'
import type { WalkDecision } from './decide-walks.ts'
import type { GatheredWalks } from './gather-walks.ts'

/**
 * Records what was decided of a batch, all of it in this unit of work: where the walks stand, the steps they passed, the
 * touches with what the budget said, and what is to be done outside. Either all of it is there afterwards or none.
 */
export async function recordWalks(
  db: HotDb,
  gathered: GatheredWalks,
  decided: readonly WalkDecision[],
  now: Date,
): Promise<void> {
  const { shop } = gathered.shop
  const touches = decided.flatMap(({ answered }) => answered.map((each) => touchOf(each, now)))
  // What is written first is what others refer to; all of it goes out together.
  await Promise.all([
    writeEnrollments(
      db,
      decided.map(({ enrollment }) => enrollment),
    ),
    insertPassed(
      db,
      decided.flatMap((each) => passedOf(each, now)),
    ),
    writeTouches(db, latestOfEach(touches)),
    writeHolds(
      db,
      decided.flatMap(({ answered }) => answered.flatMap((each) => holdOf(each, gathered, now))),
    ),
    insertEnrollments(
      db,
      decided.flatMap((each) => nextOf(each, gathered)),
    ),
    dropRest(db, decided, now),
  ])
  if (touches.some(({ status, channel }) => status === 'queued' && channel !== 'page'))
    await enqueue(db, 'send-touches', { shop }, { key: shop })
  await enqueueMany(
    db,
    'carry-out-act',
    decided.flatMap(({ enrollment, acts }) =>
      acts.map(({ stepId }) => ({
        data: { shop, enrollmentId: enrollment.id, stepId },
        key: `act/${enrollment.id}/${stepId}`,
      })),
    ),
  )
}

function passedOf({ enrollment, passed }: WalkDecision, now: Date): PassedStep[] {
  return passed.map(({ stepId, passed: how }, place) => ({
    enrollmentId: enrollment.id,
    stepId,
    place,
    at: now,
    passed: how,
  }))
}

/** The id of what has a key: the same key, the same id, and nobody makes up chances inside a unit of work. */
export function idOfKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 24)
}

function touchOf({ enrollment, stepId, wish, wishedAt, verdict }: Answered, now: Date): DecidedTouch {
  return {
    id: idOfKey(wish.key),
    key: wish.key,
    customerId: enrollment.customerId,
    enrollmentId: enrollment.id,
    stepId,
    orderId: enrollment.orderId,
    channel: verdict.kind === 'go' ? verdict.channel : (wish.channels[0] ?? 'page'),
    topic: wish.topic,
    isAsked: false,
    content: wish.content,
    usefulness: wish.usefulness,
    status: verdict.kind === 'go' ? 'queued' : verdict.kind === 'hold' ? 'held' : 'dropped',
    verdict,
    wishedAt,
    dueAt: verdict.kind === 'hold' ? verdict.until : undefined,
    decidedAt: now,
    countsAt: verdict.kind === 'go' ? verdict.countsAt : undefined,
    validUntil: wish.validUntil,
  }
}

/** A wish that was asked for twice in one look counts as it was answered last. */
function latestOfEach(touches: readonly DecidedTouch[]): DecidedTouch[] {
  return [...new Map(touches.map((touch) => [touch.key, touch])).values()]
}

/** Held for the same reason as before is no news. */
function holdOf({ wish, verdict }: Answered, { heldTouches }: GatheredWalks, now: Date): Hold[] {
  const before = heldTouches.get(wish.key)
  if (verdict.kind === 'go' || before?.status === 'dropped') return []
  const isKnown = JSON.stringify(reasonOf(before?.verdict)) === JSON.stringify(verdict.why.kind)
  return verdict.kind === 'hold' && isKnown ? [] : [{ touchId: idOfKey(wish.key), at: now, verdict }]
}

function reasonOf(verdict: unknown): unknown {
  const { why } = (verdict ?? {}) as { why?: { kind?: unknown } } // Written by `touchOf`, and only compared.
  return why?.kind
}

function nextOf({ enrollment, next }: WalkDecision, { shop }: GatheredWalks): NewEnrollment[] {
  const journey = shop.journeys.get(enrollment.journeyId)
  if (!next || journey?.status === 'archived') return []
  const { journeyId, customerId } = enrollment
  const key = enrollmentKey(journeyId, next)
  const version = journey?.liveVersion ?? enrollment.version
  const { triggeredAt, dueAt, orderId, productId } = next
  return [{ id: idOfKey(key), key, journeyId, version, customerId, orderId, productId, triggeredAt, dueAt }]
}

/** What a walk that ended early still had in line is dropped, and says why. */
async function dropRest(db: HotDb, decided: readonly WalkDecision[], now: Date): Promise<void> {
  const early = decided.flatMap(({ enrollment: { id, enteredAt, standing } }) => {
    const isEarly = standing.status === 'ended' && standing.why !== 'completed'
    return isEarly && enteredAt ? [{ id, why: standing.why }] : []
  })
  for (const why of new Set(early.map((each) => each.why)))
    await dropWaitingOf(
      db,
      early.filter((each) => each.why === why).map(({ id }) => id),
      { verdict: { kind: 'never', why: { kind: 'walk-ended', end: why } }, now },
    )
}
