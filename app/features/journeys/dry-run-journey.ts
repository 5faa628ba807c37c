import { setImmediate as turn } from 'node:timers/promises'
import { type JourneyFault, parseJourney } from '../../domain/journeys/parse-journey.ts'
import { simulateCustomer } from '../../domain/journeys/simulate.ts'
import { newTally, type Tally } from '../../domain/journeys/simulate-counts.ts'
import type { PastCustomer, Simulation } from '../../domain/journeys/simulate-past.ts'
import { addCustomer, reportOf } from '../../domain/journeys/simulate-tally.ts'
import { errorFacts, errorKind, Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { type Db, inShop, inShopHot, shopOfUnit } from '../../store/database.server.ts'
import { endDryRun, noteProgress, putDryRun, takeDryRun } from '../../store/dry-runs.server.ts'
import { countPastOrders } from '../../store/past-customers.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'
import { pastPages } from './dry-run-pages.ts'
import { prepareDryRun } from './dry-run-simulation.ts'

/** More orders than this are not walked: of a larger shop every second, third ... customer is. */
export const ordersWalkedMax = 200_000
const customersPerTurn = 20

/** What came of asking for a dry run. */
export type DryRunBegun =
  | { kind: 'begun'; id: string }
  | { kind: 'refused'; why: 'not-there' }
  | { kind: 'refused'; why: 'unfit'; fault: JourneyFault }

/**
 * Begins a dry run of a journey as it is drafted, or else live, in the background. One that has not ended ends for it.
 * The id comes from the edge.
 */
export async function beginDryRun(
  db: Db,
  { id, journeyId }: { id: string; journeyId: string },
  now: Date,
): Promise<DryRunBegun> {
  const json = await definitionNow(db, journeyId)
  if (json === undefined) return { kind: 'refused', why: 'not-there' }
  const parsed = parseJourney(json)
  if (parsed.kind === 'refused') return { kind: 'refused', why: 'unfit', fault: parsed.fault }
  await putDryRun(db, { id, journeyId, definition: parsed.definition, now })
  await enqueue(db, 'dry-run-journey', { shop: shopOfUnit(db), id }, { key: id })
  return { kind: 'begun', id }
}

/** The journey as it would be published now: its draft, or without one what is live. */
async function definitionNow(db: Db, journeyId: string): Promise<unknown> {
  const journey = await db.journey.findFirst({ where: { id: journeyId } })
  if (!journey || journey.draft !== null || journey.liveVersion === null) return journey?.draft ?? undefined
  const live = await db.journeyVersion.findFirst({ where: { journeyId, version: journey.liveVersion } })
  return live?.definition
}

/** A dry run that is to be carried out. */
export interface DryRunTask {
  shop: string
  id: string
  now: Date
  /** Raised when the process is stopping. */
  signal?: AbortSignal
}

/**
 * Walks a journey over its shop's past and keeps the report. One that was left half done, by a process that died or
 * stops, begins again from nothing; one that has ended stays as it is. What fails for good is kept with its kind.
 */
export async function dryRunJourney({ shop, id, now, signal }: DryRunTask): Promise<void> {
  const taken = await inShop(shop, (db) => takeDryRun(db, id))
  if (!taken) return
  try {
    const report = await walkThePast({ shop, id, now, signal }, taken)
    if (report) await keepReport(shop, id, report, now)
  } catch (error) {
    if (error instanceof Unavailable) throw error
    log.warn({ id, ...errorFacts(error) }, 'a dry run failed')
    await inShop(shop, (db) => endDryRun(db, id, { error: errorKind(error) }, now))
  }
}

/** Between its end and the forgetting of a customer there is an order: whichever is later knows of the other. */
async function keepReport(shop: string, id: string, report: object, now: Date): Promise<void> {
  await inShop(shop, async (db) => {
    await lockMirror(db)
    await endDryRun(db, id, { report }, now)
  })
}

/** The report; nothing where somebody ended it meanwhile, or the shop was erased. */
async function walkThePast(
  { shop, id, now, signal }: DryRunTask,
  { journeyId, definition }: { journeyId: string; definition: unknown },
): Promise<object | undefined> {
  const parsed = parseJourney(definition)
  if (parsed.kind === 'refused') throw new Error('The journey of this dry run is one that cannot be read.')
  const journey = { journeyId, definition: parsed.definition }
  const prepared = await inShopHot(shop, (db) => prepareDryRun(db, journey, now))
  if (!prepared) return undefined
  const { simulation } = prepared
  const { known, guests } = await inShopHot(shop, (db) => countPastOrders(db, simulation.from, now))
  const everyNth = Math.max(1, Math.ceil(known / ordersWalkedMax))
  const tally = newTally(simulation)
  const ordersExpected = Math.ceil(known / everyNth)
  for await (const customers of pastPages(shop, prepared, everyNth)) {
    await walkPage(simulation, customers, tally)
    if (signal?.aborted) throw new Unavailable('The process is stopping.')
    const progress = { ordersWalked: tally.orders, ordersExpected }
    const goesOn = await inShop(shop, (db) => noteProgress(db, id, progress))
    if (!goesOn) return undefined
  }
  return reportOf(tally, simulation, { guestOrders: guests, everyNth })
}

/** Walks some customers. Of them nothing is kept but counts and ten examples. */
async function walkPage(
  simulation: Simulation,
  customers: readonly PastCustomer[],
  tally: Tally,
): Promise<void> {
  for (const [place, customer] of customers.entries()) {
    addCustomer(tally, simulation, customer, simulateCustomer(simulation, customer))
    // Deliveries and others have their turn.
    if (place % customersPerTurn === 0) await turn()
  }
}
