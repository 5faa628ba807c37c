import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { isRecord } from '../../app/domain/json-fields.ts'
import { beginDryRun, dryRunJourney } from '../../app/features/journeys/dry-run-journey.ts'
import { readDryRun } from '../../app/features/journeys/read-dry-run.ts'
import { makeJourney } from '../../app/features/journeys/save-journey.ts'
import { redactCustomer } from '../../app/features/shop/redact-customer.ts'
import { acrossShops, inShop } from '../../app/store/database.server.ts'
import { cancelDryRun } from '../../app/store/dry-runs.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, order } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import { aFulfillmentPayload, aRefundPayload } from '../support/payloads.ts'
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
  await acrossShops().query('delete from pgboss.job')
})

/** Makes a journey with this draft, begins a dry run of it at `now` and carries it out; returns what is read then. */
async function dryRun(definition: object, now: Date, of = shop) {
  const [journeyId, id] = [randomUUID(), randomUUID()]
  await inShop(of, (db) => makeJourney(db, { id: journeyId, name: 'Tried', definition }, now))
  await inShop(of, (db) => beginDryRun(db, { id, journeyId }, now))
  await dryRunJourney({ shop: of, id, now })
  return { journeyId, id, ...(await inShop(of, (db) => readDryRun(db, journeyId))) }
}

/** Works all walks at every hour from one moment to another, as a worker that is always there would. */
async function liveUntil(from: Date, until: Date): Promise<void> {
  for (let at = from.getTime(); at <= until.getTime(); at += 3_600_000) await walkAll(new Date(at))
}

