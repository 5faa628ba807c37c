import type { CustomerRedaction } from '../../domain/webhooks/shop.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { emptyBodiesAbout } from '../../store/redaction.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'
import { forgetPerson, gatherTraces, type Traces } from './forget-person.ts'

/**
 * Forgets a customer: their row and those merged into them, their name on orders and offers, the deliveries that spoke
 * of them, earlier exports, and what they bought from the counts of what goes together (their orders stay as
 * anybody's). A keyed hash remembers that they are forgotten, so that a late webhook or import does not bring them
 * back. When interrupted it can simply begin again; a second time changes nothing.
 */
export async function redactCustomer(shop: string, redaction: CustomerRedaction, now: Date): Promise<void> {
  const traces = await inShop(shop, async (db) => {
    await lockMirror(db)
    const found = await gatherTraces(db, redaction.person, redaction.orderIds)
    await keepRecord(db, await forgetPerson(db, found, now), now)
    return found
  })
  let after: string | undefined = ''
  while (after !== undefined) {
    const from: string = after
    after = await inShop(shop, (db) => emptyBodiesAbout(db, inBodies(traces), from))
  }
}

/** That it was done, and when, under a name that tells nobody whom it was about. */
async function keepRecord(db: Db, name: string, now: Date): Promise<void> {
  const id = `customers/redact/${name}`
  await db.complianceRequest.deleteMany({ where: { id } })
  const done = { id, topic: 'customers/redact', status: 'done' as const }
  await db.complianceRequest.create({ data: { ...done, receivedAt: now, completedAt: now } })
}

function inBodies({ customerIds, orderIds, emails, phones }: Traces) {
  return { texts: [...emails, ...phones], digits: [...customerIds, ...orderIds].map(digitsAtEnd) }
}

function digitsAtEnd(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
