import { describe, expect, test } from 'vitest'
import type { Condition } from '../../app/domain/conditions/condition.ts'
import { advance } from '../../app/domain/journeys/advance.ts'
import type { JourneyFacts } from '../../app/domain/journeys/facts.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import {
  aPlan,
  aWalk,
  begin,
  firstOrderId,
  later,
  message,
  tag,
  theFacts,
  wait,
} from '../support/a-journey.ts'
import { asItStands, entered, passedIds } from '../support/looks.ts'

describe('a walk ends before its next step', () => {
  const secondOrder = { id: shopifyId('Order', '2'), at: later(0, 5) }
  const firstOrder = { id: firstOrderId, at: begin }
  const isVip: Condition = { kind: 'test', test: { field: 'customer.tags', is: 'has-any', values: ['vip'] } }
  const unreachable = { channels: ['page' as const], topics: ['help' as const] }
  const { customer } = theFacts()
  const cancelled = {
    id: firstOrderId,
    paidAt: begin,
    cancelledAt: later(0, 3),
    fulfilledAt: undefined,
    deliveredAt: undefined,
    holdsGiftCardsOnly: false,
  }
  const exits: [string, string, JourneyDefinition['exits'], Partial<JourneyFacts>][] = [
    [
      'something was bought',
      'bought',
      { onOrder: true, onRefund: false },
      { orders: [secondOrder, firstOrder] },
    ],
    [
      'the order was refunded',
      'refunded',
      { onOrder: false, onRefund: true },
      { refunds: [{ orderId: firstOrderId, at: later(0, 2) }] },
    ],
    ['the order was cancelled', 'refunded', { onOrder: false, onRefund: true }, { order: cancelled }],
    [
      'the goal was reached',
      'goal',
      { onOrder: false, onRefund: false, goal: isVip },
      { conditions: { 'customer.tags': ['VIP'] } },
    ],
    [
      'nothing of it can reach them',
      'unsubscribed',
      { onOrder: false, onRefund: false },
      { customer: customer && { ...customer, reach: unreachable } },
    ],
    ['they are gone', 'customer-gone', { onOrder: false, onRefund: false }, { customer: undefined }],
    [
      'the shop left',
      'shop-gone',
      { onOrder: false, onRefund: false },
      { shop: { timeZone: 'UTC', isUninstalled: true, deliveryDays: 4 } },
    ],
    [
      'the journey was archived',
      'journey-archived',
      { onOrder: false, onRefund: false },
      { journey: { isPaused: false, isArchived: true } },
    ],
  ]
  test.each(exits)('when %s', (_, why, exit, so) => {
    const { plan, walk } = entered([wait('a', 1), message('b')], { exits: exit })
    const gone = advance(plan, walk, theFacts(so), later(1))
    expect(gone).toMatchObject({ standing: { status: 'ended', why }, passed: [], acts: [], wish: undefined })
    expect(advance(plan, asItStands(walk, gone), theFacts(), later(9))).toMatchObject({
      passed: [],
      standing: { why },
    })
  })

  test.each(exits.slice(0, 4))('not when %s and the merchant did not say so', (_, _why, _exit, so) => {
    const { plan, walk } = entered([wait('a', 1), tag('b')])
    expect(passedIds(advance(plan, walk, theFacts(so), later(1)))).toEqual(['a', 'b'])
  })

  test('not for what was bought or refunded before it began', () => {
    const exit = { onOrder: true, onRefund: true }
    const trigger = { kind: 'refund' } as const
    const { plan, walk } = entered([wait('a', 1), tag('b')], { exits: exit, trigger })
    const before = theFacts({
      orders: [firstOrder, { id: shopifyId('Order', '9'), at: later(-3) }],
      refunds: [
        { orderId: shopifyId('Order', '9'), at: later(0, 4) },
        { orderId: firstOrderId, at: later(-1) },
      ],
    })
    expect(passedIds(advance(plan, walk, before, later(1)))).toEqual(['a', 'b'])
  })

  test.each(['order-paid', 'nth-order'] as const)(
    'for any refund of its order, where %s began it',
    (kind) => {
      const trigger = kind === 'nth-order' ? ({ kind, number: 2, orLater: false } as const) : { kind }
      const exit = { onOrder: false, onRefund: true }
      const { plan, walk } = entered([wait('a', 1), tag('b')], { exits: exit, trigger })
      const heardLate = theFacts({ refunds: [{ orderId: firstOrderId, at: later(-1) }] })
      expect(advance(plan, walk, heardLate, later(1)).standing).toMatchObject({ why: 'refunded' })
      const ofAnother = theFacts({ refunds: [{ orderId: shopifyId('Order', '9'), at: later(0, 4) }] })
      expect(passedIds(advance(plan, walk, ofAnother, later(1)))).toEqual(['a', 'b'])
    },
  )

  test('also in a paused journey, when they or the shop are gone', () => {
    const { plan, walk } = entered([wait('a', 1)])
    const gone = theFacts({ journey: { isPaused: true, isArchived: false }, customer: undefined })
    expect(advance(plan, walk, gone, later(1)).standing).toMatchObject({ why: 'customer-gone' })
  })

  test('when something was bought before it could begin: nothing is said then', () => {
    const plan = aPlan([message('b')], { exits: { onOrder: true, onRefund: false } })
    const bought = theFacts({ orders: [secondOrder, firstOrder] })
    expect(advance(plan, aWalk(), bought, later(1))).toMatchObject({
      standing: { status: 'ended', why: 'bought' },
      passed: [],
      wish: undefined,
    })
  })

  test('not for reach, where it never meant to reach anybody', () => {
    const alone = theFacts({ customer: customer && { ...customer, reach: { channels: [], topics: [] } } })
    expect(passedIds(advance(aPlan([tag('a')]), aWalk(), alone, begin))).toEqual(['a'])
  })
})
