import { describe, expect, test } from 'vitest'
import { lanesDeepMax, parseJourney, stepsMax } from '../../app/domain/journeys/parse-journey.ts'
import { journeyTemplates } from '../../app/domain/journeys/templates.ts'
import { aJourney, always, wait } from '../support/a-journey.ts'
import {
  asJson,
  branch,
  faultOf,
  fileOf,
  good,
  inStep,
  isAllowed,
  said,
  withSteps,
} from '../support/journey-json.ts'

/** What does not fit, and what is said of it. Those marked `parser` cannot be said in a schema. */
const refused: [string, unknown, unknown, 'parser'?][] = [
  ['no object', [], { part: 'definition' }],
  ['no trigger', { ...good, trigger: undefined }, { part: 'trigger', field: 'trigger' }],
  ['an unknown trigger', { ...good, trigger: { kind: 'moon' } }, { part: 'trigger', field: 'kind' }],
  [
    'a trigger that every object has',
    { ...good, trigger: { kind: 'constructor' } },
    { part: 'trigger', field: 'kind' },
  ],
  [
    'order number 0',
    { ...good, trigger: { kind: 'nth-order', number: 0 } },
    { part: 'trigger', field: 'number' },
  ],
  [
    '61 lead days',
    { ...good, trigger: { kind: 'replenishment-due', leadDays: 61 } },
    { part: 'trigger', field: 'leadDays' },
  ],
  [
    'a product that is none',
    { ...good, trigger: { kind: 'replenishment-due', leadDays: 1, productId: '7' } },
    { part: 'trigger', field: 'productId' },
  ],
  [
    '31 days before',
    { ...good, trigger: { kind: 'birthday', daysBefore: 31 } },
    { part: 'trigger', field: 'daysBefore' },
  ],
  [
    'half a day before',
    { ...good, trigger: { kind: 'anniversary', daysBefore: 0.5 } },
    { part: 'trigger', field: 'daysBefore' },
  ],
  [
    'a tag with a comma',
    { ...good, trigger: { kind: 'tag-joined', tag: 'a,b' } },
    { part: 'trigger', field: 'tag' },
  ],
  [
    'an entry that is none',
    { ...good, entry: { kind: 'group' } },
    { part: 'entry', condition: { at: [], why: 'not-a-condition' } },
  ],
  ['an unknown re-entry', { ...good, reentry: { kind: 'sometimes' } }, { part: 'reentry' }],
  ['a re-entry after 0 days', { ...good, reentry: { kind: 'after', days: 0 } }, { part: 'reentry' }],
  ['no exits', { ...good, exits: undefined }, { part: 'exits' }],
  ['an exit that is no yes or no', { ...good, exits: { onOrder: 1, onRefund: false } }, { part: 'exits' }],
  [
    'a goal that is none',
    { ...good, exits: { onOrder: true, onRefund: true, goal: 7 } },
    { part: 'goal', condition: { at: [], why: 'not-a-condition' } },
  ],
]

describe('what is refused', () => {
  test.each(refused)('%s', (_, json, fault, by) => {
    expect(faultOf(json)).toEqual(fault)
    expect(isAllowed(fileOf(json))).toBe(by === 'parser')
  })

  test('is more than a hundred steps, wherever they stand', () => {
    const many = Array.from({ length: stepsMax + 1 }, (_, n) => wait(`w${n}`, 1))
    expect(faultOf(aJourney(many))).toEqual(inStep(undefined, 'steps', 'too-many'))
    expect(faultOf(aJourney(many.slice(1)))).toBe('parsed')
    const spread = [{ ...branch, otherwise: many.slice(51) }, ...many.slice(0, 51)]
    expect(faultOf(withSteps(...spread))).toMatchObject({ fault: { why: 'too-many' } })
  })

  test('is a lane too deep, and depth without end costs nothing', () => {
    const deep = (depth: number): unknown[] =>
      Array.from({ length: depth }).reduce<unknown[]>(
        (inner, _, n) => [{ ...branch, id: `b${n}`, otherwise: inner }],
        [],
      )
    expect(faultOf(withSteps(...deep(lanesDeepMax)))).toBe('parsed')
    expect(faultOf(withSteps(...deep(lanesDeepMax + 1)))).toMatchObject({ fault: { why: 'too-deep' } })
    expect(faultOf(withSteps(...deep(100_000)))).toMatchObject({ fault: { why: 'too-deep' } })
    let condition: unknown = always
    for (let n = 0; n < 100_000; n += 1) condition = { kind: 'group', join: 'all', of: [condition] }
    expect(faultOf({ ...good, entry: condition })).toMatchObject({
      part: 'entry',
      condition: { why: 'too-deep' },
    })
  })

  test('is what keys of every object’s prototype are made of', () => {
    const hostile = JSON.parse(
      '{"__proto__":{"steps":[]},"trigger":{"kind":"order-paid"},"entry":{"kind":"group","join":"all","of":[]},' +
        '"reentry":{"kind":"always"},"exits":{"onOrder":true,"onRefund":true},"constructor":{"prototype":{"x":1}}}',
    )
    expect(faultOf(hostile)).toEqual(inStep(undefined, 'steps', 'missing'))
    const texts = JSON.parse('{"__proto__":{"subject":"a","body":"b"}}')
    expect(faultOf(withSteps({ ...said, texts }))).toEqual(inStep('m', 'texts'))
    expect('x' in {}).toBe(false)
  })

  test('never throws, whatever part of a journey is torn out or replaced', () => {
    const whole = asJson(journeyTemplates['first-order'])
    for (const value of [null, undefined, 0, '', [], {}, true, NaN, 'x'.repeat(10_000)])
      for (const torn of tornVariants(whole, value)) expect(() => parseJourney(torn)).not.toThrow()
  })
})

/** The value with each of its parts, one at a time, replaced. */
function tornVariants(whole: unknown, by: unknown): unknown[] {
  if (typeof whole !== 'object' || whole === null) return [by]
  if (Array.isArray(whole))
    return [by, ...whole.flatMap((each, at) => tornVariants(each, by).map((torn) => whole.with(at, torn)))]
  return [
    by,
    ...Object.entries(whole).flatMap(([key, each]) =>
      tornVariants(each, by).map((torn) => ({ ...whole, [key]: torn })),
    ),
  ]
}
