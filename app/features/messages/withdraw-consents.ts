import { toWithdraw } from '../../domain/messages/withdrawal.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { Rejected, Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { type Admin, adminOf } from '../../shopify/admin.server.ts'
import { InputRefused } from '../../shopify/answers.ts'
import { withdrawConsent } from '../../shopify/operations/withdraw-consent.ts'
import { NeedsVisit } from '../../shopify/tokens.server.ts'
import { asHot, inShop, inShopHot } from '../../store/database.server.ts'
import { listInstalledShops, readKnownShop } from '../../store/shops.server.ts'
import {
  clearWithdrawal,
  readUntoldWithdrawals,
  type UntoldWithdrawal,
} from '../../store/withdrawals.server.ts'

const batchMax = 50
// After so many in a row it is not about them but about Shopify, or the shop.
const troubleMax = 3

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
 * process ends between telling and keeping it, twice, which Shopify takes for once. What Shopify refuses about somebody
 * is left, with a warning. Who cannot be told now holds up nobody behind them, unless nobody can be: they are told
 * another time, where Shopify cannot be reached because this throws, and where it refuses the shop as a whole (its
 * access has ended, say) at the next look at all shops. Of a shop that left nothing is told.
 */
export async function withdrawConsents(shop: string, signal?: AbortSignal): Promise<void> {
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return
  const trouble = await tellAll(shop, signal)
  if (trouble instanceof Unavailable) throw trouble
  if (trouble) log.warn({ shop, why: trouble.message }, 'Shopify takes back no consents of this shop now')
}

type Trouble = Unavailable | Rejected

/** Why not everybody was told, if so. */
async function tellAll(shop: string, signal: AbortSignal | undefined): Promise<Trouble | undefined> {
  const admin = adminOf(shop)
  let first: Trouble | undefined
  let inARow = 0
  let after: UntoldWithdrawal | undefined
  do {
    const behind = after
    const untold = await inShopHot(shop, (db) => readUntoldWithdrawals(db, batchMax, behind))
    for (const each of untold) {
      if (signal?.aborted) return first
      const trouble = await tell(admin, shop, each)
      first ??= trouble
      inARow = trouble ? inARow + 1 : 0
      if (trouble instanceof NeedsVisit || inARow === troubleMax) return first
      if (!trouble) await inShopHot(shop, (db) => clearWithdrawal(db, each))
    }
    after = untold.length === batchMax ? untold.at(-1) : undefined
  } while (after)
  return first
}

/** Why they are still to be told of, if so. */
async function tell(admin: Admin, shop: string, withdrawal: UntoldWithdrawal): Promise<Trouble | undefined> {
  const { customerId: id, stoppedAt, consents } = withdrawal
  if (!isShopifyId('Customer', id)) return undefined
  for (const channel of toWithdraw(consents, stoppedAt)) {
    try {
      await withdrawConsent(admin, { id, channel, at: stoppedAt })
    } catch (error) {
      if (error instanceof InputRefused)
        log.warn({ shop, channel, why: error.message }, 'Shopify did not take back a consent')
      else if (error instanceof Unavailable || error instanceof Rejected) return error
      else throw error
    }
  }
  return undefined
}
