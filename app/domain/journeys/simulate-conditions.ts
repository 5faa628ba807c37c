import type { Field } from '../conditions/condition.ts'
import type { ConditionFacts } from '../conditions/judge-condition.ts'
import { daysBetween, momentIn } from '../time-zone.ts'
import { unique } from '../unique.ts'
import type { PastOrder } from './simulate-past.ts'
import type { CustomerThen } from './simulate-then.ts'

/** A customer as they were known then, the order that began their walk, and the shop's time zone. */
interface Asked {
  then: CustomerThen
  order: PastOrder | undefined
  timeZone: string
}

/**
 * What these fields were at a moment, as app/features/journeys/walk-conditions.ts says it of today: `order.*` speak of
 * the order that began the walk, `customer.products` of what was bought before it.
 */
export function conditionsAt(
  fields: readonly Field[],
  then: CustomerThen,
  order: PastOrder | undefined,
  timeZone: string,
): ConditionFacts {
  const asked = { then, order, timeZone }
  // Each reader's type says that it reads its own field.
  return Object.fromEntries(fields.map((field) => [field, readers[field](asked)])) as ConditionFacts
}

const readers: { [F in Field]: (asked: Asked) => ConditionFacts[F] } = {
  'order.products': ({ order }) => order?.products.map(({ id }) => id),
  'order.collections': ({ order }) => order && unique(order.products.flatMap((each) => each.collections)),
  'order.productTags': ({ order }) => order && unique(order.products.flatMap(({ tags }) => tags)),
  'order.vendors': ({ order }) => order && unique(order.products.flatMap(({ vendor }) => vendor ?? [])),
  'order.discountCodes': ({ order }) => order?.discountCodes,
  'order.subtotalMinor': ({ order }) => order?.subtotalMinor,
  'order.quantity': ({ order }) => order?.quantity,
  'order.discountMinor': ({ order }) => order?.discountMinor,
  'order.country': ({ order }) => order?.country,
  'order.currency': ({ order }) => order?.currency,
  'order.language': ({ order }) => order?.language,
  'order.channel': ({ order }) => order?.channel,
  'customer.products': ({ then, order }) => boughtBefore(then, order),
  'customer.tags': ({ then }) => then.customer.tags,
  'customer.orders': ({ then }) => then.standing.length,
  'customer.spentMinor': ({ then }) => spentMinor(then),
  'customer.daysSinceOrder': ({ then }) => daysSinceOrder(then),
  'customer.daysToNextOrder': ({ then }) => then.foreseen().daysToNextOrder,
  'customer.priceBand': ({ then }) => then.foreseen().priceBand,
  'customer.presence': ({ then }) => then.foreseen().presence,
  'moment.weekday': ({ then, timeZone }) => String(momentIn(then.now, timeZone).weekday),
  'moment.hour': ({ then, timeZone }) => momentIn(then.now, timeZone).hour,
  'moment.date': ({ then, timeZone }) => momentIn(then.now, timeZone).date,
}

function boughtBefore({ placed }: CustomerThen, order: PastOrder | undefined): string[] {
  const before = order ? placed.filter(({ paidAt }) => paidAt < order.paidAt) : placed
  return unique(before.flatMap(({ products }) => products.map(({ id }) => id)))
}

function spentMinor({ standing, now }: CustomerThen): number {
  const kept = ({ totalMinor, refunds }: PastOrder) =>
    totalMinor - refunds.reduce((sum, { at, minor }) => sum + (at <= now ? minor : 0), 0)
  return standing.reduce((sum, order) => sum + kept(order), 0)
}

function daysSinceOrder({ standing, now }: CustomerThen): number | undefined {
  const latest = standing.at(-1)
  return latest && daysBetween(latest.paidAt, now)
}
