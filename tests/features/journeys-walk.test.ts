import { describe, expect, test } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { noon, shop } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { order } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import { aFulfillmentPayload, anOrderPayload, aRefundPayload } from '../support/payloads.ts'
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

const stepsOf = (walk: { steps: { stepId: string }[] } | undefined) => walk?.steps.map(({ stepId }) => stepId)

describe('a paid order', () => {
  test('begins a walk, which says what it has to say at its time and not before', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder()
    expect(await walks()).toMatchObject([{ key: `j/${order(1)}`, status: 'entering', dueAt: noon }])

    await walkAll(noon)
    expect(await touches()).toMatchObject([
      { status: 'queued', channel: 'email', countsAt: noon, stepId: 'hello' },
    ])
    expect(await walks()).toMatchObject([
      { status: 'active', stepId: 'pause', enteredAt: noon, dueAt: hours(24), version: 1 },
    ])

    await walkAll(new Date(hours(24).getTime() - 1))
    expect(await touches()).toHaveLength(1)
    await walkAll(hours(24))
    expect((await touches()).map(({ stepId, status }) => [stepId, status])).toEqual([
      ['hello', 'queued'],
      ['again', 'queued'],
    ])
    const [walk] = await walks()
    expect(walk).toMatchObject({ status: 'ended', endedWhy: 'completed', dueAt: null, endedAt: hours(24) })
    expect(stepsOf(walk)).toEqual(['hello', 'pause', 'again'])
    expect(await walkAll(days(400))).toBe(0)
  })

  test('told three times, by two webhooks, begins one walk', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder()
    await payOrder()
    await putDelivery('orders/updated', anOrderPayload({ updated_at: '2026-06-15T12:00:09Z' }))
    await workAll()
    await walkAll(noon)
    await payOrder()
    await walkAll(noon)
    expect(await walks()).toHaveLength(1)
    expect(await touches()).toHaveLength(1)
  })

  test('begins nothing where it is a test, not paid, of nobody, long ago, or before the journey', async () => {
    await withCustomer(7)
    await withJourney('j')
    await withJourney('later', aDefinition(), { now: hours(1) })
    await payOrder({ id: 1, test: true })
    await payOrder({ id: 2, financial_status: 'pending' })
    await payOrder({ id: 3, customer: null })
    const long = { created_at: '2026-06-13T11:59:00Z', processed_at: '2026-06-13T11:59:00Z' }
    await payOrder({ id: 4, ...long })
    expect(await walks()).toEqual([])
    await payOrder({ id: 5 })
    expect((await walks()).map(({ key }) => key)).toEqual([`j/${order(5)}`])
  })

  test('that is paid days after it was placed begins when it is paid', async () => {
    await withCustomer(7)
    await withJourney('j', aDefinition(), { now: days(-30) })
    const placed = { created_at: '2026-06-01T12:00:00Z', processed_at: '2026-06-01T12:00:00Z' }
    await payOrder({ ...placed, financial_status: 'pending', updated_at: '2026-06-01T12:00:00Z' })
    expect(await walks()).toEqual([])
    await payOrder({ ...placed, updated_at: '2026-06-15T11:59:00Z' })
    expect(await walks()).toMatchObject([{ triggeredAt: new Date('2026-06-15T11:59:00Z') }])
  })
})

describe('an exit', () => {
  test('ends the walk before any further step: a refund', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder()
    await walkAll(noon)
    await putDelivery('refunds/create', aRefundPayload())
    await workAll({ now: hours(1) })
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'refunded' }])
    await walkAll(days(9))
    expect((await touches()).map(({ stepId }) => stepId)).toEqual(['hello'])
  })

  test('also by a refund that came before its order', async () => {
    await withCustomer(7)
    await withJourney('j')
    await putDelivery('refunds/create', aRefundPayload({ created_at: '2026-06-15T12:00:01Z' }))
    await workAll()
    await payOrder()
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'refunded' }])
    expect(await touches()).toEqual([])
  })

  test('also by a refund of which the order’s own news was heard first', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder({ financial_status: 'pending', updated_at: '2026-06-15T12:00:00Z' })
    await payOrder({ financial_status: 'partially_refunded', updated_at: '2026-06-15T12:00:09Z' })
    await walkAll(noon)
    await putDelivery('refunds/create', aRefundPayload({ created_at: '2026-06-15T12:00:05Z' }))
    await workAll({ now: hours(1) })
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'refunded' }])
  })

  test('also by a refund of somebody who has many, all of them later', async () => {
    await withCustomer(7)
    await withJourney(
      'j',
      aDefinition({ exits: { onOrder: false, onRefund: true }, reentry: { kind: 'never' } }),
    )
    await payOrder()
    await walkAll(noon)
    await putDelivery('refunds/create', aRefundPayload({ created_at: '2026-06-15T12:00:05Z' }))
    for (let id = 100; id < 125; id += 1) {
      await payOrder({ id, processed_at: '2026-06-15T12:00:01Z' })
      await putDelivery(
        'refunds/create',
        aRefundPayload({ id, order_id: id, created_at: '2026-06-15T12:00:06Z' }),
      )
    }
    await workAll({ now: hours(1) })
    await walkAll(hours(1))
    expect((await walks()).find(({ key }) => key.endsWith(order(1)))).toMatchObject({ endedWhy: 'refunded' })
  })

  test('by an order, where the journey says so', async () => {
    await withCustomer(7)
    await withJourney(
      'j',
      aDefinition({ exits: { onOrder: true, onRefund: false }, reentry: { kind: 'never' } }),
    )
    await payOrder()
    await walkAll(noon)
    await payOrder({ id: 2, processed_at: '2026-06-15T13:00:00Z', created_at: '2026-06-15T13:00:00Z' })
    await walkAll(hours(1))
    const ended = (await walks()).map(({ key, endedWhy }) => [key, endedWhy])
    expect(ended).toEqual([
      [`j/${order(1)}`, 'bought'],
      [`j/${order(2)}`, 'not-entered'],
    ])
  })

  test('by a consent that is taken back, as soon as it is heard of', async () => {
    await withCustomer(7)
    await withJourney('j')
    await payOrder()
    await walkAll(noon)
    await putDelivery('customers_email_marketing_consent/update', {
      customer_id: 7,
      email_address: 'ada@example.com',
      email_marketing_consent: { state: 'unsubscribed', consent_updated_at: '2026-06-15T12:30:00Z' },
    })
    await workAll({ now: hours(1) })
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'unsubscribed' }])
  })
})

