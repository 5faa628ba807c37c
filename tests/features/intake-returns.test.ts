import { beforeEach, describe, expect, test } from 'vitest'
import { exportCustomer } from '../../app/features/shop/export-customer.ts'
import { redactShop } from '../../app/features/shop/redact-shop.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { deliveryNow, putDelivery, workAll } from '../support/intake.ts'
import { anOrderPayload, aReturnPayload, aSettledReturnPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(() => emptyDatabase(database.url))

const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const returns = (shopId = shop) =>
  inShop(shopId, (db) =>
    db.return.findMany({
      select: { id: true, orderId: true, status: true, requestedAt: true, updatedAt: true },
    }),
  )
const early = () => inShop(shop, (db) => db.earlyArrival.count())
const one = { id: 'gid://shopify/Return/1', orderId: 'gid://shopify/Order/1' }

type Story = [topic: string, payload: object, minutes: number][]

/** Asked for, approved, closed, opened once more and closed for good. */
const story: Story = [
  ['returns/request', aReturnPayload(), 1],
  ['returns/approve', aReturnPayload({ status: 'open' }), 2],
  ['returns/close', aSettledReturnPayload(), 3],
  ['returns/reopen', aSettledReturnPayload({ status: 'open' }), 4],
  ['returns/close', aSettledReturnPayload(), 5],
]
const told = { ...one, status: 'closed', requestedAt: at(1), updatedAt: at(5) }

async function put(each: Story[number] | undefined): Promise<void> {
  if (!each) return
  const [topic, payload, minutes] = each
  await putDelivery(topic, payload, { triggeredAt: at(minutes) })
}

const orders = [
  [0, 1, 2, 3, 4],
  [4, 3, 2, 1, 0],
  [3, 0, 4, 1, 2],
  [4, 4, 0, 2, 2, 3, 1, 0],
]

describe('a return', () => {
  test.each(orders)(
    'ends the same in whatever order its news arrive (%j ...), after the order or before, singly or together',
    async (...sequence) => {
      for (const isOrderFirst of [true, false]) {
        for (const isSingly of [true, false]) {
          await emptyDatabase(database.url)
          if (isOrderFirst) await putDelivery('orders/paid', anOrderPayload())
          for (const place of sequence) {
            await put(story[place])
            if (isSingly) await workAll()
          }
          if (!isOrderFirst) await putDelivery('orders/paid', anOrderPayload())
          await workAll()
          expect(await returns()).toEqual([told])
          expect(await early()).toBe(0)
        }
      }
    },
  )

  test('waits for an order that is not known yet, and is nobody’s until then', async () => {
    await put(story[0])
    await workAll()
    expect(await returns()).toEqual([])
    expect(await early()).toBe(1)
    await putDelivery('orders/paid', anOrderPayload({ id: 2 }))
    await workAll()
    expect(await returns()).toEqual([])
    await putDelivery('orders/paid', anOrderPayload())
    await workAll()
    expect(await returns()).toMatchObject([{ ...one, status: 'requested', requestedAt: at(1) }])
  })

  test('of which two things are told for one moment is as far as the later of them in its life', async () => {
    await putDelivery('orders/paid', anOrderPayload())
    for (const places of [
      [0, 1],
      [1, 0],
    ]) {
      for (const place of places) {
        const [topic, payload] = story[place] ?? []
        await putDelivery(topic ?? '', payload ?? {}, { triggeredAt: at(1) })
        await workAll()
      }
      expect(await returns()).toMatchObject([{ status: 'open', updatedAt: at(1) }])
      await inShop(shop, (db) => db.return.deleteMany())
    }
  })

  test('told without the time it was raised counts from when it came', async () => {
    await putDelivery('orders/paid', anOrderPayload())
    await putDelivery('returns/request', aReturnPayload(), { at: at(-7) })
    await workAll()
    expect(await returns()).toMatchObject([{ requestedAt: at(-7), updatedAt: at(-7) }])
  })

  // The header with the time is not signed: a replay may carry any.
  test('told with a time that lies far ahead counts from now, and later news stand against it', async () => {
    await putDelivery('orders/paid', anOrderPayload())
    const ahead = { triggeredAt: new Date('2096-01-01T00:00:00Z') }
    await putDelivery('returns/approve', aReturnPayload({ status: 'open' }), ahead)
    await workAll()
    expect(await returns()).toMatchObject([{ status: 'open', requestedAt: noon, updatedAt: noon }])
    await putDelivery('returns/close', aSettledReturnPayload(), { triggeredAt: at(1) })
    await workAll()
    expect(await returns()).toMatchObject([{ status: 'closed', updatedAt: at(1) }])
    await putDelivery('returns/approve', aReturnPayload({ status: 'open' }), { triggeredAt: at(-1) })
    await workAll()
    expect(await returns()).toMatchObject([{ status: 'closed', requestedAt: at(-1), updatedAt: at(1) }])
  })

  test('that cannot be read is set aside with its reason, and the others go on', async () => {
    await putDelivery('orders/paid', anOrderPayload())
    const odd = await putDelivery('returns/request', aReturnPayload({ id: 2, status: 'lost' }))
    await put(story[0])
    await workAll()
    expect(await returns()).toHaveLength(1)
    expect(await deliveryNow(odd)).toMatchObject({
      status: 'aside',
      error: expect.stringContaining('status is none'),
    })
  })

  test('of a shop is not another’s, though the ids are the same', async () => {
    for (const shopId of [shop, otherShop]) {
      await putDelivery('orders/paid', anOrderPayload(), { shopId })
      await workAll({ shopId })
    }
    await put(story[0])
    await workAll()
    expect(await returns()).toHaveLength(1)
    expect(await returns(otherShop)).toEqual([])
  })

  test('is handed on to who asks for their data, and gone with the shop', async () => {
    await putDelivery('orders/paid', anOrderPayload())
    await put(story[0])
    await workAll()
    const person = { customerId: 'gid://shopify/Customer/7' as const, email: undefined, phone: undefined }
    await inShop(shop, (db) => exportCustomer(db, { domain: shop, id: '9', person, orderIds: [] }, noon))
    const [asked] = await inShop(shop, (db) => db.complianceRequest.findMany())
    expect(asked?.export).toMatchObject({ orders: [{ returns: [{ id: one.id, status: 'requested' }] }] })
    await redactShop(shop)
    expect((await acrossShops().query('select from "Return"')).rows).toEqual([])
  })
})
