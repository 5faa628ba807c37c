import { describe, expect, test } from 'vitest'
import { turnedAwayWords } from '../../app/features/journeys/judge-start.ts'
import { notBegun } from '../../app/ui/customers/planned.tsx'

describe('a journey that does not begin for a customer', () => {
  const words = ['no-such-journey', 'not-live', 'no-such-customer', 'no-such-order', ...turnedAwayWords]

  test('says of each reason something of its own', () => {
    const said = words.map((why) => notBegun('Hello')(why))
    expect(new Set(said).size).toBe(words.length)
    expect(said).not.toContain(notBegun('Hello')(undefined))
    expect(notBegun('Hello')('condition')).toBe(
      '“Hello” does not begin for them: they do not fit its condition.',
    )
  })
})
