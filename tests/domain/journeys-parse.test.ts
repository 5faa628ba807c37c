import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { messageChannels } from '../../app/domain/budget/channel.ts'
import { topics } from '../../app/domain/budget/topic.ts'
import { journeyFile, readJourneyFile } from '../../app/domain/journeys/journey-file.ts'
import { lanesDeepMax, parseJourney, stepsMax } from '../../app/domain/journeys/parse-journey.ts'
import { lanesOf, type Step, stepKinds } from '../../app/domain/journeys/steps.ts'
import { journeyTemplateIds, journeyTemplates } from '../../app/domain/journeys/templates.ts'
import { triggerKinds } from '../../app/domain/journeys/triggers.ts'
import { templateIds } from '../../app/domain/messages/template-id.ts'
import { random } from '../stand-in/world/random.ts'
import { aJourney, always, message, tag, wait } from '../support/a-journey.ts'
import { someJourney } from '../support/random-journeys.ts'

// The schema is what others write journeys by: it and the parser must say the same.
const schema = JSON.parse(readFileSync('public/journey.schema.json', 'utf8'))
const isAllowed = new Ajv2020({ allErrors: false }).compile(schema)

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const fileOf = (journey: unknown) => ({ encore: 'journey', format: 1, name: 'Mine', journey })

/** The fault of the parser, and that the schema or it alone would refuse it. */
function faultOf(journey: unknown): unknown {
  const parsed = parseJourney(journey)
  return parsed.kind === 'refused' ? parsed.fault : 'parsed'
}

describe('a journey as JSON', () => {
  test('is read as it was written, and so is what chance makes', () => {
    const all = [
      ...journeyTemplateIds.map((id) => journeyTemplates[id]),
      ...Array.from({ length: 300 }, (_, seed) => someJourney(random(seed, 'parse'))),
    ]
    for (const definition of all) {
      const json = asJson(definition)
      expect(parseJourney(json)).toEqual({ kind: 'parsed', definition })
      expect(isAllowed(fileOf(json)), JSON.stringify(isAllowed.errors)).toBe(true)
    }
  })

  test('loses what no journey has, wherever it stands', () => {
    const extra = {
      ...aJourney([{ ...tag('a'), ...{ extra: 1 } }]),
      extra: {},
      exits: { onOrder: true, onRefund: false, x: 1 },
    }
    expect(parseJourney(asJson(extra))).toEqual({
      kind: 'parsed',
      definition: aJourney([tag('a')], { exits: { onOrder: true, onRefund: false } }),
    })
  })

  test('fills in what may be left out', () => {
    const bare = { ...said, usefulness: undefined, texts: undefined, id: 'a' }
    expect(parseJourney(asJson(withSteps(bare)))).toEqual({
      kind: 'parsed',
      definition: aJourney([message('a')]),
    })
  })

  test('comes back from a file as it went in', () => {
    const file = journeyFile('  Mine ', journeyTemplates['win-back'])
    expect(readJourneyFile(asJson(file))).toEqual({
      kind: 'read',
      name: 'Mine',
      definition: journeyTemplates['win-back'],
    })
    expect(readJourneyFile({ ...file, format: 2 })).toEqual({ kind: 'refused', fault: { part: 'format' } })
    expect(readJourneyFile({ ...file, name: ' ' })).toEqual({ kind: 'refused', fault: { part: 'name' } })
    expect(readJourneyFile({ ...file, encore: 'rules' })).toEqual({
      kind: 'refused',
      fault: { part: 'file' },
    })
  })
})

