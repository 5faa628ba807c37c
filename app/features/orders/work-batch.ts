import {
  currencyUnknown,
  graveTopics,
  type ReadingContext,
  readDelivery,
} from '../../domain/webhooks/changes.ts'
import { Unreadable } from '../../domain/webhooks/read.ts'
import type { Db } from '../../store/database.server.ts'
import {
  claimDeliveries,
  claimTheseDeliveries,
  type DueDelivery,
  deleteDeliveries,
  holdDeliveries,
  markDone,
  putOff,
  type Worked,
} from '../../store/deliveries.server.ts'
import { findForgottenTraces } from '../../store/redaction.server.ts'
import { tryLockDeliveries } from '../../store/shop-lock.server.ts'
import { aboutOf, applyChanges, type ChangeHandlers, type ToldChange } from './apply-changes.ts'
import { setAside } from './set-aside.ts'

/** What a unit of work takes on at once. */
export const batchMax = 100
const batchBytesMax = 8 * 1024 * 1024
// How long a delivery in hand of the careful lane stays away from others; if the process dies, it comes back then.
const graveHoldSeconds = 120
const shopUnknownSecondsMax = 900
const putOffSeconds = 10

/** What became of a batch. */
export interface BatchOutcome {
  /** Deliveries that are out of the way: done, set aside, put off or handed on. */
  handled: number
  /** Those that are to be carried out one by one, with Shopify asked first. */
  graveIds: string[]
  /** When the deliveries whose effects are in this unit of work were received. */
  doneOf: Date[]
  /** How many are tried again later, and how many were set aside. */
  retried: number
  aside: number
}

const nothing: BatchOutcome = { handled: 0, graveIds: [], doneOf: [], retried: 0, aside: 0 }

/**
 * Works due deliveries of the shop whose unit of work this is: these, or the oldest. Their effects and their "done"
 * commit together. What cannot be read is set aside, with a sentence that says why. Does nothing while another worker
 * works this shop. Throws when an effect fails: nothing of the batch has happened then.
 */
export async function workBatch(
  db: Db,
  handlers: ChangeHandlers,
  now: Date,
  ids?: string[],
): Promise<BatchOutcome> {
  if (!(await tryLockDeliveries(db))) return nothing
  const shop = await db.shop.findFirst({ select: { gid: true, currency: true, uninstalledAt: true } })
  const deliveries = ids
    ? await claimTheseDeliveries(db, ids)
    : await claimDeliveries(db, { now, limit: batchMax, bytesMax: batchBytesMax })
  if (deliveries.length === 0) return nothing
  const graveIds = deliveries.filter(({ topic }) => graveTopics.includes(topic)).map(({ id }) => id)
  if (graveIds.length > 0) await holdDeliveries(db, graveIds, inSeconds(now, graveHoldSeconds))
  const rest = deliveries.filter(({ topic }) => !graveTopics.includes(topic))
  const handled = { ...nothing, handled: deliveries.length, graveIds }
  if (!shop) await turnAway(db, rest, now)
  else if (shop.uninstalledAt) await markDone(db, rest.map(emptied), now)
  else {
    const context = { currency: shop.currency ?? undefined }
    const readable = { deliveries: rest, context, handlers, now }
    return { ...handled, ...(await workReadable(db, readable)) }
  }
  return handled
}

/** A shop that is not here: it may be on its way in, or it was erased and this came late. */
async function turnAway(db: Db, deliveries: DueDelivery[], now: Date): Promise<void> {
  const isLate = ({ receivedAt }: DueDelivery) =>
    now.getTime() - receivedAt.getTime() > shopUnknownSecondsMax * 1000
  await deleteDeliveries(
    db,
    deliveries.filter(isLate).map(({ id }) => id),
  )
  await holdDeliveries(
    db,
    deliveries.filter((each) => !isLate(each)).map(({ id }) => id),
    inSeconds(now, putOffSeconds),
  )
}

interface Readable {
  deliveries: DueDelivery[]
  context: ReadingContext
  handlers: ChangeHandlers
  now: Date
}

type Counts = Pick<BatchOutcome, 'doneOf' | 'retried' | 'aside'>

async function workReadable(db: Db, { deliveries, context, handlers, now }: Readable): Promise<Counts> {
  const counts: Counts = { doneOf: [], retried: 0, aside: 0 }
  const told: (ToldChange & { delivery: DueDelivery; text: string })[] = []
  for (const delivery of deliveries) {
    const text = Buffer.from(delivery.body).toString('utf8')
    const change = readOne(delivery.topic, text, context)
    if (change === currencyUnknown) {
      await putOff(
        db,
        delivery.id,
        'the currency of the shop is not known yet',
        inSeconds(now, putOffSeconds),
      )
      counts.retried += 1
    } else if (change instanceof Unreadable) {
      await setAside(db, delivery.id, change.message, now)
      counts.aside += 1
    } else told.push({ change, at: delivery.triggeredAt ?? delivery.receivedAt, delivery, text })
  }
  await applyChanges(db, told, handlers, now)
  const traces = await findForgottenTraces(
    db,
    told.map(({ text, change }) => ({ text, about: Object.values(aboutOf(change)) })),
  )
  const worked: Worked[] = told.map(({ delivery, change }, index) => {
    // Late news of somebody forgotten is not kept as it came.
    const isEmptied = traces[index] ?? false
    return isEmptied ? emptied(delivery) : { id: delivery.id, ...aboutOf(change), isEmptied }
  })
  await markDone(db, worked, now)
  return { ...counts, doneOf: told.map(({ delivery }) => delivery.receivedAt) }
}

function readOne(topic: string, text: string, context: ReadingContext) {
  try {
    return readDelivery(topic, text, context)
  } catch (error) {
    if (error instanceof Unreadable) return error
    throw error
  }
}

function emptied({ id }: { id: string }): Worked {
  return { id, isEmptied: true }
}

function inSeconds(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}
