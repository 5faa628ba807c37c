import { describe, expect, test } from 'vitest'
import { keptDays, parseSettings } from '../../app/domain/settings.ts'

describe('stored settings', () => {
  test('fall back to their defaults where they are missing or do not fit', () => {
    for (const stored of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { deliveriesKeptDays: 8 },
      { deliveriesKeptDays: '7;' },
    ])
      expect(parseSettings(stored)).toEqual({ deliveriesKeptDays: 30 })
  })

  test('are read as they were saved, and nothing else comes along', () => {
    expect(parseSettings({ deliveriesKeptDays: 7, other: 1 })).toEqual({ deliveriesKeptDays: 7 })
  })
})

test('only listed numbers of days can be chosen, as a number or as a form sends it', () => {
  expect(keptDays('14')).toBe(14)
  expect(keptDays(90)).toBe(90)
  for (const value of ['', '0', '-7', '1e9', 'NaN', null, undefined, {}, 365])
    expect(keptDays(value)).toBeUndefined()
})
