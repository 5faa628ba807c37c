import { isDay, isRecord, wholeIn } from '../../json-fields.ts'
import { dateAfter, momentAt, momentIn } from '../../time-zone.ts'
import type { StepKind } from '../step-kind.ts'

/** Waits until a moment by the customer's clocks; one that has passed when they come here does not hold them. */
export interface WaitUntilStep {
  kind: 'wait-until'
  id: string
  until: Moment
}

/** `hour` is 0 to 23, weekdays are 1 (Monday) to 7, a date is `2026-11-22`. */
export type Moment =
  | { kind: 'date'; date: string; hour: number }
  /** The next of these days, today included, at that hour. */
  | { kind: 'weekday'; weekdays: number[]; hour: number }
  | { kind: 'hour'; hour: number }

const daysOfWeek = 7

/** The kind of step that waits until a moment by the customer's clocks. */
export const waitUntil: StepKind<WaitUntilStep> = {
  kind: 'wait-until',
  doesSomething: false,
  parse(id, json) {
    const until = momentOf(json.until)
    return until ? { kind: 'wait-until', id, until } : { stepId: id, field: 'until', why: 'bad-value' }
  },
  lanes: () => [],
  take({ until: moment }, { since }, { customer, shop }, now) {
    const until = nextMoment(moment, since, customer?.timeZone ?? shop.timeZone)
    if (now < until) return { kind: 'stay', until, memory: {} }
    return { kind: 'on', passed: { kind: 'waited', how: 'time' } }
  },
}

function momentOf(json: unknown): Moment | undefined {
  if (!isRecord(json)) return undefined
  const hour = wholeIn(json.hour)
  if (hour === undefined || hour < 0 || hour > 23) return undefined
  switch (json.kind) {
    case 'date':
      return isDay(json.date) ? { kind: 'date', date: json.date, hour } : undefined
    case 'weekday': {
      const weekdays = weekdaysOf(json.weekdays)
      return weekdays && { kind: 'weekday', weekdays, hour }
    }
    case 'hour':
      return { kind: 'hour', hour }
    default:
      return undefined
  }
}

function weekdaysOf(json: unknown): number[] | undefined {
  if (!Array.isArray(json) || json.length === 0 || json.length > daysOfWeek) return undefined
  const days = json.filter((each) => Number.isInteger(each) && each >= 1 && each <= daysOfWeek)
  return days.length === json.length ? [...new Set(days)].sort((a, b) => a - b) : undefined
}

/** The first such moment that is not before `since`; a date's may be. */
function nextMoment(moment: Moment, since: Date, timeZone: string): Date {
  if (moment.kind === 'date') return momentAt(moment.date, moment.hour, timeZone)
  const today = momentIn(since, timeZone)
  for (let days = 0; days <= daysOfWeek; days += 1) {
    const weekday = ((today.weekday - 1 + days) % daysOfWeek) + 1
    if (moment.kind === 'weekday' && !moment.weekdays.includes(weekday)) continue
    const at = momentAt(dateAfter(today.date, days), moment.hour, timeZone)
    if (at >= since) return at
  }
  return since
}
