import { Prisma } from '../../prisma/generated/client.ts'
import { acrossShops, type Db } from './database.server.ts'

/** A shop's past, in the order in which it is asked for. Inventory belongs to the products. */
export const importedKinds = ['products', 'inventory', 'customers', 'orders'] as const

/** What is asked for on install: the past, and which products belong together from then on. */
export const installedKinds = ['products', 'collections', 'inventory', 'customers', 'orders'] as const

/** All that is read whole: the past once, the stock and the collections again every day. */
export const wholeKinds = [...installedKinds, 'stock'] as const
export type ImportedKind = (typeof wholeKinds)[number]

/** One import as it stands. */
export interface ImportState {
  kind: ImportedKind
  status: 'waiting' | 'asking' | 'reading' | 'done' | 'failed'
  bulkOperationId: string | undefined
  /** Where in the result reading goes on. */
  bytesRead: number
  /** Records that could not be read and were left out. */
  recordsUnreadable: number
  startedAt: Date
  endedAt: Date | undefined
  error: string | undefined
}

/** The import of this kind; nothing when there was never one. */
export async function readImport(db: Db, kind: ImportedKind): Promise<ImportState | undefined> {
  const row = await db.importRun.findFirst({ where: { kind } })
  if (!row) return undefined
  const { status, bulkOperationId, bytesRead, recordsUnreadable, startedAt, endedAt, error } = row
  return {
    kind,
    status,
    bulkOperationId: bulkOperationId ?? undefined,
    bytesRead: Number(bytesRead),
    recordsUnreadable,
    startedAt,
    endedAt: endedAt ?? undefined,
    error: error ?? undefined,
  }
}

/** The kinds whose import was begun and has neither come to its end nor failed. */
export async function unfinishedImports(db: Db): Promise<ImportedKind[]> {
  const runs = await db.importRun.findMany({
    where: { status: { in: ['waiting', 'asking', 'reading'] } },
    select: { kind: true },
  })
  return wholeKinds.filter((kind) => runs.some((run) => run.kind === kind))
}

/** Begins these imports from nothing, whatever was there. */
export async function beginImports(db: Db, kinds: readonly ImportedKind[], now: Date): Promise<void> {
  await db.$executeRaw`${beginning(kinds, now, Prisma.empty)} ${fromNothing}`
}

/**
 * As `beginImports`, unless one of them is under way: then nothing happens. Returns whether they were begun; of two
 * calls at once one is told so.
 */
export async function beginUnlessRunning(
  db: Db,
  kinds: readonly ImportedKind[],
  now: Date,
): Promise<boolean> {
  const unlessRunning = Prisma.sql`
    where not exists (select from "ImportRun" run where run."kind" = any(${[...kinds]}) and ${isRunning('run')})`
  const begun = await db.$executeRaw`
    ${beginning(kinds, now, unlessRunning)} ${fromNothing} where not (${isRunning('ImportRun')})`
  return begun > 0
}

function beginning(kinds: readonly ImportedKind[], now: Date, where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    insert into "ImportRun" ("kind", "startedAt", "updatedAt")
    select kind, ${now}, ${now} from unnest(${[...kinds]}::text[]) kind ${where}`
}

function isRunning(run: 'run' | 'ImportRun'): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(`"${run}"`)}."status" in ('waiting', 'asking', 'reading')`
}

const fromNothing = Prisma.sql`
  on conflict ("shopId", "kind") do update set
    "status" = default, "bulkOperationId" = default, "objectsExpected" = default, "linesRead" = default,
    "recordsKept" = default, "recordsUnreadable" = default, "bytesRead" = default, "endedAt" = default,
    "error" = default,
    "startedAt" = excluded."startedAt", "updatedAt" = excluded."updatedAt"`

/** Puts imports that failed back in line, from where they were. */
export async function resumeImports(db: Db, kinds: readonly ImportedKind[], now: Date): Promise<void> {
  await db.importRun.updateMany({
    where: { kind: { in: [...kinds] }, status: 'failed' },
    data: { status: 'waiting', endedAt: null, error: null, updatedAt: now },
  })
}

/** Notes which bulk operation the import waits for; without one it starts over. */
export async function noteBulkOperation(
  db: Db,
  kind: ImportedKind,
  bulkOperationId: string | undefined,
  now: Date,
): Promise<void> {
  const fresh = { bytesRead: 0, linesRead: 0, recordsKept: 0, recordsUnreadable: 0, objectsExpected: 0 }
  await db.importRun.updateMany({
    where: { kind },
    data: { ...fresh, status: 'asking', bulkOperationId: bulkOperationId ?? null, updatedAt: now },
  })
}

/** Notes how many objects the bulk operation has found so far. */
export async function noteObjects(db: Db, kind: ImportedKind, objects: number, now: Date): Promise<void> {
  await db.importRun.updateMany({ where: { kind }, data: { objectsExpected: objects, updatedAt: now } })
}

/** What one batch added. */
export interface Step {
  fromByte: number
  toByte: number
  lines: number
  records: number
  unreadable: number
}

/**
 * Notes a batch as read, in the unit of work that keeps its records. Returns false, changing nothing, when the import
 * is no longer where the batch began: another process has gone on with it.
 */
export async function noteStep(db: Db, kind: ImportedKind, step: Step, now: Date): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: { kind, bytesRead: step.fromByte, status: { in: ['asking', 'reading'] } },
    data: {
      status: 'reading',
      bytesRead: step.toByte,
      linesRead: { increment: step.lines },
      recordsKept: { increment: step.records },
      recordsUnreadable: { increment: step.unreadable },
      updatedAt: now,
    },
  })
  return count > 0
}

/** Notes the import as ended. `note` says what a done import left out, or why one failed: a code, never data. */
export async function endImport(
  db: Db,
  kind: ImportedKind,
  { status, note, now }: { status: 'done' | 'failed'; note: string | undefined; now: Date },
): Promise<void> {
  await db.importRun.updateMany({
    where: { kind },
    data: { status, error: note ?? null, endedAt: now, updatedAt: now },
  })
}

/** The import that waits for this bulk operation, and its shop, if any. */
export async function findImportByBulk(
  db: Db,
  bulkOperationId: string,
): Promise<{ shop: string; kind: ImportedKind } | undefined> {
  const row = await db.importRun.findFirst({
    where: { bulkOperationId },
    select: { shopId: true, kind: true },
  })
  const kind = wholeKinds.find((one) => one === row?.kind)
  return row && kind ? { shop: row.shopId, kind } : undefined
}

const mirrorTables = [
  'Product',
  'Variant',
  'InventoryLevel',
  'Customer',
  'Order',
  'OrderLine',
  'Refund',
  'Fulfillment',
]
const ordersKnownMin = 20_000

/**
 * Has PostgreSQL look at the mirror, unless it has already seen it large. Of a table it has never seen grow it believes
 * that every index beginning with the shop is as good as the key, and checks each new line's order by reading them all:
 * on a fresh database that makes an import's work grow with its square until autovacuum comes by.
 */
export async function refreshStatistics(): Promise<void> {
  const { rows } = await acrossShops().query(
    `select from pg_class where oid = '"Order"'::regclass and reltuples < ${ordersKnownMin}`,
  )
  if (rows.length > 0)
    await acrossShops().query(`analyze ${mirrorTables.map((table) => `"${table}"`).join()}`)
}
