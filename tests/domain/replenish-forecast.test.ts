import { describe, expect, test } from 'vitest'
import { noRepeats, type RepeatCounts } from '../../app/domain/recommend/next-need-learn.ts'
import type { Forecast } from '../../app/domain/replenish/forecast.ts'
import { learnNeedRhythms, startingNeedRhythms } from '../../app/domain/replenish/need-rhythms.ts'
import { nextNeed, type Purchase } from '../../app/domain/replenish/next-need.ts'
import { nextOrder } from '../../app/domain/replenish/next-order.ts'
import { dateAfter } from '../../app/domain/replenish/order-days.ts'
import { quietFor } from '../../app/domain/replenish/quiet.ts'
import { rhythmReason } from '../../app/domain/replenish/reason.ts'
import { learnRhythms, startingRhythms } from '../../app/domain/replenish/rhythms.ts'

const today = 20_000
/** A shop of rhythms from one to nine weeks, in which every fourth customer stopped a year ago. */
const customers = Array.from({ length: 400 }, (_, who) => {
  const every = 7 * (1 + (who % 9))
  const last = today - 1 - (who % 4 === 0 ? 365 : (who * 5) % every)
  return Array.from({ length: 1 + (who % 8) }, (_, back) => last - back * every - ((who + back) % 4))
})
const rhythms = learnRhythms(customers, today)

/** Orders with these gaps, the last of them on the first of June 2026, 9 o'clock. */
function ordersWith(...gaps: number[]): Date[] {
  const last = Date.UTC(2026, 5, 1, 9)
  const back = gaps.map((_, place) => gaps.slice(place).reduce((sum, gap) => sum + gap, 0))
  return [...back, 0].map((days) => new Date(last - days * 86_400_000))
}

/** The days of orders with these gaps from a first day on. */
function daysOf(first: number, gaps: readonly number[]): number[] {
  return [0, ...gaps].map((_, place) => gaps.slice(0, place).reduce((sum, gap) => sum + gap, first))
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('There must be a forecast.')
  return value
}

const lastOrder = new Date(Date.UTC(2026, 5, 1, 9))
const daysLater = (days: number) => new Date(lastOrder.getTime() + days * 86_400_000)

