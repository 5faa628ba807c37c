import { expect, test } from 'vitest'
import { setAside } from '../../app/features/orders/set-aside.ts'
import { inShop } from '../../app/store/database.server.ts'
import { claimTheseDeliveries, markDone } from '../../app/store/deliveries.server.ts'
import { lockMirror } from '../../app/store/shop-lock.server.ts'
import { noon, shop, withDatabase } from '../support/database.ts'
import { deliveryNow, putDelivery } from '../support/intake.ts'
import { untilItWaitsOrEnds } from '../support/interleave.ts'

withDatabase()

/** Sets a delivery aside while another worker has it in hand, which only then goes on to change the mirror. */
async function setAsideMeanwhile(isDone: boolean): Promise<string> {
  const id = await putDelivery('orders/create', {})
  const settingAside = await inShop(shop, async (db) => {
    await claimTheseDeliveries(db, [id])
    const meanwhile = inShop(shop, (other) => setAside(other, id, 'failed', noon))
    await untilItWaitsOrEnds(meanwhile)
    await lockMirror(db)
    if (isDone) await markDone(db, [{ id }], noon)
    return { meanwhile }
  })
  await settingAside.meanwhile
  return id
}

test('a delivery that another worker has in hand is set aside after it, and neither waits crosswise', async () => {
  expect(await deliveryNow(await setAsideMeanwhile(false))).toMatchObject({ status: 'aside', attempts: 1 })
})

test('a delivery that another worker could carry out after all is not set aside', async () => {
  expect(await deliveryNow(await setAsideMeanwhile(true))).toMatchObject({ status: 'done', attempts: 0 })
})
