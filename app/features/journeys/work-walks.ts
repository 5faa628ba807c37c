import { errorFacts, errorKind } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { walkDelay, walksWorked } from '../../platform/metrics.ts'
import { inShopHot } from '../../store/database.server.ts'
import { claimTheseWalks, findDueWalkIds } from '../../store/due-walks.server.ts'
import {
  advanceEnrollments,
  failWalk,
  isLastAttempt,
  type WalksOutcome,
  walksMax,
} from './advance-enrollments.ts'

/**
 * Works one batch of a shop's due walks and returns how many were looked at. A batch that fails is worked in halves and
 * these in halves, down to the one that fails by itself: its neighbours go on. That one is tried again later with
 * growing waits, and ended as broken when the tries are used up. Throws when the database is away.
 */
export async function workWalks(shop: string, now: () => Date): Promise<number> {
  try {
    return await workPart(shop, now)
  } catch (error) {
    log.warn({ shop, ...errorFacts(error) }, 'a batch of walks failed and is worked in parts')
    const ids = await inShopHot(shop, (db) => findDueWalkIds(db, now(), walksMax))
    return workInHalves(shop, now, ids)
  }
}

async function workPart(shop: string, now: () => Date, ids?: readonly string[]): Promise<number> {
  const outcome = await inShopHot(shop, (db) => advanceEnrollments(db, now(), ids))
  count(outcome, now())
  return outcome.advancedDueAt.length + outcome.retried + outcome.broken
}

/** Only once it is committed: what was rolled back did not happen. */
function count({ advancedDueAt, retried, broken }: WalksOutcome, at: Date): void {
  if (retried > 0) walksWorked.inc({ outcome: 'retried' }, retried)
  if (broken > 0) walksWorked.inc({ outcome: 'broken' }, broken)
  if (advancedDueAt.length > 0) walksWorked.inc({ outcome: 'advanced' }, advancedDueAt.length)
  for (const dueAt of advancedDueAt) walkDelay.observe(Math.max(0, at.getTime() - dueAt.getTime()) / 1000)
}

async function workInHalves(shop: string, now: () => Date, ids: readonly string[]): Promise<number> {
  const [only] = ids
  if (only === undefined) return 0
  try {
    return await workPart(shop, now, ids)
  } catch (error) {
    if (ids.length === 1) return recordFailure(shop, only, error, now())
    const middle = Math.ceil(ids.length / 2)
    return (
      (await workInHalves(shop, now, ids.slice(0, middle))) +
      (await workInHalves(shop, now, ids.slice(middle)))
    )
  }
}

/** Keeps that a walk failed by itself, and what follows from that. */
async function recordFailure(shop: string, id: string, error: unknown, now: Date): Promise<number> {
  const why = errorKind(error)
  const failed = await inShopHot(shop, async (db) => {
    const [held] = await claimTheseWalks(db, [id])
    if (held) await failWalk(db, held, why, now)
    return held
  })
  if (!failed) return 0
  const isFinal = isLastAttempt(failed)
  log.warn(
    { shop, enrollment: id, attempts: failed.attempts + 1, isFinal, ...errorFacts(error) },
    'a walk failed',
  )
  walksWorked.inc({ outcome: isFinal ? 'broken' : 'retried' })
  return 1
}