describe('a dry run', () => {
  // What it says must be what happens: the real journey is lived first, hour by hour, and then walked over the past.
  test('says of the past what a real journey made of it', async () => {
    const isRepeat = { kind: 'test', test: { field: 'customer.orders', is: 'at-least', value: 2 } }
    const spentMuch = { kind: 'test', test: { field: 'order.subtotalMinor', is: 'at-least', value: 5_000 } }
    const arrival = { kind: 'wait-for', id: 'arrival', what: { kind: 'order-delivered' } }
    const definition = aDefinition({
      exits: { onOrder: false, onRefund: true },
      steps: [
        aMessage('hello', { topic: 'thanks' }),
        { ...arrival, limit: { amount: 3, unit: 'days' }, happened: [aMessage('arrived')], ranOut: [] },
        {
          ...{ kind: 'branch', id: 'fork', otherwise: [aMessage('first')] },
          ways: [
            { name: 'dear', when: spentMuch, steps: [aMessage('dear', { topic: 'offers' })] },
            { name: 'again', when: isRepeat, steps: [aWait('long', 30)] },
          ],
        },
        aWait('pause', 24),
        aMessage('last', { topic: 'reminders', validDays: 3 }),
      ],
    })
    for (const n of [1, 2, 3, 4]) await withCustomer(n, n === 4 ? { emailConsent: 'unsubscribed' } : {})
    await withJourney('real', definition)
    await payOrder({ id: 1 }, { by: 1 })
    await payOrder({ id: 2, subtotal_price: '60.00' }, { by: 2 })
    await payOrder({ id: 4 }, { by: 4 })
    await liveUntil(noon, hours(23))
    await payOrder({ id: 3 }, { by: 3, at: hours(24) })
    const sent = { created_at: hours(24).toISOString(), updated_at: hours(24).toISOString() }
    await putDelivery('fulfillments/create', aFulfillmentPayload({ id: 9, order_id: 1, ...sent }), {
      at: hours(24),
    })
    await workAll({ now: hours(24) })
    await liveUntil(hours(24), hours(47))
    const arrived = { ...sent, updated_at: hours(48).toISOString(), shipment_status: 'delivered' }
    await putDelivery('fulfillments/update', aFulfillmentPayload({ id: 9, order_id: 1, ...arrived }), {
      at: hours(48),
    })
    await workAll({ now: hours(48) })
    await liveUntil(hours(48), hours(59))
    await putDelivery(
      'refunds/create',
      aRefundPayload({ id: 5, order_id: 3, created_at: hours(60).toISOString() }),
      { at: hours(60) },
    )
    await workAll({ now: hours(60) })
    await liveUntil(hours(60), hours(70))
    await payOrder({ id: 5 }, { by: 1, at: hours(71) })
    await liveUntil(hours(71), days(14))

    const lived = await walks()
    const touched = await touches()
    // What was really sent counts against the budget; here only the walk over the past is looked at.
    await inShop(shop, (db) => db.touch.deleteMany())
    const { report } = await dryRun(definition, days(14))
    const entered = lived.filter(({ enteredAt }) => enteredAt)
    expect(entered.length).toBeGreaterThan(3)
    expect(report?.walks).toMatchObject({ entered: entered.length, underWay: 0 })
    expect(report?.walks.ended).toEqual(counted(entered.map(({ endedWhy }) => String(endedWhy))))
    const went = lived.flatMap(({ steps }) => steps.filter(({ passed }) => kindIn(passed) === 'touched'))
    expect(report?.touches.went).toBe(went.length)
    expect(went.length).toBeGreaterThan(6)
    const held = touched.filter(({ holds }) => holds.some(({ verdict }) => kindIn(verdict) === 'hold'))
    expect(report?.budget).toMatchObject({ held: held.length, heldThenWent: held.length })
    expect(held.length).toBeGreaterThan(2)
    // Step by step, of those whose last walk stands among the examples.
    const byOrder = new Map(lived.map(({ orderId, steps }) => [orderId, steps]))
    expect(report?.examples.length).toBeGreaterThan(2)
    for (const { orderId, events } of report?.examples ?? []) {
      const passed = events.filter(({ kind }) => kind !== 'held').map(({ at, stepId }) => [stepId, at])
      expect(byOrder.get(orderId ?? null)?.map(({ stepId, at }) => [stepId, at.toISOString()])).toEqual(
        passed,
      )
    }
  }, 120_000)

  test('is begun, told how far it is, and kept with names of its ten people', async () => {
    await withCustomer(1, { firstName: 'Ada', lastName: 'Lovelace' })
    await payOrder({ id: 1 }, { by: 1, at: days(-20) })
    await payOrder({ id: 2 }, { by: 1, at: days(-400) })
    await payOrder({ id: 3, customer: null })
    const read = await dryRun(aDefinition(), noon)
    expect(read).toMatchObject({
      status: 'done',
      ordersWalked: 1,
      ordersExpected: 1,
      isOutdated: false,
      names: { [customer(1)]: 'Ada Lovelace', [order(1)]: '#1001' },
      report: { orders: 1, customers: 1, guestOrders: 1, everyNth: 1, walks: { entered: 1 } },
    })
    expect(read.report?.examples).toMatchObject([{ customerId: customer(1), orderId: order(1) }])
    const other = aDefinition({ steps: [aWait('w', 1)] })
    await inShop(shop, (db) => db.$executeRaw`update "Journey" set "draft" = ${JSON.stringify(other)}::jsonb`)
    expect((await inShop(shop, (db) => readDryRun(db, read.journeyId)))?.isOutdated).toBe(true)
  })

  test('counts real contacts and offers that were seen against the budget', async () => {
    await withCustomer(1)
    await payOrder({ id: 1 }, { by: 1, at: days(-20) })
    const message = aDefinition({ steps: [aMessage('ask', { validDays: 1 })] })
    expect((await dryRun(message, noon)).report?.touches.went).toBe(1)
    await inShop(shop, async (db) => {
      const touch = { channel: 'email', topic: 'help', content: {}, verdict: {}, status: 'sent' as const }
      const times = { wishedAt: noon, decidedAt: noon, validUntil: noon, countsAt: days(-22) }
      await db.touch.create({ data: { id: 't', key: 't', customerId: customer(1), ...touch, ...times } })
      const offer = { key: 'order/9', placement: 'thank-you', decidedAt: noon, shownAt: days(-21) }
      await db.offer.create({ data: { id: 'o', customerId: customer(1), orderId: order(9), ...offer } })
    })
    const { report } = await dryRun(message, noon)
    expect(report).toMatchObject({ touches: { went: 0 }, budget: { tooLateFor: { 'shop-cap-week': 1 } } })
  })

  test('of a shop where nobody bought says so, and of a journey that listens to what is not kept', async () => {
    expect((await dryRun(aDefinition(), noon)).report?.emptyBecause).toBe('no-orders')
    await withCustomer(1)
    await payOrder({ id: 1 }, { by: 1, at: days(-20) })
    const called = aDefinition({ trigger: { kind: 'called' } })
    expect((await dryRun(called, noon)).report?.emptyBecause).toBe('cannot-tell')
  })

  test('knows no customer of another shop', async () => {
    await withCustomer(1, {}, otherShop)
    await inShop(shop, (db) => db.customer.deleteMany())
    await payOrder({ id: 1, customer: { id: 1 } }, { shopId: otherShop })
    expect((await dryRun(aDefinition(), noon)).report?.customers).toBe(0)
    expect((await dryRun(aDefinition(), noon, otherShop)).report?.customers).toBe(1)
  })
})

