import type { Customer } from '../../domain/customers.ts'
import { newestOfEach, type Told } from '../../domain/told.ts'
import type { ConsentChange } from '../../domain/webhooks/customer.ts'
import { ensureCustomers, writeConsents, writeCustomers } from '../../store/customers.server.ts'
import { asHot, type Db } from '../../store/database.server.ts'
import { wakeWalksOf } from '../../store/enrollments.server.ts'
import { findForgottenCustomers } from '../../store/redaction.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'
import { enterFromTags, tagsBefore } from '../journeys/enter-from-tags.ts'

/**
 * Brings what Shopify says of customers into the shop's mirror. The last writer by `updatedAt` wins, of the same
 * second the one told later, each channel's consent by its own time. Who was deleted, merged away or forgotten is not brought back. The same again changes
 * nothing.
 */
export async function recordCustomers(db: Db, customers: Told<Customer>[], now: Date): Promise<void> {
  if (customers.length === 0) return
  await lockMirror(db)
  const newest = newestOfEach(customers)
  const forgotten = await findForgottenCustomers(
    db,
    newest.map(({ id }) => id),
  )
  const welcome = newest.filter(({ id }) => !forgotten.has(id))
  const before = await tagsBefore(
    db,
    welcome.map(({ id }) => id),
  )
  await writeCustomers(db, welcome)
  await enterFromTags(db, before, welcome, now)
}

/** Brings changes of consent in, also of customers of whom nothing else was heard yet. */
export async function recordConsents(db: Db, changes: ConsentChange[], now: Date): Promise<void> {
  if (changes.length === 0) return
  await lockMirror(db)
  const forgotten = await findForgottenCustomers(
    db,
    changes.map(({ customerId }) => customerId),
  )
  const welcome = changes.filter(({ customerId }) => !forgotten.has(customerId))
  await ensureCustomers(
    db,
    welcome.map(({ customerId, consent }) => ({
      id: customerId,
      email: undefined,
      phone: undefined,
      firstName: undefined,
      lastName: undefined,
      createdAt: consent.updatedAt ?? now,
    })),
  )
  await writeConsents(db, welcome)
  // Who takes a consent back leaves the journeys that could only write to them.
  await wakeWalksOf(asHot(db), { customerIds: welcome.map(({ customerId }) => customerId) }, now)
}
