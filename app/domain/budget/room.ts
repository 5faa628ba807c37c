import { dayMs } from '../time-zone.ts'
import type { HoldReason, Span, Used } from './budget-reason.ts'
import type { BudgetPolicy } from './policy.ts'
import type { Preferences } from './preferences.ts'

/** Over how many days touches of each span are counted, back from any moment. */
export const spanDays: Record<Span, number> = { week: 7, month: 30 }

/** The caps that hold for one customer: the lower of the shop's and their own. */
export interface Caps {
  week: Cap
  month: Cap
}

interface Cap {
  max: number
  whose: 'shop' | 'own'
}

/** What of the shop's caps a customer leaves. */
export function capsOf(policy: BudgetPolicy, own: Pick<Preferences, 'weekMax' | 'monthMax'>): Caps {
  return { week: lower(policy.weekMax, own.weekMax), month: lower(policy.monthMax, own.monthMax) }
}

function lower(shop: number, own: number | undefined): Cap {
  return own !== undefined && own < shop ? { max: own, whose: 'own' } : { max: shop, whose: 'shop' }
}

/** When there is room, and which cap says so where that is not yet. */
export interface Room {
  at: Date
  why: HoldReason | undefined
  used: Record<Span, Used>
}

/**
 * When one more touch fits under both caps, given the moments that counted: no 7 days and no 30 days, wherever they
 * begin, ever hold more than their cap. Caps are above 0.
 */
export function roomFor(counted: readonly Date[], { week, month }: Caps, now: Date): Room {
  const latestFirst = counted.map((at) => at.getTime()).sort((one, other) => other - one)
  const weekFrom = freeFrom(latestFirst, week.max, spanDays.week)
  const monthFrom = freeFrom(latestFirst, month.max, spanDays.month)
  const from = Math.max(weekFrom, monthFrom)
  const span = weekFrom > monthFrom ? 'week' : 'month'
  const cap = span === 'week' ? week : month
  return {
    at: new Date(Math.max(from, now.getTime())),
    why: from > now.getTime() ? capReason(span, cap) : undefined,
    used: {
      week: { used: within(latestFirst, spanDays.week, now), max: week.max },
      month: { used: within(latestFirst, spanDays.month, now), max: month.max },
    },
  }
}

/** Of so many the oldest must be a whole span ago. */
function freeFrom(latestFirst: readonly number[], max: number, days: number): number {
  const oldest = latestFirst[max - 1]
  return oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + days * dayMs
}

function within(moments: readonly number[], days: number, now: Date): number {
  const since = now.getTime() - days * dayMs
  return moments.filter((at) => at > since).length
}

function capReason(span: Span, { max, whose }: Cap): HoldReason {
  return whose === 'own' ? { kind: 'own-cap', span, max } : { kind: `shop-cap-${span}`, max }
}
