import { toWithdraw } from '../../domain/messages/withdrawal.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { Rejected } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { type Admin, adminOf } from '../../shopify/admin.server.ts'
import { withdrawConsent } from '../../shopify/operations/withdraw-consent.ts'
import { asHot, inShop, inShopHot } from '../../store/database.server.ts'
import { listInstalledShops, readKnownShop } from '../../store/shops.server.ts'
import {
  clearWithdrawal,
  readUntoldWithdrawals,
  type UntoldWithdrawal,
} from '../../store/withdrawals.server.ts'

const batchMax = 50

/**
 * Has every shop's withdrawals told that nobody tells: a job may have looked a moment before one was kept, or given up
 * because Shopify was away for long.
 */
export async function withdrawAllConsents(): Promise<void> {
  for (const shop of await listInstalledShops())
    await inShop(shop, async (db) => {
      const [untold] = await readUntoldWithdrawals(asHot(db), 1)
      if (untold) await enqueue(db, 'withdraw-consents', { shop }, { key: shop })
    })
}

/**
 * Tells Shopify of everybody who stopped all messages since the last look (decision 32). Each is told once or, where a
 * process ends between telling and keeping it, twice, which Shopify takes for once. What Shopify refuses for good is
 * left, with a warning; a Shopify that cannot be reached throws, and the rest is told another time. Of a shop that left
 * nothing is told.
 */
export async function withdrawConsents(shop: string, signal?: AbortSignal): Promise<void> {
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return
  const admin = adminOf(shop)
  for (;;) {
    const untold = await inShopHot(shop, (db) => readUntoldWithdrawals(db, batchMax))
    for (const each of untold) {
      if (signal?.aborted) return
      await tell(admin, shop, each)
      await inShopHot(shop, (db) => clearWithdrawal(db, each))
    }
    if (untold.length < batchMax) return
  }
}

async function tell(admin: Admin, shop: string, withdrawal: UntoldWithdrawal): Promise<void> {
  const { customerId: id, stoppedAt, consents } = withdrawal
  if (!isShopifyId('Customer', id)) return
  for (const channel of toWithdraw(consents, stoppedAt))
    await withdrawConsent(admin, { id, channel, at: stoppedAt }).catch((error: unknown) => {
      if (!(error instanceof Rejected)) throw error
      log.warn({ shop, channel, why: error.message }, 'Shopify did not take back a consent')
    })
}
