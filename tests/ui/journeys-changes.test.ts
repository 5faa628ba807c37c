import { describe, expect, test } from 'vitest'
import type { Fault } from '../../app/domain/journeys/fault.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { journeyTemplateIds, journeyTemplates } from '../../app/domain/journeys/templates.ts'
import { changesInWords } from '../../app/ui/journeys/change-words.ts'
import { emptyJourney } from '../../app/ui/journeys/empty-journey.ts'
import { faultWords, problemsOf, unfinishedAt } from '../../app/ui/journeys/fault-words.ts'
import { journeyWords } from '../../app/ui/journeys/journey-words.ts'
import { journeyFaults } from '../../app/ui/texts/journeys-faults.ts'

const names = { titles: {}, currency: 'EUR', reader: { locale: 'en', timeZone: 'Europe/Berlin' } }
const wait = (id: string, amount: number): Step => ({ kind: 'wait', id, for: { amount, unit: 'days' } })
const journey: JourneyDefinition = {
  ...emptyJourney,
  steps: [wait('one', 1), wait('two', 2), { kind: 'end', id: 'last' }],
}

describe('what changed between two versions', () => {
  const changed = (after: Partial<JourneyDefinition>) =>
    changesInWords(journey, { ...journey, ...after }, names)

  test('is told step by step and for what frames them', () => {
    expect(changed({})).toEqual([])
    expect(changed({ trigger: { kind: 'order-paid' } })).toEqual([
      'It begins with something else: When an order is paid.',
    ])
    expect(changed({ reentry: { kind: 'never' } })).toEqual(['How often: Everybody walks it once at most.'])
    expect(changed({ exits: { onOrder: true, onRefund: true } })).toEqual([
      'What ends it early: Whoever orders again or is refunded leaves at once.',
    ])
    expect(changed({ steps: [wait('one', 5), wait('two', 2), wait('new', 9)] })).toEqual([
      'Gone: End here.',
      '“Wait 1 day” is now: Wait 5 days.',
      'New: Wait 9 days.',
    ])
    expect(changed({ steps: [wait('two', 2), wait('one', 1), { kind: 'end', id: 'last' }] })).toHaveLength(1)
  })

  test('is told of a step whose sentence stays the same, too', () => {
    const message = (usefulness: number): Step => ({
      kind: 'message',
      id: 'm',
      topic: 'help',
      template: 'welcome',
      channels: ['email'],
      texts: {},
      offer: undefined,
      usefulness,
      validDays: 5,
    })
    const before = { ...journey, steps: [message(50)] }
    expect(changesInWords(before, { ...journey, steps: [message(75)] }, names)).toEqual([
      'Changed: Send “Welcome” by email.',
    ])
  })
})

describe('what is wrong with a journey', () => {
  const lanes: Fault[] = [
    { severity: 'warns', stepId: 'a', kind: 'unreachable-lane', lane: 'otherwise' },
    { severity: 'blocks', stepId: 'a', kind: 'shares-not-hundred', sum: 90 },
    { severity: 'warns', stepId: undefined, kind: 'goal-holds-for-nobody' },
    { severity: 'blocks', stepId: undefined, kind: 'entry-holds-for-nobody' },
    { severity: 'blocks', stepId: undefined, kind: 'empty' },
  ]

  test('is said where it is, with nothing left to be filled in', () => {
    const found = problemsOf(lanes, names)
    expect(found.a?.map(({ text }) => text)).toEqual([
      'Nobody goes “Otherwise”: whoever could has gone another way before.',
      'The shares make 90 %. They must make 100.',
    ])
    expect(Object.keys(found)).toEqual(['a', 'exits', 'begin', 'journey'])
  })

  test('names languages, variables, channels and days in words', () => {
    const said = (fault: Parameters<typeof faultWords>[0]) => faultWords(fault, names)
    const base = { severity: 'warns', stepId: 'a' } as const
    expect(said({ ...base, kind: 'unknown-variable', language: 'de', name: 'vorname' })).toBe(
      'In German it says {{vorname}}, and nothing is known by that name. It would be left out.',
    )
    expect(said({ ...base, kind: 'own-words-lacking', languages: ['fr', 'ja'] })).toContain(
      'French and Japanese',
    )
    expect(said({ ...base, kind: 'channels-not-connected', channels: ['klaviyo'], isAll: false })).toBe(
      'Not connected, and so never used: Klaviyo.',
    )
    expect(said({ ...base, kind: 'says-too-late', afterDays: 20.5, daysMax: 14 })).toContain('20 days')
    expect(said({ ...base, kind: 'product-gone', ids: [], isAll: false })).toBe(journeyFaults.isPartGone)
    expect(said({ ...base, kind: 'date-has-passed', date: '2026-01-02' })).not.toContain('{')
  })

  test('is said at the step that cannot be saved yet', () => {
    const parsed = parseJourney({
      ...journey,
      steps: [{ kind: 'tag', id: 'tagged', tag: '', isAdded: true }],
    })
    expect(parsed.kind === 'refused' && unfinishedAt(parsed.fault)).toMatchObject({
      tagged: [{ severity: 'blocks' }],
    })
    const unread = parseJourney({ ...journey, trigger: { kind: 'tag-joined', tag: '' } })
    expect(unread.kind === 'refused' && Object.keys(unfinishedAt(unread.fault))).toEqual(['begin'])
  })
})

test('every template is told in a few sentences, and so is a journey without steps', () => {
  for (const id of journeyTemplateIds) {
    const words = journeyWords(journeyTemplates[id], names)
    expect(words, id).toMatch(/^[A-Z0-9].*\.$/)
    expect(words, id).not.toMatch(/[{}]|undefined/)
  }
  expect(journeyWords(emptyJourney, names)).toBe(
    'When an order has arrived. It has no steps yet. Whoever is refunded leaves at once.',
  )
})

test('a journey with ways says who goes which, and where they come together', () => {
  const arrival = {
    kind: 'wait-for',
    id: 'arrival',
    what: { kind: 'order-delivered' },
    limit: { amount: 12, unit: 'days' },
  } as const
  const told = (ranOut: Step[]) => {
    const steps: Step[] = [{ ...arrival, happened: [wait('a', 1)], ranOut }, wait('b', 3)]
    return journeyWords({ ...emptyJourney, steps, exits: { onOrder: false, onRefund: false } }, names)
  }
  expect(told([])).toBe(
    'When an order has arrived. Wait until the order arrives, at most 12 days. If the order arrived: Wait 1 day. In any case: Wait 3 days.',
  )
  expect(told([wait('c', 2), { kind: 'end', id: 'd' }])).toContain(
    'If the order arrived: Wait 1 day. If the time ran out: Wait 2 days. End here. Whoever goes on: Wait 3 days.',
  )
})
