import { moveOf } from '../../domain/journeys/move.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { type Db, inShop, shopOfUnit } from '../../store/database.server.ts'
import { holdOlderWalks, moveWalk, type OlderWalk } from '../../store/moving-walks.server.ts'
import { planName } from './plans.ts'
import { type InsteadBySteps, plansOf } from './preview-move.ts'
import { stopEnrollment } from './stop-enrollment.ts'

const pageMax = 200

/** A move that was asked for. */
export interface Moving {
  journeyId: string
  toVersion: number
  instead: InsteadBySteps
}

/** Has everybody who walks an older version be moved in the background, as `previewMove` said. */
export async function askToMove(db: Db, moving: Moving): Promise<void> {
  const shop = shopOfUnit(db)
  await enqueue(db, 'move-walks', { shop, ...moving }, { key: `${shop}/${moving.journeyId}` })
}

/**
 * Moves who walks an older version to this one, in pages: each is judged anew as they stand then, and who cannot go
 * stays where they are. Returns how many were moved or ended. When interrupted it can simply begin again.
 */
export async function moveEnrollments(
  shop: string,
  moving: Moving,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  let after = ''
  let moved = 0
  while (!signal?.aborted) {
    const from = after
    const page = await inShop(shop, (db) => movePage(db, moving, from, now))
    moved += page.moved
    if (page.last === undefined) break
    after = page.last
  }
  return moved
}

async function movePage(db: Db, moving: Moving, after: string, now: Date) {
  const { journeyId, toVersion: version } = moving
  const walks = await holdOlderWalks(db, { journeyId, version, after, limit: pageMax })
  const plans = await plansOf(db, journeyId, [version, ...walks.map((walk) => walk.version)])
  const to = plans.get(planName({ journeyId, version }))
  let moved = 0
  for (const walk of walks) {
    const from = plans.get(planName({ journeyId, version: walk.version }))
    if (from && to && (await moveOne(db, walk, { from, to, moving, now }))) moved += 1
  }
  return { moved, last: walks.length === pageMax ? walks.at(-1)?.id : undefined }
}

type Plans = Parameters<typeof moveOf>[2]

async function moveOne(
  db: Db,
  { id, passed, stepId, since, dueAt, memory }: OlderWalk,
  { from, to, moving, now }: Plans & { moving: Moving; now: Date },
): Promise<boolean> {
  const standing = { status: 'active' as const, stepId, since, dueAt, memory }
  const move = moveOf(standing, passed, { from, to }, moving.instead[stepId], now)
  if (move.kind === 'ends') await stopEnrollment(db, id, { by: 'merchant', now })
  else if (move.kind === 'moves' && move.standing.status === 'active') {
    if (move.standing.stepId !== stepId) await dropHeld(db, id, now)
    await moveWalk(db, id, { version: moving.toVersion, ...move.standing })
  } else return false
  return true
}

/** What it was held for is not said by the step it goes to. */
async function dropHeld(db: Db, enrollmentId: string, now: Date): Promise<void> {
  await db.touch.updateMany({
    where: { enrollmentId, status: 'held' },
    data: { status: 'dropped', verdict: movedOn, decidedAt: now, dueAt: null },
  })
}

const movedOn = { kind: 'never', why: { kind: 'skipped' } }
