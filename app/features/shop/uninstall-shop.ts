import type { Db } from '../../store/database.server.ts'

/**
 * Marks the shop as having left at `at`, and forgets its sessions: their tokens are void. What is stored stays until
 * Shopify asks to erase it, 48 hours later; a new installation before that finds it again. An installation after `at`
 * stands. A second time changes nothing.
 */
export async function uninstallShop(db: Db, at: Date): Promise<void> {
  const { count } = await db.shop.updateMany({
    where: { installedAt: { lte: at }, uninstalledAt: null },
    data: { uninstalledAt: at },
  })
  if (count > 0) await db.session.deleteMany()
}
