import { describe, expect, test } from 'vitest'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { draftOf } from '../../app/ui/offers/draft.ts'
import { changeOfDraft } from '../../app/ui/offers/version-change.ts'
import {
  changeWords,
  farthestOf,
  netRangeWords,
  shareRangeWords,
  shareWords,
  stateWords,
  verdictWords,
} from '../../app/ui/offers/version-words.ts'
import { product } from '../support/offers.ts'

const reader = { locale: 'en', timeZone: 'Europe/Berlin' }
const names = { titles: { [product(1)]: 'Chemex' }, currency: 'EUR', reader }
const rule: RuleDefinition = {
  placements: ['thank-you'],
  when: { kind: 'group', join: 'all', of: [] },
  result: { kind: 'encore' },
  incentive: { kind: 'percentage', percent: 10 },
  headings: { en: 'With your coffee' },
  itemsMax: 1,
}

describe('the words of a test', () => {
  test('say what each version does', () => {
    expect(changeWords({}, names)).toBe('The rule as it stands')
    expect(changeWords({ incentive: { kind: 'percentage', percent: 5 } }, names)).toBe('With 5% off')
    expect(changeWords({ incentive: { kind: 'none' } }, names)).toBe('At its usual price')
    expect(changeWords({ headings: { en: 'One more' } }, names)).toBe('With the heading “One more” (English)')
    expect(changeWords({ headings: {} }, names)).toBe('With Encore’s own heading')
    expect(changeWords({ result: { kind: 'products', productIds: [product(1)] } }, names)).toBe(
      'Offer Chemex',
    )
  })

  test('say the verdict by the version’s name, and leave nothing to be filled in', () => {
    expect(verdictWords({ kind: 'too-early' }).short).toBe('Too early to tell')
    for (const kind of ['better', 'worse'] as const) {
      const { short, long } = verdictWords({ kind, arm: 'B' })
      expect(`${short} ${long}`).toMatch(/^Version B brings/)
      expect(`${short} ${long}`).not.toContain('{')
    }
  })

  test('say how long it has run and who ended it', () => {
    const say = (endedBy: Parameters<typeof stateWords>[0]['endedBy'], days: number, endedArm?: string) =>
      stateWords({ endedBy, endedArm, days }, reader)
    expect(say(undefined, 1)).toBe('Running for 1 day')
    expect(say(undefined, 0)).toBe('Running for less than a day')
    expect(say('person', 12)).toBe('You stopped it after 12 days')
    expect(say('harm', 3, 'C')).toBe('Encore ended it after 3 days, because version C brought less')
    expect(say('adopted', 9, 'C')).toBe('You made version C the rule after 9 days')
  })

  test('write shares in percent, differences in points and money with their signs', () => {
    expect(shareWords(0.1234, reader)).toBe('12.3%')
    expect(shareRangeWords({ estimate: 0.012, low: -0.004, high: 0.0281 }, reader)).toBe(
      '+1.2 points, between -0.4 and +2.8',
    )
    expect(netRangeWords({ estimate: 49.6, low: -20, high: 120 }, 'EUR', reader)).toBe(
      '+€0.50, between -€0.20 and +€1.20',
    )
  })
})

test('bars of several versions share one scale', () => {
  const ranges = [undefined, { estimate: 1, low: -3, high: 5 }, { estimate: -4, low: -8, high: 0 }]
  expect(farthestOf(ranges)).toBe(8)
  expect(farthestOf([undefined])).toBe(0)
})

describe('version B', () => {
  const draft = draftOf('Mine', rule, 'EUR')

  test('is nothing while it is the rule as it stands, or does not fit', () => {
    for (const kind of ['incentive', 'headings', 'result'] as const)
      expect(changeOfDraft(draft, kind, rule, 'EUR'), kind).toBeUndefined()
    const none = { ...draft, incentive: { ...draft.incentive, percent: '' } }
    expect(changeOfDraft(none, 'incentive', rule, 'EUR')).toBeUndefined()
    const long = { ...draft, headings: { de: 'x'.repeat(81) } }
    expect(changeOfDraft(long, 'headings', rule, 'EUR')).toBeUndefined()
    expect(changeOfDraft({ ...draft, resultKind: 'products' }, 'result', rule, 'EUR')).toBeUndefined()
  })

  test('is the one thing that was chosen, whatever was begun elsewhere', () => {
    const written = { ...draft, incentive: { ...draft.incentive, percent: '' }, headings: { en: 'One more' } }
    expect(changeOfDraft(written, 'headings', rule, 'EUR')).toEqual({ headings: { en: 'One more' } })
    const twenty = { ...draft, incentive: { ...draft.incentive, percent: '20' }, headings: {} }
    expect(changeOfDraft(twenty, 'incentive', rule, 'EUR')).toMatchObject({
      incentive: { kind: 'percentage', percent: 20 },
    })
  })
})
