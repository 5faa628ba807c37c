import { describe, expect, test } from 'vitest'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import { parseJourney } from '../../app/domain/journeys/parse-journey.ts'
import { lanesOf, type Step, stepKinds } from '../../app/domain/journeys/steps.ts'
import { type Trigger, triggerKinds } from '../../app/domain/journeys/triggers.ts'
import { beginSentence, exitsSentence, reentrySentence } from '../../app/ui/journeys/begin-words.ts'
import { plainOf, said } from '../../app/ui/journeys/said.tsx'
import { stepUi } from '../../app/ui/journeys/step-uis.ts'
import { triggerUi } from '../../app/ui/journeys/trigger-uis.ts'
import { journeySteps } from '../../app/ui/texts/journeys-steps.ts'
import { journeyTriggers } from '../../app/ui/texts/journeys-triggers.ts'
import { product } from '../support/offers.ts'

const reader = { locale: 'en', timeZone: 'Europe/Berlin' }
const names = { titles: { [product(1)]: 'Chemex' }, currency: 'EUR', reader }
const stepWords = (step: Step) => plainOf(stepUi(step.kind).sentence(step, names))
const triggerWords = (trigger: Trigger) => plainOf(triggerUi(trigger.kind).sentence(trigger, names))
const everybody: JourneyDefinition = {
  trigger: { kind: 'order-paid' },
  entry: { kind: 'group', join: 'all', of: [] },
  reentry: { kind: 'never' },
  exits: { onOrder: false, onRefund: false },
  steps: [],
}

describe('a step as a sentence', () => {
  test('exists for every kind, with nothing left to be filled in, and its fields can be pressed', () => {
    for (const kind of stepKinds) {
      const step = stepUi(kind).blank('new')
      expect(step, kind).toMatchObject({ kind, id: 'new' })
      const sentence = stepUi(kind).sentence(step, names)
      expect(plainOf(sentence), kind).toMatch(/^[A-Z].*\.$/)
      expect(plainOf(sentence), kind).not.toMatch(/[{}]|undefined/)
      expect(sentence.some((piece) => typeof piece !== 'string') || kind === 'end', kind).toBe(true)
      for (const { name } of lanesOf(step))
        expect(stepUi(kind).lanes?.words(step, name, names), `${kind} ${name}`).toMatch(/^\S.*[^{}]$/)
    }
  })

  test('that is new can be saved as it is, but for a tag, which only the merchant knows', () => {
    for (const kind of stepKinds) {
      const parsed = parseJourney({ ...everybody, steps: [stepUi(kind).blank('new')] })
      expect(parsed.kind, kind).toBe(kind === 'tag' ? 'refused' : 'parsed')
    }
  })

  test('says what it does', () => {
    expect(stepWords({ kind: 'wait', id: 'a', for: { amount: 1, unit: 'days' } })).toBe('Wait 1 day.')
    expect(stepWords({ kind: 'wait', id: 'a', for: { amount: 36, unit: 'hours' } })).toBe('Wait 36 hours.')
    expect(
      stepWords({ kind: 'wait-until', id: 'a', until: { kind: 'weekday', weekdays: [2, 5], hour: 9 } }),
    ).toBe('Wait until Tuesday or Friday at 09:00, by their clock.')
    expect(
      stepWords({ kind: 'wait-until', id: 'a', until: { kind: 'date', date: '2026-12-24', hour: 18 } }),
    ).toBe('Wait until Dec 24, 2026 at 18:00, by their clock.')
    expect(stepWords({ ...blank('message'), channels: ['email', 'klaviyo'] })).toBe(
      'Send “How is it going?” by email or Klaviyo.',
    )
    const offer = {
      result: { kind: 'encore' },
      incentive: { kind: 'percentage', percent: 10 },
      itemsMax: 3,
    } as const
    expect(stepWords({ ...blank('message'), offer })).toBe(
      'Send “How is it going?” by email, with up to 3 products with 10% off.',
    )
    const products = { kind: 'products', productIds: [product(1), product(2)] } as const
    expect(
      stepWords({ ...blank('offer'), result: { ...products, productIds: [...products.productIds] } }),
    ).toBe('On your shop’s pages, offer Chemex and a product that is gone at its usual price for 14 days.')
    expect(stepWords(blank('split'))).toBe('Split at random: 50 % A and 50 % B.')
  })

  test('with lanes takes steps into each of them and gives them back', () => {
    const inside: Step[] = [{ kind: 'end', id: 'inside' }]
    for (const kind of stepKinds) {
      const step = stepUi(kind).blank('new')
      const lanes = lanesOf(step)
      expect(stepUi(kind).lanes !== undefined, kind).toBe(lanes.length > 0)
      for (const { name } of lanes) {
        const filled = stepUi(kind).lanes?.withSteps(step, name, inside) ?? step
        const steps = lanesOf(filled).map((lane) => [lane.name, lane.steps.length])
        expect(steps, kind).toEqual(lanes.map((lane) => [lane.name, lane.name === name ? 1 : 0]))
      }
    }
  })
})

