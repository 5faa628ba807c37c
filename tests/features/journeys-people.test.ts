import { beforeEach, describe, expect, test } from 'vitest'
import { dropStaleOffers } from '../../app/features/journeys/drop-stale-offers.ts'
import { forgetPlans } from '../../app/features/journeys/plans.ts'
import { workWalks } from '../../app/features/journeys/work-walks.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import { anOrderPayload } from '../support/payloads.ts'
import {
  aDefinition,
  aMessage,
  aWait,
  days,
  hours,
  touches,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()
beforeEach(async () => {
  for (const each of [shop, otherShop])
    await inShop(each, (db) => db.shop.updateMany({ data: { uninstalledAt: null } }))
})

describe('two customers who become one', () => {
  const merge = () =>
    putDelivery('customers/merge', {
      admin_graphql_api_customer_kept_id: customer(7),
      admin_graphql_api_customer_deleted_id: customer(8),
      status: 'completed',
    })

  test('walk on as the one that is kept, and no journey twice', async () => {
    await withCustomer(7)
    await withCustomer(8)
    await withJourney('both')
    await withJourney('one', aDefinition({ trigger: { kind: 'nth-order', number: 1, orLater: false } }))
    await payOrder({ id: 1 }, { by: 7 })
    await walkAll(noon)
    await inShop(shop, (db) => db.enrollment.deleteMany({ where: { journeyId: 'one' } }))
    await payOrder({ id: 2 }, { by: 8 })
    await walkAll(hours(1))
    await merge()
    await workAll({ now: hours(2) })
    const found = (await walks()).map(({ journeyId, customerId, status, endedWhy }) => [
      journeyId,
      customerId,
      status,
      endedWhy,
    ])
    expect(found).toEqual([
      ['both', customer(7), 'active', null],
      ['both', customer(7), 'ended', 'customer-gone'],
      ['one', customer(7), 'active', null],
    ])
    // News of the other's order again begins nothing more.
    await payOrder({ id: 2 }, { by: 8 })
    expect(await walks()).toHaveLength(3)
    await walkAll(days(2))
    expect((await touches()).every(({ customerId }) => customerId === customer(7))).toBe(true)
  })

  test('keep the stricter of both their terms', async () => {
    await withCustomer(7)
    await withCustomer(8)
    await inShop(shop, async (db) => {
      const updatedAt = noon
      await db.preference.create({
        data: { customerId: customer(7), weekMax: 2, channelsOff: ['flow'], updatedAt },
      })
      await db.preference.create({
        data: {
          customerId: customer(8),
          weekMax: 1,
          pausedUntil: days(3),
          channelsOff: ['email'],
          updatedAt,
        },
      })
    })
    await merge()
    await workAll()
    const kept = await inShop(shop, (db) => db.preference.findMany())
    expect(kept).toMatchObject([
      { customerId: customer(7), weekMax: 1, pausedUntil: days(3), channelsOff: ['email', 'flow'] },
    ])
  })
})

describe('a customer who is deleted', () => {
  test('leaves their journeys before any further step', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder({ id: 1 }, { by: 7 })
    await walkAll(noon)
    await putDelivery('customers/delete', { id: 7, admin_graphql_api_id: customer(7) })
    await workAll({ now: hours(1) })
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'customer-gone' }])
    await walkAll(days(30))
    expect((await touches()).map(({ stepId }) => stepId)).toEqual(['hello'])
  })
})

describe('a shop that left', () => {
  test('reaches nobody any more: whoever comes due ends', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder({ id: 1 }, { by: 7 })
    await walkAll(noon)
    await inShop(shop, (db) => db.shop.updateMany({ data: { uninstalledAt: hours(1) } }))
    await walkAll(hours(24))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'shop-gone' }])
    expect(await touches()).toHaveLength(1)
  })
})

