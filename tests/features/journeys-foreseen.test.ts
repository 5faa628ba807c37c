import { describe, expect, test } from 'vitest'
import { enrollWaiting } from '../../app/features/journeys/enroll-waiting.ts'
import { learnRhythms } from '../../app/features/journeys/learn-rhythms.ts'
import { countJobs } from '../../app/platform/queue.server.ts'
import { inShop } from '../../app/store/database.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { putDelivery, workAll } from '../support/intake.ts'
import { customer, order, product, withProduct } from '../support/offers.ts'
import { aLine, anOrderPayload } from '../support/payloads.ts'
import {
  aDefinition,
  aMessage,
  days,
  touches,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()

const hello = [aMessage('hello', { template: 'birthday', topic: 'thanks' })]

async function withBirthday(n: number, birthday: string): Promise<void> {
  await withCustomer(n)
  await inShop(shop, (db) =>
    db.preference.create({ data: { customerId: customer(n), birthday, updatedAt: noon } }),
  )
}

/** An order of coffee, told when it was placed. */
async function coffee(id: number, n: number, at: Date): Promise<void> {
  const time = at.toISOString()
  const payload = anOrderPayload({
    id,
    customer: { id: n, email: `c${n}@example.com` },
    created_at: time,
    processed_at: time,
    updated_at: time,
    line_items: [aLine(1)],
  })
  await putDelivery('orders/paid', payload, { at })
  await workAll({ now: at })
}

/** Ten people who buy coffee every 30 days, the last time at noon. */
async function withRegulars(): Promise<void> {
  await inShop(shop, (db) => withProduct(db, 1))
  for (let n = 1; n <= 10; n += 1) await withCustomer(n, { createdAt: days(-200) })
  for (let time = 0; time <= 5; time += 1)
    for (let n = 1; n <= 10; n += 1) await coffee(100 * n + time, n, days(30 * (time - 5)))
  await learnRhythms(shop, days(0))
}

describe('a birthday', () => {
  test('of customers who were there before is waited for, and comes again each year', async () => {
    await withBirthday(7, '06-20')
    await withBirthday(8, '02-29')
    await withCustomer(9)
    await withJourney('j', aDefinition({ trigger: { kind: 'birthday', daysBefore: 0 }, steps: hello }))
    expect((await countJobs('enroll-waiting')).waiting).toBe(1)
    for (const _ of [1, 2]) await enrollWaiting(shop, { journeyId: 'j' }, noon)
    const at = new Date('2026-06-20T07:00:00Z')
    const leap = new Date('2027-02-28T08:00:00Z')
    expect((await walks()).map(({ customerId, dueAt }) => [customerId, dueAt])).toEqual([
      [customer(7), at],
      [customer(8), leap],
    ])
    await walkAll(new Date(at.getTime() - 1))
    expect(await touches()).toEqual([])
    await walkAll(at)
    expect(await touches()).toMatchObject([{ customerId: customer(7), wishedAt: at }])
    const next = (await walks()).find(({ key }) => key.endsWith('2027') && key.includes('/7/'))
    expect(next).toMatchObject({ status: 'entering', dueAt: new Date('2027-06-20T07:00:00Z') })
  })

  test('that they no longer tell begins nothing, and nobody of another shop waits', async () => {
    await withBirthday(7, '06-20')
    await withJourney('j', aDefinition({ trigger: { kind: 'birthday', daysBefore: 0 }, steps: hello }))
    await enrollWaiting(otherShop, { journeyId: 'j' }, noon)
    expect(await walks(otherShop)).toEqual([])
    await enrollWaiting(shop, { journeyId: 'j' }, noon)
    await inShop(shop, (db) => db.preference.updateMany({ data: { birthday: null } }))
    await walkAll(days(30))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'no-longer-due' }])
    expect(await touches()).toEqual([])
  })
})

describe('something that runs out', () => {
  test('is foreseen from the customer’s own rhythm, and counts anew when it is bought before', async () => {
    await withRegulars()
    const trigger = { kind: 'replenishment-due', productId: undefined, leadDays: 3 } as const
    await withJourney('j', aDefinition({ trigger, steps: [aMessage('soon', { template: 'running-out' })] }))
    await enrollWaiting(shop, { journeyId: 'j' }, days(1))
    const found = await walks()
    expect(found).toHaveLength(10)
    for (const { dueAt, productId } of found) {
      expect(productId).toBe(product(1))
      expect(Math.abs((dueAt?.getTime() ?? 0) - days(27).getTime()) / 86_400_000).toBeLessThan(4)
    }
    // One buys early: the day that was foreseen is none any more, another is.
    await coffee(9_001, 1, days(20))
    await walkAll(days(36))
    const ofFirst = (await walks()).filter(({ customerId }) => customerId === customer(1))
    expect(ofFirst.map(({ orderId, status, endedWhy }) => [orderId, status, endedWhy])).toEqual([
      [order(105), 'ended', 'no-longer-due'],
      [order(9_001), 'entering', null],
    ])
    expect(await touches()).toHaveLength(9)
  }, 120_000)

  test('says nothing before the shop’s past was learnt', async () => {
    await withCustomer(1, { createdAt: days(-200) })
    for (let time = 0; time < 4; time += 1) await coffee(100 + time, 1, days(30 * (time - 4)))
    await withJourney(
      'j',
      aDefinition({ trigger: { kind: 'replenishment-due', productId: undefined, leadDays: 3 } }),
    )
    await enrollWaiting(shop, { journeyId: 'j' }, noon)
    expect(await walks()).toEqual([])
  }, 60_000)
})

describe('who goes quiet', () => {
  test('is met once, unless they order before', async () => {
    await withRegulars()
    await withJourney('j', aDefinition({ trigger: { kind: 'quiet' }, steps: [aMessage('miss')] }))
    await enrollWaiting(shop, { journeyId: 'j' }, days(1))
    const [first] = await walks()
    expect(first?.dueAt?.getTime()).toBeGreaterThan(days(31).getTime())
    expect(first?.dueAt?.getTime()).toBeLessThan(days(90).getTime())
    await coffee(9_001, 1, days(20))
    await walkAll(days(95))
    await walkAll(days(200))
    const said = (await touches()).map(({ customerId, orderId }) => `${customerId} ${orderId}`)
    expect(new Set(said).size).toBe(said.length)
    expect(said).not.toContain(`${customer(1)} ${order(105)}`)
    expect(said).toContain(`${customer(1)} ${order(9_001)}`)
  }, 120_000)
})
