import { describe, expect, test } from 'vitest'
import { weightCount } from '../../app/domain/replenish/hazard.ts'
import { startingNeedRhythms } from '../../app/domain/replenish/need-rhythms.ts'
import { nextOrder } from '../../app/domain/replenish/next-order.ts'
import { dateAfter, historyDaysMax, orderDays } from '../../app/domain/replenish/order-days.ts'
import { parseNeedRhythms, parseRhythms } from '../../app/domain/replenish/parse-rhythms.ts'
import {
  learnRhythms,
  type Rhythms,
  startingRhythms,
  taughtWaitsMax,
} from '../../app/domain/replenish/rhythms.ts'
import { standingOf } from '../../app/domain/replenish/standing.ts'
import { startingUsual, usualOf } from '../../app/domain/replenish/usual.ts'

const today = 20_000

/** Customers who order every `everyDays`, a little unevenly, the last at most one gap ago; every third left long ago. */
function shopOf(customers: number, everyDays: number): number[][] {
  return Array.from({ length: customers }, (_, who) => {
    const own = everyDays * (1 + ((who % 5) - 2) / 10)
    const last = today - 1 - (who % 3 === 0 ? 300 : Math.round((own * (who % 7)) / 7))
    return Array.from({ length: 2 + (who % 6) }, (_, back) =>
      Math.round(last - back * own - ((who * back) % 3)),
    )
  })
}

/** The days of orders with these gaps from a first day on. */
function daysOf(first: number, gaps: readonly number[]): number[] {
  return [0, ...gaps].map((_, place) => gaps.slice(0, place).reduce((sum, gap) => sum + gap, first))
}

function askedAfter(rhythms: Rhythms, gaps: readonly number[]) {
  const moments = daysOf(10_000, gaps).map((day) => dateAfter(day, 0))
  return nextOrder(rhythms, moments, moments.at(-1) ?? new Date(0))
}

describe('what is usual in a shop', () => {
  test('is what its customers do, once they are many', () => {
    const gaps = Array.from({ length: 200 }, (_, who) => [Math.log(20 + (who % 5)), Math.log(21 + (who % 5))])
    expect(Math.exp(usualOf(gaps).logDays)).toBeCloseTo(22.4, 0)
    expect(usualOf(gaps).spread).toBeLessThan(0.2)
  })

  test('is what is believed of any shop while there are no gaps', () => {
    for (const nothing of [[], [[], []]]) {
      const { logDays, spread, believe } = usualOf(nothing)
      expect(logDays).toBeCloseTo(startingUsual.logDays, 10)
      expect(spread).toBeCloseTo(startingUsual.spread, 10)
      expect(believe).toBeCloseTo(startingUsual.believe, 10)
    }
  })

  test('draws customers less where they differ more', () => {
    const alike = Array.from({ length: 60 }, (_, who) => [2.6, 3.4, 3 + (who % 3) / 10])
    const apart = Array.from({ length: 60 }, (_, who) => [1 + (who % 4), 1.1 + (who % 4), 0.9 + (who % 4)])
    expect(usualOf(apart).believe).toBeLessThan(0.5)
    expect(usualOf(alike).believe).toBeGreaterThan(5)
  })
})

describe('a customer is drawn towards the shop', () => {
  const usual = { logDays: Math.log(40), spread: 0.6, believe: 2 }
  const rhythmAfter = (gaps: number) =>
    Math.exp(standingOf({ days: Array.from({ length: gaps + 1 }, (_, place) => place * 10) }, usual).logDays)

  test('wholly before their first gap, and less with every further one', () => {
    expect(rhythmAfter(0)).toBeCloseTo(40)
    const rhythms = [0, 1, 2, 5, 20].map(rhythmAfter)
    expect(rhythms).toEqual(rhythms.toSorted((one, other) => other - one))
    expect(rhythmAfter(20)).toBeLessThan(13)
  })

  test('and the surer their rhythm, the narrower the next gap', () => {
    const spreadAfter = (gaps: number) =>
      standingOf({ days: Array.from({ length: gaps + 1 }, (_, place) => place * 40) }, usual).spread
    // Before the first gap: the spread within customers, and beside it that between them, 0.6 squared over 2.
    expect(spreadAfter(0)).toBeCloseTo(Math.sqrt(0.36 + 0.18), 10)
    const spreads = [0, 1, 2, 5, 20].map(spreadAfter)
    expect(spreads).toEqual(spreads.toSorted((one, other) => other - one))
  })

  test('and their last gaps count more than their first', () => {
    const became = (gaps: number[]) => standingOf({ days: daysOf(0, gaps) }, usual).logDays
    expect(became([10, 10, 10, 60, 60, 60])).toBeGreaterThan(became([60, 60, 60, 10, 10, 10]))
  })
})

