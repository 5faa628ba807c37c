import { afterAll, beforeAll, beforeEach } from 'vitest'
import { installShop } from '../../app/features/shop/install-shop.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops } from '../../app/store/database.server.ts'
import type { World } from '../stand-in/world/types/world.ts'
import { emptyDatabase, shop, withDatabase } from './database.ts'
import { visit } from './stand-in.ts'

/** Gives this test file a database of its own with the queue at work in it. Each test finds no job, and `shop` nowhere. */
export function withShopToInstall(): void {
  const database = withDatabase()
  beforeAll(() => startQueue(database.url))
  afterAll(stopQueue)
  beforeEach(async () => {
    await emptyDatabase(database.url)
    await acrossShops().query(`delete from "Shop" where id = $1`, [shop])
    await acrossShops().query('delete from pgboss.job')
  })
}

/** The same, but each test finds that the shop of this Shopify has just installed the app, and what follows from that. */
export function withInstalledShop(shopify: { world: World }): void {
  withShopToInstall()
  beforeEach(async () => {
    const { scopes } = await visit(shopify.world)
    await installShop({ shop, scopes }, new Date())
  })
}
