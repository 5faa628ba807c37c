import { describe, expect, test } from 'vitest'
import { compare } from '../../app/domain/journeys/compare.ts'
import type { Standing } from '../../app/domain/journeys/enrollment.ts'
import { moveOf } from '../../app/domain/journeys/move.ts'
import { needsOf } from '../../app/domain/journeys/needs.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import { aJourney, always, aPlan, begin, later, message, tag, wait } from '../support/a-journey.ts'

const branch = (id: string, way: Step[], otherwise: Step[] = []): Step => ({
  kind: 'branch',
  id,
  ways: [{ name: 'way', when: always, steps: way }],
  otherwise,
})

function differences(before: Step[], after: Step[]) {
  return compare(aJourney(before), aJourney(after)).map((each) => {
    if (each.kind === 'step-changed') return `changed ${each.after.id} ${each.fields.join(' ')}`
    return 'step' in each ? `${each.kind.slice(5)} ${each.step.id}` : each.kind
  })
}

describe('two versions', () => {
  test('that are the same differ in nothing, whatever the order of their fields', () => {
    const definition = aJourney([branch('b', [message('m')]), wait('w', 1)])
    const turned = JSON.parse(JSON.stringify(definition), (_key, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    )
    expect(compare(definition, turned)).toEqual([])
  })

  test('differ in their frame', () => {
    const before = aJourney([tag('a')])
    const after = aJourney([tag('a')], {
      trigger: { kind: 'refund' },
      reentry: { kind: 'never' },
      exits: { onOrder: true, onRefund: false },
    })
    expect(compare(before, after)).toEqual([{ kind: 'trigger' }, { kind: 'reentry' }, { kind: 'exits' }])
  })

  test('differ in steps that came, went and changed, each said once', () => {
    expect(
      differences(
        [wait('w', 1), branch('b', [tag('x'), tag('gone')])],
        [wait('w', 2), branch('b', [tag('x', 'other'), message('new')])],
      ),
    ).toEqual(['removed gone', 'changed w for', 'changed x tag', 'added new'])
  })

  test('say of a step that holds others only what is its own', () => {
    const other: Step = {
      kind: 'branch',
      id: 'b',
      ways: [{ name: 'other name', when: always, steps: [tag('x')] }],
      otherwise: [],
    }
    expect(differences([branch('b', [tag('x')])], [other])).toEqual(['changed b ways', 'moved x'])
  })

  test('differ in the fewest steps whose moving explains the order', () => {
    const [a, b, c, d] = [tag('a'), tag('b'), tag('c'), tag('d')]
    expect(differences([a, b, c, d], [d, a, b, c])).toEqual(['moved d'])
    expect(differences([a, b, c, d], [b, c, d, a])).toEqual(['moved a'])
    expect(differences([a, b], [a, branch('n', [b])])).toEqual(['added n', 'moved b'])
    expect(compare(aJourney([a, b]), aJourney([b, a]))).toMatchObject([
      { kind: 'step-moved', from: { after: undefined }, to: { after: 'b' } },
    ])
  })

  test('know a step that became another kind', () => {
    expect(differences([tag('a')], [{ kind: 'flow', id: 'a', name: 'x' }])).toEqual([
      'changed a kind tag isAdded name',
    ])
  })
})

describe('a walk in another version', () => {
  const standing: Standing = { status: 'active', stepId: 'w', since: begin, dueAt: later(3), memory: {} }
  const from = aPlan([tag('a'), wait('w', 3), tag('z')])
  const move = (
    steps: Step[],
    passed = ['a'],
    instead?: Parameters<typeof moveOf>[3],
    at: Standing = standing,
  ) => moveOf(at, passed, { from, to: aPlan(steps) }, instead, later(1))

  test('goes on where it stood, since when it stood there, and is looked at at once', () => {
    expect(move([tag('a'), wait('w', 9)])).toEqual({
      kind: 'moves',
      standing: { ...standing, dueAt: later(1) },
    })
  })

  test('cannot go where its step is gone, or became another, unless somebody says where', () => {
    const gone = { kind: 'cannot', why: { kind: 'step-gone', stepId: 'w' } }
    expect(move([tag('b')])).toEqual(gone)
    expect(move([tag('w')])).toEqual(gone)
    expect(move([tag('b')], ['a'], { kind: 'end' })).toEqual({ kind: 'ends' })
    expect(move([wait('v', 1), tag('b')], ['a'], { kind: 'to', stepId: 'v' })).toMatchObject({
      kind: 'moves',
      standing: { stepId: 'v', since: later(1), dueAt: later(1) },
    })
    expect(move([tag('b')], ['a'], { kind: 'to', stepId: 'nowhere' })).toMatchObject({
      why: { kind: 'no-such-step', stepId: 'nowhere' },
    })
  })

  test('cannot go where it would pass a step again', () => {
    expect(move([wait('w', 3), tag('a')])).toMatchObject({ why: { kind: 'would-repeat', stepId: 'a' } })
    expect(move([wait('w', 3), branch('b', [], [tag('a')])])).toMatchObject({ why: { kind: 'would-repeat' } })
    expect(move([branch('b', [wait('w', 3)], [tag('a')])])).toMatchObject({ kind: 'moves' })
  })

  test('that has not entered goes along where the same begins it', () => {
    const waiting: Standing = { status: 'entering', dueAt: later(5) }
    expect(move([tag('n')], [], undefined, waiting)).toEqual({ kind: 'moves', standing: waiting })
    const to = aPlan([tag('n')], { trigger: { kind: 'quiet' } })
    expect(moveOf(waiting, [], { from, to }, undefined, begin)).toMatchObject({
      why: { kind: 'other-trigger' },
    })
  })

  test('that is over stays over', () => {
    const over: Standing = { status: 'ended', at: begin, why: 'completed' }
    expect(move([wait('w', 3)], ['a'], undefined, over)).toMatchObject({ why: { kind: 'ended' } })
  })
})

describe('what a look needs', () => {
  const productId = shopifyId('Product', '1')
  const isRepeat = {
    kind: 'test' as const,
    test: { field: 'customer.daysToNextOrder' as const, is: 'at-most' as const, value: 9 },
  }
  const offered: Step = {
    kind: 'offer',
    id: 'o',
    topic: 'offers',
    result: { kind: 'products', productIds: [productId] },
    incentive: { kind: 'none' },
    days: 9,
    usefulness: 50,
  }
  const forOrder: Step = {
    kind: 'wait-for',
    id: 'f',
    what: { kind: 'order-paid' },
    limit: { amount: 9, unit: 'days' },
    happened: [
      { kind: 'branch', id: 'b', ways: [{ name: 'soon', when: isRepeat, steps: [] }], otherwise: [offered] },
    ],
    ranOut: [],
  }
  const active = (stepId: string): Standing => ({
    status: 'active',
    stepId,
    since: begin,
    dueAt: begin,
    memory: {},
  })

  test('is what can be come to before the next wait, and no more', () => {
    const plan = aPlan([tag('a'), wait('w', 1), forOrder, wait('v', 1), tag('z')])
    expect(needsOf(plan, active('a'))).toMatchObject({ orders: false, predictions: false, goods: new Set() })
    expect(needsOf(plan, active('w'))).toEqual({
      fields: new Set(['customer.daysToNextOrder']),
      orders: true,
      refunds: false,
      predictions: true,
      past: false,
      goods: new Set([productId]),
    })
    expect(needsOf(plan, active('v'))).toMatchObject({ orders: false, predictions: false })
  })

  test('is on entering also what trigger, entry and exits ask', () => {
    const plan = aPlan([wait('w', 1)], {
      trigger: { kind: 'quiet' },
      entry: { kind: 'test', test: { field: 'customer.tags', is: 'has-any', values: ['x'] } },
      exits: { onOrder: false, onRefund: true },
    })
    expect(needsOf(plan, { status: 'entering', dueAt: begin })).toMatchObject({
      fields: new Set(['customer.tags']),
      orders: true,
      refunds: true,
      predictions: true,
      past: true,
    })
    expect(needsOf(plan, active('w'))).toMatchObject({ fields: new Set(), orders: false, past: false })
  })
})
