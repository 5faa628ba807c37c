import { expect, test } from 'vitest'
import { freeName } from '../../app/domain/journeys/free-name.ts'
import { journeyNameMax } from '../../app/domain/journeys/journey-file.ts'

test.each([
  ['First order', [], 'First order'],
  ['First order', ['Second order'], 'First order'],
  ['First order', ['First order'], 'First order (2)'],
  ['First order', ['first ORDER ', 'First order (2)'], 'First order (3)'],
  ['First order (2)', ['First order (2)'], 'First order (3)'],
  ['(2)', ['(2)'], '(2) (2)'],
])('%s beside %j is called %s', (name, taken, expected) => {
  expect(freeName(name, taken)).toBe(expected)
})

test('the longest name stays short enough, however many have it', () => {
  const name = 'n'.repeat(journeyNameMax)
  const taken = [name]
  for (let count = 0; count < 12; count += 1) taken.push(freeName(name, taken))
  expect(new Set(taken).size).toBe(13)
  expect(Math.max(...taken.map(({ length }) => length))).toBe(journeyNameMax)
})