describe('the next order', () => {
  test('is told from the first repeat on in any shop, and from the first order where others came back', () => {
    const fresh = startingRhythms()
    expect(nextOrder(fresh, [], lastOrder)).toBeUndefined()
    expect(nextOrder(fresh, ordersWith(), lastOrder)).toBeUndefined()
    expect(nextOrder(fresh, ordersWith(20), lastOrder)?.restsOn).toEqual({ own: 1, others: 0 })
    expect(nextOrder(rhythms, ordersWith(), lastOrder)?.restsOn).toEqual({ own: 0, others: rhythms.repeats })
    expect(nextOrder(rhythms, [], lastOrder)).toBeUndefined()
  })

  test('follows a steady customer: soon for a weekly one, later for one of nine weeks', () => {
    const weekly = known(nextOrder(rhythms, ordersWith(7, 7, 8, 7, 7), lastOrder))
    const slow = known(nextOrder(rhythms, ordersWith(63, 62, 64, 63, 63), lastOrder))
    expect(weekly.everyDays).toBeGreaterThanOrEqual(6)
    expect(weekly.everyDays).toBeLessThanOrEqual(9)
    expect(slow.everyDays).toBeGreaterThan(50)
    expect(slow.everyDays).toBeLessThan(76)
    expect(slow.withinDays(14)).toBeLessThan(weekly.withinDays(14))
  })

  test('is surer of who is steady than of who is not', () => {
    const width = ({ everyFromDays, everyUntilDays }: Forecast) => everyUntilDays / everyFromDays
    const steady = known(nextOrder(rhythms, ordersWith(28, 27, 29, 28, 28, 28), lastOrder))
    const fitful = known(nextOrder(rhythms, ordersWith(8, 70, 21, 90, 11, 28), lastOrder))
    expect(width(steady)).toBeLessThan(width(fitful))
  })

  test('lies in its interval, which lies ahead', () => {
    for (const waitedDays of [0, 5, 40, 200, 3_000]) {
      const now = daysLater(waitedDays)
      const { from, dueAt, until } = known(nextOrder(rhythms, ordersWith(30, 25), now))
      expect(from >= now && from <= dueAt && dueAt <= until).toBe(true)
    }
  })

  test('grows likelier with every day asked for, from 0 and never above 1', () => {
    const { withinDays } = known(nextOrder(rhythms, ordersWith(30, 25), daysLater(10)))
    const chances = [0, 0.5, 1, 2, 7, 30, 90, 365, 5_000].map(withinDays)
    expect(chances[0]).toBeCloseTo(0, 12)
    expect(chances).toEqual(chances.toSorted((one, other) => one - other))
    expect(chances.at(-1)).toBeLessThanOrEqual(1)
    expect(withinDays(-5)).toBeCloseTo(0, 12)
  })

  test('is given up the later it is, and was one chance with having left', () => {
    const left = [0, 30, 90, 200, 400].map((days) =>
      known(nextOrder(rhythms, ordersWith(30, 25), daysLater(days))),
    )
    const chances = left.map(({ leftProbability }) => leftProbability)
    expect(chances).toEqual(chances.toSorted((one, other) => one - other))
    const [first] = left
    expect(known(first).leftProbability + known(first).withinDays(365)).toBeCloseTo(1, 6)
  })

  test('knows no years: the same gaps give the same days over a leap day', () => {
    const shifted = (days: number) =>
      ordersWith(30, 25, 31).map((at) => new Date(at.getTime() + days * 86_400_000))
    const [one, other] = [0, -820].map((days) => {
      const orders = shifted(days)
      return known(nextOrder(rhythms, orders, orders.at(-1) ?? lastOrder))
    })
    expect(known(other).dueAt.getTime() - known(one).dueAt.getTime()).toBe(-820 * 86_400_000)
    expect(known(other).everyDays).toBe(known(one).everyDays)
  })

  test('heeds neither the order of the list, nor a second order of a day, nor one that is still to come', () => {
    const orders = ordersWith(30, 25)
    const twice = [
      daysLater(3),
      ...orders.toReversed(),
      new Date(lastOrder.getTime() + 3_600_000),
      new Date(Number.NaN),
    ]
    const now = daysLater(2)
    expect(JSON.stringify(nextOrder(rhythms, twice, now))).toBe(
      JSON.stringify(nextOrder(rhythms, orders, now)),
    )
  })

  test('of endless orders is told from the last ones', () => {
    const many = Array.from({ length: 50_000 }, (_, back) => daysLater(-back))
    const [all, last] = [many, many.slice(0, 60)].map((orders) => nextOrder(rhythms, orders, lastOrder))
    expect(JSON.stringify(all)).toBe(JSON.stringify(last))
    expect(known(all).restsOn.own).toBe(59)
  })
})

describe('quiet for longer than usual', () => {
  test('is not known of who ordered once', () => {
    expect(quietFor(rhythms, ordersWith(), daysLater(500))).toBeUndefined()
    expect(quietFor(rhythms, [], lastOrder)).toBeUndefined()
  })

  test('begins on a day that waiting does not move', () => {
    const first = known(quietFor(rhythms, ordersWith(28, 28, 28), lastOrder))
    const eve = new Date(first.quietAt.getTime() - 1)
    expect(first.isQuiet).toBe(false)
    expect(quietFor(rhythms, ordersWith(28, 28, 28), eve)).toMatchObject({
      isQuiet: false,
      quietAt: first.quietAt,
    })
    expect(quietFor(rhythms, ordersWith(28, 28, 28), first.quietAt)).toMatchObject({
      isQuiet: true,
      quietAt: first.quietAt,
      quietDays: first.usualDays + 1,
    })
  })

  test('comes sooner for who orders sooner, and the later the surer one wants to be', () => {
    const usualDays = (gaps: number[], share?: number) =>
      known(quietFor(rhythms, ordersWith(...gaps), lastOrder, share)).usualDays
    expect(usualDays([7, 7, 7, 7])).toBeLessThan(usualDays([56, 56, 56, 56]))
    const shares = [-1, 0.5, 0.8, 0.95, 0.99, 7].map((share) => usualDays([28, 30, 27], share))
    expect(shares).toEqual(shares.toSorted((one, other) => one - other))
    expect(shares[0]).toBe(shares[1])
    expect(shares[4]).toBe(shares[5])
  })
})

