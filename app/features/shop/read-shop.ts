import type { Db } from '../../store/database.server.ts'

/** What every page needs to know of the shop it is for; nothing while it is being installed. */
export async function readShop(
  db: Db,
): Promise<{ name: string | null; locale: string | null; timeZone: string | null } | null> {
  return db.shop.findFirst({ select: { name: true, locale: true, timeZone: true } })
}
