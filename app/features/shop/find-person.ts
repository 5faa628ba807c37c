import type { Person } from '../../domain/webhooks/shop.ts'
import { findByEmail, findByPhone } from '../../store/customers.server.ts'
import type { Db } from '../../store/database.server.ts'

/**
 * The records of a person in this shop: who they are now first, then those that were merged into that. They are found
 * by their id or, where that is unsaid or unknown, by address and then by number. None where nobody is known.
 */
export async function findPerson(db: Db, { customerId, email, phone }: Person) {
  const named = customerId ? await db.customer.findMany({ where: { id: customerId } }) : []
  let ids = named.map(({ id, mergedIntoId }) => mergedIntoId ?? id)
  if (ids.length === 0 && email) ids = await findByEmail(db, email)
  if (ids.length === 0 && phone) ids = await findByPhone(db, phone)
  const now = await db.customer.findMany({ where: { id: { in: ids } }, orderBy: { createdAt: 'asc' } })
  const before = await db.customer.findMany({ where: { mergedIntoId: { in: ids } } })
  return [...now, ...before]
}
