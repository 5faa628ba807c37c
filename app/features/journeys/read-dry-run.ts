import type { DryRunReport } from '../../domain/journeys/simulate-report.ts'
import { isRecord } from '../../domain/json-fields.ts'
import type { Db } from '../../store/database.server.ts'
import { type DryRunStatus, dryRunStatuses, readLatestDryRun } from '../../store/dry-runs.server.ts'

/** A dry run as the merchant sees it. */
export interface ReadDryRun {
  id: string
  status: DryRunStatus
  startedAt: Date
  endedAt: Date | undefined
  /** How far it has come, in orders; both 0 before the first are counted. */
  ordersWalked: number
  ordersExpected: number
  /** Missing until it is done. Examples of who was forgotten since are left out. */
  report: DryRunReport | undefined
  /** By id: names of the customers in the examples, where they have one, and of their orders. */
  names: Record<string, string>
  /** The kind of what failed. */
  error: string | undefined
  /** Whether the journey was changed since it was begun. */
  isOutdated: boolean
}

/** The latest dry run of a journey, ended or not; nothing where there was none. */
export async function readDryRun(db: Db, journeyId: string): Promise<ReadDryRun | undefined> {
  const kept = await readLatestDryRun(db, journeyId)
  if (!kept) return undefined
  const report = reportIn(kept.report)
  const names = report ? await namesIn(db, report) : {}
  const examples = report?.examples.filter(({ customerId }) => customerId in names) ?? []
  return {
    id: kept.id,
    status: dryRunStatuses.find((status) => status === kept.status) ?? 'failed',
    startedAt: kept.startedAt,
    endedAt: kept.endedAt ?? undefined,
    ordersWalked: kept.ordersWalked,
    ordersExpected: kept.ordersExpected,
    report: report && { ...report, examples },
    names,
    error: kept.error ?? undefined,
    isOutdated: await isOutdated(db, journeyId, kept.definition),
  }
}

/** When the draft, as it is now, was last dry-run to the end; nothing where it was changed since, or never was. */
export async function readDryRunOfDraft(db: Db, journeyId: string): Promise<Date | undefined> {
  const kept = await readLatestDryRun(db, journeyId)
  if (kept?.status !== 'done' || (await isOutdated(db, journeyId, kept.definition))) return undefined
  return kept.endedAt ?? kept.startedAt
}

/** Written by `dryRunJourney` alone; what an earlier version of Encore wrote in another shape is run again. */
function reportIn(json: unknown): DryRunReport | undefined {
  const isReport =
    isRecord(json) && isRecord(json.walks) && isRecord(json.steps) && Array.isArray(json.examples)
  return isReport ? (json as unknown as DryRunReport) : undefined
}

async function namesIn(db: Db, { examples }: DryRunReport): Promise<Record<string, string>> {
  const customers = await db.customer.findMany({
    where: { id: { in: examples.map(({ customerId }) => customerId) }, deletedAt: null, mergedIntoId: null },
    select: { id: true, firstName: true, lastName: true },
  })
  const orders = await db.order.findMany({
    where: { id: { in: examples.flatMap(({ orderId }) => orderId ?? []) } },
    select: { id: true, name: true },
  })
  return Object.fromEntries([
    ...customers.map(({ id, firstName, lastName }) => [id, [firstName, lastName].filter(Boolean).join(' ')]),
    ...orders.map(({ id, name }) => [id, name]),
  ])
}

/** Compared as PostgreSQL keeps both, so that the order of fields does not matter. */
async function isOutdated(db: Db, journeyId: string, definition: unknown): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isSame: boolean }[]>`
    select coalesce("draft", (select v."definition" from "JourneyVersion" v
      where v."journeyId" = j."id" and v."version" = j."liveVersion")) = ${JSON.stringify(definition)}::jsonb as "isSame"
      from "Journey" j where j."id" = ${journeyId}`
  return row?.isSame !== true
}
