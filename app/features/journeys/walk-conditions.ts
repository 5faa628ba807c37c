import type { ConditionFacts } from '../../domain/conditions/judge-condition.ts'
import { daysBetween, momentIn } from '../../domain/time-zone.ts'
import { unique } from '../../domain/unique.ts'
import type { CustomerOfWalk, OrderOfWalk } from '../../store/journey-facts.server.ts'
import { languageOf } from '../offers/condition-facts.ts'
import type { Expected } from './foresee.ts'

/** What conditions of a walk can be judged by. */
export interface Judged {
  customer: CustomerOfWalk | undefined
  /** The order that began the walk. */
  order: OrderOfWalk | undefined
  expected: Expected
  /** The shop's: days and hours of conditions are the shop's, as they are in offers. */
  timeZone: string
}

/**
 * What conditions are judged by, the same as an offer's: `order.*` speak of the order that began the walk,
 * `customer.products` of what was bought before it. What is not known is left out.
 */
export function walkConditions({ customer, order, expected, timeZone }: Judged, now: Date): ConditionFacts {
  return {
    ...(order && orderConditions(order)),
    ...(customer && customerConditions(customer, order, now)),
    'customer.daysToNextOrder': expected.daysToNextOrder,
    'customer.presence': expected.presence,
    'customer.priceBand': expected.priceBand,
    ...momentConditions(now, timeZone),
  }
}

function momentConditions(now: Date, timeZone: string): ConditionFacts {
  const { weekday, hour, date } = momentIn(now, timeZone)
  return { 'moment.weekday': String(weekday), 'moment.hour': hour, 'moment.date': date }
}

function orderConditions(order: OrderOfWalk): ConditionFacts {
  const basket = order.basket ?? []
  return {
    'order.products': unique(basket.map(({ id }) => id)),
    'order.collections': unique(basket.flatMap(({ collections }) => collections ?? [])),
    'order.productTags': unique(basket.flatMap(({ tags }) => tags ?? [])),
    'order.vendors': unique(basket.flatMap(({ vendor }) => vendor ?? [])),
    'order.discountCodes': order.discountCodes,
    'order.subtotalMinor': order.subtotalMinor,
    'order.quantity': order.quantity,
    'order.discountMinor': order.discountMinor,
    'order.country': order.countryCode ?? undefined,
    'order.currency': order.currency,
    'order.language': languageOf(order.locale ?? undefined),
    'order.channel': order.sourceName ?? undefined,
  }
}

function customerConditions(
  customer: CustomerOfWalk,
  order: OrderOfWalk | undefined,
  now: Date,
): ConditionFacts {
  const before = order?.processedAt
  const [latest] = customer.orders
  return {
    'customer.products': customer.products
      .filter(({ firstAt }) => before === undefined || firstAt < before)
      .map(({ id }) => id),
    'customer.tags': customer.tags,
    'customer.orders': customer.orderCount,
    'customer.spentMinor': customer.spentMinor,
    'customer.daysSinceOrder': latest && daysBetween(latest.at, now),
  }
}
