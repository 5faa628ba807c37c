import { Prisma } from '../../../prisma/generated/client.ts'
import { plainText } from '../../domain/plain-text.ts'
import type { Db } from '../../store/database.server.ts'

const retriedMax = 5_000

/**
 * Puts deliveries that were set aside back in line, due at `now`: one by its id, or up to 5,000 of the shop's, the
 * oldest first. Returns how many; those that are not set aside (any more) are left as they are, so a second call does
 * nothing. Whether they succeed this time is for the worker to find out.
 */
export async function retryDeliveries(db: Db, which: { id: string } | 'all', now: Date): Promise<number> {
  const one = which === 'all' ? Prisma.empty : Prisma.sql`and "id" = ${plainText(which.id)}`
  return db.$executeRaw`
    update "Delivery" d set "status" = 'waiting', "attempts" = 0, "dueAt" = ${now}::timestamptz
      from (select "shopId", "id" from "Delivery" where "status" = 'aside' ${one}
             order by "receivedAt" limit ${retriedMax} for update skip locked) due
     where d."shopId" = due."shopId" and d."id" = due."id"`
}
