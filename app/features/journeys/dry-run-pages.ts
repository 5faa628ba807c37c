import { spanDays } from '../../domain/budget/room.ts'
import type { Field } from '../../domain/conditions/condition.ts'
import type { PastCustomer } from '../../domain/journeys/simulate-past.ts'
import { triggerKindOf } from '../../domain/journeys/triggers.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { readContacts } from '../../store/contacts.server.ts'
import { inShopHot } from '../../store/database.server.ts'
import { readOrdersOfPast, readPastCustomers } from '../../store/past-customers.server.ts'
import { pastCustomer } from './dry-run-past.ts'
import type { PreparedDryRun } from './dry-run-simulation.ts'

const customersPerPage = 200

/**
 * The customers of a shop's past, page by page in order of their ids, of every so many one. While one page is walked the
 * next is read, and no more than these two are ever held.
 */
export async function* pastPages(
  shop: string,
  prepared: PreparedDryRun,
  everyNth: number,
): AsyncGenerator<PastCustomer[]> {
  let reading = readPage(shop, prepared, everyNth, '')
  try {
    for (;;) {
      const { customers, last } = await reading
      if (last === undefined) return yield customers
      reading = readPage(shop, prepared, everyNth, last)
      yield customers
    }
  } finally {
    // Who stopped early waits for it no more, and what became of it is nobody's concern.
    await reading.catch(() => undefined)
  }
}

/** The customers after this one, and who was the last of them; nobody where that was all. */
async function readPage(
  shop: string,
  prepared: PreparedDryRun,
  everyNth: number,
  after: string,
): Promise<{ customers: PastCustomer[]; last: string | undefined }> {
  const { from, plan } = prepared.simulation
  // Whom a day of theirs begins may have ordered long ago.
  const since = triggerKindOf(plan.definition.trigger).isTimed ? new Date(0) : from
  const contactsSince = new Date(from.getTime() - spanDays.month * dayMs)
  const { rows, orders, contacts } = await inShopHot(shop, async (db) => {
    const rows = await readPastCustomers(db, { after, since, limit: customersPerPage, everyNth })
    const ids = rows.map(({ id }) => id)
    const [orders, contacts] = await Promise.all([
      readOrdersOfPast(db, ids, asksFor(prepared)),
      readContacts(db, ids, contactsSince),
    ])
    return { rows, orders: Map.groupBy(orders, ({ customerId }) => customerId), contacts }
  })
  const customers = rows.flatMap((row) => {
    const { id } = row
    return pastCustomer(row, orders.get(id) ?? [], contacts.get(id) ?? [], prepared.shop) ?? []
  })
  return { customers, last: rows.length < customersPerPage ? undefined : rows.at(-1)?.id }
}

const ofGoods: readonly Field[] = ['order.products', 'customer.products', 'customer.priceBand']
const ofKinds: readonly Field[] = ['order.collections', 'order.productTags', 'order.vendors']

function asksFor({ simulation: { fields, plan } }: PreparedDryRun): { goods: boolean; kinds: boolean } {
  const { kind } = plan.definition.trigger
  const isForGoods = kind === 'replenishment-due'
  return {
    goods: isForGoods || fields.some((field) => ofGoods.includes(field)),
    kinds: fields.some((field) => ofKinds.includes(field)),
  }
}
