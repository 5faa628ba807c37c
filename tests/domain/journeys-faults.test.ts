import { describe, expect, test } from 'vitest'
import type { Condition } from '../../app/domain/conditions/condition.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { aJourney, always, message, never, tag, wait } from '../support/a-journey.ts'
import {
  all,
  asked,
  faults,
  hello,
  kinds,
  notTagged,
  orders,
  subtotal,
  tagged,
} from '../support/journey-faults.ts'

describe('a journey', () => {
  test('that is well has no faults', () => {
    expect(faults(aJourney([wait('w', 2), hello]))).toEqual([])
  })

  test('without steps cannot be published, and one in which nothing happens is told', () => {
    expect(kinds(aJourney([]))).toEqual(['blocks empty'])
    expect(kinds(aJourney([wait('w', 1), { kind: 'end', id: 'e' }]))).toEqual(['warns nothing-happens'])
  })

  test('tells what blocks first, then what is elsewhere in the order in which it is read', () => {
    const split: Step = {
      kind: 'split',
      id: 's',
      arms: [
        { name: 'a', share: 60, steps: [] },
        { name: 'b', share: 60, steps: [] },
      ],
    }
    const late = message('late', { template: 'sorry-refund' })
    const found = faults(aJourney([wait('w', 300), late, hello, split]))
    expect(found.map(({ severity, stepId }) => `${severity} ${stepId}`)).toEqual([
      'blocks s',
      'warns late',
      'warns late',
      'warns m',
    ])
  })
})

