import { describe, expect, test } from 'vitest'
import type { Condition } from '../../app/domain/conditions/condition.ts'
import { advance, settleWish } from '../../app/domain/journeys/advance.ts'
import type { JourneyFacts } from '../../app/domain/journeys/facts.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import type { JourneyPlan } from '../../app/domain/journeys/plan.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import {
  aPlan,
  aWalk,
  begin,
  firstOrderId,
  later,
  message,
  never,
  tag,
  theFacts,
  wait,
} from '../support/a-journey.ts'
import { asItStands, entered, passedIds } from '../support/looks.ts'

describe('somebody whose trigger fired', () => {
  test('enters and walks as far as nothing keeps them', () => {
    const { look } = entered([tag('a'), tag('b'), wait('c', 1), tag('d')])
    expect(look.enteredAt).toEqual(begin)
    expect(passedIds(look)).toEqual(['a', 'b'])
    expect(look.acts.map(({ stepId, act }) => [stepId, act.kind])).toEqual([
      ['a', 'tagged'],
      ['b', 'tagged'],
    ])
    expect(look.standing).toEqual({
      status: 'active',
      stepId: 'c',
      since: begin,
      dueAt: later(1),
      memory: {},
    })
  })

  test('is not looked at before the time, and the same look twice says the same', () => {
    const plan = aPlan([tag('a')])
    const early = advance(plan, aWalk(), theFacts(), new Date(begin.getTime() - 1))
    expect(early).toMatchObject({ standing: { status: 'entering', dueAt: begin }, passed: [], acts: [] })
    const facts = theFacts()
    expect(advance(plan, aWalk(), facts, begin)).toEqual(advance(plan, aWalk(), facts, begin))
  })

  test('does not enter where the condition does not hold, and it is kept why', () => {
    const isRegular: Condition = {
      kind: 'test',
      test: { field: 'customer.orders', is: 'at-least', value: 3 },
    }
    const { look } = entered([tag('a')], { entry: isRegular })
    expect(look.standing).toEqual({ status: 'ended', at: begin, why: 'not-entered' })
    expect(look.enteredAt).toBeUndefined()
    expect(look.passed).toMatchObject([
      {
        stepId: 'entry',
        passed: { kind: 'not-entered', why: 'condition', verdict: { found: 1, holds: 'no' } },
      },
    ])
    expect(look.acts).toEqual([])
  })

  test('does not enter where what the condition asks is not known', () => {
    const isRegular: Condition = {
      kind: 'test',
      test: { field: 'customer.orders', is: 'at-least', value: 3 },
    }
    const { look } = entered([tag('a')], { entry: isRegular }, theFacts({ conditions: {} }))
    expect(look.standing).toMatchObject({ why: 'not-entered' })
  })

  const recent = { isWalking: false, lastEnteredAt: later(-10) }
  const reentries: [string, JourneyDefinition['reentry'], JourneyFacts['past'], string | undefined][] = [
    ['never lets the same person in twice', { kind: 'never' }, recent, 'again-too-soon'],
    ['after 11 days does not after 10', { kind: 'after', days: 11 }, recent, 'again-too-soon'],
    ['after 10 days does after 10', { kind: 'after', days: 10 }, recent, undefined],
    ['always does', { kind: 'always' }, recent, undefined],
    ['always does not while they walk', { kind: 'always' }, { ...recent, isWalking: true }, 'walking'],
    [
      'never lets in who never was',
      { kind: 'never' },
      { isWalking: false, lastEnteredAt: undefined },
      undefined,
    ],
  ]
  test.each(reentries)('a re-entry rule: %s', (_, reentry, past, why) => {
    const { look } = entered([tag('a')], { reentry }, theFacts({ past }))
    if (why === undefined) expect(passedIds(look)).toEqual(['a'])
    else expect(look.passed).toEqual([{ stepId: 'entry', passed: { kind: 'not-entered', why } }])
  })

  test('of what another walk told of together with its own is not entered, and says so', () => {
    const productId = shopifyId('Product', '2')
    const need = { productId, dueAt: begin, orderId: firstOrderId }
    const trigger = { kind: 'replenishment-due' as const, productId: undefined, leadDays: 0 }
    const plan = aPlan([tag('a')], { trigger })
    const facts = theFacts({
      predicted: { quietAt: undefined, needs: [need] },
      past: { isWalking: true, lastEnteredAt: later(-2) },
    })
    expect(advance(plan, aWalk({ productId }), facts, begin)).toMatchObject({
      standing: { why: 'not-entered' },
      passed: [{ stepId: 'entry', passed: { why: 'told-together' } }],
    })
  })

  test('of a journey without steps enters and is through', () => {
    expect(entered([]).look).toMatchObject({ enteredAt: begin, standing: { why: 'completed' } })
  })

  test('is left out when the order was cancelled or is gone before', () => {
    const order = {
      id: firstOrderId,
      paidAt: begin,
      cancelledAt: begin,
      fulfilledAt: undefined,
      deliveredAt: undefined,
      holdsGiftCardsOnly: false,
    }
    for (const facts of [theFacts({ order }), theFacts({ order: undefined })])
      expect(entered([tag('a')], {}, facts).look.standing).toMatchObject({ why: 'no-longer-due' })
  })

  test('by name enters whatever the trigger would say', () => {
    const plan = aPlan([tag('a')], { trigger: { kind: 'quiet' } })
    const facts = theFacts({ order: undefined, orders: [] })
    expect(advance(plan, aWalk({ orderId: undefined }), facts, begin).standing).toMatchObject({
      why: 'no-longer-due',
    })
    const called = advance(plan, aWalk({ orderId: undefined, isCalled: true }), facts, begin)
    expect(passedIds(called)).toEqual(['a'])
  })
})

