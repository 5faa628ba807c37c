import type { Db } from '../../store/database.server.ts'

/**
 * Keeps the scopes the shop grants, as told at this moment: older news than what was told last changes nothing, nor do
 * the same again.
 */
export async function changeScopes(db: Db, scopes: string[], at: Date): Promise<void> {
  await db.shop.updateMany({
    where: { OR: [{ scopesToldAt: null }, { scopesToldAt: { lt: at } }] },
    data: { scopes: scopes.join(','), scopesToldAt: at },
  })
}
