import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseSettings } from '../../app/domain/settings.ts'
import { askPageBudget } from '../../app/features/journeys/ask-page-budget.ts'
import { forgetPlans } from '../../app/features/journeys/plans.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.server.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { readPageBudget } from '../../app/store/page-budget.server.ts'
import { emptyDatabase, noon, otherShop, shop, withDatabase } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, order, withOrder } from '../support/offers.ts'
import { anOrderPayload } from '../support/payloads.ts'
import { daysBefore } from '../support/story-of.ts'
import { touches, walkAll, withCustomer, withJourney } from '../support/walks.ts'

const database = withDatabase()
beforeAll(() => startQueue(database.url))
afterAll(stopQueue)
beforeEach(async () => {
  await emptyDatabase(database.url)
  forgetPlans()
  await inShop(shop, async (db) => {
    for (const n of [1, 2, 3]) await withOrder(db, n, { customerId: customer(7), products: [1] })
  })
})

/** What the budget says of a page of an order, with the usual settings of two a week. */
async function ask(
  n: number | undefined,
  change: { isAsked?: boolean; settings?: object; of?: string } = {},
) {
  const row = await inShopHot(change.of ?? shop, (db) =>
    readPageBudget(db, customer(7), n === undefined ? undefined : order(n), noon),
  )
  if (!row) return undefined
  const settings = parseSettings(change.settings ?? {})
  const look = { settings, usualDeliveryDays: 3, isAsked: change.isAsked ?? false }
  return askPageBudget(row, look, noon)
}

const shown = (n: number, placement: string, daysAgo: number, customerId: string | null = customer(7)) =>
  inShop(shop, (db) =>
    db.offer.create({
      data: {
        id: `${n}/${placement}`,
        key: `order/${order(n)}`,
        placement,
        orderId: order(n),
        customerId,
        status: 'shown',
        decidedAt: daysBefore(daysAgo),
        shownAt: daysBefore(daysAgo),
      },
    }),
  )

const touched = (id: string, daysAgo: number, countsAt: Date | null = daysBefore(daysAgo)) =>
  inShop(shop, (db) =>
    db.touch.create({
      data: {
        ...{
          id,
          key: id,
          customerId: customer(7),
          channel: 'email',
          topic: 'help',
          content: {},
          verdict: {},
        },
        ...{ status: 'sent', wishedAt: noon, decidedAt: noon, validUntil: noon, countsAt },
      },
    }),
  )

