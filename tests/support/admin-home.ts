import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { sessions } from '../../app/store/sessions.server.ts'
import { emptyDatabase, shop, withDatabase } from './database.ts'
import { anOfflineSession } from './sessions.ts'

/**
 * Gives this test file a database with the queue at work in it. Each test finds it empty, but the shop at home already:
 * nothing is asked of Shopify when its merchant opens a page.
 */
export function withAdmin(now: Date): { url: string } {
  const database = withDatabase()
  beforeAll(() => startQueue(database.url))
  afterAll(stopQueue)
  beforeEach(async () => {
    await emptyDatabase(database.url)
    const session = anOfflineSession({ now })
    await sessions.storeSession(session)
    const data = { gid: 'gid://shopify/Shop/1', scopes: session.scope, settings: {} }
    await inShop(shop, (db) => db.shop.updateMany({ data }))
  })
  return database
}
