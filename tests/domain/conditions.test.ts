import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Condition,
  choiceFields,
  listFields,
  numberFields,
  timeFields,
} from '../../app/domain/conditions/condition.ts'
import { type ConditionFacts, judge } from '../../app/domain/conditions/judge-condition.ts'
import {
  depthMax,
  groupsMax,
  parseCondition,
  testsMax,
  valuesMax,
} from '../../app/domain/conditions/parse-condition.ts'

const runs = { seed: 20261122 }
const chemex = 'gid://shopify/Product/1'
const holds = (condition: Condition, facts: ConditionFacts) => judge(condition, facts).holds
const all = (...of: Condition[]): Condition => ({ kind: 'group', join: 'all', of })
const any = (...of: Condition[]): Condition => ({ kind: 'group', join: 'any', of })
const none = (...of: Condition[]): Condition => ({ kind: 'group', join: 'none', of })
const isVip: Condition = { kind: 'test', test: { field: 'customer.tags', is: 'has-any', values: ['VIP'] } }
const isLarge: Condition = {
  kind: 'test',
  test: { field: 'order.subtotalMinor', is: 'at-least', value: 5_000 },
}

describe('a test', () => {
  const tests: [string, Condition, ConditionFacts, string][] = [
    ['any of a list, without case', isVip, { 'customer.tags': ['vip', 'wholesale'] }, 'yes'],
    ['any of a list that has none', isVip, { 'customer.tags': [] }, 'no'],
    [
      'ids are compared to the letter',
      test1('order.products', 'has-any', [chemex.toUpperCase()]),
      { 'order.products': [chemex] },
      'no',
    ],
    [
      'all of a list',
      test1('order.vendors', 'has-all', ['A', 'b']),
      { 'order.vendors': ['B', 'a', 'c'] },
      'yes',
    ],
    [
      'all of a list that has some',
      test1('order.vendors', 'has-all', ['A', 'd']),
      { 'order.vendors': ['a'] },
      'no',
    ],
    [
      'none of a list',
      test1('order.discountCodes', 'has-none', ['TEN']),
      { 'order.discountCodes': [] },
      'yes',
    ],
    ['one of some', choice('one-of', ['DE', 'AT']), { 'order.country': 'DE' }, 'yes'],
    ['not one of some', choice('not-one-of', ['DE']), { 'order.country': 'FR' }, 'yes'],
    ['an amount from its own value on', isLarge, { 'order.subtotalMinor': 5_000 }, 'yes'],
    ['an amount below', isLarge, { 'order.subtotalMinor': 4_999 }, 'no'],
    ['a day, from itself on', day('after'), { 'moment.date': '2026-11-22' }, 'yes'],
    ['the days before a day', day('before'), { 'moment.date': '2026-11-22' }, 'no'],
  ]
  test.each(tests)('%s', (_, condition, facts, expected) => {
    expect(holds(condition, facts)).toBe(expected)
  })

  test('of a fact that is not known neither holds nor fails, whatever it asks', () => {
    for (const field of listFields)
      for (const is of ['has-any', 'has-all', 'has-none'] as const)
        expect(holds(test1(field, is, ['x']), {})).toBe('unknown')
    for (const field of choiceFields)
      for (const is of ['one-of', 'not-one-of'] as const)
        expect(holds({ kind: 'test', test: { field, is, values: ['x'] } }, {})).toBe('unknown')
    for (const field of numberFields)
      for (const is of ['at-least', 'at-most', 'equal'] as const)
        expect(holds({ kind: 'test', test: { field, is, value: 0 } }, {})).toBe('unknown')
    expect(holds(day('before'), {})).toBe('unknown')
  })

  test('says what it was compared with: what matched, or what there was instead', () => {
    expect(judge(isVip, { 'customer.tags': ['a', 'vip'] })).toMatchObject({ found: ['vip'] })
    expect(judge(isVip, { 'customer.tags': ['a', 'b'] })).toMatchObject({ found: ['a', 'b'] })
    expect(judge(isLarge, { 'order.subtotalMinor': 7 })).toMatchObject({ found: 7, holds: 'no' })
  })
})

describe('a group', () => {
  const yes = { 'order.subtotalMinor': 9_000 }
  const vip = { 'customer.tags': ['vip'] }

  test('without anything in it holds for all and none, and not for any', () => {
    expect([holds(all(), {}), holds(none(), {}), holds(any(), {})]).toEqual(['yes', 'yes', 'no'])
  })

  test('that hangs on something unknown is unknown, one that does not is not', () => {
    expect(holds(all(isVip, isLarge), yes)).toBe('unknown')
    expect(holds(all(isVip, isLarge), { 'order.subtotalMinor': 1 })).toBe('no')
    expect(holds(any(isVip, isLarge), yes)).toBe('yes')
    expect(holds(any(isVip, isLarge), { 'order.subtotalMinor': 1 })).toBe('unknown')
    expect(holds(none(isVip, isLarge), yes)).toBe('no')
    expect(holds(none(isVip), {})).toBe('unknown')
    expect(holds(none(isVip), vip)).toBe('no')
  })

  test('of anything is the same in any order, and learning more never turns a yes or no around', () => {
    fc.assert(
      fc.property(aCondition(), someFacts(), someFacts(), (condition, facts, more) => {
        const before = holds(condition, facts)
        const turned = turn(condition)
        expect(holds(turned, facts)).toBe(before)
        if (before !== 'unknown') expect(holds(condition, { ...more, ...facts })).toBe(before)
      }),
      runs,
    )
  })

  test('none is the opposite of any', () => {
    const opposite = { yes: 'no', no: 'yes', unknown: 'unknown' } as const
    fc.assert(
      fc.property(fc.array(aCondition(), { maxLength: 4 }), someFacts(), (of, facts) => {
        expect(holds(none(...of), facts)).toBe(opposite[holds(any(...of), facts)])
      }),
      runs,
    )
  })
})