describe('an offer on a page', () => {
  test('counts as one contact for all pages of an order, beside messages', async () => {
    expect(await ask(3)).toMatchObject({ kind: 'yes', counts: true, why: { week: { used: 0, max: 2 } } })
    await shown(1, 'thank-you', 3)
    await shown(1, 'order-status', 1)
    expect(await ask(3)).toMatchObject({ kind: 'yes', why: { week: { used: 1 } } })
    await touched('a', 2)
    expect(await ask(3)).toMatchObject({
      kind: 'no',
      why: { kind: 'shop-cap-week', max: 2 },
      until: daysBefore(-4),
    })
    expect(await ask(undefined)).toMatchObject({ kind: 'no' })
  })

  test('that was seen is no further contact, and may stand where it stood', async () => {
    await shown(1, 'thank-you', 3)
    await touched('a', 2)
    expect(await ask(1)).toEqual({ kind: 'yes', counts: false, why: { kind: 'seen' } })
  })

  test('is not counted twice, nor for a guest, nor what was held or asked for, nor after thirty days', async () => {
    await shown(1, 'thank-you', 31)
    await shown(1, 'order-status', 1)
    await shown(2, 'thank-you', 1, null)
    await touched('held', 1, null)
    await touched('old', 30)
    expect(await ask(3)).toMatchObject({ why: { week: { used: 0 }, month: { used: 0 } } })
  })

  test('gives way to the customer’s word and to what is not well', async () => {
    const prefer = (data: object) =>
      inShop(shop, (db) =>
        db.preference.upsert({
          where: { shopId_customerId: { shopId: shop, customerId: customer(7) } },
          create: { customerId: customer(7), updatedAt: noon, ...data },
          update: data,
        }),
      )
    await prefer({ pausedUntil: daysBefore(-2) })
    expect(await ask(3)).toMatchObject({ kind: 'no', why: { kind: 'paused-until' }, until: daysBefore(-2) })
    await prefer({ pausedUntil: null, topicsOff: ['offers'] })
    expect(await ask(3)).toMatchObject({ why: { kind: 'topic-off' } })
    await prefer({ topicsOff: [], channelsOff: ['page'] })
    expect(await ask(3)).toMatchObject({ why: { kind: 'channel-off', channel: 'page' } })
    await prefer({ channelsOff: [], neverAt: noon })
    expect(await ask(3)).toMatchObject({ why: { kind: 'never' } })
    await prefer({ neverAt: null })
    expect(await ask(3)).toMatchObject({ kind: 'yes' })
    await inShop(shop, (db) => db.customer.updateMany({ data: { offersOffAt: noon } }))
    expect(await ask(3)).toMatchObject({ why: { kind: 'offers-off' } })
    expect(await ask(3, { isAsked: true })).toMatchObject({
      kind: 'yes',
      counts: false,
      why: { kind: 'asked' },
    })
  })

  test('waits while a parcel is late or money was given back', async () => {
    const id = 'gid://shopify/Refund/1'
    await inShop(shop, (db) =>
      db.refund.create({
        data: { id, orderId: order(1), createdAt: daysBefore(3), currency: 'EUR', amountMinor: 100 },
      }),
    )
    expect(await ask(3)).toMatchObject({
      why: { kind: 'open-matter', matter: 'refund' },
      until: daysBefore(-4),
    })
    await inShop(shop, (db) => db.refund.deleteMany())
    const sent = {
      id: 'gid://shopify/Fulfillment/1',
      orderId: order(2),
      createdAt: daysBefore(8),
      updatedAt: noon,
    }
    await inShop(shop, (db) => db.fulfillment.create({ data: sent }))
    expect(await ask(3)).toMatchObject({
      why: { kind: 'open-matter', matter: 'late-parcel' },
      until: undefined,
    })
    await inShop(shop, (db) => db.fulfillment.updateMany({ data: { deliveredAt: noon } }))
    expect(await ask(3)).toMatchObject({ kind: 'yes' })
  })

  test('waits while something is on its way back, and no longer than that', async () => {
    const id = 'gid://shopify/Return/1'
    const sendBack = (status: string, daysAgo: number) =>
      inShop(shop, async (db) => {
        await db.return.deleteMany()
        const [requestedAt, updatedAt] = [daysBefore(daysAgo + 1), daysBefore(daysAgo)]
        await db.return.create({ data: { id, orderId: order(1), status, requestedAt, updatedAt } })
      })
    const why = { kind: 'open-matter', matter: 'return', orderId: order(1) }
    for (const status of ['requested', 'open']) {
      await sendBack(status, 30)
      expect(await ask(3)).toEqual({ kind: 'no', why, until: undefined })
      expect(await ask(3, { isAsked: true })).toMatchObject({ kind: 'yes' })
      await sendBack(status, 61)
      expect(await ask(3)).toMatchObject({ kind: 'yes' })
    }
    for (const status of ['closed', 'declined', 'canceled']) {
      await sendBack(status, 0)
      expect(await ask(3)).toMatchObject({ kind: 'yes' })
    }
  })

  test('of a customer of another shop is nobody’s here', async () => {
    expect(await ask(3, { of: otherShop })).toBeUndefined()
  })
})

// The same in the other direction: a journey that did not count pages would write to who has had enough.
test('a message of a journey waits for room that offers on pages have used up', async () => {
  await inShop(shop, (db) => db.order.deleteMany())
  await inShop(shop, (db) => db.customer.deleteMany())
  await withCustomer(7)
  for (const n of [1, 2])
    await inShop(shop, (db) => withOrder(db, n, { customerId: customer(7), products: [1] }))
  await shown(1, 'thank-you', 3)
  await shown(1, 'order-status', 1)
  await shown(2, 'thank-you', 2)
  await withJourney('j')
  await putDelivery('orders/paid', anOrderPayload({ id: 9 }))
  await workAll()
  await walkAll(noon)
  expect(await touches()).toMatchObject([
    {
      status: 'held',
      dueAt: daysBefore(-4),
      verdict: { kind: 'hold', why: { kind: 'shop-cap-week', max: 2 } },
    },
  ])
})

// Decision 24: a page counts when it is seen, so that one which was decided a moment before a message is one too many.
test('a page and a message that find the last room at once may both use it, and what follows waits for both', async () => {
  await inShop(shop, (db) =>
    db.customer.updateMany({ data: { email: 'c7@example.com', emailConsent: 'subscribed' } }),
  )
  await touched('a', 2)
  expect(await ask(1)).toMatchObject({ kind: 'yes', counts: true })
  await withJourney('j')
  await putDelivery('orders/paid', anOrderPayload({ id: 9 }))
  await workAll()
  await walkAll(noon)
  expect((await touches()).filter(({ status }) => status === 'queued')).toHaveLength(1)
  await shown(1, 'thank-you', 0)
  // One of the three has to be a week old, and then another.
  expect(await ask(2)).toMatchObject({ kind: 'no', why: { kind: 'shop-cap-week' }, until: daysBefore(-7) })
})
