import { describe, expect, test } from 'vitest'
import type { Condition } from '../../app/domain/conditions/condition.ts'
import { chooseRule } from '../../app/domain/offers/choose-rule.ts'
import { headingIn, parseRuleDefinition } from '../../app/domain/offers/parse-rule.ts'
import type { Rule, RuleDefinition } from '../../app/domain/offers/rule.ts'
import { parseArms } from '../../app/domain/offers/rule-test.ts'

const always: Condition = { kind: 'group', join: 'all', of: [] }
const isLarge: Condition = {
  kind: 'test',
  test: { field: 'order.subtotalMinor', is: 'at-least', value: 5_000 },
}
const facts = { 'order.subtotalMinor': 4_000 }
const asked = { placement: 'thank-you', facts, subject: 'gid://shopify/Customer/1' } as const

describe('the rule that decides', () => {
  test('is the first of its placement whose condition holds, and every rule tried before says why not', () => {
    const rules = [
      rule('elsewhere', { placements: ['checkout'] }),
      rule('large', { when: isLarge }),
      rule('everybody', {}),
      rule('never asked', {}),
    ]
    const { chosen, tried } = chooseRule({ rules, tests: [] }, asked)
    expect(chosen).toMatchObject({ ruleId: 'everybody', version: 3, test: undefined })
    expect(tried.map(({ ruleId, verdict }) => [ruleId, verdict.holds])).toEqual([
      ['large', 'no'],
      ['everybody', 'yes'],
    ])
    expect(tried[0]?.verdict).toMatchObject({ found: 4_000 })
  })

  test('is none where a fact it needs is not known', () => {
    const choice = chooseRule(
      { rules: [rule('large', { when: isLarge })], tests: [] },
      { ...asked, facts: {} },
    )
    expect(choice).toMatchObject({ chosen: undefined, tried: [{ verdict: { holds: 'unknown' } }] })
  })

  test('of a test does as the arm of this shopper says, each time the same', () => {
    const arms = parseArms({
      arms: [
        { name: 'as it is', share: 50 },
        { name: 'ten off', share: 50, change: { incentive: { kind: 'percentage', percent: 10 } } },
      ],
    })
    if (!arms) throw new Error('the arms fit')
    const book = { rules: [rule('tested', {})], tests: [{ id: 't', ruleId: 'tested', arms }] }
    const choose = (subject: string) => chooseRule(book, { ...asked, subject }).chosen
    const seen = new Set<string>()
    for (let n = 0; n < 40; n += 1) {
      const chosen = choose(`customer ${n}`)
      seen.add(chosen?.test?.arm ?? '')
      expect(choose(`customer ${n}`)).toEqual(chosen)
      const isArmed = chosen?.test?.arm === 'ten off'
      expect(chosen?.definition.incentive.kind).toBe(isArmed ? 'percentage' : 'none')
    }
    expect(seen).toEqual(new Set(['as it is', 'ten off']))
  })
})

describe('the definition of a rule', () => {
  test('is read back as it was written, without what is not known', () => {
    const definition = definitionOf({
      result: { kind: 'products', productIds: ['gid://shopify/Product/1'] },
      second: { incentive: { kind: 'percentage', percent: 20 } },
      headings: { en: 'Fits well', 'pt-BR': 'Combina' },
    })
    const read = parseRuleDefinition(JSON.parse(JSON.stringify({ ...definition, extra: { sql: 1 } })))
    expect(read).toEqual({ kind: 'parsed', definition })
  })

  test.each([
    ['placements', { placements: [] }],
    ['placements', { placements: ['checkout', 'nowhere'] }],
    ['when', { when: { kind: 'group', join: 'some', of: [] } }],
    ['result', { result: { kind: 'products', productIds: [] } }],
    ['result', { result: { kind: 'products', productIds: ['gid://shopify/Order/1'] } }],
    ['result', { result: { kind: 'collection', collectionId: 'all' } }],
    ['incentive', { incentive: { kind: 'percentage', percent: 101 } }],
    ['incentive', { incentive: { kind: 'amount', minor: -1, currency: 'EUR' } }],
    ['second', { second: { incentive: { kind: 'percentage', percent: 0 } } }],
    ['headings', { headings: { en: 'x'.repeat(81) } }],
    ['headings', { headings: { '<b>': 'x' } }],
    ['itemsMax', { itemsMax: 4 }],
    ['itemsMax', { itemsMax: 1.5 }],
  ])('is refused where its %s does not fit', (field, change) => {
    expect(parseRuleDefinition({ ...definitionOf({}), ...change })).toMatchObject({
      kind: 'refused',
      fault: { field },
    })
  })

  test('has a heading for a language and its regions', () => {
    const headings = { en: 'Fits well', 'pt-BR': 'Combina' }
    expect(['en', 'en-GB', 'pt', 'pt-BR', 'de', undefined].map((tag) => headingIn(headings, tag))).toEqual([
      'Fits well',
      'Fits well',
      'Combina',
      'Combina',
      undefined,
      undefined,
    ])
  })

  test.each(['__proto__', 'constructor', 'toString'])('has no heading in the language %s', (language) => {
    expect(headingIn({ en: 'Fits well' }, language)).toBeUndefined()
  })
})

test.each([
  ['of one arm', { arms: [{ name: 'a', share: 1 }] }],
  [
    'of arms with one name',
    {
      arms: [
        { name: 'a', share: 1 },
        { name: 'a', share: 1 },
      ],
    },
  ],
  [
    'of an arm without a share',
    {
      arms: [
        { name: 'a', share: 0 },
        { name: 'b', share: 1 },
      ],
    },
  ],
  ['of nothing', null],
])('a test %s is no test', (_, json) => {
  expect(parseArms(json)).toBeUndefined()
})

function definitionOf(change: Partial<RuleDefinition>): RuleDefinition {
  return {
    placements: ['thank-you'],
    when: always,
    result: { kind: 'encore' },
    incentive: { kind: 'none' },
    headings: {},
    itemsMax: 3,
    ...change,
  }
}

function rule(id: string, change: Partial<RuleDefinition>): Rule {
  return { id, name: id, version: 3, definition: definitionOf(change) }
}
