import { weightCount } from './hazard.ts'
import { learnWeights, type Wait } from './learn.ts'
import { historyDaysMax, risingDays } from './order-days.ts'
import { type History, logGapsOf, standingOf } from './standing.ts'
import { startingUsual, type Usual, usualOf } from './usual.ts'

/** What a shop's own past taught about when customers come back. A few kilobytes; kept as JSON. */
export interface Rhythms {
  usual: Usual
  /** What bends the log-normal renewal; see `fillRow`. */
  weights: readonly number[]
  /** Customers whose days taught, and how often they came back. */
  customers: number
  repeats: number
}

/** Of a larger shop every second, third ... customer teaches, so that so many waits are looked at. */
export const taughtWaitsMax = 12_000

/** Before a shop taught anything: its customers come back after a month, give or take a factor of two and a half. */
export function startingRhythms(extras = 0): Rhythms {
  const weights = new Array<number>(weightCount(extras)).fill(0)
  return { usual: startingUsual, weights, customers: 0, repeats: 0 }
}

/**
 * Learns from the days of orders of each customer (whole UTC days since 1970, in any order; see `orderDays`), as known at
 * the end of the day before `today`; later days do not count. Of one customer the last 60 days teach. With what was
 * learned before as a start it takes a few steps instead of ten; the result is the same to about three digits. Learning
 * the same again changes nothing.
 */
export function learnRhythms(
  customers: readonly (readonly number[])[],
  today: number,
  before: Rhythms = startingRhythms(),
): Rhythms {
  const histories = customers.map((days) => ({ days: risingDays(days.filter((day) => day < today)) }))
  return learnHistories(histories, today, before)
}

/** The same from histories that know more; all have as many extras. Their days are whole and rising. */
export function learnHistories(histories: readonly History[], today: number, before: Rhythms): Rhythms {
  const known = histories.filter(({ days }) => days.length > 0)
  const usual = usualOf(known.map(logGapsOf))
  const waits = teaching(known).flatMap((history) => waitsOf(history, usual, today))
  const weights = learnWeights(waits, Float64Array.from(before.weights))
  const repeats = known.reduce((sum, { days }) => sum + days.length - 1, 0)
  return { usual, weights: [...weights], customers: known.length, repeats }
}

/** Evenly from all, so that no kind of customer is left out. */
function teaching(histories: readonly History[]): readonly History[] {
  const waits = histories.reduce((sum, { days }) => sum + days.length, 0)
  const every = Math.ceil(waits / taughtWaitsMax)
  return every > 1 ? histories.filter((_, place) => place % every === 0) : histories
}

/**
 * Each gap as it was waited for, knowing only what was before it; the last is still open. Of a history that was cut the
 * earlier half only tells what was before: its first days are no first orders.
 */
function waitsOf(history: History, usual: Usual, today: number): Wait[] {
  const { days } = history
  const firstTaught = days.length < historyDaysMax ? 0 : historyDaysMax / 2
  return days.slice(firstTaught).map((day, place) => {
    const next = days[firstTaught + place + 1]
    const standing = standingOf({ ...history, days: days.slice(0, firstTaught + place + 1) }, usual)
    // The last completed day before `today` is one on which no order came.
    return { standing, days: (next ?? today - 1) - day, hasEnded: next !== undefined }
  })
}