describe('a shop learns', () => {
  const weekly = learnRhythms(shopOf(300, 7), today)
  const monthly = learnRhythms(shopOf(300, 30), today)

  test('its own pace, which a first order is told by', () => {
    expect(askedAfter(weekly, [])?.everyDays).toBeLessThan(10)
    expect(askedAfter(monthly, [])?.everyDays).toBeGreaterThan(20)
  })

  test('how many never come back', () => {
    const faithful = shopOf(300, 30).filter((_, who) => who % 3 !== 0)
    const left = (rhythms: Rhythms) => askedAfter(rhythms, [30, 30])?.leftProbability ?? 1
    expect(left(monthly)).toBeGreaterThan(left(learnRhythms(faithful, today)) + 0.03)
  })

  test('the same a second time, and hardly anything from where it stood', () => {
    expect(learnRhythms(shopOf(300, 30), today)).toEqual(monthly)
    const again = learnRhythms(shopOf(300, 30), today, monthly)
    const [one, other] = [monthly, again].map((rhythms) => askedAfter(rhythms, [28, 31])?.withinDays(30) ?? 0)
    expect(other).toBeCloseTo(one ?? 1, 2)
  })

  test('nothing from days that are still to come', () => {
    const ahead = shopOf(300, 30).map((days) => [...days, today, today + 5])
    expect(learnRhythms(ahead, today)).toEqual(monthly)
  })

  test('finite weights of nothing, of one order and of hostile days', () => {
    const hostile = [
      [],
      [Number.NaN, 3],
      [Number.POSITIVE_INFINITY],
      [-1e9, 5, 5, 1],
      [today - 1],
      [-5_000, 12_000],
    ]
    for (const customers of [[], [[today - 5]], hostile]) {
      const { weights, usual } = learnRhythms(customers, today)
      expect([...weights, usual.logDays, usual.spread, usual.believe].every(Number.isFinite)).toBe(true)
    }
  })

  test('of a customer with very many days the last ones, and not that any of them was a first', () => {
    const daily = Array.from({ length: 2_000 }, (_, back) => today - 1 - back)
    const rhythms = learnRhythms(
      Array.from({ length: 30 }, () => daily),
      today,
    )
    expect(rhythms.repeats).toBe(30 * (historyDaysMax - 1))
    expect(
      askedAfter(
        rhythms,
        Array.from({ length: 80 }, () => 1),
      )?.everyDays,
    ).toBe(1)
  })

  test('from a large shop every second customer, when it has twice as many waits as teach', () => {
    const shop = (openOfOthers: number) =>
      Array.from({ length: taughtWaitsMax }, (_, who) => {
        const last = today - 1 - (who % 2 === 0 ? who % 3 : openOfOthers)
        return [last - 2 - (who % 3), last]
      })
    const [one, other] = [learnRhythms(shop(1), today), learnRhythms(shop(6), today)]
    expect(one).toEqual(other)
    expect(one).toMatchObject({ customers: taughtWaitsMax, repeats: taughtWaitsMax })
    const few = [shop(1), shop(6)].map((customers) => learnRhythms(customers.slice(0, 200), today).weights)
    expect(few[0]).not.toEqual(few[1])
  })
})

describe('kept rhythms', () => {
  const kept = (rhythms: unknown): unknown => JSON.parse(JSON.stringify(rhythms))

  test('come back as they were, in a few kilobytes', () => {
    const rhythms = learnRhythms(shopOf(40, 14), today)
    expect(parseRhythms(kept(rhythms))).toEqual(rhythms)
    expect(parseNeedRhythms(kept(startingNeedRhythms()))).toEqual(startingNeedRhythms())
    expect(JSON.stringify(rhythms).length).toBeLessThan(4_000)
  })

  test.each([
    ['nothing', null],
    ['a list', []],
    ['another number of weights', { ...startingRhythms(), weights: [1] }],
    ['a weight that is none', { ...startingRhythms(), weights: new Array(weightCount(0)).fill('1') }],
    ['a spread of nothing', { ...startingRhythms(), usual: { ...startingUsual, spread: 0 } }],
    ['fewer than no repeats', { ...startingRhythms(), repeats: -1 }],
  ])('that hold %s are learned anew', (_, value) => {
    expect(parseRhythms(value)).toBeUndefined()
    expect(parseNeedRhythms(value)).toBeUndefined()
  })
})

test('the days of orders are whole, each once, up to now, and at most the last sixty', () => {
  const now = new Date('2024-03-01T12:00:00Z')
  const at = ['2024-03-01T11:00:00Z', '2024-02-28T23:59:59Z', '2024-02-28T00:00:00Z', '2024-03-01T13:00:00Z']
  expect(orderDays([...at.map((text) => new Date(text)), new Date('never')], now)).toEqual([19_781, 19_783])
  const many = Array.from({ length: 500 }, (_, back) => dateAfter(19_000 + back, 0))
  expect(orderDays(many, now)).toHaveLength(historyDaysMax)
})
