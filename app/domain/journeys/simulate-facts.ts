import { channels } from '../budget/channel.ts'
import { isOffer } from '../budget/never.ts'
import { topics } from '../budget/topic.ts'
import type { Enrollment } from './enrollment.ts'
import type { CustomerFacts, JourneyFacts, OrderFacts, PastWalks } from './facts.ts'
import { conditionsAt } from './simulate-conditions.ts'
import type { PastCustomer, PastOrder, Simulation } from './simulate-past.ts'
import { type CustomerThen, hasCome } from './simulate-then.ts'

const keptMax = 20

/** What was known at that moment for one of their walks; `past` are their others through the journey. */
export function factsAt(
  simulation: Simulation,
  then: CustomerThen,
  enrollment: Enrollment,
  past: PastWalks,
): JourneyFacts {
  const { customer, standing, now } = then
  const { timeZone, deliveryDays, goneIds } = simulation.shop
  const order = customer.orders.find(({ id, paidAt }) => id === enrollment.orderId && paidAt <= now)
  return {
    conditions: conditionsAt(simulation.fields, then, order, timeZone),
    customer: customerFacts(then),
    order: order && orderFacts(order, now),
    orders: newest(standing).map(({ id, paidAt }) => ({ id, at: paidAt })),
    refunds: refundsBy(customer, now).slice(0, keptMax),
    get predicted() {
      return then.foreseen()
    },
    past,
    goneIds,
    shop: { timeZone, isUninstalled: false, deliveryDays },
    journey: { isPaused: false, isArchived: false },
  }
}

/** What had been paid back by then, newest first. */
export function refundsBy({ orders }: PastCustomer, now: Date): { orderId: string; at: Date }[] {
  const all = orders.flatMap(({ id, refunds }) => refunds.map(({ at }) => ({ orderId: id, at })))
  return all.filter(({ at }) => at <= now).sort((one, other) => other.at.getTime() - one.at.getTime())
}

function customerFacts({ customer, preferences, isOffersOff, standing }: CustomerThen): CustomerFacts {
  const { reach, timeZone, language, tags, birthday } = customer
  const { channelsOff, topicsOff } = preferences
  const isOff = preferences.neverAt !== undefined
  const open = channels.filter((each) => reach[each] === 'open' && !channelsOff.includes(each))
  const wanted = topics.filter(
    (topic) =>
      !topicsOff.includes(topic) && !(isOffersOff && isOffer({ topic, content: { kind: 'message' } })),
  )
  return {
    timeZone,
    language,
    tags,
    reach: { channels: isOff ? [] : open, topics: isOff ? [] : wanted },
    birthday,
    firstOrderAt: standing[0]?.paidAt,
  }
}

function orderFacts(order: PastOrder, now: Date): OrderFacts {
  const { id, paidAt, cancelledAt, fulfilledAt, deliveredAt, holdsGiftCardsOnly } = order
  const then = (at: Date | undefined) => (hasCome(at, now) ? at : undefined)
  return {
    id,
    paidAt,
    cancelledAt: then(cancelledAt),
    fulfilledAt: then(fulfilledAt),
    deliveredAt: then(deliveredAt),
    holdsGiftCardsOnly,
  }
}

function newest(orders: readonly PastOrder[]): PastOrder[] {
  return orders.slice(-keptMax).reverse()
}
