import { Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import {
  beginImports,
  installedKinds,
  resumeImports,
  unfinishedImports,
  wholeKinds,
} from '../../store/imports.server.ts'
import { type Arrival, markInstalled, readKnownShop } from '../../store/shops.server.ts'
import { enqueueImport, lacksOlderOrders } from '../orders/import-history.ts'
import { refreshShop } from './refresh-shop.ts'

// The merchant waits for the page.
const attemptsOfVisit = 2

/** Who came through the admin's door; see app/shopify/app.server.ts. */
export interface Visit {
  shop: string
  scopes: string[]
}

/**
 * Makes a shop at home at the first visit of its merchant, and again after an uninstallation: notes it as installed,
 * puts the import of its past in line, and asks Shopify who it is. Any later visit only picks up what is unfinished or
 * newly allowed; what a known shop allows is for Shopify to say, a kept token may know less. While Shopify does not
 * answer, the shop is installed all the same; the imports ask again.
 */
export async function installShop({ shop, scopes }: Visit, now: Date): Promise<void> {
  const granted = [...scopes].sort()
  const known = await inShop(shop, readKnownShop)
  const isSettled = known && !known.uninstalledAt && known.isDetailed
  if (isSettled && !(await inShop(shop, hasMoreToImport))) return
  const arrival = await inShop(shop, (db) => settle(db, shop, granted, now))
  if (arrival !== 'known') log.info({ shop, arrival }, 'a shop was installed')
  if (!known?.isDetailed || arrival !== 'known') await refreshIfPossible(shop)
}

/** Whether an import failed, or left out what the merchant has allowed since. */
async function hasMoreToImport(db: Db): Promise<boolean> {
  return (await db.importRun.count({ where: { status: 'failed' } })) > 0 || (await lacksOlderOrders(db))
}

async function settle(db: Db, shop: string, scopes: string[], now: Date): Promise<Arrival> {
  const arrival = await markInstalled(db, scopes, now)
  if (arrival !== 'known') await beginImports(db, installedKinds, now)
  else await resumeImports(db, wholeKinds, now)
  if (await lacksOlderOrders(db)) await beginImports(db, ['orders'], now)
  for (const kind of await unfinishedImports(db)) await enqueueImport(db, shop, kind)
  return arrival
}

async function refreshIfPossible(shop: string): Promise<void> {
  try {
    await refreshShop(shop, { attemptsMax: attemptsOfVisit })
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    log.warn({ shop }, 'Shopify did not say who the shop is; the import asks again')
  }
}
