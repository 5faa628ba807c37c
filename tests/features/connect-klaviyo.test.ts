import { beforeEach, expect, test } from 'vitest'
import {
  connectKlaviyo,
  disconnectKlaviyo,
  isKlaviyoConnected,
} from '../../app/features/messages/connect-klaviyo.ts'
import { inShop } from '../../app/store/database.server.ts'
import { readShopSecret } from '../../app/store/shop-secrets.server.ts'
import { emptyDatabase, otherShop, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const connect = (key: string) => inShop(shop, (db) => connectKlaviyo(db, key))
const isConnected = (at = shop) => inShop(at, isKlaviyoConnected)

test('a shop’s key is kept sealed, for this shop alone, and replaced by the next', async () => {
  expect(await connect(' pk_0123456789abcdef ')).toBe('connected')
  expect(await connect('pk_abcdef0123456789')).toBe('connected')
  const key = await inShop(shop, (db) => readShopSecret(db, 'klaviyo-key'))
  expect(key?.toString('utf8')).toBe('pk_abcdef0123456789')
  const rows = await inShop(shop, (db) => db.shopSecret.findMany())
  expect(rows.length).toBe(1)
  expect(Buffer.from(rows[0]?.sealed ?? []).toString('latin1')).not.toContain('pk_')
  expect([await isConnected(), await isConnected(otherShop)]).toEqual([true, false])
})

test.each(['', 'AbC123', 'sk_0123456789', 'pk_', 'pk_0123456789\nX-Header: 1', `pk_${'a'.repeat(200)}`])(
  '%j is no key',
  async (key) => {
    expect(await connect(key)).toBe('no-key')
    expect(await isConnected()).toBe(false)
  },
)

test('a key that was taken back is gone', async () => {
  await connect('pk_0123456789abcdef')
  await inShop(shop, disconnectKlaviyo)
  expect(await isConnected()).toBe(false)
})
