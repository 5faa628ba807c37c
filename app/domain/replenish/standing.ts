import type { Usual } from './usual.ts'

/** Days on which something happened to one customer, and what else is known of the wait for the next. */
export interface History {
  /** Rising whole days, at least one; the last is when the wait began. */
  days: readonly number[]
  /** Instead of what is usual in the shop: the mean logarithm of the gaps of such things. */
  usualLogDays?: number
  /** Beside `days`: the logarithm of by how much the wait after each is longer, by what was bought then. */
  stretch?: readonly number[]
  /** Further features, always as many within one shop's learning. */
  extras?: readonly number[]
}

/** Where a customer stands right after the last day: their own rhythm drawn towards what is usual, and what is known. */
export interface Standing {
  /** What the wait is measured by: the logarithm of days that is usual for such things. */
  usualLogDays: number
  /** Mean logarithm of the customer's own gaps, drawn towards what is usual. */
  logDays: number
  /**
   * Standard deviation of the next gap's logarithm: of the customer's own gaps, drawn towards what is usual, and as much
   * more as their mean is not known.
   */
  spread: number
  features: readonly number[]
  /** Gaps of their own, and gaps of others that weigh beside them. */
  own: number
  others: number
}

/** Features of every history, before its extras. */
export const ownFeatureCount = 9

/** A gap says this much of what the one after it says. */
const fading = 0.9
/** For the latest tempo a gap says so much, beside one gap of the slower mean. */
const fadingFast = 0.6
/** The spread is the customer's own after so many gaps. */
const gapsToBelieveSpread = 4
/** Counted as lately: one and a half, and four and a half usual gaps. */
const latelyGaps = [1.5, 4.5]

/** Reads a history. The same history and the same usual give the same standing. */
export function standingOf(history: History, usual: Usual): Standing {
  const { days, extras = [] } = history
  const usualLogDays = history.usualLogDays ?? usual.logDays
  const next = history.stretch?.[days.length - 1] ?? 0
  const logGaps = logGapsOf(history)
  const { believe } = usual
  const logDays = drawn(logGaps, fading, usualLogDays, believe)
  const own = weightOf(logGaps.length, fading)
  const spread = spreadOf(logGaps, logDays, usual)
  const usualMean = Math.exp(usualLogDays + usual.spread ** 2 / 2)
  const gaps = logGaps.map(Math.exp)
  return {
    usualLogDays,
    logDays: logDays + next,
    spread: spread * Math.sqrt(1 + 1 / (own + believe)),
    features: [
      logGaps.length === 0 ? 1 : 0,
      logGaps.length === 1 ? 1 : 0,
      Math.log1p(logGaps.length),
      logDays - usualLogDays,
      Math.log(drawn(gaps, fading, usualMean, believe)) - usualLogDays,
      Math.log(spread / usual.spread),
      drawn(logGaps, fadingFast, logDays, 1) - logDays,
      ...latelyGaps.map((gaps) => Math.log(countSince(days, gaps * Math.exp(usualLogDays)))),
      ...extras,
    ],
    own,
    others: believe,
  }
}

/** The logarithms of the gaps between the days, each as it would have been without its stretch. */
export function logGapsOf({ days, stretch = [] }: History): number[] {
  return days.slice(1).map((day, place) => Math.log(day - (days[place] ?? day)) - (stretch[place] ?? 0))
}

/** The mean of values that fade backwards, with `towards` counting for `times` of them. */
function drawn(values: readonly number[], keep: number, towards: number, times: number): number {
  let sum = 0
  for (const value of values) sum = sum * keep + value
  return (times * towards + sum) / (times + weightOf(values.length, keep))
}

function spreadOf(logGaps: readonly number[], logDays: number, usual: Usual): number {
  const squares = logGaps.map((gap) => (gap - logDays) ** 2)
  return Math.sqrt(drawn(squares, fading, usual.spread ** 2, gapsToBelieveSpread))
}

function weightOf(count: number, keep: number): number {
  return (1 - keep ** count) / (1 - keep)
}

function countSince(days: readonly number[], daysBack: number): number {
  const last = days.at(-1) ?? 0
  return days.filter((day) => last - day < daysBack).length
}
