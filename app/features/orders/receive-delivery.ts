import type pg from 'pg'
import { monotonicMs } from '../../platform/clock.ts'
import { errorFacts } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { keepWaiting } from '../../platform/metrics.ts'
import {
  createDeliveryGroup,
  type DeliveryGroup,
  memoryFor,
  type ReceivedDelivery,
} from '../../store/delivery-group.server.ts'

export type { ReceivedDelivery }

// Shopify gives up on an answer after 5 s and sends again: whoever cannot be kept within 3 s is told so by then.
const keepMs = 2_800
const lateCheckMs = 100
// Who has less left than this is not begun with: the answer would hardly come in time, and the work be done for nobody.
const insertMsMin = 100
// Who would stand behind somebody who has waited this long would hardly be answered in time.
const behindMs = 1_500
// Large enough that a commit is shared by many, small enough that PostgreSQL begins while the next are still coming.
const groupBytes = 1024 * 1024
// While one waits for its commit, PostgreSQL works on the next; a third is there when either is ready.
const underwayMax = 3

/** What waits to be kept at most; beyond it the door says "later" at once instead of making everybody late. */
export interface KeeperLimits {
  waitingMax: number
  waitingBytesMax: number
}

const limitsDefault: KeeperLimits = { waitingMax: 1_500, waitingBytesMax: 64 * 1024 * 1024 }

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

interface Group {
  rows: DeliveryGroup
  memory: Buffer
  since: number
  settle: ((isKept: boolean) => void)[]
}

/**
 * Keeps deliveries by group commit: all that came during the last commit go into the next one, as one transaction.
 * So the busier it gets, the less each costs. A group that is full does not wait for the commit before it: it goes on its
 * own connection, at most three at once (docs/decisions/0030-full-groups-do-not-wait.md).
 */
export function createDeliveryKeeper(pool: pg.Pool, limits: KeeperLimits = limitsDefault): DeliveryKeeper {
  const waiting: Group[] = []
  const spareMemory: Buffer[] = []
  const underway = new Map<Group, Promise<void>>()
  let waitingCount = 0
  let waitingBytes = 0
  let beginning: Promise<void> | undefined

  const openGroup = (bytes: number): Group => {
    const isOrdinary = memoryFor(bytes) <= groupBytes
    const memory =
      (isOrdinary ? spareMemory.pop() : undefined) ??
      Buffer.allocUnsafeSlow(Math.max(groupBytes, memoryFor(bytes)))
    const group = { rows: createDeliveryGroup(memory), memory, since: monotonicMs(), settle: [] }
    waiting.push(group)
    return group
  }

  const flush = async (group: Group) => {
    const isKept = await keepGroup(pool, group)
    underway.delete(group)
    // After a failure the connection may still be reading from this memory.
    if (isKept && group.memory.length === groupBytes) spareMemory.push(group.memory)
    waitingCount -= group.rows.count
    waitingBytes -= group.rows.bytes
    keepWaiting.set(waitingCount)
    beginNext()
  }

  // Only the last of those that wait can take more in: whoever has one behind them is full.
  const beginNext = () => {
    while (underway.size === 0 || (underway.size < underwayMax && waiting.length > 1)) {
      const group = waiting.shift()
      if (!group) return
      underway.set(group, flush(group))
    }
  }

  // Whoever comes in the same moment goes along.
  const beginSoon = async () => {
    await new Promise<void>((soon) => setImmediate(soon))
    beginning = undefined
    beginNext()
  }

  // Nobody waits past their time behind a commit that hangs. What is committed after all does no harm: it is sent
  // again under the same id.
  const refuseLate = setInterval(() => {
    const limit = monotonicMs() - keepMs
    for (const group of [...underway.keys(), ...waiting]) {
      if (group.since < limit) for (const settle of group.settle) settle(false)
    }
  }, lateCheckMs).unref()

  const hasRoom = (bytes: number) => {
    const [oldest] = underway.keys()
    return (
      waitingCount < limits.waitingMax &&
      waitingBytes + bytes <= limits.waitingBytesMax &&
      (oldest === undefined || monotonicMs() - oldest.since < behindMs)
    )
  }

  return {
    hasRoom,
    keep(delivery) {
      const bytes = delivery.body.length
      if (!hasRoom(bytes)) return Promise.resolve(false)
      const last = waiting.at(-1)
      const group = last?.rows.add(delivery) ? last : openGroup(bytes)
      if (group !== last) group.rows.add(delivery)
      waitingCount += 1
      waitingBytes += bytes
      const kept = new Promise<boolean>((settle) => group.settle.push(settle))
      if (waiting.length > 1) beginNext()
      beginning ??= beginSoon()
      return kept
    },
    async close() {
      for (await beginning; underway.size > 0; ) await Promise.all(underway.values())
      clearInterval(refuseLate)
    },
  }
}

async function keepGroup(pool: pg.Pool, group: Group): Promise<boolean> {
  if (leftMs(group) < insertMsMin) {
    // It comes again under the same id.
    for (const settle of group.settle) settle(false)
    return false
  }
  const isKept = await insertGroup(pool, group).catch((error: unknown) => {
    log.warn({ deliveries: group.rows.count, ...errorFacts(error) }, 'deliveries could not be kept')
    return false
  })
  for (const settle of group.settle) settle(isKept)
  return isKept
}

function leftMs({ since }: Group): number {
  return keepMs - (monotonicMs() - since)
}

async function insertGroup(pool: pg.Pool, group: Group): Promise<boolean> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    const waitMs = leftMs(group)
    if (waitMs < insertMsMin) return false
    await group.rows.insert(client, waitMs)
    return true
  } catch (error) {
    failure = error instanceof Error ? error : new Error('not kept')
    throw error
  } finally {
    client.release(failure) // With an error the connection is closed: it may hang.
  }
}
