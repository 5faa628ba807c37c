// What is measured of one forecast over the events of one shop.
import { cappedDays, type WhenEvent, waited, withinDays } from './protocol.ts'

/** A forecast of one event. */
export interface Guess {
  /** How likely the next order comes within h days. */
  within: number
  /** The point forecast, in days. */
  days: number
}

export interface WhenMetrics {
  logLoss: number
  mae: number
  brier: number
  auc: number
  /** Ten bins of equal width. */
  calibrationError: number
  /** Ten bins of as many events each. */
  calibrationErrorByTenths: number
}

/** In the order in which they are told. */
export const whenMetricNames = [
  'logLoss',
  'mae',
  'brier',
  'auc',
  'calibrationError',
  'calibrationErrorByTenths',
] as const satisfies readonly (keyof WhenMetrics)[]

const bins = 10
const certainty = 1e-9

/** All figures of one method. */
export function whenMetrics(events: readonly WhenEvent[], guesses: readonly Guess[]): WhenMetrics {
  const cases = events.map((event, place) => {
    const { within = 0, days = cappedDays } = guesses[place] ?? {}
    return {
      p: within,
      came: waitedWithin(event) ? 1 : 0,
      off: Math.abs(Math.min(days, cappedDays) - waited(event)),
    }
  })
  const rising = cases.toSorted((one, other) => one.p - other.p)
  return {
    logLoss: mean(cases.map(({ p, came }) => -Math.log(Math.max(certainty, came ? p : 1 - p)))),
    mae: mean(cases.map(({ off }) => off)),
    brier: mean(cases.map(({ p, came }) => (p - came) ** 2)),
    auc: aucOf(rising),
    calibrationError: calibration(cases, ({ p }) => Math.min(bins - 1, Math.floor(p * bins))),
    calibrationErrorByTenths: calibration(rising, (_, place) => Math.floor((place * bins) / rising.length)),
  }
}

/** What each event adds to the log-loss, for intervals of differences. */
export function losses(events: readonly WhenEvent[], guesses: readonly Guess[]): number[] {
  return events.map((event, place) => {
    const { within = 0 } = guesses[place] ?? {}
    return -Math.log(Math.max(certainty, waitedWithin(event) ? within : 1 - within))
  })
}

/** Whether the next order came within h days. */
export function waitedWithin({ nextDays }: WhenEvent): boolean {
  return nextDays !== undefined && nextDays <= withinDays
}

interface Case {
  p: number
  came: number
}

/** The chance that one that came had the higher p than one that did not; equal ones count half. */
function aucOf(rising: readonly Case[]): number {
  let [above, came, rank] = [0, 0, 0]
  while (rank < rising.length) {
    const p = rising[rank]?.p
    let end = rank
    while (end < rising.length && rising[end]?.p === p) end += 1
    const tied = rising.slice(rank, end).reduce((sum, each) => sum + each.came, 0)
    above += (tied * (rank + end - 1)) / 2
    came += tied
    rank = end
  }
  const others = rising.length - came
  return came > 0 && others > 0 ? (above - (came * (came - 1)) / 2) / (came * others) : 0.5
}

function calibration<Each extends Case>(
  cases: readonly Each[],
  binOf: (each: Each, place: number) => number,
): number {
  const sums = Array.from({ length: bins }, () => 0)
  cases.forEach((each, place) => {
    const bin = binOf(each, place)
    sums[bin] = (sums[bin] ?? 0) + each.p - each.came
  })
  return sums.reduce((total, off) => total + Math.abs(off), 0) / Math.max(1, cases.length)
}

/** The mean, 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
