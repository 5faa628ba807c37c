import type { Db } from '../../store/database.server.ts'

/**
 * Keeps the scopes the shop grants. Says nothing of the scopes' own time, so the delivery's counts: an older one than
 * the last that was worked changes nothing.
 */
export async function changeScopes(db: Db, scopes: string[], at: Date): Promise<void> {
  const later = await db.delivery.findFirst({
    where: { topic: 'app/scopes_update', status: 'done', triggeredAt: { gt: at } },
    select: { id: true },
  })
  if (later) return
  await db.shop.updateMany({ data: { scopes: scopes.join(',') } })
}
