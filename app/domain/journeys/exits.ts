import { judge } from '../conditions/judge-condition.ts'
import type { EndReason, Enrollment } from './enrollment.ts'
import type { JourneyFacts } from './facts.ts'
import type { JourneyPlan } from './plan.ts'

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
  if (exits.onRefund && wasRefunded(enrollment, facts)) return 'refunded'
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

/** An order that was cancelled is as good as refunded. */
function wasRefunded(enrollment: Enrollment, { order, refunds }: JourneyFacts): boolean {
  const since = begunAt(enrollment)
  if (order?.cancelledAt && order.cancelledAt > since) return true
  const { orderId } = enrollment
  return refunds.some((refund) => refund.at > since && (!orderId || refund.orderId === orderId))
}

/** A journey that reaches nobody in any case, as one that only tags, loses nothing. */
function canReach({ reaches }: JourneyPlan, { channels, topics }: Reach): boolean {
  if (reaches.length === 0) return true
  return reaches.some(({ channel, topic }) => channels.includes(channel) && topics.includes(topic))
}

type Reach = NonNullable<JourneyFacts['customer']>['reach']
