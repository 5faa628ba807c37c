import { type Change, readDelivery } from '../../domain/webhooks/changes.ts'
import { Unreadable } from '../../domain/webhooks/read.ts'
import { Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { deliveriesWorked } from '../../platform/metrics.ts'
import { inShop } from '../../store/database.server.ts'
import { deleteDeliveries, markDone, readWaitingDelivery } from '../../store/deliveries.server.ts'
import { setAside } from '../orders/set-aside.ts'
import { recordFailure } from '../orders/work-shop.ts'
import { exportCustomer } from './export-customer.ts'
import { redactCustomer } from './redact-customer.ts'
import { redactShop } from './redact-shop.ts'
import { uninstallShop } from './uninstall-shop.ts'

/**
 * Asks Shopify whether the app is installed in a shop: `unknown` while that cannot be found out.
 */
export type VerifyInstalled = (shop: string) => Promise<'installed' | 'gone' | 'unknown'>

interface GraveWork {
  shop: string
  id: string
  verifyInstalled: VerifyInstalled
  now: () => Date
}

/**
 * Carries out one delivery whose effect nothing undoes. The signature covers neither its topic nor its shop, so the
 * body must be that of its topic and name the same shop. Where a shop would be erased or marked as gone, Shopify is
 * asked whether the app is still installed; what a customer wishes holds in either case. What does not agree is set
 * aside; what cannot be found out is tried again later.
 */
export async function workGraveDelivery({ shop, id, verifyInstalled, now }: GraveWork): Promise<void> {
  const known = await inShop(shop, async (db) => ({
    delivery: await readWaitingDelivery(db, id),
    shop: await db.shop.findFirst({ select: { installedAt: true, uninstalledAt: true } }),
  }))
  if (!known.delivery) return
  // Of a shop that is not here there is nothing to show or to forget, and nothing is begun to be kept.
  if (!known.shop && known.delivery.topic !== 'shop/redact')
    return inShop(shop, (db) => deleteDeliveries(db, [id]))
  try {
    const { topic, body, triggeredAt, receivedAt } = known.delivery
    const change = readDelivery(topic, Buffer.from(body).toString('utf8'), { currency: undefined })
    if (change === 'currency-unknown' || domainOf(change) !== shop)
      throw new Unreadable('payload names another shop')
    const isInstalled = () => askWhetherInstalled(shop, known.shop, verifyInstalled)
    await carryOut({ shop, id, change, isInstalled, at: triggeredAt ?? receivedAt, now })
    deliveriesWorked.inc({ outcome: 'done' })
    log.info({ shop, delivery: id, topic }, 'carried out')
  } catch (error) {
    if (error instanceof Unreadable) await aside(shop, id, error.message, now())
    else await recordFailure(shop, id, error, now())
  }
}

function domainOf(change: Change): string | undefined {
  switch (change.kind) {
    case 'uninstalled':
    case 'shop-redaction':
      return change.domain
    case 'customer-redaction':
      return change.redaction.domain
    case 'data-request':
      return change.request.domain
    default:
      return undefined
  }
}

async function askWhetherInstalled(
  shop: string,
  known: { uninstalledAt: Date | null } | null,
  verifyInstalled: VerifyInstalled,
): Promise<boolean> {
  // Once it is known to be gone there is no token left to ask with; an installation would have made it known again.
  if (!known || known.uninstalledAt) return false
  const state = await verifyInstalled(shop)
  if (state === 'unknown') throw new Unavailable('Shopify does not say whether the app is installed')
  return state === 'installed'
}

interface Grave {
  shop: string
  id: string
  change: Change
  isInstalled: () => Promise<boolean>
  at: Date
  now: () => Date
}

async function carryOut({ shop, id, change, isInstalled, at, now }: Grave): Promise<void> {
  switch (change.kind) {
    case 'uninstalled':
      // A late word of an uninstallation that was followed by a new installation.
      if (!(await isInstalled())) await inShop(shop, (db) => uninstallShop(db, at))
      return finish(shop, id, now())
    case 'shop-redaction':
      if (await isInstalled()) throw new Unreadable('the app is still installed in this shop')
      return redactShop(shop)
    case 'customer-redaction':
      await redactCustomer(shop, change.redaction, now())
      return finish(shop, id, now())
    case 'data-request':
      await inShop(shop, (db) => exportCustomer(db, change.request, now()))
      return finish(shop, id, now())
    default:
      throw new Unreadable('topic is none that is carried out with care')
  }
}

/** Done, and its body gone: it names a person. */
async function finish(shop: string, id: string, now: Date): Promise<void> {
  await inShop(shop, (db) => markDone(db, [{ id, isEmptied: true }], now))
}

async function aside(shop: string, id: string, why: string, now: Date): Promise<void> {
  await inShop(shop, (db) => setAside(db, id, why, now))
  log.warn({ shop, delivery: id, why }, 'a delivery that cannot be undone was refused')
  deliveriesWorked.inc({ outcome: 'aside' })
}
