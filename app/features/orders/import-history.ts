import type { BulkFinished } from '../../domain/webhooks/shop.ts'
import { Rejected, Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { type Admin, adminOf } from '../../shopify/admin.server.ts'
import { BulkFileGone, type Group, readGroups } from '../../shopify/bulk-file.ts'
import { fetchBulkState } from '../../shopify/operations/bulk-operation.ts'
import { findBulkOperation } from '../../shopify/operations/recent-bulk-operations.ts'
import { runBulkQuery } from '../../shopify/operations/run-bulk-query.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import {
  endImport,
  findImportByBulk,
  type ImportedKind,
  type ImportState,
  noteBulkOperation,
  noteObjects,
  noteStep,
  readImport,
  refreshStatistics,
} from '../../store/imports.server.ts'
import { readKnownShop } from '../../store/shops.server.ts'
import { refreshShop } from '../shop/refresh-shop.ts'
import { type Batch, importKinds } from './import-kinds.ts'

// The first batch is small: on a fresh database it is slow until PostgreSQL has seen the tables filled.
const recordsOfFirstBatch = 100
const recordsPerBatch = 1_000
const linesPerBatchMax = 20_000
const pollSeconds = 5
const addressesMax = 3
// By then, on a fresh database, the tables have become something else than they were.
const batchesBeforeStatistics = [1, 4, 16]

/** The scope without which Shopify tells orders of the last 60 days only. */
export const allOrdersScope = 'read_all_orders'

/** What an import that is done left out. */
export const recentOrdersOnly = 'orders-of-60-days'

/** One import of one shop, and the time. */
export interface ImportTask {
  shop: string
  kind: ImportedKind
  now: () => Date
  /** Stops between two batches; the next call goes on from there. */
  signal?: AbortSignal
}

/**
 * Takes an import of a shop's past as far as it goes now: asks Shopify for it, comes back until it is ready, reads the
 * result in batches. What is read and how far stand in one commit, so a call after a crash goes on where the last batch
 * ended, and a call for an import that is done does nothing. Throws `Unavailable` to be called again; an import that
 * cannot be is marked as failed and `Rejected` is thrown.
 */
export async function importHistory(task: ImportTask): Promise<void> {
  const run = await inShop(task.shop, (db) => readImport(db, task.kind))
  if (!run || run.status === 'done') return
  try {
    await advance(task, run)
  } catch (error) {
    if (error instanceof Rejected) await end(task, 'failed', noteOf(error))
    throw error
  }
}

function noteOf(error: Rejected): string {
  return error.name === 'NeedsVisit' ? 'needs-visit' : 'rejected'
}

async function advance(task: ImportTask, run: ImportState): Promise<void> {
  const admin = adminOf(task.shop)
  const id = run.bulkOperationId ?? (await ask(task, admin, run))
  for (let address = 1; ; address += 1) {
    const state = await fetchBulkState(admin, id)
    if (state.status === 'ended') return startOver(task, state.code)
    await inShop(task.shop, (db) => noteObjects(db, task.kind, state.objects, task.now()))
    if (state.status === 'running') return comeBack(task)
    try {
      return await readAll(task, admin, state.url)
    } catch (error) {
      if (!(error instanceof BulkFileGone) || address === addressesMax) throw error
    }
  }
}

/** Starts the bulk operation, unless one was started whose answer got lost. */
async function ask(task: ImportTask, admin: Admin, run: ImportState): Promise<string> {
  // The query's own name tells this run's operation from any other.
  const mark = `Import_${task.kind}_${run.startedAt.getTime()}`
  const query = importKinds[task.kind].query.replace(/^query \w+/, `query ${mark}`)
  const id = (await findBulkOperation(admin, mark)) ?? (await runBulkQuery(admin, query))
  await inShop(task.shop, (db) => noteBulkOperation(db, task.kind, id, task.now()))
  return id
}

/** The bulk operation failed, or its result is no longer kept: another one is asked for next time. */
async function startOver(task: ImportTask, code: string): Promise<never> {
  if (code === 'ACCESS_DENIED') throw new Rejected(`Shopify may not tell Encore this shop's ${task.kind}.`)
  await inShop(task.shop, async (db) => {
    await noteBulkOperation(db, task.kind, undefined, task.now())
    await db.importRun.updateMany({ where: { kind: task.kind }, data: { startedAt: task.now() } })
  })
  throw new Unavailable(`A bulk operation ended as ${code}.`)
}

async function comeBack({ shop, kind }: ImportTask): Promise<void> {
  await inShop(shop, (db) => enqueueImport(db, shop, kind, pollSeconds))
}

/** Puts an import in line, once. */
export async function enqueueImport(
  db: Db,
  shop: string,
  kind: ImportedKind,
  afterSeconds = 0,
): Promise<void> {
  await enqueue(db, 'import-history', { shop, kind }, { key: `${shop}/${kind}`, afterSeconds })
}

/** Whether the shop's orders were imported without the right to the older ones, and that right is there now. */
export async function lacksOlderOrders(db: Db): Promise<boolean> {
  const orders = await readImport(db, 'orders')
  if (!orders?.error?.includes(recentOrdersOnly)) return false
  return (await readKnownShop(db))?.scopes.includes(allOrdersScope) ?? false
}

