import { now } from '../../platform/clock.ts'
import { enqueue, handle, repeat } from '../../platform/queue.server.ts'
import { inShop } from '../../store/database.server.ts'
import { importHistory } from '../orders/import-history.ts'
import { reconcileAllShops, reconcileShop } from '../orders/reconcile.ts'

const importsAtOnce = 2
const reconciledAtOnce = 2
const everyQuarterHour = '*/15 * * * *'

/** Has this process bring in shops' pasts and reconcile them, every quarter of an hour and now. */
export async function workShopJobs(): Promise<void> {
  await handle(
    'import-history',
    ({ data, signal }) => importHistory({ shop: data.shop, kind: data.kind, now, signal }),
    { concurrency: importsAtOnce },
  )
  await handle(
    'reconcile-shop',
    async ({ data: { shop } }) => {
      const found = await reconcileShop(shop, now())
      if (found && !found.isComplete)
        await inShop(shop, (db) => enqueue(db, 'reconcile-shop', { shop }, { key: shop }))
    },
    { concurrency: reconciledAtOnce },
  )
  await handle('reconcile-all-shops', reconcileAllShops)
  await repeat('reconcile-all-shops', everyQuarterHour, {})
  await reconcileAllShops()
}
