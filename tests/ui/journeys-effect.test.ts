import { describe, expect, test } from 'vitest'
import type { Lift } from '../../app/domain/proof/lift.ts'
import { capWords, effectWords } from '../../app/ui/journeys/effect-words.ts'

const reader = { locale: 'en', timeZone: 'UTC' }
const words = (lift: Lift, currency = 'EUR') => effectWords(lift, { reader, currency })
const behind = { reached: 1_412, leftAlone: 74 }
const range = (low: number, high: number) => ({ estimate: (low + high) / 2, low, high })

describe('what a journey changes is said', () => {
  test('with its range, rounded outwards, and from how many', () => {
    expect(words({ kind: 'told', range: range(120.9, 409.2), capMinor: 48_000, ...behind })).toBe(
      'Between €1.20 and €4.10 more per customer in 60 days, from 1,412 reached and 74 left alone',
    )
    expect(words({ kind: 'told', range: range(-409.2, -120.9), capMinor: 48_000, ...behind })).toBe(
      'Between €1.20 and €4.10 less per customer in 60 days, from 1,412 reached and 74 left alone',
    )
    expect(words({ kind: 'told', range: range(120, 410), capMinor: 48_000, ...behind }, 'JPY')).toMatch(
      /^Between ¥120 and ¥410 more/,
    )
  })

  test('as too early to tell, with why, and when more would tell', () => {
    const early = (why: Extract<Lift, { kind: 'too-early' }>['why']) => words({ kind: 'too-early', why })
    expect(early({ kind: 'nobody-left-alone' })).toMatch(/^It cannot be told: nobody is left alone/)
    expect(early({ kind: 'too-few', have: 24, needed: 50, weeks: 18, ...behind })).toBe(
      'Too early to tell: reached and left alone, each group needs 50 customers whose 60 days are over. The smaller one has 24. At this pace that takes about 18 more weeks.',
    )
    expect(early({ kind: 'too-few', have: 0, needed: 50, weeks: undefined, ...behind })).toBe(
      'Too early to tell: reached and left alone, each group needs 50 customers whose 60 days are over. The smaller one has 0.',
    )
    expect(early({ kind: 'too-few-bought', have: 9, needed: 10, weeks: 1, ...behind })).toBe(
      'Too early to tell: reached and left alone, each group needs 10 customers who bought. The one behind has 9. At this pace that takes about one more week.',
    )
    const spans = { kind: 'spans-zero' as const, range: range(-120.9, 409.2), capMinor: 48_000, ...behind }
    expect(early({ ...spans, weeks: 40 })).toBe(
      'Too early to tell: between €1.21 less and €4.10 more per customer in 60 days, from 1,412 reached and 74 left alone. About 40 more weeks would halve this range.',
    )
  })

  test('with how much a customer counts at most, only where there is a range', () => {
    const of = (lift: Lift) => capWords(lift, { reader, currency: 'EUR' })
    expect(of({ kind: 'told', range: range(1, 2), capMinor: 48_000, ...behind })).toBe('€480.00')
    expect(of({ kind: 'too-early', why: { kind: 'nobody-left-alone' } })).toBeUndefined()
  })
})
