import { afterAll, beforeAll, expect, test } from 'vitest'
import { workShopJobs } from '../../app/features/shop/work-shop-jobs.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops } from '../../app/store/database.server.ts'
import { otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
beforeAll(() => startQueue(database.url))
afterAll(stopQueue)

const jobs = async (name: string) =>
  (
    await acrossShops().query<{ shop: string | null }>(
      `select data ->> 'shop' as shop from pgboss.job where name = $1 order by 1`,
      [name],
    )
  ).rows

// However many shops there are, a starting worker is not kept from its deliveries.
test('a worker that starts leaves looking at every shop to a job, and it is worked', async () => {
  await workShopJobs()
  expect(await jobs('reconcile-all-shops')).toEqual([{ shop: null }])
  while ((await jobs('reconcile-shop')).length < 2) await new Promise((resolve) => setImmediate(resolve))
  expect(await jobs('reconcile-shop')).toEqual([{ shop }, { shop: otherShop }])
})
