import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mergeCustomers, removeCustomer } from '../../app/features/customers/remove-customer.ts'
import { beginEnrollment } from '../../app/features/journeys/begin-enrollment.ts'
import { enrollWaiting } from '../../app/features/journeys/enroll-waiting.ts'
import { forgetPlans } from '../../app/features/journeys/plans.ts'
import { stopJourneyFor } from '../../app/features/journeys/stop-enrollment.ts'
import {
  changePreferences,
  sayIntent,
  stopAllMessages,
} from '../../app/features/messages/change-preferences.ts'
import { applyChanges } from '../../app/features/orders/apply-changes.ts'
import { forgetPerson, gatherTraces } from '../../app/features/shop/forget-person.ts'
import { redactCustomer } from '../../app/features/shop/redact-customer.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { holdCustomer } from '../../app/store/customer-hold.server.ts'
import { asHot, type Db, inShop } from '../../app/store/database.server.ts'
import { lockMirror } from '../../app/store/shop-lock.server.ts'
import { emptyDatabase, noon, shop, withDatabase } from '../support/database.ts'
import { untilItWaitsOrEnds } from '../support/interleave.ts'
import { customer, order, product, withOrder, withProduct } from '../support/offers.ts'
import { aDefinition, walkAll, walks, withCustomer, withJourney } from '../support/walks.ts'

const database = withDatabase()
beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  forgetPlans()
  await withCustomer(7)
  await withCustomer(8)
  await inShop(shop, async (db) => {
    await withProduct(db, 1)
    await withOrder(db, 70, { customerId: customer(7), products: [1] })
  })
  await withJourney('j')
})

const form = {
  often: 'week-1',
  pauseUntil: '',
  topics: [],
  channels: ['email'],
  isNever: false,
  birthdayMonth: '7',
  birthdayDay: '1',
}
const one = { journeyId: 'j', customerId: customer(7), call: 'one' }
const person = { customerId: customer(7), email: undefined, phone: undefined }

/** What somebody may write of customer 7 while others forget, merge or delete them. */
const writings: [string, (db: Db) => Promise<unknown>][] = [
  ['chooses how to be written to', (db) => changePreferences(db, customer(7), form, noon)],
  ['stops all messages', (db) => stopAllMessages(db, customer(7), noon)],
  [
    'says what they never want again',
    (db) =>
      sayIntent(db, customer(7), { kind: 'never', productId: product(1) }, { now: noon, newId: () => 'i' }),
  ],
  ['is let into a journey', (db) => beginEnrollment(db, { ...one, orderId: order(70) }, noon)],
]

/** Runs two units of work: the other begins when the first has done all its work, and before it commits. */
async function interleave(first: (db: Db) => Promise<unknown>, other: () => Promise<unknown>): Promise<void> {
  let begun: Promise<unknown> | undefined
  await inShop(shop, async (db) => {
    await first(db)
    begun = other()
    await untilItWaitsOrEnds(begun)
  })
  await begun
}

/** Whose each row is that speaks of a customer. */
async function owners(): Promise<string[]> {
  return inShop(shop, async (db) => {
    const select = { customerId: true }
    const rows = [
      await db.preference.findMany({ select }),
      await db.intent.findMany({ select }),
      await db.dislike.findMany({ select }),
      await db.enrollment.findMany({ select }),
    ]
    return rows.flat().map(({ customerId }) => customerId)
  })
}

async function forget(db: Db): Promise<void> {
  await lockMirror(db)
  await forgetPerson(db, await gatherTraces(db, person), noon)
}
const merge = (db: Db) =>
  mergeCustomers(db, { keptId: customer(8), deletedId: customer(7), isCompleted: true }, noon)

describe.each(writings)('a customer who %s', (_, write) => {
  test('before they are forgotten leaves nothing', async () => {
    await interleave(write, () => redactCustomer(shop, { domain: shop, person, orderIds: [] }, noon))
    expect(await owners()).toEqual([])
  })

  test('while they are being forgotten leaves nothing', async () => {
    await interleave(forget, () => inShop(shop, write))
    expect(await owners()).toEqual([])
  })

  test('before they are merged has done so as who they are now', async () => {
    await interleave(write, () => inShop(shop, merge))
    const found = await owners()
    expect([found.length > 0, new Set(found)]).toEqual([true, new Set([customer(8)])])
  })

  test('while they are being merged does so as who they are now', async () => {
    await interleave(merge, () => inShop(shop, write))
    const found = await owners()
    expect([found.length > 0, new Set(found)]).toEqual([true, new Set([customer(8)])])
  })

  test('while they are being deleted changes nothing', async () => {
    await interleave(
      (db) => removeCustomer(db, customer(7), noon),
      () => inShop(shop, write),
    )
    expect(await owners()).toEqual([])
  })
})

describe('a batch that merges a customer and wakes their walks', () => {
  const consent = { state: 'unsubscribed', updatedAt: noon }
  const told = [
    { kind: 'consent', change: { customerId: customer(7), channel: 'email', consent } },
    {
      kind: 'customers-merged',
      merge: { keptId: customer(8), deletedId: customer(7), isCompleted: true },
    },
  ] as const
  const handlers = { onBulkFinished: async () => undefined }

  // Both need the customer and their walks: in another order than theirs the database would have to fail one.
  test('and what the customer says meanwhile both come through', async () => {
    await inShop(shop, (db) => beginEnrollment(db, one, noon))
    await walkAll(noon)
    let batch: Promise<unknown> | undefined
    await inShop(shop, async (db) => {
      await holdCustomer(asHot(db), customer(7))
      batch = inShop(shop, (other) =>
        applyChanges(
          other,
          told.map((change) => ({ change, at: noon })),
          handlers,
          noon,
        ),
      )
      await untilItWaitsOrEnds(batch)
      expect(await changePreferences(db, customer(7), form, noon)).toBe('kept')
    })
    await batch
    expect(await owners()).toEqual([customer(8), customer(8)])
  })
})

describe('a journey that lets those in who wait', () => {
  const birthday = aDefinition({ trigger: { kind: 'birthday', daysBefore: 0 } })

  test('lets nobody in who is forgotten meanwhile', async () => {
    await inShop(shop, (db) => changePreferences(db, customer(7), form, noon))
    await withJourney('waiting', birthday)
    await interleave(forget, () => enrollWaiting(shop, { journeyId: 'waiting' }, noon))
    expect(await walks()).toEqual([])
  })

  test('lets those in who are there', async () => {
    await inShop(shop, (db) => changePreferences(db, customer(7), form, noon))
    await withJourney('waiting', birthday)
    await enrollWaiting(shop, { journeyId: 'waiting' }, noon)
    expect(await owners()).toEqual([customer(7), customer(7)])
  })
})

describe('the id of somebody who was merged', () => {
  test('starts and stops journeys for who they are now, and a call once', async () => {
    const begin = () => inShop(shop, (db) => beginEnrollment(db, { ...one, orderId: order(70) }, noon))
    const before = await begin()
    expect(before).toMatchObject({ kind: 'begun' })
    await inShop(shop, merge)
    expect(await begin()).toEqual({ ...before, kind: 'begun-before' })
    const again = await inShop(shop, (db) => beginEnrollment(db, { ...one, call: 'two' }, noon))
    expect(again).toEqual({ kind: 'refused', why: 'walking' })
    expect(await owners()).toEqual([customer(8), customer(8)])
    const stop = () =>
      inShop(shop, (db) =>
        stopJourneyFor(db, { journeyId: 'j', customerId: customer(7) }, { by: 'merchant', now: noon }),
      )
    expect([await stop(), await stop()]).toEqual([1, 0])
  })
})
