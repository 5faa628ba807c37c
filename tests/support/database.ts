import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { forgetDeliveryDays } from '../../app/features/journeys/delivery-days.ts'
import { forgetPlans } from '../../app/features/journeys/plans.ts'
import { forgetRhythms } from '../../app/features/journeys/predict.ts'
import { forgetEffects } from '../../app/features/journeys/read-effects.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import { connect, disconnect, inShop } from '../../app/store/database.server.ts'

/** The shop most tests happen in, and another that must never see it. */
export const shop = 'roast-and-co.myshopify.com'
export const otherShop = 'tea-house.myshopify.com'

/** A moment to be at. */
export const noon = new Date('2026-06-15T12:00:00.000Z')

/**
 * Gives this test file a migrated database of its own, with `shop` and `otherShop` installed at `noon`.
 * Call it at the top of the file. The returned object has the database's address from the first hook on.
 */
export function withDatabase(): { url: string } {
  const name = `test_${randomBytes(6).toString('hex')}`
  const handle = { url: '' }
  beforeAll(async () => {
    const server = inject('databaseServer')
    await runOn(server, `create database ${name} template encore`)
    handle.url = server.replace(/\/encore$/, `/${name}`)
    connect(handle.url)
    for (const id of [shop, otherShop]) await installed(id)
  })
  afterAll(async () => {
    await disconnect()
    await runOn(inject('databaseServer'), `drop database ${name} with (force)`)
  })
  return handle
}

/** Makes the shop known as installed, with euros and Berlin time. */
export async function installed(shopId: string): Promise<void> {
  await inShop(shopId, (db) =>
    db.shop.create({
      data: { installedAt: noon, currency: 'EUR', timeZone: 'Europe/Berlin', name: 'Roast & Co.' },
    }),
  )
}

/** Empties every table of the file's database but keeps the two shops, and forgets what this process read of them. */
export async function emptyDatabase(url: string): Promise<void> {
  forgetShops()
  forgetPlans()
  forgetDeliveryDays()
  forgetRhythms()
  forgetEffects()
  await runOn(
    url,
    `do $$ declare t text; begin
       for t in select tablename from pg_tables where schemaname = 'public' and tablename not in ('_prisma_migrations', 'Shop')
       loop execute format('truncate table %I cascade', t); end loop; end $$`,
    false,
  )
}

async function runOn(url: string, sql: string, atPostgres = true): Promise<void> {
  const client = new pg.Client({ connectionString: atPostgres ? url.replace(/\/[^/]+$/, '/postgres') : url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