describe('the reason', () => {
  const reasonAfter = (...gaps: number[]) =>
    rhythmReason(known(nextOrder(rhythms, ordersWith(...gaps), lastOrder)))

  test('says whose rhythm it is, with the numbers', () => {
    expect(reasonAfter()).toMatchObject({ kind: 'rhythm-of-others', others: rhythms.repeats })
    const own = reasonAfter(34, 33, 35, 34, 34, 34, 34)
    expect(own).toMatchObject({ kind: 'own-rhythm', gaps: 7 })
    expect(own.fromDays).toBeLessThan(own.everyDays)
    expect(own.everyDays).toBeLessThan(own.untilDays)
  })

  test('says both where the own gaps weigh less than those of others', () => {
    const drawn = { ...rhythms, usual: { ...rhythms.usual, believe: 4 } }
    expect(rhythmReason(known(nextOrder(drawn, ordersWith(30), lastOrder)))).toMatchObject({
      kind: 'own-and-others',
      gaps: 1,
      others: rhythms.repeats,
    })
  })
})

describe('the next need of a product', () => {
  const coffee: RepeatCounts = { buyers: 120, returned: 90, repeaters: 60, repeats: 150, gapDays: 150 * 30 }
  const start = startingNeedRhythms()
  const bought = (gaps: number[], quantities: number[] = []): Purchase[] =>
    ordersWith(...gaps).map((at, place) => ({ at, quantity: quantities[place] ?? 1 }))

  test('is told after the first purchase of what others buy again, from how they do', () => {
    const forecast = known(nextNeed(start, bought([]), coffee, lastOrder))
    expect(forecast.restsOn).toEqual({ own: 0, others: 150 })
    const slow = known(nextNeed(start, bought([]), { ...coffee, gapDays: 150 * 120 }, lastOrder))
    expect(slow.everyDays).toBeGreaterThan(2.5 * forecast.everyDays)
  })

  test('is nothing for what nobody buys twice, and nothing before a purchase', () => {
    const sofa: RepeatCounts = { buyers: 80, returned: 60, repeaters: 1, repeats: 1, gapDays: 400 }
    expect(nextNeed(start, bought([]), sofa, lastOrder)).toBeUndefined()
    expect(nextNeed(start, bought([]), noRepeats, lastOrder)).toBeUndefined()
    expect(nextNeed(start, [], coffee, lastOrder)).toBeUndefined()
    expect(nextNeed(start, bought([40, 41]), sofa, lastOrder)?.restsOn.own).toBe(2)
  })

  test('comes later after more than usual was bought, and sooner after less', () => {
    const days = (last: number) =>
      known(nextNeed(start, bought([30, 30, 30], [2, 2, 2, last]), coffee, lastOrder)).everyDays
    expect(days(4)).toBeGreaterThan(days(2))
    expect(days(1)).toBeLessThan(days(2))
  })

  test('heeds quantities as much as the shop has taught', () => {
    const pasts = (power: number) =>
      Array.from({ length: 60 }, (_, who) => {
        const quantities = [1, 4, 1, 4, 2]
        const gaps = quantities.map((quantity) => Math.round(20 * quantity ** power + ((who * quantity) % 3)))
        const purchases = daysOf(today - 400, gaps).map((day, at) => ({ day, quantity: quantities[at] ?? 1 }))
        return { purchases, counts: coffee }
      })
    expect(learnNeedRhythms(pasts(1), today).quantityPower).toBeGreaterThan(0.85)
    expect(learnNeedRhythms(pasts(0), today).quantityPower).toBeLessThan(0.1)
  })

  test('keeps within limits whatever it is asked with', () => {
    const hostile: RepeatCounts = { buyers: -1, returned: -5, repeaters: 9, repeats: 3, gapDays: -7 }
    const quantities = [0, -3, 1e300, Number.NaN]
    const forecast = known(nextNeed(start, bought([5, 5, 5], quantities), hostile, lastOrder))
    expect(
      [forecast.everyDays, forecast.leftProbability, forecast.withinDays(30)].every(Number.isFinite),
    ).toBe(true)
    expect(Number.isFinite(forecast.until.getTime())).toBe(true)
  })
})

test('a day has a date', () => expect(dateAfter(20_605, 0.5)).toEqual(new Date('2026-06-01T12:00:00Z')))
