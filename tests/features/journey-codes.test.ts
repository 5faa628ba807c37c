import { beforeEach, expect, test } from 'vitest'
import { openCodePools } from '../../app/features/offers/open-code-pools.ts'
import { inShop } from '../../app/store/database.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer, product, withProduct } from '../support/offers.ts'

const database = withDatabase()
const gives = (percent: number) => ({
  trigger: { kind: 'order-paid' },
  entry: { kind: 'group', join: 'all', of: [] },
  reentry: { kind: 'never' },
  exits: { onOrder: false, onRefund: false },
  steps: [
    {
      kind: 'message',
      id: 'a',
      topic: 'offers',
      template: 'goes-well',
      channels: ['email'],
      texts: {},
      offer: {
        result: { kind: 'products', productIds: [product(2)] },
        incentive: { kind: 'percentage', percent },
        itemsMax: 1,
      },
      usefulness: 50,
      validDays: 7,
    },
  ],
})

beforeEach(async () => {
  await emptyDatabase(database.url)
  await inShop(shop, async (db) => {
    await withProduct(db, 2)
    const versions = [5, 10].map((percent, at) => ({
      version: at + 1,
      definition: gives(percent),
      publishedAt: noon,
    }))
    const times = { createdAt: noon, updatedAt: noon }
    await db.journey.create({
      data: {
        id: 'j',
        name: 'J',
        status: 'live',
        liveVersion: 2,
        ...times,
        versions: { create: versions },
      },
    })
  })
})

const wanted = async () => {
  const pools = await inShop(shop, (db) => openCodePools(db, noon))
  return pools.map(({ key }) => JSON.parse(key)).map(({ percent, productId }) => [percent, productId])
}
const become = (status: 'paused' | 'archived') =>
  inShop(shop, (db) => db.journey.updateMany({ data: { status } }))

test('codes are made ahead for what a live journey gives in its messages', async () => {
  expect(await wanted()).toEqual([[10, product(2)]])
  await become('paused')
  expect(await wanted()).toEqual([[10, product(2)]])
})

test('an older version has its codes for as long as somebody walks it', async () => {
  const walk = { id: 'w', key: 'w', journeyId: 'j', version: 1, customerId: customer(1), triggeredAt: noon }
  await inShop(shop, (db) => db.enrollment.create({ data: { ...walk, status: 'active', dueAt: noon } }))
  expect((await wanted()).sort()).toEqual([
    [10, product(2)],
    [5, product(2)],
  ])
})

test('what no journey gives any more is no longer wanted', async () => {
  await wanted()
  await become('archived')
  expect(await wanted()).toEqual([])
})
