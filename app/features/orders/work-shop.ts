import { errorKind } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { deliveriesWorked } from '../../platform/metrics.ts'
import { inShop } from '../../store/database.server.ts'
import { findDueIds, putOff, readAttempts, setAside } from '../../store/deliveries.server.ts'
import type { ChangeHandlers } from './apply-changes.ts'
import { batchMax, workBatch } from './work-batch.ts'

/** With the delays below: about two days. */
export const attemptsMax = 16
const firstDelaySeconds = 2
const delaySecondsMax = 6 * 3_600

/** One shop's turn. */
export interface Turn {
  shop: string
  handlers: ChangeHandlers
  now: () => Date
  /** Told of each delivery that is to be carried out with care. */
  onGrave(shop: string, id: string): void
}

/**
 * Works one batch of a shop's due deliveries and returns how many are out of the way. A batch that fails is worked in
 * halves and these in halves, down to the one that fails by itself: its neighbours go through. That one is tried again
 * later with growing waits, and set aside when the tries are used up, or at once when trying again cannot help. Throws
 * when the database is away.
 */
export async function workShop(turn: Turn): Promise<number> {
  try {
    return await workPart(turn)
  } catch (error) {
    log.warn({ shop: turn.shop, error: errorKind(error) }, 'a batch failed and is worked in parts')
    const ids = await inShop(turn.shop, (db) => findDueIds(db, turn.now(), batchMax))
    return workInHalves(turn, ids)
  }
}

async function workPart({ shop, handlers, now, onGrave }: Turn, ids?: string[]): Promise<number> {
  const { handled, graveIds } = await inShop(shop, (db) => workBatch(db, handlers, now(), ids))
  for (const id of graveIds) onGrave(shop, id)
  return handled
}

async function workInHalves(turn: Turn, ids: string[]): Promise<number> {
  const [only] = ids
  if (only === undefined) return 0
  try {
    return await workPart(turn, ids)
  } catch (error) {
    if (ids.length === 1) return recordFailure(turn.shop, only, error, turn.now())
    const middle = Math.ceil(ids.length / 2)
    return (await workInHalves(turn, ids.slice(0, middle))) + (await workInHalves(turn, ids.slice(middle)))
  }
}

/** Keeps that a delivery failed by itself, and what follows from that. */
export async function recordFailure(shop: string, id: string, error: unknown, now: Date): Promise<number> {
  await inShop(shop, async (db) => {
    const attempts = 1 + (await readAttempts(db, id))
    const why = errorKind(error)
    const isFinal = isForGood(error) || attempts >= attemptsMax
    log.warn({ shop, delivery: id, attempts, isFinal, error: why }, 'a delivery failed')
    deliveriesWorked.inc({ outcome: isFinal ? 'aside' : 'retried' })
    if (isFinal) await setAside(db, id, `failed after ${attempts} attempts: ${why}`, now)
    else await putOff(db, id, `attempt ${attempts} failed: ${why}`, nextAttempt(now, attempts))
  })
  return 1
}

function nextAttempt(now: Date, attempts: number): Date {
  const seconds = Math.min(firstDelaySeconds * 3 ** (attempts - 1), delaySecondsMax)
  return new Date(now.getTime() + seconds * 1000)
}

function isForGood(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && (error.kind === 'rejected' || error.kind === 'broken')
}
