import type { Db } from '../../store/database.server.ts'
import { deleteDeliveries, markAside, takeWaitingDelivery } from '../../store/deliveries.server.ts'
import { findForgottenTraces } from '../../store/redaction.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'

/**
 * Sets a waiting delivery aside: nobody works it until somebody asks to. Its body stays to be looked at, unless it
 * speaks of somebody forgotten. `error` holds nothing personal. Of a shop that is not here, not even the row stays.
 */
export async function setAside(db: Db, id: string, error: string, now: Date): Promise<void> {
  // The delivery first, as in a batch: another worker may have it in hand, and go on to the mirror.
  const delivery = await takeWaitingDelivery(db, id)
  if (!delivery) return
  // Whoever is being forgotten meanwhile is forgotten before this is looked at, or finds it set aside.
  await lockMirror(db)
  if ((await db.shop.count()) === 0) return deleteDeliveries(db, [id])
  const text = Buffer.from(delivery.body).toString('utf8')
  const [isEmptied = false] = await findForgottenTraces(db, [{ text, about: [] }])
  await markAside(db, { id, error, isEmptied }, now)
}