describe('a dry run that does not come to its end', () => {
  beforeEach(async () => {
    await withCustomer(1)
    await payOrder({ id: 1 }, { by: 1, at: days(-20) })
    await inShop(shop, (db) => makeJourney(db, { id: 'j', name: 'Tried', definition: aDefinition() }, noon))
  })

  const begin = (id: string) => inShop(shop, (db) => beginDryRun(db, { id, journeyId: 'j' }, noon))
  const status = async () => (await inShop(shop, (db) => readDryRun(db, 'j')))?.status

  test('waits as a job once begun, and ends for the next one', async () => {
    expect(await begin('first')).toEqual({ kind: 'begun', id: 'first' })
    await begin('second')
    const { rows } = await acrossShops().query(
      "select data from pgboss.job where name = 'dry-run-journey' and state = 'created' order by data ->> 'id'",
    )
    expect(rows.map(({ data }) => data)).toEqual([
      { shop, id: 'first' },
      { shop, id: 'second' },
    ])
    await dryRunJourney({ shop, id: 'first', now: noon })
    const all = await inShop(shop, (db) => db.dryRun.findMany({ orderBy: { id: 'asc' } }))
    expect(all.map((each) => [each.id, each.status, each.report])).toEqual([
      ['first', 'cancelled', null],
      ['second', 'waiting', null],
    ])
  })

  test('when the process stops or dies is begun again from nothing, and comes to the same', async () => {
    await begin('run')
    const stopped = dryRunJourney({ shop, id: 'run', now: noon, signal: AbortSignal.abort() })
    await expect(stopped).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await status()).toBe('running')
    await inShop(shop, (db) => db.dryRun.updateMany({ data: { ordersWalked: 17 } }))
    await dryRunJourney({ shop, id: 'run', now: noon })
    const read = await inShop(shop, (db) => readDryRun(db, 'j'))
    expect(read).toMatchObject({ status: 'done', ordersWalked: 1, report: { walks: { entered: 1 } } })
    await dryRunJourney({ shop, id: 'run', now: days(1) })
    expect((await inShop(shop, (db) => readDryRun(db, 'j')))?.endedAt).toEqual(noon)
  })

  test('can be cancelled, once, and stays so', async () => {
    await begin('run')
    expect(await inShop(shop, (db) => cancelDryRun(db, 'run', noon))).toBe(true)
    expect(await inShop(shop, (db) => cancelDryRun(db, 'run', noon))).toBe(false)
    await dryRunJourney({ shop, id: 'run', now: noon })
    expect(await status()).toBe('cancelled')
  })

  test('because the journey cannot be read any more says that it failed', async () => {
    await begin('run')
    await inShop(shop, (db) => db.dryRun.updateMany({ data: { definition: { trigger: 'moon' } } }))
    await dryRunJourney({ shop, id: 'run', now: noon })
    expect(await status()).toBe('failed')
  })

  test('is refused for a journey that is not there, or a draft that is none', async () => {
    const ask = (journeyId: string) => inShop(shop, (db) => beginDryRun(db, { id: 'run', journeyId }, noon))
    expect(await ask('nowhere')).toEqual({ kind: 'refused', why: 'not-there' })
    await inShop(shop, (db) => db.journey.updateMany({ data: { draft: { steps: 7 } } }))
    expect(await ask('j')).toMatchObject({ kind: 'refused', why: 'unfit' })
  })

  test('keeps the last three', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await begin(id)
    expect(await inShop(shop, (db) => db.dryRun.count())).toBe(3)
    expect((await inShop(shop, (db) => readDryRun(db, 'j')))?.id).toBe('d')
  })
})

test('somebody who is forgotten is in no example any more', async () => {
  for (const n of [1, 2]) await withCustomer(n)
  for (const n of [1, 2]) await payOrder({ id: n }, { by: n, at: days(-20) })
  const { journeyId, report } = await dryRun(aDefinition(), noon)
  expect(report?.examples).toHaveLength(2)
  const person = { customerId: customer(1), email: undefined, phone: undefined }
  await redactCustomer(shop, { domain: shop, person, orderIds: [] }, noon)
  const kept = await inShop(shop, (db) => db.dryRun.findFirst({ where: { journeyId } }))
  expect(JSON.stringify(kept)).not.toContain(customer(1))
  expect((await inShop(shop, (db) => readDryRun(db, journeyId)))?.report?.examples).toHaveLength(1)
})

function kindIn(json: unknown): unknown {
  return isRecord(json) ? json.kind : undefined
}

function counted(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
