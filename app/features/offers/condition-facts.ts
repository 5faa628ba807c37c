import { languages } from '../../contract/offer.ts'
import type { ConditionFacts } from '../../domain/conditions/judge-condition.ts'
import { daysBetween, momentIn, usableTimeZone } from '../../domain/time-zone.ts'
import { unique } from '../../domain/unique.ts'
import type { Asking } from './gather-asking.ts'

/**
 * What the merchant's conditions can be judged by. Of an order that is not the asker's own only what the page shows
 * anyway is known: the products named, and the market the page says. Of a guest nothing else is.
 */
export function conditionFacts(
  { question, known }: Pick<Asking, 'question' | 'known'>,
  now: Date,
): ConditionFacts {
  const { ownOrder: own, basket, customer } = known
  const { weekday, hour, date } = momentIn(now, usableTimeZone(known.timeZone))
  const isOnline = question.placement !== 'order-status'
  return {
    'order.products': basket.map(({ id }) => id),
    'order.collections': unique(basket.flatMap(({ collections }) => collections)),
    'order.productTags': unique(basket.flatMap(({ tags }) => tags)),
    'order.vendors': unique(basket.flatMap(({ vendor }) => vendor ?? [])),
    'order.discountCodes': own?.discountCodes,
    'order.subtotalMinor': own?.subtotalMinor ?? question.signed?.subtotalMinor,
    'order.quantity': own?.quantity ?? question.signed?.quantity,
    'order.discountMinor': own?.discountMinor,
    'order.country': own?.countryCode ?? question.country,
    'order.currency': own?.currency ?? question.currency,
    'order.language': languageOf(question.language ?? own?.locale ?? undefined),
    'order.channel': own?.sourceName ?? (isOnline ? 'web' : undefined),
    'customer.products': customer && boughtBefore(known).map(({ productId }) => productId),
    'customer.tags': customer?.tags,
    'customer.orders': customer && customer.orders + 1,
    'customer.spentMinor': customer?.spentMinor,
    'customer.daysSinceOrder': customer?.lastOrderAt && daysBetween(customer.lastOrderAt, now),
    'moment.weekday': String(weekday),
    'moment.hour': hour,
    'moment.date': date,
  }
}

/** What was bought before the order that the question is about; all of it where that has not arrived. */
function boughtBefore({ bought, placedAt }: Asking['known']) {
  return placedAt ? bought.filter(({ firstAt }) => firstAt < placedAt) : bought
}

/** The language as Encore names it: `de` for `de-AT`, but `pt-BR` for itself. */
export function languageOf(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined
  const isNamed = languages.find((language) => language.toLowerCase() === tag.toLowerCase())
  return isNamed ?? tag.split('-', 1)[0]
}
