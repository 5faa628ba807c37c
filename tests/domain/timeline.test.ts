import { describe, expect, test } from 'vitest'
import { isTimelineFilter, timelineKinds, usualRhythm as usualRhythmIn } from '../../app/domain/timeline.ts'

const usualRhythm = (orderedAt: Date[]) => usualRhythmIn(orderedAt, 'UTC')
const day = (n: number, hour = 9) => new Date(Date.UTC(2026, 0, 1 + n, hour))

describe('a usual rhythm', () => {
  test('is the middle gap between days of orders, in whatever order they are told', () => {
    expect(usualRhythm([day(58), day(0), day(28)])).toEqual({ days: 29, gaps: 2 })
    expect(usualRhythm([day(0), day(30), day(60), day(300)])).toEqual({ days: 30, gaps: 3 })
  })

  test('is not told from one gap: that is an accident, not a habit', () => {
    expect(usualRhythm([])).toBeUndefined()
    expect(usualRhythm([day(0), day(30)])).toBeUndefined()
  })

  test('takes two orders of one day for one', () => {
    expect(usualRhythm([day(0, 9), day(0, 11), day(30)])).toBeUndefined()
    expect(usualRhythm([day(0, 9), day(0, 11), day(30), day(60)])).toEqual({ days: 30, gaps: 2 })
  })

  test('is of the days that the shop’s clocks show', () => {
    const evening = [new Date('2026-01-01T04:00Z'), new Date('2026-01-01T06:00Z')]
    const orderedAt = [...evening, day(30), day(60)]
    expect(usualRhythmIn(orderedAt, 'America/New_York')).toEqual({ days: 30, gaps: 3 })
    expect(usualRhythmIn(orderedAt, 'UTC')).toEqual({ days: 30, gaps: 2 })
  })
})

describe('timeline filters', () => {
  test('name every kind of entry exactly once', () => {
    const kinds = Object.values(timelineKinds).flat()
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(kinds).toHaveLength(23)
  })

  test('are not fooled by what every object has', () => {
    expect(isTimelineFilter('orders')).toBe(true)
    for (const name of ['', 'toString', '__proto__', 'constructor', null])
      expect(isTimelineFilter(name)).toBe(false)
  })
})
