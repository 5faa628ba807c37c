import { dateAfter, dayMs, momentAt, momentIn } from '../time-zone.ts'
import type { Fired, StillDue } from './trigger-kind.ts'

/** The hour at which a day of the year is kept. */
const hour = 9
/** So long a day that was missed is still kept, when nothing ran meanwhile. */
const missedMs = 2 * dayMs

/** A day that comes every year: its month and day, and how long before it is spoken of. */
export interface YearlyDay {
  /** Names it among the walks of a journey. */
  key: string
  /** `MM-DD`; 29 February is kept on the 28th where there is none. */
  monthDay: string
  daysBefore: number
  timeZone: string
}

/** Whether text is a month and a day that some year has, `MM-DD`. */
export function isMonthDay(text: string): boolean {
  return /^\d{2}-\d{2}$/.test(text) && dateIn(2024, text) === `2024-${text}`
}

/** Its first time at or after a moment. */
export function nextYearly(day: YearlyDay, from: Date): Fired {
  const { date } = momentIn(from, day.timeZone)
  const year = Number(date.slice(0, 4))
  const [first, second] = [firedIn(year, day), firedIn(year + 1, day)]
  if (first.dueAt >= from) return first
  return second.dueAt >= from ? second : firedIn(year + 2, day)
}

/** Whether it is time for it now, and when again; a moment ahead is waited for, one long missed is left out. */
export function yearlyDue(day: YearlyDay, now: Date): StillDue {
  const at = nextYearly(day, new Date(now.getTime() - missedMs))
  if (at.dueAt > now) return { kind: 'later', at: at.dueAt }
  return { kind: 'due', next: nextYearly(day, new Date(now.getTime() + dayMs)) }
}

function firedIn(year: number, { key, monthDay, daysBefore, timeZone }: YearlyDay): Fired {
  const at = momentAt(dateAfter(dateIn(year, monthDay), -daysBefore), hour, timeZone)
  return { key: `${key}/${year}`, triggeredAt: at, dueAt: at, orderId: undefined, productId: undefined }
}

/** The day in that year; the last of its month where the month is shorter. */
function dateIn(year: number, monthDay: string): string {
  const [month = 1, day = 1] = monthDay.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10)
}