const [good] = [asJson(aJourney([]))] as [Record<string, unknown>]
const withSteps = (...steps: unknown[]) => ({ ...good, steps })
const split = {
  kind: 'split',
  id: 's',
  arms: [
    { name: 'a', share: 50, steps: [] },
    { name: 'b', share: 50, steps: [] },
  ],
}
const branch = { kind: 'branch', id: 'b', ways: [{ name: 'w', when: always, steps: [] }], otherwise: [] }
const waitFor = {
  kind: 'wait-for',
  id: 'f',
  what: { kind: 'order-paid' },
  limit: { amount: 1, unit: 'days' },
  happened: [],
  ranOut: [],
}
const offer = {
  kind: 'offer',
  id: 'o',
  topic: 'offers',
  result: { kind: 'encore' },
  incentive: { kind: 'none' },
  days: 3,
}
const said = asJson(message('m')) as Record<string, unknown>
const inStep = (stepId: string | undefined, field: string, why = 'bad-value') => ({
  part: 'steps',
  fault: { stepId, field, why },
})
const texts = (subject: string, body = 'b', button?: string) => ({
  ...said,
  texts: { en: { subject, body, button } },
})

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
  ['no steps', { ...good, steps: undefined }, inStep(undefined, 'steps', 'missing')],
  ['a step that is none', withSteps(7), inStep(undefined, 'steps')],
  ['a step without an id', withSteps({ kind: 'end' }), inStep(undefined, 'id')],
  ['the id of the entry', withSteps({ kind: 'end', id: 'entry' }), inStep(undefined, 'id')],
  ['an id that every object has', withSteps({ kind: 'end', id: 'constructor' }), inStep(undefined, 'id')],
  ['an id with capitals', withSteps({ kind: 'end', id: 'End' }), inStep(undefined, 'id')],
  ['an unknown kind of step', withSteps({ kind: '__proto__', id: 'a' }), inStep('a', 'kind', 'unknown-kind')],
  [
    'the same id twice',
    withSteps({ kind: 'end', id: 'a' }, { ...branch, otherwise: [{ kind: 'end', id: 'a' }] }),
    inStep('a', 'id', 'twice'),
    'parser',
  ],
  [
    'a wait of nothing',
    withSteps({ kind: 'wait', id: 'a', for: { amount: 0, unit: 'days' } }),
    inStep('a', 'for'),
  ],
  [
    'a wait of 401 days',
    withSteps({ kind: 'wait', id: 'a', for: { amount: 9_601, unit: 'hours' } }),
    inStep('a', 'for'),
  ],
  [
    'a wait of weeks',
    withSteps({ kind: 'wait', id: 'a', for: { amount: 1, unit: 'weeks' } }),
    inStep('a', 'for'),
  ],
  [
    'an hour that no day has',
    withSteps({ kind: 'wait-until', id: 'a', until: { kind: 'hour', hour: 24 } }),
    inStep('a', 'until'),
  ],
  [
    'a day that no month has',
    withSteps({ kind: 'wait-until', id: 'a', until: { kind: 'date', date: '2026-02-30', hour: 9 } }),
    inStep('a', 'until'),
    'parser',
  ],
  [
    'no weekday',
    withSteps({ kind: 'wait-until', id: 'a', until: { kind: 'weekday', weekdays: [], hour: 9 } }),
    inStep('a', 'until'),
  ],
  [
    'an eighth weekday',
    withSteps({ kind: 'wait-until', id: 'a', until: { kind: 'weekday', weekdays: [8], hour: 9 } }),
    inStep('a', 'until'),
  ],
  ['a wait for something else', withSteps({ ...waitFor, what: { kind: 'rain' } }), inStep('f', 'what')],
  [
    'a wait for no tag',
    withSteps({ ...waitFor, what: { kind: 'tag-joined', tag: ' ' } }),
    inStep('f', 'what'),
  ],
  ['a wait without a limit', withSteps({ ...waitFor, limit: undefined }), inStep('f', 'limit')],
  ['a lane that is missing', withSteps({ ...waitFor, ranOut: undefined }), inStep('f', 'steps', 'missing')],
  ['a branch without ways', withSteps({ ...branch, ways: [] }), inStep('b', 'ways', 'missing')],
  [
    'seven ways',
    withSteps({
      ...branch,
      ways: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ name: `${n}`, when: always, steps: [] })),
    }),
    inStep('b', 'ways', 'too-many'),
  ],
  [
    'two ways of one name',
    withSteps({ ...branch, ways: [...branch.ways, ...branch.ways] }),
    inStep('b', 'name', 'twice'),
    'parser',
  ],
  [
    'a way called otherwise',
    withSteps({ ...branch, ways: [{ ...branch.ways[0], name: 'otherwise' }] }),
    inStep('b', 'name'),
  ],
  [
    'a way that every object has',
    withSteps({ ...branch, ways: [{ ...branch.ways[0], name: 'constructor' }] }),
    inStep('b', 'name'),
    'parser',
  ],
  [
    'a way without a condition',
    withSteps({ ...branch, ways: [{ name: 'w', steps: [] }] }),
    {
      part: 'steps',
      fault: { stepId: 'b', field: 'when', why: 'condition', condition: { at: [], why: 'not-a-condition' } },
    },
  ],
  [
    'a fault deep inside',
    withSteps({
      ...branch,
      otherwise: [
        { ...split, arms: [{ name: 'a', share: 1, steps: [{ kind: 'tag', id: 'deep' }] }, split.arms[1]] },
      ],
    }),
    inStep('deep', 'tag'),
  ],
  ['one arm', withSteps({ ...split, arms: [split.arms[0]] }), inStep('s', 'arms', 'missing')],
  [
    'five arms',
    withSteps({ ...split, arms: [1, 2, 3, 4, 5].map((n) => ({ name: `${n}`, share: 20, steps: [] })) }),
    inStep('s', 'arms', 'too-many'),
  ],
  [
    'a share of 101',
    withSteps({ ...split, arms: [{ ...split.arms[0], share: 101 }, split.arms[1]] }),
    inStep('s', 'share'),
  ],
  ['an offer of nothing', withSteps({ ...offer, result: { kind: 'nothing' } }), inStep('o', 'result')],
  ['an offer of 91 days', withSteps({ ...offer, days: 91 }), inStep('o', 'days')],
  [
    'more than all off',
    withSteps({ ...offer, incentive: { kind: 'percentage', percent: 101 } }),
    inStep('o', 'incentive'),
  ],
  ['an unknown topic', withSteps({ ...offer, topic: 'news' }), inStep('o', 'topic')],
  ['usefulness over 100', withSteps({ ...offer, usefulness: 101 }), inStep('o', 'usefulness')],
  ['an unknown template', withSteps({ ...said, template: 'spam' }), inStep('m', 'template')],
  ['a message by no channel', withSteps({ ...said, channels: [] }), inStep('m', 'channels')],
  ['a message on a page', withSteps({ ...said, channels: ['page'] }), inStep('m', 'channels')],
  ['a message that is held for ever', withSteps({ ...said, validDays: 61 }), inStep('m', 'validDays')],
  ['a subject of two lines', withSteps(texts('a\r\nBcc: you')), inStep('m', 'texts')],
  ['a subject that is too long', withSteps(texts('a'.repeat(151))), inStep('m', 'texts')],
  ['a body that is too long', withSteps(texts('a', 'b'.repeat(5_001))), inStep('m', 'texts')],
  [
    'words in no language',
    withSteps({ ...said, texts: { constructor: { subject: 'a', body: 'b' } } }),
    inStep('m', 'texts'),
  ],
  [
    'a message that shows four products',
    withSteps({ ...said, offer: { result: { kind: 'encore' }, incentive: { kind: 'none' }, itemsMax: 4 } }),
    inStep('m', 'offer'),
  ],
  [
    'a tag that is neither added nor taken',
    withSteps({ kind: 'tag', id: 't', tag: 'a' }),
    inStep('t', 'isAdded'),
  ],
  ['nothing to tell Flow', withSteps({ kind: 'flow', id: 'f', name: ' ' }), inStep('f', 'name')],
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

