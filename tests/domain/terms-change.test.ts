import { expect, test } from 'vitest'
import { noPreferences } from '../../app/domain/budget/preferences.ts'
import { termsChanges } from '../../app/domain/messages/terms-change.ts'
import { begin, later } from '../support/a-journey.ts'

test('what was chosen anew is told, each way and the weightiest first, and what stayed is not', () => {
  const strict = {
    weekMax: undefined,
    monthMax: 1,
    pausedUntil: later(30),
    neverAt: begin,
    channelsOff: ['email' as const],
    topicsOff: ['offers' as const, 'thanks' as const],
  }
  expect(termsChanges(noPreferences, strict, begin)).toEqual([
    { kind: 'never', isNever: true },
    { kind: 'pause', until: later(30) },
    { kind: 'often', cap: { count: 1, days: 30 } },
    { kind: 'topics', isOff: true, topics: ['offers', 'thanks'] },
    { kind: 'channels', isOff: true, channels: ['email'] },
  ])
  expect(termsChanges(strict, noPreferences, begin)).toEqual([
    { kind: 'never', isNever: false },
    { kind: 'pause', until: undefined },
    { kind: 'often', cap: undefined },
    { kind: 'topics', isOff: false, topics: ['offers', 'thanks'] },
    { kind: 'channels', isOff: false, channels: ['email'] },
  ])
  expect(termsChanges(strict, { ...strict, weekMax: 1, monthMax: undefined }, begin)).toEqual([
    { kind: 'often', cap: { count: 1, days: 7 } },
  ])
  expect(termsChanges(strict, { ...strict, topicsOff: ['thanks', 'offers'] }, begin)).toEqual([])
})

test('a pause that is over by itself was not ended by anybody', () => {
  const paused = { ...noPreferences, pausedUntil: later(-1) }
  expect(termsChanges(paused, noPreferences, begin)).toEqual([])
  expect(termsChanges(paused, { ...noPreferences, pausedUntil: later(5) }, begin)).toEqual([
    { kind: 'pause', until: later(5) },
  ])
})
