import { describe, expect, test } from 'vitest'
import { drawArm } from '../../app/domain/budget/holdout.ts'
import { parseSettings } from '../../app/domain/settings.ts'
import { askPageBudget } from '../../app/features/journeys/ask-page-budget.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { readPageBudget } from '../../app/store/page-budget.server.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer, order } from '../support/offers.ts'
import { payOrder } from '../support/pay-order.ts'
import {
  aDefinition,
  aMessage,
  days,
  hours,
  leaveAlone,
  touches,
  walkAll,
  walks,
  withCustomer,
  withJourney,
  withWalks,
} from '../support/walks.ts'

withWalks()

/** The first customer, counted from 1, whom each of these journeys treats so when half are left alone. */
function whoIs(arms: Record<string, 'reached' | 'left-alone'>): number {
  for (let n = 1; n < 1_000; n += 1)
    if (Object.entries(arms).every(([journey, arm]) => drawArm(journey, customer(n), 50)?.arm === arm))
      return n
  throw new Error('Half of a thousand are some.')
}

const armsOf = async () => (await walks()).map(({ key, arm, armPercent }) => ({ key, arm, armPercent }))
const sentTo = async (n: number) =>
  (await touches()).filter(({ customerId }) => customerId === customer(n)).map(({ status }) => status)

describe('who enters a journey', () => {
  const alone = whoIs({ j: 'left-alone' })
  const reached = whoIs({ j: 'reached' })

  test('is left alone by all of it, or reached by all of it, and it is kept which', async () => {
    for (const n of [alone, reached]) await withCustomer(n)
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    await payOrder({ id: 1 }, { by: alone })
    await payOrder({ id: 2 }, { by: reached })
    await walkAll(noon)
    await walkAll(hours(24))
    expect(await armsOf()).toEqual([
      { key: `j/${order(1)}`, arm: 'left-alone', armPercent: 50 },
      { key: `j/${order(2)}`, arm: 'reached', armPercent: 50 },
    ])
    expect(await sentTo(alone)).toEqual(['dropped', 'dropped'])
    expect(await sentTo(reached)).toEqual(['queued', 'queued'])
    const [walk] = await walks()
    expect(walk).toMatchObject({ status: 'ended', endedWhy: 'completed' })
    const left = (await touches()).find(({ status }) => status === 'dropped')
    expect(left?.holds).toMatchObject([{ verdict: { kind: 'never', why: { kind: 'held-out' } } }])
  })

  test('stays as they are when another share is left alone from then on', async () => {
    for (const n of [alone, reached]) await withCustomer(n)
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    await payOrder({ id: 1 }, { by: alone })
    await walkAll(noon)
    await leaveAlone(0)
    await payOrder({ id: 2 }, { by: reached })
    await walkAll(hours(1))
    await leaveAlone(50)
    await walkAll(hours(30))
    expect(await sentTo(alone)).toEqual(['dropped', 'dropped'])
    expect(await sentTo(reached)).toEqual(['queued', 'queued'])
    // Nobody was left alone when the second one entered: there is nothing to compare with.
    expect((await armsOf())[1]).toEqual({ key: `j/${order(2)}`, arm: null, armPercent: null })
  })

  test('keeps their arm when they enter again, as long as what they buy is counted', async () => {
    await withCustomer(alone)
    await withJourney('j', aDefinition({ steps: [aMessage('hi')] }), { holdoutPercent: 50 })
    await payOrder({ id: 1 }, { by: alone })
    await walkAll(noon)
    await leaveAlone(0)
    await payOrder({ id: 2 }, { by: alone, at: days(59) })
    await walkAll(days(59))
    await payOrder({ id: 3 }, { by: alone, at: days(61) })
    await walkAll(days(61))
    expect(await armsOf()).toEqual([
      { key: `j/${order(1)}`, arm: 'left-alone', armPercent: 50 },
      { key: `j/${order(2)}`, arm: 'left-alone', armPercent: 50 },
      { key: `j/${order(3)}`, arm: null, armPercent: null },
    ])
    expect(await sentTo(alone)).toEqual(['dropped', 'dropped', 'queued'])
  })

  test('has a lot of its own for each journey', async () => {
    const one = whoIs({ j: 'left-alone', k: 'reached' })
    await withCustomer(one)
    for (const id of ['j', 'k'])
      await withJourney(id, aDefinition({ steps: [aMessage(`of-${id}`)] }), { holdoutPercent: 50 })
    await payOrder({ id: 1 }, { by: one })
    await walkAll(noon)
    const said = Object.fromEntries((await touches()).map(({ stepId, status }) => [stepId, status]))
    expect(said).toEqual({ 'of-j': 'dropped', 'of-k': 'queued' })
  })

  test('and was there before lots were kept is reached, and has none', async () => {
    await withCustomer(alone)
    await withJourney('j', aDefinition(), { holdoutPercent: 50 })
    await payOrder({ id: 1 }, { by: alone })
    await walkAll(noon)
    await inShop(shop, (db) => db.enrollment.updateMany({ data: { arm: null, armPercent: null } }))
    await walkAll(hours(24))
    expect(await sentTo(alone)).toEqual(['dropped', 'queued'])
    expect(await armsOf()).toMatchObject([{ arm: null }])
  })
})

describe('an offer on a page', () => {
  const ask = async (n: number, now: Date, of = shop) => {
    const row = await inShopHot(of, (db) => readPageBudget(db, customer(n), undefined, now))
    if (!row) return undefined
    return askPageBudget(row, { settings: parseSettings({}), usualDeliveryDays: 3, isAsked: false }, now)
  }

  test('obeys the journey that they entered last, until what they buy is no longer counted', async () => {
    const one = whoIs({ j: 'left-alone', k: 'reached' })
    await withCustomer(one)
    await withCustomer(one, {}, otherShop)
    await withJourney('j', aDefinition({ steps: [] }), { holdoutPercent: 50 })
    expect(await ask(one, noon)).toMatchObject({ kind: 'yes' })
    await payOrder({ id: 1 }, { by: one })
    await walkAll(noon)
    expect(await ask(one, hours(1))).toMatchObject({ kind: 'no', why: { kind: 'held-out' } })
    expect(await ask(one, hours(1), otherShop)).toMatchObject({ kind: 'yes' })
    expect(await ask(one, days(59))).toMatchObject({ why: { kind: 'held-out' } })
    expect(await ask(one, days(61))).toMatchObject({ kind: 'yes' })

    await withJourney('k', aDefinition({ steps: [] }), { holdoutPercent: 50, now: days(1) })
    await payOrder({ id: 2 }, { by: one, at: days(2) })
    await walkAll(days(2))
    expect((await armsOf()).map(({ key, arm }) => [key, arm])).toEqual([
      [`j/${order(1)}`, 'left-alone'],
      [`j/${order(2)}`, 'left-alone'],
      [`k/${order(2)}`, 'reached'],
    ])
    await inShop(shop, (db) =>
      db.enrollment.updateMany({ where: { journeyId: 'k' }, data: { enteredAt: days(3) } }),
    )
    expect(await ask(one, days(4))).toMatchObject({ kind: 'yes' })
  })

  test('stands for who was left alone by nobody', async () => {
    const one = whoIs({ j: 'left-alone' })
    await withCustomer(one)
    await withJourney('j')
    await payOrder({ id: 1 }, { by: one })
    await walkAll(noon)
    expect(await ask(one, hours(1))).toMatchObject({ kind: 'yes' })
  })
})
