import { entryStepId } from '../../domain/journeys/step-kind.ts'
import { isRecord, wordIn } from '../../domain/json-fields.ts'
import { asHot, type Db } from '../../store/database.server.ts'
import { type HeldEnrollment, readWalk } from '../../store/due-walks.server.ts'
import { decideWalks, type WalkDecision } from './decide-walks.ts'
import { type GatheredWalks, gatherWalks } from './gather-walks.ts'
import { recordWalks } from './record-walks.ts'

/** Why somebody is turned away at a journey's entry whom somebody asked it for. */
export const turnedAwayWords = [
  'walking',
  'again-too-soon',
  'condition',
  'goal',
  'bought',
  'refunded',
  'unsubscribed',
] as const
export type TurnedAway = (typeof turnedAwayWords)[number]

/**
 * Judges a walk that was begun in this unit of work as the worker would a moment later, and keeps it where it is turned
 * away; returns why. Of one that may enter nothing is kept: the worker lets it in, and asks for what it wishes together
 * with the customer's other walks.
 */
export async function judgeStart(db: Db, id: string, now: Date): Promise<TurnedAway | undefined> {
  const hot = asHot(db)
  const held = await readWalk(hot, id)
  const gathered = held && (await gatherWalks(hot, [held], now))
  if (!gathered) return undefined
  const known = await withThoseOnTheirWayIn(db, gathered, held, now)
  const [decision] = decideWalks(known, now).decided
  const why = decision && turnedAwayBy(decision)
  if (decision && why) await recordWalks(hot, known, [decision], now)
  return why
}

/** Why a walk that was begun before was turned away; nothing where it entered, or may yet. */
export async function wasTurnedAway(db: Db, id: string): Promise<TurnedAway | undefined> {
  const walk = await db.enrollment.findFirst({
    where: { id, status: 'ended' },
    select: { enteredAt: true, endedAt: true, endedWhy: true, steps: { take: 2 } },
  })
  if (!walk) return undefined
  const { enteredAt, endedAt, endedWhy, steps } = walk
  const isAtEntry = steps.every(({ stepId }) => stepId === entryStepId)
  if (!isAtEntry || (enteredAt && enteredAt.getTime() !== endedAt?.getTime())) return undefined
  const passed = steps[0]?.passed
  return wordIn(turnedAwayWords, isRecord(passed) ? passed.why : endedWhy)
}

/** Another walk through the same journey whose time has come will have entered before this one is looked at. */
async function withThoseOnTheirWayIn(
  db: Db,
  gathered: GatheredWalks,
  { enrollment: { id, journeyId, customerId } }: HeldEnrollment,
  now: Date,
): Promise<GatheredWalks> {
  const others = await db.enrollment.findMany({
    where: { journeyId, customerId, status: 'entering', dueAt: { lte: now }, id: { not: id } },
    select: { id: true },
    take: 1,
  })
  if (others.length === 0) return gathered
  const [known] = gathered.past
  const activeIds = [...(known?.activeIds ?? []), ...others.map((other) => other.id)]
  const { lastEnteredAt, firstArm } = known ?? { lastEnteredAt: undefined, firstArm: undefined }
  return { ...gathered, past: [{ customerId, journeyId, activeIds, lastEnteredAt, firstArm }] }
}

function turnedAwayBy({ enrollment: { standing }, passed }: WalkDecision): TurnedAway | undefined {
  if (standing.status !== 'ended' || passed.some(({ stepId }) => stepId !== entryStepId)) return undefined
  const at = passed[0]?.passed
  return wordIn(turnedAwayWords, at?.kind === 'not-entered' ? at.why : standing.why)
}
