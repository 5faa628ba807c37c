import type { Person } from '../../domain/webhooks/shop.ts'
import { takeCustomers } from '../../store/customer-hold.server.ts'
import { forgetJourneysOf } from '../../store/customer-journeys.server.ts'
import type { Db } from '../../store/database.server.ts'
import {
  emptyDeliveriesAbout,
  type Forgotten,
  forgetOffersOf,
  rememberForgotten,
} from '../../store/redaction.server.ts'
import { relearn } from '../orders/learn-orders.ts'
import { findPerson } from './find-person.ts'

/** Everything by which the shop knows one person. */
export interface Traces {
  customerIds: string[]
  orderIds: string[]
  emails: string[]
  phones: string[]
}

/** Gathers by what a person is known, all their records together. */
export async function gatherTraces(db: Db, person: Person, orderIds: string[] = []): Promise<Traces> {
  const rows = await findPerson(db, person)
  const customerIds = unique([person.customerId, ...rows.map(({ id }) => id)])
  const own = await db.order.findMany({ where: { customerId: { in: customerIds } }, select: { id: true } })
  return {
    customerIds,
    orderIds: unique([...orderIds, ...own.map(({ id }) => id)]),
    emails: unique([person.email, ...rows.map(({ email }) => email)]),
    phones: unique([person.phone, ...rows.map(({ phone }) => phone)]),
  }
}

/**
 * Forgets a person, and remembers by hash that they are forgotten: their records, their name on orders and offers, what
 * they dislike, their walks through journeys, contacts and terms,
 * earlier exports, the deliveries known to be about them, and what they bought from the counts of what goes together.
 * Returns a name for it that tells nobody whom it was about. A second time changes nothing.
 */
export async function forgetPerson(db: Db, traces: Traces, now: Date): Promise<string> {
  await takeCustomers(db, traces.customerIds)
  const [name = ''] = await rememberForgotten(db, forgottenOf(traces), now)
  await forgetOffersOf(db, traces)
  await forgetJourneysOf(db, traces)
  await forgetOrders(db, traces)
  const ofTheirs = { customerId: { in: traces.customerIds } }
  await db.complianceRequest.deleteMany({ where: ofTheirs })
  await emptyDeliveriesAbout(db, [...traces.customerIds, ...traces.orderIds])
  await db.customer.deleteMany({ where: { id: { in: traces.customerIds } } })
  return name
}

function forgottenOf({ customerIds, orderIds, emails, phones }: Traces): Forgotten[] {
  return [
    ...customerIds.map((value) => ({ kind: 'customer' as const, value })),
    ...orderIds.map((value) => ({ kind: 'order' as const, value })),
    ...emails.map((value) => ({ kind: 'email' as const, value })),
    ...phones.map((value) => ({ kind: 'phone' as const, value })),
  ]
}

async function forgetOrders(db: Db, { customerIds, orderIds }: Traces): Promise<void> {
  await relearn(db, { customerIds, orderIds }, async () => {
    await db.order.updateMany({
      where: { OR: [{ customerId: { in: customerIds } }, { id: { in: orderIds } }] },
      data: { customerId: null, learnedAt: null, locale: null, countryCode: null, checkoutToken: null },
    })
  })
}

function unique(values: (string | null | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => (value ? [value] : [])))]
}