describe('the published schema', () => {
  const kindsOf = (definition: string): string[] =>
    schema.$defs[definition].oneOf.flatMap(
      ({ properties: { kind } }: { properties: { kind: { const?: string; enum?: string[] } } }) =>
        kind.enum ?? [kind.const],
    )

  test('knows every kind of step and trigger, and no other', () => {
    expect(kindsOf('step').sort()).toEqual([...stepKinds].sort())
    expect(kindsOf('trigger').sort()).toEqual([...triggerKinds].sort())
  })

  test('knows every channel of a message, every template and every topic, and no other', () => {
    const stepOf = (kind: string) =>
      schema.$defs.step.oneOf.find(
        ({ properties }: { properties: { kind: { const?: string } } }) => properties.kind.const === kind,
      ).properties
    const { channels, template, topic } = stepOf('message')
    expect(channels.items.enum).toEqual(messageChannels)
    expect(channels.maxItems).toBe(messageChannels.length)
    expect([...template.enum].sort()).toEqual([...templateIds].sort())
    for (const each of [topic, stepOf('offer').topic])
      expect([...each.enum].sort()).toEqual([...topics].sort())
  })

  test('is tried with steps of every kind', () => {
    const tried = new Set<string>()
    const note = (steps: readonly Step[]): void => {
      for (const step of steps) {
        tried.add(step.kind)
        for (const lane of lanesOf(step)) note(lane.steps)
      }
    }
    for (let seed = 0; seed < 300; seed += 1) note(someJourney(random(seed, 'parse')).steps)
    expect([...tried].sort()).toEqual([...stepKinds].sort())
  })
})