describe('somebody who waits', () => {
  test('goes on at the moment, not before, and from then on counts anew', () => {
    const { plan, walk, look } = entered([wait('a', 1), wait('b', 1), tag('c')])
    expect(advance(plan, walk, theFacts(), later(1, -1))).toEqual({ ...look, passed: [], acts: [] })
    const next = advance(plan, walk, theFacts(), later(1))
    expect(passedIds(next)).toEqual(['a'])
    expect(next.standing).toMatchObject({ stepId: 'b', since: later(1), dueAt: later(2) })
  })

  test('is looked at early when something woke them, and goes on waiting', () => {
    const { plan, walk } = entered([wait('a', 3), tag('b')])
    if (walk.standing.status !== 'active') throw new Error('it waits')
    const woken = { ...walk, standing: { ...walk.standing, dueAt: later(1) } }
    expect(advance(plan, woken, theFacts(), later(1))).toMatchObject({
      passed: [],
      standing: { stepId: 'a', since: begin, dueAt: later(3) },
    })
  })

  test('in a paused journey stays, loses no time, and goes on when it runs again', () => {
    const { plan, walk } = entered([wait('a', 1), tag('b')])
    const paused = theFacts({ journey: { isPaused: true, isArchived: false } })
    const held = advance(plan, walk, paused, later(2))
    expect(held).toMatchObject({ passed: [], standing: { stepId: 'a', since: begin, dueAt: later(3) } })
    expect(passedIds(advance(plan, asItStands(walk, held), theFacts(), later(3)))).toEqual(['a', 'b'])
  })

  test('to enter a paused journey waits outside', () => {
    const paused = theFacts({ journey: { isPaused: true, isArchived: false } })
    expect(advance(aPlan([tag('a')]), aWalk(), paused, begin).standing).toEqual({
      status: 'entering',
      dueAt: later(1),
    })
  })
})

describe('a wish', () => {
  const steps = [message('a'), tag('b'), message('c', { template: 'how-to' })]

  test('keeps the walk at its step until the budget has spoken, and is the same each time', () => {
    const { plan, look, walk } = entered(steps)
    expect(look).toMatchObject({
      passed: [],
      standing: { stepId: 'a', dueAt: begin },
      wish: {
        stepId: 'a',
        wish: { key: 'touch/walk/a', channels: ['email'], topic: 'help', validUntil: later(7) },
      },
    })
    expect(advance(plan, walk, theFacts(), later(2)).wish).toEqual(look.wish)
  })

  test('that goes is passed, and the walk goes on to the next', () => {
    const { plan, walk } = entered(steps)
    const gone = settleWish(plan, walk, { kind: 'go' }, theFacts(), later(0, 1))
    expect(gone.passed).toEqual([
      { stepId: 'a', passed: { kind: 'touched', touchKey: 'touch/walk/a' } },
      { stepId: 'b', passed: { kind: 'tagged', tag: 'b', isAdded: true } },
    ])
    expect(gone.wish).toMatchObject({ stepId: 'c', wish: { key: 'touch/walk/c', validUntil: later(7, 1) } })
    const end = settleWish(plan, asItStands(walk, gone), { kind: 'go' }, theFacts(), later(0, 1))
    expect(end.standing).toMatchObject({ status: 'ended', why: 'completed' })
  })

  test('that is held stays until then, and exits are judged before it is asked again', () => {
    const { plan, walk } = entered(steps, { exits: { onOrder: true, onRefund: false } })
    const held = settleWish(plan, walk, { kind: 'hold', until: later(2) }, theFacts(), begin)
    expect(held).toMatchObject({
      passed: [],
      wish: undefined,
      standing: { stepId: 'a', since: begin, dueAt: later(2) },
    })
    const bought = theFacts({ orders: [{ id: shopifyId('Order', '2'), at: later(1) }] })
    const again = advance(plan, asItStands(walk, held), bought, later(2))
    expect(again).toMatchObject({ wish: undefined, standing: { why: 'bought' } })
  })

  test('that never goes is left out with the reason, and the walk goes on', () => {
    const { plan, walk } = entered(steps)
    const dropped = settleWish(plan, walk, { kind: 'never', why: { kind: 'topic-off' } }, theFacts(), begin)
    expect(dropped.passed[0]).toEqual({ stepId: 'a', passed: { kind: 'not-touched', why: 'topic-off' } })
    expect(dropped.wish).toMatchObject({ stepId: 'c' })
  })

  test('of a walk that has ended meanwhile changes nothing', () => {
    const { plan, walk } = entered(steps)
    const ended = {
      ...walk,
      standing: { status: 'ended' as const, at: begin, why: 'stopped-by-merchant' as const },
    }
    const settled = settleWish(plan, ended, { kind: 'go' }, theFacts(), begin)
    expect(settled).toMatchObject({ passed: [], acts: [], standing: ended.standing })
  })
})

describe('a plan that does not fit', () => {
  test('ends a walk whose step it does not have as broken, and says at which step', () => {
    const plan: JourneyPlan = aPlan([tag('a')])
    const lost = aWalk({
      enteredAt: begin,
      standing: { status: 'active', stepId: 'gone', since: begin, dueAt: begin, memory: {} },
    })
    expect(advance(plan, lost, theFacts(), begin)).toMatchObject({
      standing: { status: 'ended', why: 'broken' },
      passed: [{ stepId: 'gone', passed: { kind: 'broken', why: 'no-such-step' } }],
    })
  })

  test('never begins for anybody whom its entry cannot hold for', () => {
    expect(entered([tag('a')], { entry: never }).look.standing).toMatchObject({ why: 'not-entered' })
  })
})
