import type { HotDb } from '../../store/database.server.ts'
import {
  breakWalk,
  claimDueWalks,
  claimTheseWalks,
  type HeldEnrollment,
  putOffWalk,
} from '../../store/due-walks.server.ts'
import { decideWalks } from './decide-walks.ts'
import { gatherWalks } from './gather-walks.ts'
import { recordWalks } from './record-walks.ts'

/** What a unit of work takes on at once. */
export const walksMax = 200

/** How often a walk is tried that fails by itself; with the delays below, for about two days. */
const walkAttemptsMax = 16
const firstDelaySeconds = 2
const delaySecondsMax = 6 * 3_600

/** What became of a batch of walks. */
export interface WalksOutcome {
  /** When those that came through were due. */
  advancedDueAt: Date[]
  retried: number
  broken: number
}

/**
 * Looks at due walks of the shop whose unit of work this is: these, or the oldest. Where they stand, the steps they
 * passed and all effects of those commit together. Does nothing while another worker has the shop's walks in hand.
 * Throws when one fails: nothing of the batch has happened then.
 */
export async function advanceEnrollments(
  db: HotDb,
  now: Date,
  ids?: readonly string[],
): Promise<WalksOutcome> {
  const held = ids ? await claimTheseWalks(db, ids) : await claimDueWalks(db, { now, limit: walksMax })
  const nothing: WalksOutcome = { advancedDueAt: [], retried: 0, broken: 0 }
  if (held.length === 0) return nothing
  const gathered = await gatherWalks(db, held, now)
  if (!gathered) return nothing
  const { decided, unreadable } = decideWalks(gathered, now)
  await recordWalks(db, gathered, decided, now)
  for (const each of unreadable) await failWalk(db, each, 'its version cannot be read', now)
  const broken = unreadable.filter(isLastAttempt).length
  const advancedDueAt = decided.flatMap(({ held: { enrollment } }) =>
    enrollment.standing.status === 'ended' ? [] : [enrollment.standing.dueAt],
  )
  return { advancedDueAt, retried: unreadable.length - broken, broken }
}

/** Keeps that a walk failed by itself: it is tried again after growing waits, and ended when the tries are used up. */
export async function failWalk(db: HotDb, held: HeldEnrollment, why: string, now: Date): Promise<void> {
  const { id } = held.enrollment
  if (isLastAttempt(held)) await breakWalk(db, id, why, now)
  else await putOffWalk(db, id, why, nextAttempt(now, held.attempts + 1))
}

/** Whether a walk that fails once more is ended. */
export function isLastAttempt({ attempts }: HeldEnrollment): boolean {
  return attempts + 1 >= walkAttemptsMax
}

function nextAttempt(now: Date, attempts: number): Date {
  const seconds = Math.min(firstDelaySeconds * 3 ** (attempts - 1), delaySecondsMax)
  return new Date(now.getTime() + seconds * 1000)
}