describe('the budget', () => {
  test('holds what would be too much, keeps why, and decides again until it has an end', async () => {
    await withCustomer(7)
    const steps = ['one', 'two', 'three'].flatMap((id) => [aMessage(id), aWait(`after-${id}`, 1)])
    await withJourney('j', aDefinition({ steps }))
    await payOrder()
    for (const at of [0, 1, 2]) await walkAll(hours(at))
    expect(await touches()).toMatchObject([
      { stepId: 'one', status: 'queued' },
      { stepId: 'two', status: 'queued' },
      {
        stepId: 'three',
        status: 'held',
        dueAt: days(7),
        holds: [{ verdict: { why: { kind: 'shop-cap-week' } } }],
      },
    ])
    expect(await walks()).toMatchObject([{ stepId: 'three', dueAt: days(7) }])
    await walkAll(days(7))
    const [, , third] = await touches()
    expect(third).toMatchObject({ status: 'queued', countsAt: days(7), wishedAt: hours(2), dueAt: null })
  })

  test('drops what is no longer worth saying, and the walk goes on', async () => {
    await withCustomer(7)
    const steps = [aMessage('one'), aMessage('two'), aMessage('three', { validDays: 2 }), aWait('then', 1)]
    await withJourney('j', aDefinition({ steps }))
    await payOrder()
    await walkAll(noon)
    const [walk] = await walks()
    expect(stepsOf(walk)).toEqual(['one', 'two', 'three'])
    expect(walk).toMatchObject({ stepId: 'then' })
    expect((await touches()).find(({ stepId }) => stepId === 'three')).toMatchObject({
      status: 'dropped',
      countsAt: null,
      holds: [{ verdict: { kind: 'never', why: { kind: 'too-late' } } }],
    })
  })

  test('lets the most useful of several walks go first, and names it to the others', async () => {
    await withCustomer(7)
    await inShop(shop, (db) =>
      db.shop.updateMany({ data: { settings: { budget: { weekMax: 1, monthMax: 5 } } } }),
    )
    await withJourney('dull', aDefinition({ steps: [aMessage('hi', { usefulness: 10 })] }))
    await withJourney('dear', aDefinition({ steps: [aMessage('hi', { usefulness: 90 })] }))
    await payOrder()
    await walkAll(noon)
    const found = await touches()
    const dear = found.find(({ usefulness }) => usefulness === 90)
    expect(dear?.status).toBe('queued')
    expect(found.find(({ usefulness }) => usefulness === 10)).toMatchObject({
      status: 'held',
      verdict: { why: { kind: 'another-was-more-useful', key: dear?.key } },
    })
    await inShop(shop, (db) => db.shop.updateMany({ data: { settings: {} } }))
  })
})

describe('a parcel', () => {
  test('begins a walk when it has arrived, or when it usually has, and once only', async () => {
    await withCustomer(7)
    await withJourney('j', aDefinition({ trigger: { kind: 'order-delivered' }, steps: [aMessage('good')] }))
    await payOrder()
    await putDelivery('fulfillments/create', aFulfillmentPayload())
    await workAll({ now: hours(3) })
    expect(await walks()).toMatchObject([{ status: 'entering', dueAt: hours(2 + 4 * 24) }])
    await walkAll(hours(3))
    expect(await touches()).toEqual([])
    await putDelivery(
      'fulfillments/update',
      aFulfillmentPayload({ shipment_status: 'delivered', updated_at: '2026-06-16T10:00:00Z' }),
    )
    await workAll({ now: hours(22) })
    await walkAll(hours(22))
    await walkAll(days(9))
    expect(await touches()).toMatchObject([{ stepId: 'good', wishedAt: hours(22) }])
    expect(await walks()).toHaveLength(1)
  })
})
