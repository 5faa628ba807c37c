import { dayMs } from '../time-zone.ts'
import { fillRow, logRate, stretchCount, stretchEnds, stretchStart, waitDaysMax } from './hazard.ts'
import { daysSince } from './order-days.ts'
import type { Rhythms } from './rhythms.ts'
import type { Standing } from './standing.ts'

/** When something comes again. Days are whole and at least 1 where they count gaps; dates are moments of UTC days. */
export interface Forecast {
  /** As likely before as after, if it comes at all. */
  dueAt: Date
  /** Of those that come, one in ten comes before `from` and one in ten after `until`. */
  from: Date
  until: Date
  /** "usually every 34 days, between 29 and 41": the whole gap, seen from the last time and not from now. */
  everyDays: number
  everyFromDays: number
  everyUntilDays: number
  /** How likely it never comes: not within a year from now, or four of the customer's own gaps where those are longer. */
  leftProbability: number
  /** How likely it comes within so many days from now, 0 to 1. */
  withinDays(days: number): number
  /** The customer's own gaps, and the gaps of others that taught. */
  restsOn: { own: number; others: number }
  /** How much of the rhythm is the customer's own, 0 to below 1. */
  ownShare: number
}

/** The expected number of times within so many days of a wait, at the end of each stretch. */
export type Curve = Float64Array

const intervalEnds = { low: 0.1, high: 0.9 }
const leftDaysMin = 365
const leftGaps = 4

/** The curve of a wait that begins with this standing. It never falls. */
export function curveOf(standing: Standing, { weights }: Rhythms): Curve {
  const row = { values: new Float64Array(weights.length), base: 0 }
  const curve = new Float64Array(stretchCount)
  let sum = 0
  for (let stretch = 0; stretch < stretchCount; stretch++) {
    fillRow(standing, stretch, row)
    const days = (stretchEnds[stretch] ?? waitDaysMax) - stretchStart(stretch)
    sum += days * Math.exp(logRate(row, weights))
    curve[stretch] = sum
  }
  return curve
}

/** The share of such waits that last longer than `to` days, of those that last longer than `from`. Falls with `to`. */
export function lasting(curve: Curve, to: number, from = 0): number {
  return Math.exp(Math.min(0, expectedUntil(curve, from) - expectedUntil(curve, to)))
}

/** The day of the wait by which this share has come of all that come between the days `from` and `to`. */
export function dayOfShare(curve: Curve, share: number, from: number, to: number): number {
  const coming = 1 - lasting(curve, to, from)
  const expected = expectedUntil(curve, from) - Math.log1p(-share * coming)
  const stretch = curve.findIndex((sum) => sum >= expected)
  if (stretch < 0) return to
  const before = stretch > 0 ? (curve[stretch - 1] ?? 0) : 0
  const within = (expected - before) / Math.max(Number.MIN_VALUE, (curve[stretch] ?? 0) - before)
  const [start, end] = [stretchStart(stretch), stretchEnds[stretch] ?? waitDaysMax]
  return Math.min(to, Math.max(from, start + within * (end - start)))
}

/** How long one waits before somebody counts as gone, in days. */
export function leftDaysOf({ logDays }: Standing): number {
  return Math.min(waitDaysMax, Math.max(leftDaysMin, leftGaps * Math.exp(logDays)))
}

/** The forecast of a wait that began on `lastDay` and is still open `now`. */
export function forecastOf(
  standing: Standing,
  rhythms: Rhythms,
  last: { day: number; gaps: number },
  now: Date,
): Forecast {
  const curve = curveOf(standing, rhythms)
  const waited = Math.min(daysSince(last.day, now), waitDaysMax)
  const horizon = leftDaysOf(standing)
  const due = (share: number) => {
    const ahead = dayOfShare(curve, share, waited, waited + horizon) - waited
    return new Date(now.getTime() + Math.round(ahead * dayMs))
  }
  const every = (share: number) => Math.max(1, Math.round(dayOfShare(curve, share, 0, horizon)))
  return {
    dueAt: due(0.5),
    from: due(intervalEnds.low),
    until: due(intervalEnds.high),
    everyDays: every(0.5),
    everyFromDays: every(intervalEnds.low),
    everyUntilDays: every(intervalEnds.high),
    leftProbability: lasting(curve, waited + horizon, waited),
    withinDays: (days) => 1 - lasting(curve, waited + Math.max(0, days), waited),
    restsOn: { own: last.gaps, others: rhythms.repeats },
    ownShare: standing.own / (standing.own + standing.others),
  }
}

function expectedUntil(curve: Curve, days: number): number {
  const stretch = stretchEnds.findIndex((end) => days <= end)
  if (stretch < 0) return curve.at(-1) ?? 0
  const before = stretch > 0 ? (curve[stretch - 1] ?? 0) : 0
  const [start, end] = [stretchStart(stretch), stretchEnds[stretch] ?? waitDaysMax]
  return before + (Math.max(0, days - start) / (end - start)) * ((curve[stretch] ?? 0) - before)
}
