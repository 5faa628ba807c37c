import { expect, test, vi } from 'vitest'
import { createDeliveryKeeper } from '../../app/features/orders/receive-delivery.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { shop, withDatabase } from '../support/database.ts'
import { aReceived } from '../support/received.ts'

withDatabase()

// It is sent again under the same id; to insert it after all only burdens a database that is slow already.
test('a delivery that was refused while it stood behind another is not inserted any more', async () => {
  const locking = await acrossShops().connect()
  await locking.query('begin; lock table "Delivery" in access exclusive mode')
  const keeper = createDeliveryKeeper(acrossShops())
  const first = keeper.keep(aReceived('first'))
  const connect = vi.spyOn(acrossShops(), 'connect')
  await vi.waitFor(() => expect(connect).toHaveBeenCalledTimes(1))
  const behind = keeper.keep(aReceived('behind'))
  expect(await Promise.all([first, behind])).toEqual([false, false])
  await locking.query('rollback')
  locking.release()
  await keeper.close()
  expect(connect).toHaveBeenCalledTimes(1)
  expect(await inShop(shop, (db) => db.delivery.count({ where: { id: 'behind' } }))).toBe(0)
})
