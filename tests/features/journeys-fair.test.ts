import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEnrollmentWorker } from '../../app/features/journeys/work-enrollments.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { acrossShops } from '../../app/store/database.server.ts'
import { noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { aDefinition, aWait, withCustomer, withJourney } from '../support/walks.ts'

const database = withDatabase()
beforeAll(() => startQueue(database.url))
afterAll(stopQueue)

/** So many people of a shop whose wait is over at noon. */
async function waiting(shopId: string, count: number): Promise<void> {
  await withCustomer(7, {}, shopId)
  await withJourney('j', aDefinition({ steps: [aWait('pause', 1)] }), { shopId })
  await acrossShops().query(
    `insert into "Enrollment" ("shopId", "id", "key", "journeyId", "version", "customerId", "status", "stepId", "since",
       "dueAt", "triggeredAt", "enteredAt")
     select $1, 'walk-' || n, 'j/' || n, 'j', 1, 'gid://shopify/Customer/7', 'active', 'pause', $3::timestamptz - interval '1 hour',
            $3, $3, $3 from generate_series(1, $2::int) n`,
    [shopId, count, noon],
  )
}

// The bigger shop's name comes first, so that it has the first turn as well.
test('a burst of one shop lets the walk of another through before its own end', async () => {
  await waiting(shop, 2_500)
  await waiting(otherShop, 1)
  const worker = createEnrollmentWorker({ lanes: 1, now: () => noon })
  worker.start()
  const open = async () => {
    const { rows } = await acrossShops().query(
      `select count(*)::int as n from "Enrollment" where "status" <> 'ended'`,
    )
    return rows[0].n
  }
  while ((await open()) > 0) await wait(20)
  await worker.stop()
  // Transactions are numbered in the order in which they began to write.
  const { rows } = await acrossShops().query<{ shop: string; first: string; last: string }>(
    `select "shopId" as "shop", min(xmin::text::bigint)::text as "first", max(xmin::text::bigint)::text as "last"
       from "EnrollmentStep" group by 1`,
  )
  const of = (name: string) => rows.find((row) => row.shop === name)
  expect(Number(of(otherShop)?.last)).toBeLessThan(Number(of(shop)?.last))
  expect(Number(of(shop)?.first)).toBeLessThan(Number(of(otherShop)?.first))
}, 60_000)
