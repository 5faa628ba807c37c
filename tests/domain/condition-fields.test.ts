import { expect, test } from 'vitest'
import { presenceOf } from '../../app/domain/conditions/presence.ts'
import { priceBandOf, priceRangeOf } from '../../app/domain/conditions/price-band.ts'
import { begin, later } from '../support/a-journey.ts'

test.each([
  ['active before they are quiet', later(1), 0.1, 'active'],
  ['quiet from that moment on', begin, 0.1, 'quiet'],
  ['gone where that is likely, quiet or not', later(1), 0.8, 'likely-gone'],
  ['active where only that they have not left is known', undefined, 0.79, 'active'],
  ['quiet where only that is known', begin, undefined, 'quiet'],
  ['not known where nothing is', undefined, undefined, undefined],
])('a customer is %s', (_, quietAt, leftProbability, presence) => {
  expect(presenceOf({ quietAt, leftProbability }, begin)).toBe(presence)
})

const sold = Array.from({ length: 40 }, (_, n) => (40 - n) * 100)

test('half of what a shop sells lies in its range, whatever the order it is told in', () => {
  expect(priceRangeOf(sold)).toEqual({ lowMinor: 1_000, highMinor: 3_000 })
  expect(priceRangeOf(sold.toReversed())).toEqual(priceRangeOf(sold))
  expect(priceRangeOf(sold.slice(0, 19))).toBeUndefined()
  expect(priceRangeOf([...sold.slice(0, 19), 0, 0])).toBeUndefined()
})

test.each([
  [[900, 900, 9_000], 'low'],
  [[1_000, 1_000], 'usual'],
  [[3_000, 5_000], 'usual'],
  [[3_100, 3_100, 100], 'high'],
  [[9_000], undefined],
  [[9_000, 0], undefined],
])('who paid %j usually pays %s', (paid, band) => {
  const range = priceRangeOf(sold)
  expect(priceBandOf(paid, range)).toBe(band)
  expect(priceBandOf(paid, undefined)).toBeUndefined()
})
