import type pg from 'pg'
import { errorKind } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { keepWaiting } from '../../platform/metrics.ts'
import { insertDeliveries, type ReceivedDelivery } from '../../store/deliveries.server.ts'

export type { ReceivedDelivery }

// Shopify gives up on an answer after 5 s and sends again: whoever cannot be kept within 3 s is told so by then.
const keepMs = 2_800
const lateCheckMs = 100
const rowsMax = 500
const bytesMax = 16 * 1024 * 1024

/** What waits to be kept at most; beyond it the door says "later" at once instead of making everybody late. */
export interface KeeperLimits {
  waitingMax: number
  waitingBytesMax: number
}

const limitsDefault: KeeperLimits = { waitingMax: 2_000, waitingBytesMax: 128 * 1024 * 1024 }

/** Keeps deliveries. */
export interface DeliveryKeeper {
  /**
   * True once the delivery is committed, also when it was there already. False when it could not be kept within 3 s,
   * or when too much waits: Shopify should send it again. Never throws.
   */
  keep(delivery: ReceivedDelivery): Promise<boolean>
  /** Whether a delivery of this size would be taken now. */
  hasRoom(bytes: number): boolean
  /** Waits for what is under way. */
  close(): Promise<void>
}

interface Waiting {
  delivery: ReceivedDelivery
  since: number
  settle(isKept: boolean): void
}

/**
 * Keeps deliveries by group commit: all that came during the last commit go into the next one, as one statement. So
 * the busier it gets, the less each costs.
 */
export function createDeliveryKeeper(pool: pg.Pool, limits: KeeperLimits = limitsDefault): DeliveryKeeper {
  let waiting: Waiting[] = []
  let underway: Waiting[] = []
  let waitingBytes = 0
  let flushing: Promise<void> | undefined

  const flush = async () => {
    while (waiting.length > 0) {
      underway = takeGroup(waiting)
      waiting = waiting.slice(underway.length)
      await keepGroup(pool, underway)
      for (const each of underway) waitingBytes -= each.delivery.body.length
      underway = []
      keepWaiting.set(waiting.length)
    }
    flushing = undefined
  }

  // Nobody waits past their time behind a commit that hangs. One that is committed after all does no harm: it is
  // sent again under the same id.
  const refuseLate = setInterval(() => {
    const limit = performance.now() - keepMs
    for (const late of underway) if (late.since < limit) late.settle(false)
    while (waiting[0] && waiting[0].since < limit) {
      const [late] = waiting.splice(0, 1)
      waitingBytes -= late?.delivery.body.length ?? 0
      late?.settle(false)
    }
  }, lateCheckMs).unref()

  const hasRoom = (bytes: number) =>
    waiting.length < limits.waitingMax && waitingBytes + bytes <= limits.waitingBytesMax

  return {
    hasRoom,
    keep(delivery) {
      if (!hasRoom(delivery.body.length)) return Promise.resolve(false)
      return new Promise((settle) => {
        waiting.push({ delivery, since: performance.now(), settle })
        waitingBytes += delivery.body.length
        flushing ??= new Promise<void>((soon) => setImmediate(soon)).then(flush)
      })
    },
    async close() {
      await flushing
      clearInterval(refuseLate)
    },
  }
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let bytes = 0
  const end = waiting.findIndex(({ delivery }, index) => {
    bytes += delivery.body.length
    return index >= rowsMax || (index > 0 && bytes > bytesMax)
  })
  return end === -1 ? waiting : waiting.slice(0, end)
}

async function keepGroup(pool: pg.Pool, group: Waiting[]): Promise<void> {
  const isKept = await insertGroup(pool, group).catch((error: unknown) => {
    log.warn({ deliveries: group.length, error: errorKind(error) }, 'deliveries could not be kept')
    return false
  })
  for (const each of group) each.settle(isKept)
}

async function insertGroup(pool: pg.Pool, group: Waiting[]): Promise<boolean> {
  const remaining = () => keepMs - (performance.now() - (group[0]?.since ?? 0))
  if (remaining() <= 0) return false
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await insertDeliveries(
      client,
      group.map((each) => each.delivery),
      Math.max(1, remaining()),
    )
    return true
  } catch (error) {
    failure = error instanceof Error ? error : new Error('not kept')
    throw error
  } finally {
    client.release(failure) // With an error the connection is closed: it may hang.
  }
}
