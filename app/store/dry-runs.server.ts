import type { Db } from './database.server.ts'

/** How a dry run stands. One that was left by a process that died is `running` until another takes it up. */
export const dryRunStatuses = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type DryRunStatus = (typeof dryRunStatuses)[number]

/** How many dry runs of a journey are kept. */
const keptMax = 3

/** A dry run as it is kept; `definition` and `report` are JSON. */
export interface KeptDryRun {
  id: string
  journeyId: string
  definition: unknown
  status: string
  startedAt: Date
  endedAt: Date | null
  ordersWalked: number
  ordersExpected: number
  report: unknown
  error: string | null
}

/** Keeps a new dry run of a journey, which ends those that have not ended, and forgets all but the last few. */
export async function putDryRun(
  db: Db,
  { id, journeyId, definition, now }: { id: string; journeyId: string; definition: object; now: Date },
): Promise<void> {
  await db.$executeRaw`
    update "DryRun" set "status" = 'cancelled', "endedAt" = ${now}
     where "journeyId" = ${journeyId} and "status" in ('waiting', 'running')`
  await db.dryRun.create({ data: { id, journeyId, definition, status: 'waiting', startedAt: now } })
  await db.$executeRaw`
    delete from "DryRun" where "journeyId" = ${journeyId} and "id" not in (
      select "id" from "DryRun" where "journeyId" = ${journeyId} order by "startedAt" desc, "id" = ${id} desc
       limit ${keptMax})`
}

/** Takes up a dry run from its beginning, whoever held it before; nothing where it has ended or is not there. */
export async function takeDryRun(db: Db, id: string): Promise<KeptDryRun | undefined> {
  const taken = await db.$executeRaw`
    update "DryRun" set "status" = 'running', "ordersWalked" = 0
     where "id" = ${id} and "status" in ('waiting', 'running')`
  return taken > 0 ? ((await db.dryRun.findFirst({ where: { id } })) ?? undefined) : undefined
}

/** Notes how far it has come; false where it was ended meanwhile. */
export async function noteProgress(
  db: Db,
  id: string,
  { ordersWalked, ordersExpected }: { ordersWalked: number; ordersExpected: number },
): Promise<boolean> {
  const noted = await db.$executeRaw`
    update "DryRun" set "ordersWalked" = ${ordersWalked}, "ordersExpected" = ${ordersExpected}
     where "id" = ${id} and "status" = 'running'`
  return noted > 0
}

/**
 * Ends a dry run that runs, with its report or with what failed. One that was cancelled stays so. Of somebody who was
 * forgotten while it ran no example is kept: to be called by the only one who writes the mirror.
 */
export async function endDryRun(
  db: Db,
  id: string,
  end: { report: object } | { error: string },
  now: Date,
): Promise<void> {
  const status: DryRunStatus = 'report' in end ? 'done' : 'failed'
  const report = 'report' in end ? JSON.stringify(end.report) : null
  const error = 'error' in end ? end.error : null
  await db.$executeRaw`
    update "DryRun" set "status" = ${status}, "endedAt" = ${now}, "report" = ${report}::jsonb, "error" = ${error},
           "ordersWalked" = case when ${status} = 'done' then "ordersExpected" else "ordersWalked" end
     where "id" = ${id} and "status" = 'running'`
  await db.$executeRaw`
    update "DryRun" set "report" = jsonb_set("report", '{examples}', coalesce(
      (select jsonb_agg(e order by place) from jsonb_array_elements("report" -> 'examples') with ordinality as x (e, place)
        where exists (select from "Customer" c where c."id" = e ->> 'customerId')), '[]'::jsonb))
     where "id" = ${id} and jsonb_typeof("report" -> 'examples') = 'array'`
}

/** Ends a dry run that nobody wants any more; false where it had ended. */
export async function cancelDryRun(db: Db, id: string, now: Date): Promise<boolean> {
  const cancelled = await db.$executeRaw`
    update "DryRun" set "status" = 'cancelled', "endedAt" = ${now}
     where "id" = ${id} and "status" in ('waiting', 'running')`
  return cancelled > 0
}

/** The latest dry run of a journey. */
export async function readLatestDryRun(db: Db, journeyId: string): Promise<KeptDryRun | undefined> {
  const row = await db.dryRun.findFirst({
    where: { journeyId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  return row ?? undefined
}

/** Takes the walks of customers who are to be forgotten out of the examples of all dry runs. */
export async function forgetInDryRuns(db: Db, customerIds: readonly string[]): Promise<void> {
  const named = customerIds.map((customerId) => JSON.stringify([{ customerId }]))
  await db.$executeRaw`
    update "DryRun" set "report" = jsonb_set("report", '{examples}', coalesce(
      (select jsonb_agg(e) from jsonb_array_elements("report" -> 'examples') e
        where e ->> 'customerId' <> all(${customerIds}::text[])), '[]'::jsonb))
     where "report" -> 'examples' @> any(${named}::jsonb[])`
}
