import { describe, expect, test } from 'vitest'
import { type ArmMoney, type JourneyMoney, judgeLift } from '../../app/domain/proof/lift.ts'
import { windowDays } from '../../app/domain/proof/window.ts'
import { type MadeUpJourney, madeUpJourney } from '../support/lift.ts'

const now = new Date('2026-11-22T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const at = { percentNow: 5, windowDays, now }

/** Looks every day, for so long, and says what was first told: more, less, or nothing. */
function watch(seed: number, made: MadeUpJourney, days: number): 'more' | 'less' | undefined {
  const journey = madeUpJourney(seed, made)
  for (let day = 1; day <= days; day += 1) {
    const lift = judgeLift(journey.after(day), at)
    if (lift.kind === 'told') return lift.range.low > 0 ? 'more' : 'less'
  }
  return undefined
}

function told(runs: number, made: MadeUpJourney, days: number) {
  const said = Array.from({ length: runs }, (_, seed) => watch(seed + 1, made, days))
  const share = (word: 'more' | 'less') => said.filter((each) => each === word).length / runs
  return { more: share('more'), less: share('less') }
}

const usual: MadeUpJourney = { percent: () => 5, entriesPerDay: 40, rate: () => 0.15 }

describe('a journey that changes nothing, looked at every day', () => {
  test('is told to change something in at most 5 of 100 cases', () => {
    const { more, less } = told(2_000, { ...usual, percent: () => 10, entriesPerDay: 20 }, 365)
    expect(more + less).toBeLessThanOrEqual(0.05)
  }, 120_000)

  test.each([
    ['where few are left alone', usual, 300],
    ['where a few spend very much', { ...usual, sigma: 1.4 }, 300],
    ['where few come back', { ...usual, rate: () => 0.04 }, 300],
    ['where half are left alone', { ...usual, percent: () => 50, entriesPerDay: 10 }, 365],
  ] as [string, MadeUpJourney, number][])(
    'and so it is %s',
    (_name, made, days) => {
      const { more, less } = told(400, made, days)
      expect(more + less).toBeLessThanOrEqual(0.05)
    },
    120_000,
  )

  test('and so it is where more are left alone in the season in which everybody buys more', () => {
    const season: MadeUpJourney = {
      ...usual,
      percent: (day) => (day <= 150 ? 5 : 30),
      rate: (day) => (day <= 150 ? 0.05 : 0.35),
    }
    const { more, less } = told(300, season, 250)
    expect(more + less).toBeLessThanOrEqual(0.05)
  }, 120_000)
})

describe('a journey that changes something', () => {
  const better: MadeUpJourney = { ...usual, percent: () => 20, lift: 0.06 }

  test('is found to, and never the other way round', () => {
    const { more, less } = told(200, better, 500)
    expect(more).toBeGreaterThanOrEqual(0.9)
    expect(less).toBe(0)
  }, 120_000)

  test('is found to do harm where it does', () => {
    const { more, less } = told(200, { ...better, rate: () => 0.21, lift: -0.06 }, 500)
    expect(less).toBeGreaterThanOrEqual(0.9)
    expect(more).toBe(0)
  }, 120_000)

  test('has a range that holds the truth at all times at once, in at least 95 of 100 cases', () => {
    const runs = 300
    // Nobody spends more than another, so that the cap takes nothing away and the truth is known.
    const made = { ...better, sigma: 0, lift: 0.04 }
    const truth = 4_000 * 0.04
    let missed = 0
    for (let seed = 1; seed <= runs; seed += 1) if (!holdsTruth(seed, made, truth, 300)) missed += 1
    expect(missed / runs).toBeLessThanOrEqual(0.05)
  }, 120_000)
})

function holdsTruth(seed: number, made: MadeUpJourney, truth: number, days: number): boolean {
  const journey = madeUpJourney(seed, made)
  for (let day = 1; day <= days; day += 1) {
    const lift = judgeLift(journey.after(day), at)
    const range = lift.kind === 'told' ? lift.range : 'range' in lift.why ? lift.why.range : undefined
    if (range && (range.low > truth || range.high < truth)) return false
  }
  return true
}

describe('what is too early to tell says why', () => {
  const arm = (customers: number, buyers: number, eachMinor = 4_000): ArmMoney => ({
    customers,
    buyers,
    totalMinor: buyers * eachMinor,
    squares: buyers * eachMinor ** 2,
  })
  const money = (
    reached: ArmMoney,
    leftAlone: ArmMoney,
    change: Partial<JourneyMoney> = {},
  ): JourneyMoney => ({
    strata: [{ percent: 5, reached, leftAlone }],
    capMinor: 4_000,
    leftAloneEver: leftAlone.customers,
    since: daysAgo(140),
    ...change,
  })
  const why = (known: JourneyMoney, percentNow = 5) => {
    const lift = judgeLift(known, { ...at, percentNow })
    return lift.kind === 'too-early' ? lift.why : lift
  }

  test('nobody is left alone', () => {
    const none = { strata: [], capMinor: 0, leftAloneEver: 0, since: undefined }
    expect(why(none, 0)).toEqual({ kind: 'nobody-left-alone' })
    expect(why(none)).toMatchObject({ kind: 'too-few', have: 0, needed: 50, weeks: undefined })
  })

  test('what was seen before nobody was left alone any more still counts', () => {
    expect(why(money(arm(3_000, 900), arm(300, 30)), 0)).toMatchObject({ kind: 'told' })
  })

  test('too few are left alone, and at this pace it takes so long until they are enough', () => {
    // 25 in 20 weeks: 50 after 40 weeks, and their windows another 60 days.
    expect(why(money(arm(400, 60), arm(20, 3), { leftAloneEver: 25 }))).toEqual({
      kind: 'too-few',
      reached: 400,
      leftAlone: 20,
      have: 20,
      needed: 50,
      weeks: 29,
    })
  })

  test('enough are left alone, and too few of them bought', () => {
    expect(why(money(arm(1_900, 190), arm(100, 5)))).toMatchObject({
      kind: 'too-few-bought',
      have: 5,
      needed: 10,
      weeks: 29,
    })
    expect(why(money(arm(1_900, 190), arm(100, 0)))).toMatchObject({ have: 0, weeks: undefined })
  })

  test('the range spans zero, and after so long it would be half as wide', () => {
    const spans = why(money(arm(1_900, 190), arm(100, 10)))
    expect(spans).toMatchObject({ kind: 'spans-zero', reached: 1_900, leftAlone: 100, capMinor: 4_000 })
    if (spans.kind !== 'spans-zero' || spans.weeks === undefined) throw new Error('It says how long.')
    // Four times as many make it half as wide, and a little more for always being looked at: 60 weeks more at least.
    expect(spans.weeks).toBeGreaterThan(60)
    expect(spans.weeks).toBeLessThan(110)
    expect(spans.range.low).toBeLessThan(0)
    expect(spans.range.high).toBeGreaterThan(0)
  })

  test('a share that was changed just now takes nothing away from what is known', () => {
    const known = money(arm(3_000, 900), arm(300, 30))
    const young = { percent: 20, reached: arm(400, 100), leftAlone: arm(2, 0) }
    const widthOf = (strata: JourneyMoney['strata']) => {
      const lift = judgeLift({ ...known, strata }, at)
      return lift.kind === 'told' ? lift.range.high - lift.range.low : Number.NaN
    }
    expect(widthOf([...known.strata, young])).toBeLessThan(1.001 * widthOf(known.strata))
  })

  test('customers who all bring the same make no range of no width', () => {
    const same = why(money(arm(500, 500), arm(100, 100)))
    expect(same).toMatchObject({ kind: 'spans-zero' })
  })
})
