import { describe, expect, test } from 'vitest'
import { always } from '../support/a-journey.ts'
import {
  branch,
  faultOf,
  fileOf,
  good,
  inStep,
  isAllowed,
  offer,
  said,
  split,
  texts,
  waitFor,
  withSteps,
} from '../support/journey-json.ts'

/** What does not fit, and what is said of it. Those marked `parser` cannot be said in a schema. */
const refused: [string, unknown, unknown, 'parser'?][] = [
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
})
