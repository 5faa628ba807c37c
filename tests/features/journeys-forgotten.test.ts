import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mergeCustomers } from '../../app/features/customers/remove-customer.ts'
import { forgetPlans } from '../../app/features/journeys/plans.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { forgetJourneysOf } from '../../app/store/customer-journeys.server.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { endDryRun, putDryRun, readLatestDryRun, takeDryRun } from '../../app/store/dry-runs.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { days, walks, withCustomer, withJourney } from '../support/walks.ts'

const database = withDatabase()
beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  forgetPlans()
  await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
})

const walkOf = (id: string, n: number) => ({
  id,
  key: `j/birthday/${customer(n)}/${id}`,
  journeyId: 'j',
  version: 1,
  customerId: customer(n),
  triggeredAt: days(1),
  dueAt: days(1),
})

/** Waits until somebody waits for a row that another unit of work holds. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await acrossShops().query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
  }
}

test('a walk that follows one in hand while two customers become one is walked by the one that is kept', async () => {
  for (const n of [7, 8]) await withCustomer(n)
  await withJourney('j')
  await inShop(shop, (db) => db.enrollment.create({ data: walkOf('this-year', 7) }))
  let merged: Promise<void> | undefined
  await inShop(shop, async (db) => {
    await db.$queryRaw`select 1 from "Enrollment" for update`
    const merge = { keptId: customer(8), deletedId: customer(7), isCompleted: true }
    merged = inShop(shop, (other) => mergeCustomers(other, merge, noon))
    await untilSomebodyWaits()
    await db.enrollment.create({ data: walkOf('next-year', 7) })
  })
  await merged
  expect((await walks()).map(({ id, customerId }) => [id, customerId])).toEqual([
    ['next-year', customer(8)],
    ['this-year', customer(8)],
  ])
})

describe('somebody who is forgotten', () => {
  test('while one of their walks is in hand is not left with the walk that follows it', async () => {
    await withCustomer(7)
    await withJourney('j')
    await inShop(shop, (db) => db.enrollment.create({ data: walkOf('this-year', 7) }))
    let forgotten: Promise<void> | undefined
    await inShop(shop, async (db) => {
      await db.$queryRaw`select 1 from "Enrollment" for update`
      forgotten = inShop(shop, (other) =>
        forgetJourneysOf(other, { customerIds: [customer(7)], orderIds: [] }),
      )
      await untilSomebodyWaits()
      await db.enrollment.create({ data: walkOf('next-year', 7) })
    })
    await forgotten
    expect(await walks()).toEqual([])
  })

  test('while a dry run walks is no example of it when it ends', async () => {
    await withCustomer(7)
    await withJourney('j')
    await inShop(shop, (db) => putDryRun(db, { id: 'run', journeyId: 'j', definition: {}, now: noon }))
    await inShop(shop, (db) => takeDryRun(db, 'run'))
    const examples = [8, 7].map((n) => ({ customerId: customer(n) }))
    await inShop(shop, (db) => endDryRun(db, 'run', { report: { orders: 2, examples } }, noon))
    const run = await inShop(shop, (db) => readLatestDryRun(db, 'j'))
    expect(run).toMatchObject({ status: 'done', report: { orders: 2, examples: [examples[1]] } })
  })
})
