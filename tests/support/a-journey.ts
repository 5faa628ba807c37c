import type { Condition } from '../../app/domain/conditions/condition.ts'
import type { Enrollment } from '../../app/domain/journeys/enrollment.ts'
import type { JourneyFacts } from '../../app/domain/journeys/facts.ts'
import type { JourneyDefinition } from '../../app/domain/journeys/journey.ts'
import { type JourneyPlan, planOf } from '../../app/domain/journeys/plan.ts'
import type { Step } from '../../app/domain/journeys/steps.ts'
import { type ShopifyId, shopifyId } from '../../app/domain/shopify-id.ts'

/** The moment at which the journeys of tests begin: a Monday, at noon in UTC. */
export const begin = new Date('2026-06-15T12:00:00Z')

export const someone: ShopifyId<'Customer'> = shopifyId('Customer', '1')
export const firstOrderId: ShopifyId<'Order'> = shopifyId('Order', '1')
export const always: Condition = { kind: 'group', join: 'all', of: [] }
export const never: Condition = { kind: 'group', join: 'any', of: [] }

export function aJourney(steps: Step[], overrides: Partial<JourneyDefinition> = {}): JourneyDefinition {
  return {
    trigger: { kind: 'order-paid' },
    entry: always,
    reentry: { kind: 'always' },
    exits: { onOrder: false, onRefund: false },
    steps,
    ...overrides,
  }
}

export function aPlan(steps: Step[], overrides: Partial<JourneyDefinition> = {}): JourneyPlan {
  return planOf({ journeyId: 'journey', version: 1, definition: aJourney(steps, overrides) })
}

/** A walk that is about to enter, begun by the first order. */
export function aWalk(overrides: Partial<Enrollment> = {}): Enrollment {
  return {
    id: 'walk',
    journeyId: 'journey',
    version: 1,
    customerId: someone,
    orderId: firstOrderId,
    productId: undefined,
    isCalled: false,
    triggeredAt: begin,
    enteredAt: undefined,
    standing: { status: 'entering', dueAt: begin },
    ...overrides,
  }
}

/** What is known of somebody who paid one order at the beginning, can be reached, and whom nothing is wrong with. */
export function theFacts(overrides: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    conditions: { 'customer.orders': 1 },
    customer: {
      timeZone: 'UTC',
      language: 'en',
      tags: [],
      reach: {
        channels: ['page', 'email', 'klaviyo', 'flow'],
        topics: ['help', 'reminders', 'offers', 'thanks'],
      },
      birthday: undefined,
      firstOrderAt: begin,
    },
    order: {
      id: firstOrderId,
      paidAt: begin,
      cancelledAt: undefined,
      fulfilledAt: undefined,
      deliveredAt: undefined,
      holdsGiftCardsOnly: false,
    },
    orders: [{ id: firstOrderId, at: begin }],
    refunds: [],
    predicted: { quietAt: undefined, needs: [] },
    past: { isWalking: false, lastEnteredAt: undefined },
    goneIds: [],
    shop: { timeZone: 'UTC', isUninstalled: false, deliveryDays: 4 },
    journey: { isPaused: false, isArchived: false },
    ...overrides,
  }
}

export function wait(id: string, amount: number, unit: 'minutes' | 'hours' | 'days' = 'days'): Step {
  return { kind: 'wait', id, for: { amount, unit } }
}

export function message(id: string, overrides: Partial<Extract<Step, { kind: 'message' }>> = {}): Step {
  return {
    kind: 'message',
    id,
    topic: 'help',
    template: 'welcome',
    channels: ['email'],
    texts: {},
    offer: undefined,
    usefulness: 50,
    validDays: 7,
    ...overrides,
  }
}

export function tag(id: string, name = id): Step {
  return { kind: 'tag', id, tag: name, isAdded: true }
}

/** A moment so long after the beginning. */
export function later(days: number, hours = 0): Date {
  return new Date(begin.getTime() + (days * 24 + hours) * 3_600_000)
}