function blank<Kind extends Step['kind']>(kind: Kind): Extract<Step, { kind: Kind }> {
  return stepUi(kind).blank('new') as Extract<Step, { kind: Kind }> // A blank is of the kind that was asked for.
}

describe('what begins a journey', () => {
  test('has a sentence for every kind, and one that is new can be saved but for a tag', () => {
    for (const kind of triggerKinds) {
      const trigger = triggerUi(kind).blank()
      expect(triggerWords(trigger), kind).toMatch(/^[A-Z0-9][^{}]*[a-z]$/)
      const parsed = parseJourney({ ...everybody, trigger })
      expect(parsed.kind, kind).toBe(kind === 'tag-joined' ? 'refused' : 'parsed')
    }
  })

  test('counts orders, days and what runs out in words', () => {
    expect(triggerWords({ kind: 'nth-order', number: 1, orLater: false })).toBe(
      'When their first order is paid',
    )
    expect(triggerWords({ kind: 'nth-order', number: 22, orLater: true })).toBe(
      'When their 22nd order or a later one is paid',
    )
    expect(triggerWords({ kind: 'replenishment-due', productId: product(1), leadDays: 5 })).toBe(
      '5 days before Chemex runs out',
    )
    expect(triggerWords({ kind: 'replenishment-due', productId: undefined, leadDays: 0 })).toBe(
      'When something they buy again runs out',
    )
    expect(triggerWords({ kind: 'birthday', daysBefore: 7 })).toBe('7 days before their birthday')
    expect(triggerWords({ kind: 'birthday', daysBefore: 0 })).toBe('On their birthday')
    expect(triggerWords({ kind: 'anniversary', daysBefore: 0 })).toBe(
      'On the anniversary of their first order',
    )
  })

  test('says for whom, how often, and what ends it early', () => {
    expect(plainOf(beginSentence(everybody, names))).toBe('When an order is paid.')
    const first = { field: 'customer.orders', is: 'equal', value: 1 } as const
    const entry = { kind: 'test', test: first } as const
    expect(plainOf(beginSentence({ ...everybody, entry }, names))).toBe(
      'When an order is paid, and it is the customer’s first order.',
    )
    expect(plainOf(reentrySentence(everybody, names))).toBe('Everybody walks it once at most.')
    expect(plainOf(reentrySentence({ ...everybody, reentry: { kind: 'after', days: 90 } }, names))).toBe(
      'Nobody walks it again before 90 days are over.',
    )
    expect(plainOf(exitsSentence(everybody, names))).toBe('Nobody leaves before the end.')
    const exits = { onOrder: true, onRefund: true, goal: entry }
    expect(plainOf(exitsSentence({ ...everybody, exits }, names))).toBe(
      'Whoever orders again or is refunded leaves at once. Likewise whoever meets the goal (it is the customer’s first order).',
    )
  })
})

test('every part of a sentence that is pressed stands for words that are there', () => {
  expect(said('Wait {for}.', { for: '3 days' })).toEqual(['Wait ', { field: 'for', text: '3 days' }, '.'])
  expect(said('Send{offer}.', { offer: undefined })).toEqual(['Send', '.'])
  expect(
    plainOf(said('{one}{two}', { one: ['a', { field: 'x', text: 'b' }], two: { field: 'y', text: 'c' } })),
  ).toBe('abc')
})

test('names and explanations exist for every kind, and promise nothing', () => {
  const all = [journeySteps.names, journeySteps.about, journeyTriggers.names, journeyTriggers.about]
  for (const text of all.flatMap((each) => Object.values(each))) expect(text).toMatch(/^[A-Z][^!]+$/)
})
