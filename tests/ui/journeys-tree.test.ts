import { describe, expect, test } from 'vitest'
import { allSteps } from '../../app/domain/journeys/plan.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import {
  changeStep,
  insertStep,
  laneKey,
  lanesFor,
  moveStep,
  neighbourSpot,
  removeStep,
  spotOf,
  stepsIn,
  trunk,
} from '../../app/ui/journeys/tree.ts'

const wait = (id: string): Step => ({ kind: 'wait', id, for: { amount: 1, unit: 'days' } })
const always = { kind: 'group' as const, join: 'all' as const, of: [] }
/** first, fork (yes: inside, deep (A: bottom, B), otherwise), last. */
const steps: Step[] = [
  wait('first'),
  {
    kind: 'branch',
    id: 'fork',
    ways: [
      {
        name: 'yes',
        when: always,
        steps: [
          wait('inside'),
          {
            kind: 'split',
            id: 'deep',
            arms: [
              { name: 'A', share: 50, steps: [wait('bottom')] },
              { name: 'B', share: 50, steps: [] },
            ],
          },
        ],
      },
    ],
    otherwise: [],
  },
  wait('last'),
]
const idsOf = (all: readonly Step[]) => allSteps(all).map(({ id }) => id)
const yes = { stepId: 'fork', name: 'yes' }

describe('steps that are moved about', () => {
  test('are found wherever they stand', () => {
    expect(spotOf(steps, 'last')).toEqual({ ...trunk, at: 2 })
    expect(spotOf(steps, 'bottom')).toEqual({ stepId: 'deep', name: 'A', at: 0 })
    expect(spotOf(steps, 'nowhere')).toBeUndefined()
    expect(stepsIn(steps, { stepId: 'deep', name: 'B' })).toEqual([])
    expect(stepsIn(steps, { stepId: 'deep', name: 'C' })).toBeUndefined()
    expect(laneKey(yes)).not.toBe(laneKey({ stepId: 'deep', name: 'yes' }))
  })

  test('are put in, changed and taken out at any depth, and nothing else changes', () => {
    const put = insertStep(steps, { stepId: 'deep', name: 'B', at: 0 }, wait('new'))
    expect(idsOf(put)).toEqual(['first', 'fork', 'inside', 'deep', 'bottom', 'new', 'last'])
    const changed: Step = { kind: 'wait', id: 'new', for: { amount: 9, unit: 'hours' } }
    expect(allSteps(changeStep(put, changed)).find(({ id }) => id === 'new')).toEqual(changed)
    expect(removeStep(put, 'new')).toEqual(steps)
    expect(idsOf(removeStep(steps, 'deep'))).toEqual(['first', 'fork', 'inside', 'last'])
  })

  test('go before the step that stands at the place they are put', () => {
    expect(idsOf(moveStep(steps, 'last', { ...trunk, at: 0 }))[0]).toBe('last')
    expect(idsOf(moveStep(steps, 'first', { ...trunk, at: 2 })).slice(-2)).toEqual(['first', 'last'])
    expect(idsOf(moveStep(steps, 'first', { ...trunk, at: 3 })).at(-1)).toBe('first')
    expect(stepsIn(moveStep(steps, 'bottom', { ...yes, at: 0 }), yes)?.map(({ id }) => id)).toEqual([
      'bottom',
      'inside',
      'deep',
    ])
  })

  test('never get lost: not inside themselves, not in a lane that is not there, not on their own place', () => {
    for (const to of [
      { stepId: 'deep', name: 'A', at: 0 },
      { stepId: 'fork', name: 'yes', at: 1 },
      { stepId: 'fork', name: 'no such way', at: 0 },
    ])
      expect(moveStep(steps, to.stepId === 'deep' ? 'fork' : 'deep', to)).toEqual(steps)
    expect(moveStep(steps, 'nowhere', { ...trunk, at: 0 })).toEqual(steps)
  })

  test('go by one place up and down, and out of a lane at its ends', () => {
    const by = (id: string, way: -1 | 1) => {
      const spot = neighbourSpot(steps, id, way)
      return spot ? idsOf(moveStep(steps, id, spot)) : undefined
    }
    expect(by('first', -1)).toBeUndefined()
    expect(by('last', 1)).toBeUndefined()
    expect(by('first', 1)?.slice(0, 2)).toEqual(['fork', 'inside'])
    expect(by('last', -1)?.slice(0, 3)).toEqual(['first', 'last', 'fork'])
    expect(by('inside', -1)?.slice(0, 3)).toEqual(['first', 'inside', 'fork'])
    expect(by('deep', 1)).toEqual(['first', 'fork', 'inside', 'deep', 'bottom', 'last'])
  })

  test('can go into every lane but their own and those inside themselves', () => {
    const keys = (id: string) => lanesFor(steps, id).map(laneKey)
    expect(keys('first')).toEqual(['fork/yes', 'fork/otherwise', 'deep/A', 'deep/B'])
    expect(keys('bottom')).toEqual(['trunk', 'fork/yes', 'fork/otherwise', 'deep/B'])
    expect(keys('deep')).toEqual(['trunk', 'fork/otherwise'])
    expect(keys('fork')).toEqual([])
    expect(keys('nowhere')).toEqual([])
  })

  test('are all still there after every possible move', () => {
    const lanes = [trunk, yes, { stepId: 'fork', name: 'otherwise' }, { stepId: 'deep', name: 'A' }]
    for (const id of idsOf(steps))
      for (const lane of lanes)
        for (const at of [0, 1, 2, 3]) {
          const moved = moveStep(steps, id, { ...lane, at })
          expect(idsOf(moved).toSorted(), `${id} to ${laneKey(lane)} ${at}`).toEqual(idsOf(steps).toSorted())
        }
  })
})
