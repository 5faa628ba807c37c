import { expect, test } from 'vitest'
import { armOf } from '../../app/domain/experiment/assign.ts'

const halves = [
  { name: 'a', share: 1 },
  { name: 'b', share: 1 },
] as const
const subjects = Array.from({ length: 20_000 }, (_, at) => `gid://shopify/Customer/${7_000_000 + at}`)

test('a subject keeps its arm', () => {
  for (const subject of subjects.slice(0, 50))
    expect(armOf('test-1', subject, halves)).toBe(armOf('test-1', subject, halves))
})

test('arms get their shares, also of ids that follow one another', () => {
  const thirds = [
    { name: 'a', share: 1 },
    { name: 'b', share: 2 },
  ] as const
  const inB = subjects.filter((subject) => armOf('test-1', subject, thirds) === 'b').length
  expect(inB / subjects.length).toBeGreaterThan(0.655)
  expect(inB / subjects.length).toBeLessThan(0.678)
})

test('one test says nothing about another', () => {
  const inA = subjects.filter((subject) => armOf('test-1', subject, halves) === 'a')
  const again = inA.filter((subject) => armOf('test-2', subject, halves) === 'a').length
  expect(again / inA.length).toBeGreaterThan(0.48)
  expect(again / inA.length).toBeLessThan(0.52)
})
