import { setImmediate as turn } from 'node:timers/promises'
import { spanDays } from '../../domain/budget/room.ts'
import type { Field } from '../../domain/conditions/condition.ts'
import { type JourneyFault, parseJourney } from '../../domain/journeys/parse-journey.ts'
import { simulateCustomer } from '../../domain/journeys/simulate.ts'
import { newTally, type Tally } from '../../domain/journeys/simulate-counts.ts'
import { addCustomer, reportOf } from '../../domain/journeys/simulate-tally.ts'
import { triggerKindOf } from '../../domain/journeys/triggers.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { errorKind, Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { readContacts } from '../../store/contacts.server.ts'
import { type Db, inShop, inShopHot, shopOfUnit } from '../../store/database.server.ts'
import { endDryRun, noteProgress, putDryRun, takeDryRun } from '../../store/dry-runs.server.ts'
import {
  countPastOrders,
  type OrderOfPast,
  readOrdersOfPast,
  readPastCustomers,
} from '../../store/past-customers.server.ts'
import { pastCustomer } from './dry-run-past.ts'
import { type PreparedDryRun, prepareDryRun } from './dry-run-simulation.ts'

/** More orders than this are not walked: of a larger shop every second, third ... customer is. */
export const ordersWalkedMax = 200_000
const customersPerPage = 200

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
    if (report) await inShop(shop, (db) => endDryRun(db, id, { report }, now))
  } catch (error) {
    if (error instanceof Unavailable) throw error
    log.warn({ id, error: errorKind(error) }, 'a dry run failed')
    await inShop(shop, (db) => endDryRun(db, id, { error: errorKind(error) }, now))
  }
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
  const pages: Pages = { shop, prepared, everyNth, after: '' }
  for (;;) {
    if (signal?.aborted) throw new Unavailable('The process is stopping.')
    const isLast = await walkPage(pages, tally)
    const progress = { ordersWalked: tally.orders, ordersExpected: Math.ceil(known / everyNth) }
    const goesOn = await inShop(shop, (db) => noteProgress(db, id, progress))
    if (!goesOn) return undefined
    if (isLast) return reportOf(tally, simulation, { guestOrders: guests, everyNth })
    // Others have their turn: walking a page takes as long as working some deliveries.
    await turn()
  }
}

interface Pages {
  shop: string
  prepared: PreparedDryRun
  everyNth: number
  /** The last customer of the page before. */
  after: string
}

/** Walks the next customers; whether they were the last. Of customers and orders nothing is kept but their counts. */
async function walkPage(pages: Pages, tally: Tally): Promise<boolean> {
  const { shop, prepared, everyNth, after } = pages
  const { simulation } = prepared
  const { from, fields, plan } = simulation
  const { trigger } = plan.definition
  // Whom a day of theirs begins may have ordered long ago.
  const since = triggerKindOf(trigger).isTimed ? new Date(0) : from
  const goods = trigger.kind === 'replenishment-due' || fields.some((field) => ofGoods.includes(field))
  const kinds = fields.some((field) => ofKinds.includes(field))
  const read = await inShopHot(shop, async (db) => {
    const customers = await readPastCustomers(db, { after, since, limit: customersPerPage, everyNth })
    const ids = customers.map(({ id }) => id)
    const contactsSince = new Date(from.getTime() - spanDays.month * dayMs)
    const [orders, contacts] = await Promise.all([
      readOrdersOfPast(db, ids, { goods, kinds }),
      readContacts(db, ids, contactsSince),
    ])
    return { customers, orders: byCustomer(orders), contacts }
  })
  for (const row of read.customers) {
    const customer = pastCustomer(
      row,
      read.orders.get(row.id) ?? [],
      read.contacts.get(row.id) ?? [],
      prepared.shop,
    )
    if (customer) addCustomer(tally, simulation, customer, simulateCustomer(simulation, customer))
  }
  pages.after = read.customers.at(-1)?.id ?? after
  return read.customers.length < customersPerPage
}

const ofGoods: readonly Field[] = ['order.products', 'customer.products', 'customer.priceBand']
const ofKinds: readonly Field[] = ['order.collections', 'order.productTags', 'order.vendors']

function byCustomer(orders: readonly OrderOfPast[]): Map<string, OrderOfPast[]> {
  const found = new Map<string, OrderOfPast[]>()
  for (const order of orders) {
    const own = found.get(order.customerId)
    if (own) own.push(order)
    else found.set(order.customerId, [order])
  }
  return found
}
