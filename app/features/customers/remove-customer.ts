import type { CustomerMerge } from '../../domain/webhooks/customer.ts'
import { takeCustomers } from '../../store/customer-hold.server.ts'
import { handOverJourneys, leaveJourneys } from '../../store/customer-journeys.server.ts'
import { deleteCustomer, ensureCustomers, handOver, readMerges } from '../../store/customers.server.ts'
import type { Db } from '../../store/database.server.ts'
import { findForgottenCustomers } from '../../store/redaction.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'
import { relearn } from '../orders/learn-orders.ts'
import { forgetPerson, gatherTraces } from '../shop/forget-person.ts'

/**
 * Marks a customer as deleted by the merchant, with nothing personal left. Somebody not heard of yet is marked too, so
 * that a late word does not bring them back; of somebody forgotten there is nothing to mark.
 */
export async function removeCustomer(db: Db, customerId: CustomerMerge['keptId'], at: Date): Promise<void> {
  await lockMirror(db)
  if ((await findForgottenCustomers(db, [customerId])).size > 0) return
  await ensureCustomers(db, [someone(customerId, at)])
  await takeCustomers(db, [customerId])
  await deleteCustomer(db, customerId, at)
  await leaveJourneys(db, customerId, at)
}

/**
 * Makes two customers one: orders, offers and walks go over to the one that Shopify kept, and so will what comes later under
 * the other id. The pair counts follow: what both had bought together now counts for one buyer. Merges that arrive out
 * of order, or again, end in the same. Who was merged into somebody forgotten is forgotten with them.
 */
export async function mergeCustomers(db: Db, { keptId, deletedId }: CustomerMerge, at: Date): Promise<void> {
  await lockMirror(db)
  const forgotten = await findForgottenCustomers(db, [keptId, deletedId])
  if (forgotten.has(deletedId)) return
  if (forgotten.has(keptId)) {
    const same = { customerId: deletedId, email: undefined, phone: undefined }
    await forgetPerson(db, await gatherTraces(db, same), at)
    return
  }
  await ensureCustomers(db, [someone(keptId, at), someone(deletedId, at)])
  const merges = await readMerges(db, [keptId])
  const heir = merges.get(keptId) ?? keptId
  if (heir === deletedId) return
  await takeCustomers(db, [deletedId, heir])
  await relearn(db, { customerIds: [deletedId, heir], orderIds: [] }, async () => {
    await handOver(db, deletedId, heir)
    await handOverJourneys(db, deletedId, heir, at)
    await deleteCustomer(db, deletedId, at, heir)
  })
}

function someone(id: CustomerMerge['keptId'], createdAt: Date) {
  return { id, email: undefined, phone: undefined, firstName: undefined, lastName: undefined, createdAt }
}
