import { expect, test } from 'vitest'
import { canHold } from '../../app/domain/conditions/can-hold.ts'
import type { Condition, Test } from '../../app/domain/conditions/condition.ts'
import { type ConditionFacts, judge } from '../../app/domain/conditions/judge-condition.ts'
import { type Random, random } from '../stand-in/world/random.ts'

// Logic is checked by trying: everybody there could be, over fields so small that all of them can be tried.

const tagSets = [[], ['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']]

const everybody: ConditionFacts[] = [0, 1, 2, 3, 4].flatMap((orders) =>
  tagSets.flatMap((tags) =>
    ['web', 'pos', 'else'].flatMap((channel) =>
      ['active', 'quiet', 'likely-gone'].map((presence) => ({
        'customer.orders': orders,
        'customer.tags': tags,
        'order.channel': channel,
        'customer.presence': presence,
      })),
    ),
  ),
)

function someTest(chance: Random): Test {
  const values = (from: string[]) => [...new Set([chance.pick(from), chance.pick(from)])]
  switch (chance.int(0, 3)) {
    case 0:
      return {
        field: 'customer.orders',
        is: chance.pick(['at-least', 'at-most', 'equal'] as const),
        value: chance.int(0, 3),
      }
    case 1:
      return {
        field: 'customer.tags',
        is: chance.pick(['has-any', 'has-all', 'has-none'] as const),
        values: values(['a', 'b']),
      }
    case 2:
      return {
        field: 'order.channel',
        is: chance.pick(['one-of', 'not-one-of'] as const),
        values: values(['web', 'pos']),
      }
    default:
      return {
        field: 'customer.presence',
        is: chance.pick(['one-of', 'not-one-of'] as const),
        values: values(['active', 'quiet', 'likely-gone']),
      }
  }
}

function someCondition(chance: Random, depth: number): Condition {
  if (depth === 0 || chance.chance(0.3)) return { kind: 'test', test: someTest(chance) }
  const join = chance.pick(['all', 'all', 'any', 'none'] as const)
  const of = Array.from({ length: chance.int(0, 4) }, () => someCondition(chance, depth - 1))
  return { kind: 'group', join, of }
}

test('what anybody fits is never said to hold for nobody, and what nobody fits is almost always found out', () => {
  const found = { possible: 0, impossible: 0, missed: 0 }
  for (let seed = 0; seed < 4_000; seed += 1) {
    const chance = random(seed, 'can hold')
    const claims = Array.from({ length: chance.int(1, 2) }, () => ({
      condition: someCondition(chance, 3),
      isTrue: chance.chance(0.7),
    }))
    const fits = everybody.some((facts) =>
      claims.every(({ condition, isTrue }) => judge(condition, facts).holds === (isTrue ? 'yes' : 'no')),
    )
    const said = canHold(claims, { unknown: new Set(), assumed: [] })
    if (fits) {
      found.possible += 1
      expect(said, JSON.stringify(claims)).toBe(true)
    } else if (said) found.missed += 1
    else found.impossible += 1
  }
  expect(found.possible).toBeGreaterThan(1_000)
  expect(found.impossible).toBeGreaterThan(300)
  expect(found.missed / (found.missed + found.impossible)).toBeLessThan(0.02)
})

test('what hangs on something that is never known holds for nobody, whichever way it is asked', () => {
  const asked = (is: 'at-least' | 'at-most'): Condition => ({
    kind: 'test',
    test: { field: 'order.quantity', is, value: 1 },
  })
  const unknown = { unknown: new Set(['order.quantity']), assumed: [] }
  for (const isTrue of [true, false])
    expect(canHold([{ condition: asked('at-least'), isTrue }], unknown)).toBe(false)
  const either: Condition = {
    kind: 'group',
    join: 'any',
    of: [asked('at-most'), { kind: 'group', join: 'all', of: [] }],
  }
  expect(canHold([{ condition: either, isTrue: true }], unknown)).toBe(true)
})
