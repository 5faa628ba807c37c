import type { JourneyEvent } from './events.ts'
import type { PastCustomer, PastOrder, Simulation } from './simulate-past.ts'
import { type CustomerThen, customerAt } from './simulate-then.ts'
import type { Fired, FiringContext } from './trigger-kind.ts'
import { fired, triggerKindOf } from './triggers.ts'

/** What happened to a customer in the walked time, in the order in which it happened. */
export function eventsOf({ from, until }: Simulation, customer: PastCustomer): JourneyEvent[] {
  const events = customer.orders.flatMap((order) => eventsOfOrder(customer.id, order))
  return events
    .filter(({ at }) => at >= from && at <= until)
    .sort((one, other) => one.at.getTime() - other.at.getTime())
}

function eventsOfOrder(customerId: PastCustomer['id'], order: PastOrder): JourneyEvent[] {
  const { id: orderId, paidAt, fulfilledAt, deliveredAt, cancelledAt, refunds } = order
  const what = { customerId, orderId }
  return [
    { kind: 'order-paid', at: paidAt, ...what },
    ...(fulfilledAt ? [{ kind: 'order-fulfilled' as const, at: fulfilledAt, ...what }] : []),
    ...(deliveredAt ? [{ kind: 'order-delivered' as const, at: deliveredAt, ...what }] : []),
    ...refunds.map(({ at }) => ({ kind: 'refunded' as const, at, ...what })),
    ...(cancelledAt ? [{ kind: 'order-cancelled' as const, at: cancelledAt, ...what }] : []),
  ]
}

/** The walks that an event begins, with what was known when it happened. */
export function firedBy(simulation: Simulation, event: JourneyEvent, then: CustomerThen): readonly Fired[] {
  const { journeyId, definition } = simulation.plan
  return fired(journeyId, definition.trigger, event, contextOf(simulation, event, then))
}

/**
 * The walks whose time lies ahead when the walked time begins, for customers who were there already: as when a journey
 * is published.
 */
export function firedBefore(simulation: Simulation, customer: PastCustomer): Fired[] {
  const { plan, from } = simulation
  if (!triggerKindOf(plan.definition.trigger).isTimed) return []
  const then = customerAt(simulation, customer, from)
  const customerId = customer.id
  const told: JourneyEvent[] = customer.birthday ? [{ kind: 'birthday-told', at: from, customerId }] : []
  // A need counts from the order that had the product, quiet from the latest.
  const orders = then.standing.map(({ id: orderId }): JourneyEvent => {
    return { kind: 'order-paid', at: from, customerId, orderId }
  })
  const all = [...told, ...orders].flatMap((event) => firedBy(simulation, event, then))
  return all.filter(({ dueAt, orderId }) => {
    const isNewest = orderId === undefined || orderId === then.standing.at(-1)?.id
    return dueAt >= from && (isNewest || plan.definition.trigger.kind !== 'quiet')
  })
}

function contextOf(simulation: Simulation, event: JourneyEvent, then: CustomerThen): FiringContext {
  const { customer, standing } = then
  const orderId = 'orderId' in event ? event.orderId : undefined
  const place = standing.findIndex(({ id }) => id === orderId)
  return {
    timeZone: customer.timeZone,
    deliveryDays: simulation.shop.deliveryDays,
    orderNumber: place < 0 ? undefined : place + 1,
    firstOrderAt: standing[0]?.paidAt,
    birthday: customer.birthday,
    // Foreseen only for triggers that ask.
    get quietAt() {
      return then.foreseen().quietAt
    },
    get needs() {
      return then.foreseen().needs.filter((need) => need.orderId === orderId)
    },
  }
}