describe('a walk that cannot go on', () => {
  test('waits longer each time and ends as broken, and holds nobody else up', async () => {
    await withCustomer(7)
    await withCustomer(8)
    await withJourney('j', aDefinition({ steps: [aWait('pause', 1), aMessage('hello')] }))
    await payOrder({ id: 1 }, { by: 7 })
    await payOrder({ id: 2 }, { by: 8 })
    await walkAll(noon)
    // A step that was passed already, as only a bug could have it.
    const [bad] = await walks()
    await inShop(shop, (db) =>
      db.enrollmentStep.create({
        data: {
          enrollmentId: bad?.id ?? '',
          stepId: 'pause',
          place: 0,
          at: noon,
          passed: { kind: 'waited', how: 'time' },
        },
      }),
    )
    await workWalks(shop, () => hours(1))
    const [held, good] = await walks()
    expect(good).toMatchObject({ status: 'ended', endedWhy: 'completed' })
    expect(held).toMatchObject({ status: 'active', stepId: 'pause', attempts: 1 })
    expect(held?.dueAt?.getTime()).toBeGreaterThan(hours(1).getTime())
    await walkAll(days(60))
    for (let day = 60; day < 70; day += 0.3) await walkAll(days(day))
    const [broken] = await walks()
    expect(broken).toMatchObject({ status: 'ended', endedWhy: 'broken', attempts: 16 })
    expect(broken?.error).toContain('23505')
    expect(await touches()).toHaveLength(1)
  })

  test('of a version that cannot be read is tried again, and goes on when it can', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder({ id: 1 }, { by: 7 })
    const [version] = await inShop(shop, (db) => db.journeyVersion.findMany())
    const change = (definition: object) =>
      inShop(shop, (db) => db.journeyVersion.updateMany({ data: { definition } }))
    forgetPlans()
    await change({ ...aDefinition(), steps: [{ id: 'new', kind: 'from-tomorrow' }] })
    await workWalks(shop, () => noon)
    expect(await walks()).toMatchObject([
      { status: 'entering', attempts: 1, error: 'its version cannot be read' },
    ])
    await change(version?.definition as object)
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'active', attempts: 0, error: null }])
  })
})

describe('an offer on the shop’s pages', () => {
  test('waits for them, counts for nothing until it is shown, and is dropped when they did not come', async () => {
    await withCustomer(7, { emailConsent: null })
    const offer = { kind: 'offer', topic: 'offers', result: { kind: 'encore' }, incentive: { kind: 'none' } }
    await withJourney(
      'j',
      aDefinition({ steps: [{ ...offer, id: 'show', days: 7, usefulness: 50, validDays: 7 }] }),
    )
    await payOrder({ id: 1 }, { by: 7 })
    await walkAll(noon)
    expect(await touches()).toMatchObject([{ status: 'queued', channel: 'page', countsAt: null }])
    const drop = (at: Date) => inShop(shop, (db) => dropStaleOffers(db, at))
    await drop(days(6))
    expect(await touches()).toMatchObject([{ status: 'queued' }])
    expect(await drop(days(8))).toEqual({ isMore: false })
    expect(await touches()).toMatchObject([
      { status: 'dropped', holds: [{ verdict: { kind: 'never', why: { kind: 'too-late' } } }] },
    ])
  })
})

describe('two workers at once', () => {
  test('do not work one shop at the same time, and each walk moves once', async () => {
    await withJourney('j', aDefinition({ steps: [aMessage('hello')] }))
    for (let n = 1; n <= 30; n += 1) await withCustomer(n)
    for (let n = 1; n <= 30; n += 1)
      await putDelivery(
        'orders/paid',
        anOrderPayload({ id: n, customer: { id: n, email: `c${n}@example.com` } }),
      )
    await workAll()
    await Promise.all(Array.from({ length: 6 }, () => workWalks(shop, () => noon)))
    await walkAll(noon)
    expect(await touches()).toHaveLength(30)
    expect((await walks()).every(({ endedWhy }) => endedWhy === 'completed')).toBe(true)
    const { rows } = await acrossShops().query(
      `select count(*)::int as "jobs" from pgboss.job where name = 'send-touches' and data ->> 'shop' = $1`,
      [shop],
    )
    expect(rows).toEqual([{ jobs: 1 }])
  })

  test('nothing of one shop is seen in the other', async () => {
    await withCustomer(7)
    await withCustomer(7, {}, otherShop)
    await withJourney('j')
    await payOrder({ id: 1 }, { by: 7 })
    await payOrder({ id: 1 }, { by: 7, shopId: otherShop })
    await walkAll(noon, otherShop)
    expect(await walks(otherShop)).toEqual([])
    expect(await walks()).toMatchObject([{ status: 'entering' }])
  })
})
