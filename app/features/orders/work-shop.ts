import { errorFacts, errorKind } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { deliveriesWorked, deliveryDelay } from '../../platform/metrics.ts'
import { inShop } from '../../store/database.server.ts'
import { findDueIds, putOff, readAttempts } from '../../store/deliveries.server.ts'
import type { ChangeHandlers } from './apply-changes.ts'
import { setAside } from './set-aside.ts'
import { type BatchOutcome, batchMax, workBatch } from './work-batch.ts'

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
    log.warn({ shop: turn.shop, ...errorFacts(error) }, 'a batch failed and is worked in parts')
    const ids = await inShop(turn.shop, (db) => findDueIds(db, turn.now(), batchMax))
    return workInHalves(turn, ids)
  }
}

async function workPart({ shop, handlers, now, onGrave }: Turn, ids?: string[]): Promise<number> {
  const outcome = await inShop(shop, (db) => workBatch(db, handlers, now(), ids))
  const { handled, graveIds } = outcome
  for (const id of graveIds) onGrave(shop, id)
  count(outcome, now)
  return handled
}

/** Only once it is committed: what was rolled back did not happen. */
function count({ doneOf, retried, aside }: BatchOutcome, now: () => Date): void {
  if (retried > 0) deliveriesWorked.inc({ outcome: 'retried' }, retried)
  if (aside > 0) deliveriesWorked.inc({ outcome: 'aside' }, aside)
  if (doneOf.length === 0) return
  deliveriesWorked.inc({ outcome: 'done' }, doneOf.length)
  const at = now().getTime()
  for (const receivedAt of doneOf) deliveryDelay.observe(Math.max(0, at - receivedAt.getTime()) / 1000)
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
  const why = errorKind(error)
  const { attempts, isFinal } = await inShop(shop, async (db) => {
    const attempts = 1 + (await readAttempts(db, id))
    const isFinal = isForGood(error) || attempts >= attemptsMax
    if (isFinal) await setAside(db, id, `failed after ${attempts} attempts: ${why}`, now)
    else await putOff(db, id, `attempt ${attempts} failed: ${why}`, nextAttempt(now, attempts))
    return { attempts, isFinal }
  })
  log.warn({ shop, delivery: id, attempts, isFinal, ...errorFacts(error) }, 'a delivery failed')
  deliveriesWorked.inc({ outcome: isFinal ? 'aside' : 'retried' })
  return 1
}

function nextAttempt(now: Date, attempts: number): Date {
  const seconds = Math.min(firstDelaySeconds * 3 ** (attempts - 1), delaySecondsMax)
  return new Date(now.getTime() + seconds * 1000)
}

function isForGood(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && (error.kind === 'rejected' || error.kind === 'broken')
}
