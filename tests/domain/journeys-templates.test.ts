import { describe, expect, test } from 'vitest'
import { advance, settleWish } from '../../app/domain/journeys/advance.ts'
import type { Enrollment } from '../../app/domain/journeys/enrollment.ts'
import type { JourneyFacts } from '../../app/domain/journeys/facts.ts'
import { faultsOf } from '../../app/domain/journeys/faults.ts'
import { planOf } from '../../app/domain/journeys/plan.ts'
import {
  type JourneyTemplateId,
  journeyTemplateIds,
  journeyTemplates,
} from '../../app/domain/journeys/templates.ts'
import { shopifyId } from '../../app/domain/shopify-id.ts'
import { aWalk, begin, firstOrderId, later, theFacts } from '../support/a-journey.ts'

const productId = shopifyId('Product', '1')
const others = (but: JourneyTemplateId) =>
  journeyTemplateIds
    .filter((id) => id !== but)
    .map((id) => ({ journeyId: id, name: id, definition: journeyTemplates[id] }))

/** Somebody of whom every trigger holds. */
function regular(now: Date): JourneyFacts {
  const base = theFacts()
  return {
    ...base,
    conditions: { 'customer.orders': 5 },
    customer: base.customer && { ...base.customer, birthday: '06-15' },
    order: base.order && { ...base.order, fulfilledAt: begin, deliveredAt: begin },
    predicted: {
      quietAt: begin,
      needs: [
        { productId, dueAt: new Date(Math.min(begin.getTime(), now.getTime())), orderId: firstOrderId },
      ],
    },
  }
}

/** When, after the beginning and in whole days, somebody would be told what, were the budget always willing. */
function whatIsSaid(id: JourneyTemplateId): [number, string][] {
  const plan = planOf({ journeyId: id, version: 1, definition: journeyTemplates[id] })
  const said: [number, string][] = []
  let walk: Enrollment = aWalk({ productId })
  let now = begin
  for (let looks = 0; looks < 50 && walk.standing.status !== 'ended'; looks += 1) {
    now = walk.standing.dueAt
    let so = advance(plan, walk, regular(now), now)
    walk = { ...walk, standing: so.standing, enteredAt: so.enteredAt }
    while (so.wish) {
      const { content } = so.wish.wish
      const what = content.kind === 'message' ? content.template : content.kind
      said.push([Math.floor((now.getTime() - begin.getTime()) / 86_400_000), what])
      so = settleWish(plan, walk, { kind: 'go' }, regular(now), now)
      walk = { ...walk, standing: so.standing, enteredAt: so.enteredAt }
    }
  }
  expect(walk.standing).toMatchObject({ status: 'ended', why: 'completed' })
  return said
}

describe('a journey that Encore brings along', () => {
  test.each(journeyTemplateIds)(
    '%s can be published as it is, alone, with nothing to be said of it',
    (id) => {
      const context = {
        journeyId: 'j',
        name: 'Mine',
        goneIds: [],
        connected: ['page' as const, 'email' as const],
        currency: 'CHF',
        languages: ['de', 'fr'],
        timeZone: 'Europe/Zurich',
      }
      expect(faultsOf(journeyTemplates[id], { ...context, others: [] }, later(0))).toEqual([])
      const beside = faultsOf(journeyTemplates[id], { ...context, others: others(id) }, later(0))
      expect(beside.filter(({ severity }) => severity === 'blocks')).toEqual([])
    },
  )

  const said: [JourneyTemplateId, [number, string][]][] = [
    [
      'first-order',
      [
        [0, 'welcome'],
        [1, 'how-to'],
      ],
    ],
    [
      'answers',
      [
        [1, 'how-to'],
        [7, 'check-in'],
        [30, 'month-after'],
      ],
    ],
    ['goes-well', [[12, 'goes-well']]],
    [
      'replenishment',
      [
        [0, 'running-out'],
        [10, 'running-out'],
      ],
    ],
    ['second-order', [[30, 'second-order']]],
    [
      'win-back',
      [
        [0, 'we-miss-you'],
        [30, 'we-miss-you'],
      ],
    ],
    ['thank-regular', [[1, 'thank-regular']]],
    ['sorry-refund', [[1, 'sorry-refund']]],
    ['birthday', [[0, 'birthday']]],
  ]
  test.each(said)('%s says what it promises, when it promises', (id, expected) => {
    const found = whatIsSaid(id)
    expect(found.map(([, what]) => what)).toEqual(expected.map(([, what]) => what))
    // Until the next morning, at most.
    for (const [at, [days]] of found.entries()) {
      const promised = expected[at]?.[0] ?? 0
      expect(days).toBeGreaterThanOrEqual(promised)
      expect(days).toBeLessThanOrEqual(promised + 2)
    }
  })

  test('stops at a refund unless it is about one, and offers nothing to who was refunded', () => {
    for (const id of journeyTemplateIds) {
      const { exits, trigger, steps } = journeyTemplates[id]
      const isAboutOrder = trigger.kind !== 'refund' && trigger.kind !== 'birthday'
      expect(exits.onRefund, id).toBe(isAboutOrder)
      const offers = steps.some((step) => step.kind === 'offer' || (step.kind === 'message' && step.offer))
      if (offers) expect(exits.onOrder, id).toBe(true)
      if (trigger.kind === 'refund') expect(offers).toBe(false)
    }
  })

  test('takes nothing off: that is the merchant’s to give', () => {
    for (const id of journeyTemplateIds)
      expect(JSON.stringify(journeyTemplates[id])).not.toMatch(
        /percentage|"amount","minor"|free-shipping|gift/,
      )
  })
})