describe('an entry', () => {
  const ofNobody: [string, JourneyDefinition['trigger'], Condition][] = [
    ['an empty any', { kind: 'order-paid' }, never],
    [
      'more than and less than',
      { kind: 'order-paid' },
      all(subtotal('at-least', 50), subtotal('at-most', 49)),
    ],
    ['tagged and not tagged', { kind: 'order-paid' }, all(tagged('VIP'), notTagged('vip', 'other'))],
    ['order 1 of who has three', { kind: 'nth-order', number: 3, orLater: true }, orders('at-most', 2)],
    ['an order where none began it', { kind: 'birthday', daysBefore: 0 }, subtotal('at-least', 1)],
    [
      'none of both sides',
      { kind: 'order-paid' },
      { kind: 'group', join: 'none', of: [orders('at-least', 3), orders('at-most', 2)] },
    ],
    [
      'an eighth day of the week',
      { kind: 'order-paid' },
      asked({ field: 'moment.weekday', is: 'not-one-of', values: ['1', '2', '3', '4', '5', '6', '7'] }),
    ],
    [
      'a country and another',
      { kind: 'order-paid' },
      all(
        asked({ field: 'order.country', is: 'one-of', values: ['DE', 'FR'] }),
        asked({ field: 'order.country', is: 'one-of', values: ['it'] }),
      ),
    ],
    [
      'a day before and after',
      { kind: 'order-paid' },
      all(
        asked({ field: 'moment.date', is: 'after', value: '2026-12-01' }),
        asked({ field: 'moment.date', is: 'before', value: '2026-12-01' }),
      ),
    ],
    [
      'an hour after midnight',
      { kind: 'order-paid' },
      asked({ field: 'moment.hour', is: 'at-least', value: 24 }),
    ],
  ]
  test.each(ofNobody)('that can hold for nobody blocks: %s', (_, trigger, entry) => {
    expect(kinds(aJourney([tag('a')], { trigger, entry }))).toEqual(['blocks entry-holds-for-nobody'])
  })

  const ofSomebody: [string, JourneyDefinition['trigger'], Condition][] = [
    ['one amount', { kind: 'order-paid' }, all(subtotal('at-least', 50), subtotal('at-most', 50))],
    ['one of two tags', { kind: 'order-paid' }, all(tagged('a', 'b'), notTagged('a'))],
    ['third order', { kind: 'nth-order', number: 3, orLater: false }, orders('equal', 3)],
    ['the order before quiet', { kind: 'quiet' }, subtotal('at-least', 1)],
    [
      'either side',
      { kind: 'order-paid' },
      { kind: 'group', join: 'any', of: [never, orders('at-most', 2)] },
    ],
    [
      'not all',
      { kind: 'order-paid' },
      {
        kind: 'group',
        join: 'none',
        of: [all(orders('at-least', 3), tagged('vip'))],
      },
    ],
  ]
  test.each(ofSomebody)('that can hold is let be: %s', (_, trigger, entry) => {
    expect(kinds(aJourney([tag('a')], { trigger, entry }))).toEqual([])
  })

  test('too large to be thought through is let be, and soon', () => {
    const either = (n: number): Condition => ({
      kind: 'group',
      join: 'any',
      of: [tagged(`a${n}`), tagged(`b${n}`)],
    })
    const hard = all(...Array.from({ length: 24 }, (_, n) => either(n)), never)
    const before = performance.now()
    expect(kinds(aJourney([tag('a')], { entry: hard }))).toEqual([])
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})

describe('a goal', () => {
  const withGoal = (entry: Condition, goal: Condition) =>
    kinds(aJourney([tag('a')], { entry, exits: { onOrder: false, onRefund: false, goal } }))

  test('that everybody has reached who enters blocks', () => {
    expect(withGoal(always, always)).toEqual(['blocks goal-holds-at-once'])
    expect(withGoal(always, orders('at-least', 1))).toEqual(['blocks goal-holds-at-once'])
    expect(withGoal(tagged('vip'), tagged('vip', 'regular'))).toEqual(['blocks goal-holds-at-once'])
  })

  test('that nobody can reach is told, any other is let be', () => {
    expect(withGoal(always, never)).toEqual(['warns goal-holds-for-nobody'])
    expect(withGoal(always, orders('at-least', 2))).toEqual([])
  })
})

describe('a way that nobody takes', () => {
  const branch = (ways: [string, Condition][], otherwise: Step[] = [tag('o')]): Step => ({
    kind: 'branch',
    id: 'b',
    ways: ways.map(([name, when]) => ({ name, when, steps: [tag(name)] })),
    otherwise,
  })
  const told = (steps: Step[], entry = always) =>
    faults(aJourney(steps, { entry })).map((fault) => [fault.kind, 'lane' in fault && fault.lane])

  test('is told: its condition holds for nobody, or an earlier way takes them all', () => {
    expect(
      told([
        branch([
          ['a', orders('at-most', 0)],
          ['b', orders('equal', 2)],
        ]),
      ]),
    ).toEqual([['way-holds-for-nobody', 'a']])
    expect(
      told([
        branch([
          ['a', orders('at-least', 2)],
          ['b', orders('at-least', 5)],
        ]),
      ]),
    ).toEqual([['unreachable-lane', 'b']])
    expect(
      told([
        branch([
          ['a', always],
          ['b', tagged('x')],
        ]),
      ]),
    ).toEqual([
      ['unreachable-lane', 'b'],
      ['unreachable-lane', 'otherwise'],
    ])
  })

  test('is told where the way around it speaks of the same order', () => {
    const inner = branch([['a', subtotal('at-least', 90)]], [])
    const outer: Step = {
      kind: 'branch',
      id: 'outer',
      ways: [{ name: 'small', when: subtotal('at-most', 50), steps: [inner] }],
      otherwise: [],
    }
    expect(told([outer])).toEqual([['way-holds-for-nobody', 'a']])
    expect(told([branch([['a', subtotal('at-least', 90)]], [])], subtotal('at-most', 50))).toEqual([
      ['way-holds-for-nobody', 'a'],
    ])
  })

  test('is not told of what may change on the way, or is not known of everybody', () => {
    expect(told([branch([['a', tagged('x')]])], notTagged('x'))).toEqual([])
    expect(
      told([
        branch([
          ['a', orders('at-least', 2)],
          ['b', orders('at-most', 1)],
        ]),
      ]),
    ).toEqual([])
  })

  test('behind an end is told once', () => {
    const ended: Step[] = [{ kind: 'end', id: 'e' }, tag('x'), tag('y')]
    expect(faults(aJourney([tag('a'), ...ended])).map(({ kind, stepId }) => [kind, stepId])).toEqual([
      ['unreachable-step', 'x'],
    ])
    const both = branch([['a', tagged('x')]], [{ kind: 'end', id: 'e' }])
    expect(faults(aJourney([both, tag('after')]))).toEqual([])
  })

  test('is what an exit ends', () => {
    const waitFor: Step = {
      kind: 'wait-for',
      id: 'f',
      what: { kind: 'order-paid' },
      limit: { amount: 9, unit: 'days' },
      happened: [tag('a')],
      ranOut: [tag('b')],
    }
    const exits = { onOrder: true, onRefund: false }
    expect(kinds(aJourney([waitFor], { exits }))).toEqual(['warns unreachable-lane'])
    expect(kinds(aJourney([waitFor]))).toEqual([])
    const parcel: Step = { ...waitFor, what: { kind: 'order-delivered' } }
    expect(kinds(aJourney([parcel], { trigger: { kind: 'tag-joined', tag: 'x' } }))).toEqual([
      'warns waits-for-no-order',
    ])
  })
})

describe('a journey that begins itself again', () => {
  const begins = (by: string, adds: string, reentry: JourneyDefinition['reentry'] = { kind: 'always' }) =>
    aJourney([tag('t', adds)], { trigger: { kind: 'tag-joined', tag: by }, reentry })
  const other = (journeyId: string, definition: JourneyDefinition) => ({
    journeyId,
    name: journeyId,
    definition,
  })

  test('by its own tag blocks where people may walk it always, and is told otherwise', () => {
    expect(kinds(begins('vip', 'VIP'))).toEqual(['blocks begins-itself'])
    expect(kinds(begins('vip', 'VIP', { kind: 'never' }))).toEqual(['warns begins-itself'])
    expect(kinds(begins('vip', 'other'))).toEqual([])
  })

  test('through others is told with the shortest way round, and only where there is one', () => {
    const others = [
      other('x', begins('b', 'c')),
      other('y', begins('c', 'a')),
      other('z', begins('b', 'nowhere')),
      other('long', begins('c', 'd')),
    ]
    expect(faults(begins('a', 'b'), { others })).toEqual([
      {
        severity: 'blocks',
        kind: 'begins-itself',
        stepId: undefined,
        through: [
          { journeyId: 'j', name: 'Mine' },
          { journeyId: 'x', name: 'x' },
          { journeyId: 'y', name: 'y' },
        ],
      },
    ])
    expect(kinds(begins('a', 'b'), { others: others.slice(2) })).toEqual([])
  })

  test('is not every circle of others', () => {
    const others = [other('x', begins('b', 'c')), other('y', begins('c', 'b'))]
    expect(kinds(begins('a', 'b'), { others })).toEqual([])
  })
})
