import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueAgain, mayBeDue } from '../../app/domain/offers/due-again.ts'
import type { NextNeed } from '../../app/domain/recommend/next-need.ts'
import type { OwnRhythm, RepeatEvidence } from '../../app/domain/recommend/next-need-again.ts'

const dayMs = 86_400_000
const now = new Date('2026-06-15T12:00:00.000Z')
const coffee = 'gid://shopify/Product/1'

describe('what a customer buys in a rhythm of their own', () => {
  test('is due from three quarters of the usual gap on, until three gaps have passed', () => {
    const due = (passedDays: number) => dueAgain([aNeed({ times: 4, everyDays: 40, passedDays })], now).length
    expect([29, 30, 40, 120, 121].map(due)).toEqual([0, 1, 1, 1, 0])
  })

  test('says how often they bought it, and from the third time on about every how many days', () => {
    const evidenceOf = (times: number) =>
      dueAgain([aNeed({ times, everyDays: 40, passedDays: 40 })], now)[0]?.evidence
    expect(evidenceOf(2)).toEqual({ kind: 'bought-again', times: 2, everyDays: null })
    expect(evidenceOf(3)).toEqual({ kind: 'bought-again', times: 3, everyDays: 40 })
  })

  test('is never due when it was bought several times on one day', () => {
    expect(dueAgain([aNeed({ times: 2, everyDays: 0, passedDays: 0 })], now)).toEqual([])
  })

  test('scores by how likely they want it next', () => {
    const needs = [0.2, 0.1].map((chance) => ({
      ...aNeed({ times: 3, everyDays: 30, passedDays: 30 }),
      chance,
    }))
    expect(dueAgain(needs, now).map(({ score }) => score)).toEqual([0.2, 0.1])
  })
})

describe('what a customer bought once', () => {
  const once = { times: 1, everyDays: undefined }

  test('is due when others came back for it, and says how many and after how long', () => {
    const repeat = { repeaters: 41, returned: 120, afterDays: 38 }
    expect(dueAgain([aNeed({ ...once, passedDays: 38, isRepeatProduct: true, repeat })], now)).toEqual([
      {
        productId: coffee,
        source: 'next-need',
        score: 0.25,
        evidence: { kind: 'comes-back', customers: 41, days: 38 },
      },
    ])
    expect(dueAgain([aNeed({ ...once, passedDays: 28, isRepeatProduct: true, repeat })], now)).toEqual([])
  })

  test('is not when customers do not come back for it', () => {
    const repeat = { repeaters: 2, returned: 120, afterDays: 38 }
    expect(dueAgain([aNeed({ ...once, passedDays: 38, repeat })], now)).toEqual([])
  })
})

test('a new product is nothing that is due again', () => {
  expect(dueAgain([{ ...aNeed({}), why: { kind: 'popular' } }], now)).toEqual([])
})

describe('by dates alone', () => {
  test('nothing is passed over that is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(60), fc.nat(200), (times, gap, passedDays) => {
        const lastAt = new Date(now.getTime() - passedDays * dayMs)
        const firstAt = new Date(lastAt.getTime() - gap * (times - 1) * dayMs)
        const isRepeatProduct = true
        const repeat = { repeaters: 9, returned: 20, afterDays: 38 }
        const everyDays = times > 1 ? gap : undefined
        const needs = [aNeed({ times, everyDays, passedDays, isRepeatProduct, repeat })]
        const bought = [{ productId: coffee, times, firstAt, lastAt } as const]
        expect(mayBeDue(bought, () => 38, now)).toBe(dueAgain(needs, now).length > 0)
      }),
      { seed: 20261122 },
    )
  })

  test('what was bought once and nobody comes back for is passed over', () => {
    const bought = {
      productId: coffee,
      times: 1,
      firstAt: now,
      lastAt: new Date(now.getTime() - 38 * dayMs),
    } as const
    expect(mayBeDue([bought], () => undefined, now)).toBe(false)
    expect(mayBeDue([bought], () => 38, now)).toBe(true)
  })
})

interface Given extends Partial<Pick<OwnRhythm, 'times' | 'everyDays'>> {
  passedDays?: number
  isRepeatProduct?: boolean
  repeat?: Omit<RepeatEvidence, 'shareAtLeast'>
}

function aNeed({ times = 3, passedDays = 30, isRepeatProduct = false, repeat, ...given }: Given): NextNeed {
  const everyDays = 'everyDays' in given ? given.everyDays : 30
  return {
    productId: coffee,
    score: 1,
    chance: 0.25,
    isRepeatProduct,
    repeat: { repeaters: 0, returned: 0, afterDays: undefined, shareAtLeast: 0, ...repeat },
    why: {
      kind: 'again',
      rhythm: { times, lastMs: now.getTime() - passedDays * dayMs, everyDays },
      repeats: 0,
      chances: 0,
    },
  }
}
