import { judge } from '../conditions/judge-condition.ts'
import type { EndReason, Enrollment } from './enrollment.ts'
import type { JourneyFacts } from './facts.ts'
import type { JourneyPlan } from './plan.ts'
import { triggerKindOf } from './triggers.ts'

/** Why nothing goes on for anybody, or for them: also while a journey is paused. */
export function goneOf({ shop, customer, journey }: JourneyFacts): EndReason | undefined {
  if (shop.isUninstalled) return 'shop-gone'
  if (!customer) return 'customer-gone'
  return journey.isArchived ? 'journey-archived' : undefined
}

/** Which of a journey's exits ends a walk before its next step; nothing while it goes on. */
export function exitOf(
  plan: JourneyPlan,
  enrollment: Enrollment,
  facts: JourneyFacts,
): EndReason | undefined {
  const { exits } = plan.definition
  if (exits.onOrder && hasBought(enrollment, facts)) return 'bought'
  if (exits.onRefund && wasRefunded(plan, enrollment, facts)) return 'refunded'
  if (exits.goal && judge(exits.goal, facts.conditions).holds === 'yes') return 'goal'
  return !facts.customer || canReach(plan, facts.customer.reach) ? undefined : 'unsubscribed'
}

/** What happened before is what the journey began with. Who was let in early counts from then. */
function begunAt({ triggeredAt, enteredAt }: Enrollment): Date {
  return enteredAt && enteredAt < triggeredAt ? enteredAt : triggeredAt
}

function hasBought(enrollment: Enrollment, { orders }: JourneyFacts): boolean {
  const since = begunAt(enrollment)
  return orders.some(({ id, at }) => id !== enrollment.orderId && at > since)
}

/**
 * An order that was cancelled is as good as refunded. Nothing is given back before it was paid: where paying began the
 * walk, all that its order gave back came after, also when the news of it say otherwise.
 */
function wasRefunded(plan: JourneyPlan, enrollment: Enrollment, { order, refunds }: JourneyFacts): boolean {
  const { listensTo } = triggerKindOf(plan.definition.trigger)
  const since = listensTo.includes('order-paid') ? 0 : begunAt(enrollment).getTime()
  if (order?.cancelledAt && order.cancelledAt.getTime() > since) return true
  const { orderId } = enrollment
  if (!orderId) return refunds.some(({ at }) => at > begunAt(enrollment))
  return refunds.some((refund) => refund.orderId === orderId && refund.at.getTime() > since)
}

/** A journey that reaches nobody in any case, as one that only tags, loses nothing. */
function canReach({ reaches }: JourneyPlan, { channels, topics }: Reach): boolean {
  if (reaches.length === 0) return true
  return reaches.some(({ channel, topic }) => channels.includes(channel) && topics.includes(topic))
}

type Reach = NonNullable<JourneyFacts['customer']>['reach']
