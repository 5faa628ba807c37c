import { pairChanges } from '../../domain/recommend/pairs.ts'
import type { CustomerRedaction } from '../../domain/webhooks/shop.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { changePairs, readBaskets } from '../../store/orders.server.ts'
import {
  type BodyTraces,
  emptyBodiesAbout,
  type Forgotten,
  rememberForgotten,
} from '../../store/redaction.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'

/**
 * Forgets a customer: their row and those merged into them, their name on orders and offers, the deliveries that spoke
 * of them, earlier exports, and what they bought from the counts of what goes together (their orders stay as
 * anybody's). A keyed hash remembers that they are forgotten, so that a late webhook or import does not bring them
 * back. When interrupted it can simply begin again; a second time changes nothing.
 */
export async function redactCustomer(shop: string, redaction: CustomerRedaction, now: Date): Promise<void> {
  const found = await inShop(shop, async (db) => {
    await lockMirror(db)
    const found = await findTraces(db, redaction)
    const [name = ''] = await rememberForgotten(db, found.forgotten, now)
    await forgetOrders(db, found.customerIds, found.orderIds)
    await forgetPerson(db, found.customerIds)
    await keepRecord(db, name, now)
    return found
  })
  let after: string | undefined = ''
  while (after !== undefined) {
    const from: string = after
    after = await inShop(shop, (db) => emptyBodiesAbout(db, found.inBodies, from))
  }
}

interface Traces {
  customerIds: string[]
  orderIds: string[]
  forgotten: Forgotten[]
  inBodies: BodyTraces
}

async function findTraces(db: Db, { person, orderIds }: CustomerRedaction): Promise<Traces> {
  const rows = person.customerId
    ? await db.customer.findMany({
        where: { OR: [{ id: person.customerId }, { mergedIntoId: person.customerId }] },
      })
    : []
  const customerIds = [
    ...new Set([...(person.customerId ? [person.customerId] : []), ...rows.map(({ id }) => id)]),
  ]
  const own = await db.order.findMany({ where: { customerId: { in: customerIds } }, select: { id: true } })
  const allOrderIds = [...new Set([...orderIds, ...own.map(({ id }) => id)])]
  const emails = unique([person.email, ...rows.map(({ email }) => email)])
  const phones = unique([person.phone, ...rows.map(({ phone }) => phone)])
  return {
    customerIds,
    orderIds: allOrderIds,
    forgotten: [
      ...customerIds.map((value) => ({ kind: 'customer' as const, value })),
      ...allOrderIds.map((value) => ({ kind: 'order' as const, value })),
      ...emails.map((value) => ({ kind: 'email' as const, value })),
      ...phones.map((value) => ({ kind: 'phone' as const, value })),
    ],
    inBodies: { texts: [...emails, ...phones], digits: [...customerIds, ...allOrderIds].map(digitsAtEnd) },
  }
}

async function forgetOrders(db: Db, customerIds: string[], orderIds: string[]): Promise<void> {
  const before = await readBaskets(db, customerIds, orderIds)
  await db.order.updateMany({
    where: { OR: [{ customerId: { in: customerIds } }, { id: { in: orderIds } }] },
    data: { customerId: null, learnedAt: null, locale: null, countryCode: null },
  })
  const after = await readBaskets(db, customerIds, orderIds)
  await changePairs(db, pairChanges(before, after))
}

async function forgetPerson(db: Db, customerIds: string[]): Promise<void> {
  await db.offer.updateMany({ where: { customerId: { in: customerIds } }, data: { customerId: null } })
  await db.complianceRequest.deleteMany({ where: { customerId: { in: customerIds } } })
  await db.delivery.updateMany({ where: { subjectId: { in: customerIds } }, data: { subjectId: null } })
  await db.delivery.updateMany({ where: { customerId: { in: customerIds } }, data: { customerId: null } })
  await db.customer.deleteMany({ where: { id: { in: customerIds } } })
}

/** That it was done, and when, under a name that tells nobody whom it was about. */
async function keepRecord(db: Db, name: string, now: Date): Promise<void> {
  const id = `customers/redact/${name}`
  await db.complianceRequest.deleteMany({ where: { id } })
  const done = { id, topic: 'customers/redact', status: 'done' as const }
  await db.complianceRequest.create({ data: { ...done, receivedAt: now, completedAt: now } })
}

function unique(values: (string | null | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => (value ? [value] : [])))]
}

function digitsAtEnd(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
