import { wholeIn } from '../../json-fields.ts'
import { dayMs, momentIn } from '../../time-zone.ts'
import type { TriggerKind } from '../trigger-kind.ts'
import { nextYearly, yearlyDue } from '../yearly.ts'
import { daysBeforeMax } from './birthday.ts'

/** A year after their first order, and every year from then on. */
export interface AnniversaryTrigger {
  kind: 'anniversary'
  daysBefore: number
}

/** The trigger of the day of the first order, every year. */
export const anniversary: TriggerKind<AnniversaryTrigger> = {
  kind: 'anniversary',
  about: 'customer',
  isTimed: true,
  listensTo: ['order-paid'],
  parse(json) {
    const daysBefore = wholeIn(json.daysBefore ?? 0)
    if (daysBefore === undefined || daysBefore < 0 || daysBefore > daysBeforeMax)
      return { field: 'daysBefore' }
    return { kind: 'anniversary', daysBefore }
  },
  fired({ daysBefore }, event, { firstOrderAt, timeZone }) {
    if (event.kind !== 'order-paid' || !firstOrderAt) return []
    return [
      nextYearly(
        dayOf(event.customerId, firstOrderAt, daysBefore, timeZone),
        afterFirst(firstOrderAt, event.at),
      ),
    ]
  },
  stillDue({ daysBefore }, { customerId }, { customer }, now) {
    if (!customer?.firstOrderAt) return { kind: 'no-longer' }
    const day = dayOf(customerId, customer.firstOrderAt, daysBefore, customer.timeZone)
    const first = nextYearly(day, afterFirst(customer.firstOrderAt, customer.firstOrderAt)).dueAt
    return first > now ? { kind: 'later', at: first } : yearlyDue(day, now)
  },
  assumes: () => [{ field: 'customer.orders', is: 'at-least', value: 1 }],
}

function dayOf(customerId: string, firstOrderAt: Date, daysBefore: number, timeZone: string) {
  const monthDay = momentIn(firstOrderAt, timeZone).date.slice(5)
  return { key: `anniversary/${customerId}`, monthDay, daysBefore, timeZone }
}

// Two months after the first order at the soonest: its own day, and the days before it, are not yet a year later.
const soonestMs = 60 * dayMs

function afterFirst(firstOrderAt: Date, at: Date): Date {
  return new Date(Math.max(at.getTime(), firstOrderAt.getTime() + soonestMs))
}