/** Goes on with the import that waits for this bulk operation, if one does: for `bulk_operations/finish`. */
export async function noteBulkFinished(db: Db, { bulkOperationId }: BulkFinished): Promise<void> {
  const waiting = await findImportByBulk(db, bulkOperationId)
  if (waiting)
    await enqueue(db, 'import-history', waiting, { key: `${waiting.shop}/${waiting.kind}/finished` })
}

async function readAll(task: ImportTask, admin: Admin, url: string | undefined): Promise<void> {
  const run = await inShop(task.shop, (db) => readImport(db, task.kind))
  if (!run) return
  const currency = await currencyOf(task)
  const { startedAt: askedAt, bytesRead: byte } = run
  const reading: Reading = { task, admin, currency, askedAt, byte, batches: 0 }
  if (url !== undefined && !(await keepAll(reading, url))) return
  await finish(task, askedAt)
  await end(task, 'done', await leftOut(task))
}

async function finish({ shop, kind }: ImportTask, askedAt: Date): Promise<void> {
  const { finish } = importKinds[kind]
  if (!finish) return
  await inShop(shop, async (db) => {
    const run = await readImport(db, kind)
    if (run?.recordsUnreadable === 0) await finish(db, askedAt)
  })
}

interface Reading {
  task: ImportTask
  admin: Admin
  currency: string
  askedAt: Date
  byte: number
  batches: number
}

/** Keeps batch after batch; while one is written, the next is read. Returns false when another process goes on. */
async function keepAll(reading: Reading, url: string): Promise<boolean> {
  let writing = Promise.resolve(true)
  try {
    for await (const groups of batchesOf(readGroups(url, reading.byte))) {
      const read = await readBatch(reading, groups)
      if (!(await writing)) return false
      writing = keep(reading, read)
      // It is awaited above or below; until then its failure must not count as nobody's.
      writing.catch(() => undefined)
    }
  } finally {
    await writing.catch(() => undefined)
  }
  return writing
}

async function* batchesOf(all: AsyncIterable<Group>): AsyncGenerator<Group[]> {
  let groups: Group[] = []
  let lines = 0
  let recordsMax = recordsOfFirstBatch
  for await (const group of all) {
    groups.push(group)
    lines += group.lines
    if (groups.length < recordsMax && lines < linesPerBatchMax) continue
    yield groups
    groups = []
    lines = 0
    recordsMax = recordsPerBatch
  }
  if (groups.length > 0) yield groups
}

interface ReadBatch {
  batch: Batch
  toByte: number
  lines: number
  now: Date
}

async function readBatch(reading: Reading, groups: Group[]): Promise<ReadBatch> {
  const { task, admin, currency, askedAt } = reading
  if (task.signal?.aborted) throw new Unavailable('The import was asked to stop.')
  const now = task.now()
  return {
    batch: await importKinds[task.kind].read(groups, { admin, currency, askedAt, now }),
    toByte: groups.at(-1)?.endByte ?? reading.byte,
    lines: groups.reduce((sum, group) => sum + group.lines, 0),
    now,
  }
}

/** Keeps one batch and how far it came. Returns false when another process has gone on with this import. */
async function keep(reading: Reading, { batch, toByte, lines, now }: ReadBatch): Promise<boolean> {
  const { task } = reading
  const { records, unreadable } = batch
  const step = { fromByte: reading.byte, toByte, lines, records, unreadable }
  const isOurs = await inShop(task.shop, async (db) => {
    if (!(await noteStep(db, task.kind, step, now))) return false
    await batch.write(db)
    return true
  })
  reading.byte = step.toByte
  reading.batches += 1
  if (batchesBeforeStatistics.includes(reading.batches)) await refreshStatistics()
  return isOurs
}

/** The shop's currency, asked for when the visit that installed the app could not. */
async function currencyOf({ shop }: ImportTask): Promise<string> {
  const known = await inShop(shop, readKnownShop)
  return known?.currency ?? (await refreshShop(shop)).currency
}

async function leftOut(task: ImportTask): Promise<string | undefined> {
  const run = await inShop(task.shop, (db) => readImport(db, task.kind))
  const unreadable = run?.recordsUnreadable ?? 0
  if (unreadable > 0)
    log.warn({ shop: task.shop, kind: task.kind, unreadable }, 'records were left out of an import')
  const shop = await inShop(task.shop, readKnownShop)
  const isRecentOnly = task.kind === 'orders' && !shop?.scopes.includes(allOrdersScope)
  const notes = [
    isRecentOnly ? recentOrdersOnly : [],
    unreadable > 0 ? `unreadable-${unreadable}` : [],
  ].flat()
  return notes.length > 0 ? notes.join(' ') : undefined
}

async function end({ shop, kind, now }: ImportTask, status: 'done' | 'failed', note?: string): Promise<void> {
  await inShop(shop, (db) => endImport(db, kind, { status, note, now: now() }))
  log.info({ shop, kind, status, note }, 'an import ended')
}
