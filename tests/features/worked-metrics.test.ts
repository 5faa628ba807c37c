import { beforeEach, expect, test } from 'vitest'
import { workShop } from '../../app/features/orders/work-shop.ts'
import { deliveriesWorked, deliveryDelay } from '../../app/platform/metrics.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { putDelivery } from '../support/intake.ts'
import { anOrderPayload } from '../support/payloads.ts'

const database = withDatabase()
beforeEach(async () => {
  await emptyDatabase(database.url)
  deliveriesWorked.reset()
  deliveryDelay.reset()
})

const outcomes = async () =>
  Object.fromEntries(
    (await deliveriesWorked.get()).values.map(({ labels, value }) => [labels.outcome, value]),
  )

const finish = { admin_graphql_api_id: 'gid://shopify/BulkOperation/1', status: 'completed' }

// The unit of work that holds them all fails, and is worked again in halves.
test('deliveries of a batch that is rolled back count once, when they are really done', async () => {
  for (let id = 1; id <= 3; id++) await putDelivery('orders/create', anOrderPayload({ id }))
  await putDelivery('unheard/of', {})
  await putDelivery('bulk_operations/finish', finish)
  const onBulkFinished = async () => {
    throw new Error('not now')
  }
  await workShop({ shop, handlers: { onBulkFinished }, now: () => noon, onGrave: () => undefined })
  expect(await outcomes()).toEqual({ done: 3, aside: 1, retried: 1 })
})

test('the delay of a delivery ends when its effects are committed', async () => {
  await putDelivery('orders/create', anOrderPayload())
  let reads = 0
  // Each reading of the clock is a second later.
  const now = () => new Date(noon.getTime() + 1000 * reads++)
  await workShop({ shop, handlers: { onBulkFinished: async () => undefined }, now, onGrave: () => undefined })
  const sum = (await deliveryDelay.get()).values.find(({ metricName }) => metricName?.endsWith('_sum'))
  expect(sum?.value).toBe(reads - 1)
  expect(reads).toBe(2)
})
