import { describe, expect, test } from 'vitest'
import type { Condition, Test } from '../../app/domain/conditions/condition.ts'
import type { RuleDefinition } from '../../app/domain/offers/rule.ts'
import { conditionOf, queryFields, queryOf, testOf } from '../../app/ui/conditions/query.ts'
import { conditionWords, testWords } from '../../app/ui/conditions/words.ts'
import { definitionOfDraft, draftOf, problemsOf } from '../../app/ui/offers/draft.ts'
import { marginWords } from '../../app/ui/offers/margin-line.tsx'
import type { PreviewedItem } from '../../app/ui/offers/previewed.ts'
import { refusedWords } from '../../app/ui/offers/refused.tsx'
import { ruleSentence } from '../../app/ui/offers/rule-words.ts'
import { product } from '../support/offers.ts'

const reader = { locale: 'en', timeZone: 'Europe/Berlin' }
const names = { titles: { [product(1)]: 'Chemex', [product(2)]: 'Filters' }, currency: 'EUR', reader }
const contains: Test = { field: 'order.products', is: 'has-any', values: [product(1)] }
const first: Test = { field: 'customer.orders', is: 'equal', value: 1 }
const all = (...of: Condition[]): Condition => ({ kind: 'group', join: 'all', of })
const test1 = (each: Test): Condition => ({ kind: 'test', test: each })
const rule: RuleDefinition = {
  placements: ['thank-you'],
  when: all(test1(contains), test1(first)),
  result: { kind: 'encore' },
  incentive: { kind: 'percentage', percent: 10 },
  headings: {},
  itemsMax: 1,
}

const written1 = (field: string, operator: string, value: unknown) => {
  const found = testOf({ field, operator, value }, 'EUR')
  return found ? testWords(found, names) : ''
}

describe('a rule as a sentence', () => {
  test('says when, what, at what price and where', () => {
    expect(ruleSentence(rule, names)).toBe(
      'When the order contains Chemex and it is the customer’s first order, offer what goes best with it, with 10% off, on the thank-you page.',
    )
  })

  test('names what is gone as gone, and never offers nothing at a discount', () => {
    const gone: RuleDefinition = { ...rule, result: { kind: 'products', productIds: [product(9)] } }
    expect(ruleSentence(gone, names)).toContain('offer a product that is gone, with 10% off')
    expect(ruleSentence({ ...rule, result: { kind: 'nothing' } }, names)).not.toContain('10 %')
  })

  test('holds groups apart from each other', () => {
    const either: Condition = { kind: 'group', join: 'any', of: [test1(contains), test1(first)] }
    expect(conditionWords(all(either, test1(contains)), names)).toBe(
      '(the order contains Chemex or it is the customer’s first order) and the order contains Chemex',
    )
    expect(conditionWords({ kind: 'group', join: 'none', of: [test1(contains)] }, names)).toBe(
      'none of this is so: the order contains Chemex',
    )
  })

  test('has words for every field and operator', () => {
    for (const { name, operators, defaultValue } of queryFields)
      for (const { name: is } of operators) {
        const number = name === 'moment.date' ? '2026-11-22' : '3'
        const value = Array.isArray(defaultValue) ? ['x'] : number
        const written = written1(name, is, value)
        expect(written, `${name} ${is}`).toMatch(/\S/)
        expect(written, `${name} ${is}`).not.toContain('{')
      }
  })
})

describe('a draft', () => {
  test('gives back the rule it was opened with', () => {
    const draft = draftOf(
      'Mine',
      { ...rule, incentive: { kind: 'amount', minor: 250, currency: 'EUR' } },
      'EUR',
    )
    expect(draft.incentive.amount).toBe('2.50')
    expect(definitionOfDraft(draft, 'EUR')).toMatchObject({
      when: rule.when,
      result: rule.result,
      incentive: { kind: 'amount', minor: 250, currency: 'EUR' },
    })
    expect(problemsOf(draft, 'EUR')).toEqual({})
  })

  test('says in words what is missing, and is no rule until then', () => {
    const draft = { ...draftOf('', rule, 'EUR'), resultKind: 'products' as const, placements: [] }
    expect(definitionOfDraft(draft, 'EUR')).toBeUndefined()
    expect(Object.keys(problemsOf(draft, 'EUR'))).toEqual(['name', 'products', 'placements'])
    for (const percent of ['', '0', '101', '5.5', '-1'])
      expect(problemsOf({ ...draft, incentive: { ...draft.incentive, percent } }, 'EUR').incentive).toMatch(
        /1 to 100/,
      )
  })

  test('reads amounts in the places of the currency alone', () => {
    const query = queryOf(all(test1({ field: 'order.subtotalMinor', is: 'at-least', value: 5000 })), 'EUR')
    expect(query.rules[0]).toMatchObject({ value: '50.00' })
    expect(conditionOf(query, 'EUR')).toEqual(
      all(test1({ field: 'order.subtotalMinor', is: 'at-least', value: 5000 })),
    )
    expect(
      conditionOf(
        { combinator: 'all', rules: [{ field: 'order.products', operator: 'has-any', value: [] }] },
        'EUR',
      ),
    ).toBeUndefined()
  })
})

describe('the margin line', () => {
  const costs = { feePercent: 0, feeFixedMinor: 30, shippingShareMinor: 0, floorMinor: 300 }
  const money = (minor: number) => `${minor}`
  const ten = { kind: 'percentage', percent: 10 } as const
  const say = (costMinor: number | undefined) =>
    marginWords(ten, [{ priceMinor: 1000, costMinor }], costs, money)

  test('says what remains beside the floor', () => {
    expect(say(460)).toEqual({
      text: 'After discount, fees and shipping 410 remain; your floor is 300.',
      isRefused: false,
    })
  })

  test('says plainly that a discount is not given, and why', () => {
    expect(say(600)).toMatchObject({
      isRefused: true,
      text: expect.stringContaining('Only 270 would remain'),
    })
    expect(say(1000)).toMatchObject({
      isRefused: true,
      text: expect.stringContaining('You would lose 130 on it'),
    })
    expect(say(undefined)).toMatchObject({ isRefused: true, text: expect.stringContaining('not known') })
  })
})

test('products that are refused a discount for the same reason are named in one sentence', () => {
  const item = (title: string, incentive: object) => ({ title, incentive }) as unknown as PreviewedItem
  const refused = (why: string) => ({ kind: 'refused', wanted: 'percentage', why })
  expect(
    refusedWords(
      [
        item('Chemex', refused('not-proven')),
        item('Filters', refused('below-floor')),
        item('Kettle', { kind: 'none' }),
        item('Mug', refused('not-proven')),
      ],
      'thank-you',
    ),
  ).toEqual([
    expect.stringMatching(/^Chemex and Mug: without the discount, because it is only given/),
    'Filters: without the discount, because less than your floor would remain.',
  ])
  expect(refusedWords([item('Mug', refused('not-proven'))], 'checkout')).toEqual([
    'Mug: without the discount, because in checkout nothing is bought yet.',
  ])
})