describe('a kept condition', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(aCondition(), (condition) => {
        const read = parseCondition(JSON.parse(JSON.stringify(condition)))
        expect(read).toEqual({ kind: 'parsed', condition })
      }),
      runs,
    )
  })

  test('drops what it does not know', () => {
    const odd = {
      ...isLarge,
      sql: "'; drop",
      test: { field: 'order.subtotalMinor', is: 'at-least', value: 1, x: 2 },
    }
    expect(parseCondition(odd)).toEqual({
      kind: 'parsed',
      condition: { kind: 'test', test: { field: 'order.subtotalMinor', is: 'at-least', value: 1 } },
    })
  })

  const refusals: [string, unknown, string, number[]][] = [
    ['text', 'order.products', 'not-a-condition', []],
    [
      'an unknown field',
      { kind: 'test', test: { field: 'order.secret', is: 'has-any', values: ['x'] } },
      'not-a-condition',
      [],
    ],
    [
      'a comparison of another kind of field',
      { kind: 'test', test: { field: 'order.country', is: 'at-least', value: 1 } },
      'not-a-condition',
      [],
    ],
    ['no values', all(isVip, test1('order.vendors', 'has-any', [])), 'no-values', [1]],
    [
      'too many values',
      test1(
        'order.vendors',
        'has-any',
        Array.from({ length: valuesMax + 1 }, (_, n) => `${n}`),
      ),
      'too-many-values',
      [],
    ],
    [
      'a value that is no text',
      { kind: 'test', test: { field: 'order.vendors', is: 'has-any', values: [1] } },
      'bad-value',
      [],
    ],
    [
      'half an amount',
      { kind: 'test', test: { field: 'order.subtotalMinor', is: 'equal', value: 0.5 } },
      'bad-value',
      [],
    ],
    [
      'a day that no calendar has',
      { kind: 'test', test: { field: 'moment.date', is: 'after', value: '2026-02-30' } },
      'bad-value',
      [],
    ],
    [
      'too many tests',
      all(all(...Array(30).fill(isVip)), all(...Array(testsMax - 29).fill(isVip))),
      'too-many-tests',
      [1, testsMax - 30],
    ],
    [
      'too many groups, though they hold nothing',
      all(all(...Array(30).fill(all())), all(...Array(groupsMax - 32).fill(all()))),
      'too-many-groups',
      [1, groupsMax - 33],
    ],
    ['groups too deep', deep(depthMax + 1), 'too-deep', Array(depthMax).fill(0)],
    ['groups without end', deep(5_000), 'too-deep', Array(depthMax).fill(0)],
  ]
  test.each(refusals)('is refused for %s, and says where', (_, json, why, at) => {
    expect(parseCondition(json)).toEqual({ kind: 'refused', fault: { at, why } })
  })

  test('never throws, whatever is kept', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(['parsed', 'refused']).toContain(parseCondition(json).kind)
      }),
      runs,
    )
  })
})

function test1(
  field: (typeof listFields)[number],
  is: 'has-any' | 'has-all' | 'has-none',
  values: string[],
): Condition {
  return { kind: 'test', test: { field, is, values } }
}

function choice(is: 'one-of' | 'not-one-of', values: string[]): Condition {
  return { kind: 'test', test: { field: 'order.country', is, values } }
}

function day(is: 'after' | 'before'): Condition {
  return { kind: 'test', test: { field: 'moment.date', is, value: '2026-11-22' } }
}

function deep(levels: number): Condition {
  let condition: Condition = isVip
  for (let level = 0; level < levels; level += 1) condition = all(condition)
  return condition
}

function turn(condition: Condition): Condition {
  if (condition.kind === 'test') return condition
  return { ...condition, of: condition.of.map(turn).reverse() }
}

function aCondition(): fc.Arbitrary<Condition> {
  const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
  const aTest: fc.Arbitrary<Condition> = fc
    .oneof(
      fc.record({
        field: fc.constantFrom(...listFields),
        is: fc.constantFrom('has-any', 'has-all', 'has-none'),
        values,
      }),
      fc.record({
        field: fc.constantFrom(...choiceFields),
        is: fc.constantFrom('one-of', 'not-one-of'),
        values,
      }),
      fc.record({
        field: fc.constantFrom(...numberFields),
        is: fc.constantFrom('at-least', 'at-most', 'equal'),
        value: fc.nat(3),
      }),
      fc.record({
        field: fc.constantFrom(...timeFields),
        is: fc.constantFrom('after', 'before'),
        value: fc.constant('2026-11-22'),
      }),
    )
    .map((test) => ({ kind: 'test', test }))
  const { group } = fc.letrec<{ node: Condition; group: Condition }>((tie) => ({
    node: fc.oneof({ depthSize: 'small', maxDepth: 3 }, aTest, tie('group')),
    group: fc.record({
      kind: fc.constant('group' as const),
      join: fc.constantFrom('all', 'any', 'none'),
      of: fc.array(tie('node'), { maxLength: 3 }),
    }),
  }))
  return fc.oneof(aTest, group)
}

function someFacts(): fc.Arbitrary<ConditionFacts> {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 })
  const fields = {
    ...Object.fromEntries(listFields.map((field) => [field, list])),
    ...Object.fromEntries(choiceFields.map((field) => [field, fc.constantFrom('a', 'd')])),
    ...Object.fromEntries(numberFields.map((field) => [field, fc.nat(3)])),
    ...Object.fromEntries(timeFields.map((field) => [field, fc.constantFrom('2026-11-21', '2026-11-22')])),
  }
  return fc.record(fields, { requiredKeys: [] })
}
