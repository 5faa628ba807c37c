import { expect, test } from 'vitest'
import { pairedBootstrap, percentAbove } from '../bench/recommend/bootstrap.ts'

const theirs = Array.from({ length: 400 }, (_, place) => (place % 3 === 0 ? 1 : 0))

test('the same gains give the same interval', () => {
  const ours = theirs.map((gain, place) => (place % 7 === 0 ? 1 : gain))
  expect(pairedBootstrap(ours, theirs)).toEqual(pairedBootstrap(ours, theirs))
  expect(pairedBootstrap(ours, theirs, 1)).not.toEqual(pairedBootstrap(ours, theirs, 2))
})

test('who answers alike differs by nothing', () => {
  expect(pairedBootstrap(theirs, theirs)).toEqual({ differencePercent: 0, low: 0, high: 0 })
})

test('a constant advantage has no spread, for the pairs are drawn together', () => {
  const { differencePercent, low, high } = pairedBootstrap(
    theirs.map((gain) => 1.1 * gain),
    theirs,
  )
  for (const each of [differencePercent, low, high]) expect(each).toBeCloseTo(10)
})

test('the interval holds the difference, and nothing when chance alone could be the reason', () => {
  const better = theirs.map((gain, place) => (place % 4 === 1 ? 1 : gain))
  const sure = pairedBootstrap(better, theirs)
  expect(sure.low).toBeGreaterThan(0)
  expect(sure.low).toBeLessThan(sure.differencePercent)
  expect(sure.high).toBeGreaterThan(sure.differencePercent)
  const shifted = theirs.map((_, place) => theirs[(place + 1) % theirs.length] ?? 0)
  const unsure = pairedBootstrap(shifted, theirs)
  expect(unsure.low).toBeLessThan(0)
  expect(unsure.high).toBeGreaterThan(0)
})

test('other cases cannot be compared', () => {
  expect(() => pairedBootstrap([1], [1, 0])).toThrow('the same cases')
})

test('nothing is above nothing by nothing', () => {
  expect(percentAbove(0, 0)).toBe(0)
  expect(percentAbove(3, 2)).toBe(50)
})
