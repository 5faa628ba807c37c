import { alwaysValid, type Interval } from '../experiment/always-valid.ts'

/** What customers of one arm brought in their window, in the shop currency's smallest unit, capped as `capMinor` says. */
export interface ArmMoney {
  customers: number
  /** Of these, who bought anything. */
  buyers: number
  totalMinor: number
  /** The sum of the squares. */
  squares: number
}

/** Customers who entered while so many in a hundred were left alone. */
export interface Stratum {
  percent: number
  reached: ArmMoney
  leftAlone: ArmMoney
}

/** All that is known of what a journey changes. */
export interface JourneyMoney {
  /** Of customers whose window has passed, each once, by their first entry. */
  strata: readonly Stratum[]
  /** No customer counts with more. */
  capMinor: number
  /** Who was left alone at all, the windows that still run among them, and since when. */
  leftAloneEver: number
  since: Date | undefined
}

/** How many stand behind a figure: customers whose window has passed. */
export interface Behind {
  reached: number
  leftAlone: number
}

/** What may be said of the money that a journey changes per customer who enters it. */
export type Lift =
  /** The whole range is more than nothing, or less. */
  ({ kind: 'told'; range: Interval; capMinor: number } & Behind) | { kind: 'too-early'; why: TooEarly }

/** Why nothing can be said yet. Weeks are by the pace so far, and missing where that says nothing. */
export type TooEarly =
  | { kind: 'nobody-left-alone' }
  /** Of the smaller arm: how many there are and how many it takes. */
  | ({ kind: 'too-few'; have: number; needed: number; weeks: number | undefined } & Behind)
  /** Of the arm with fewer who bought. */
  | ({ kind: 'too-few-bought'; have: number; needed: number; weeks: number | undefined } & Behind)
  /** It may as well change nothing; after so many more weeks the range would be half as wide. */
  | ({ kind: 'spans-zero'; range: Interval; capMinor: number; weeks: number | undefined } & Behind)

/** Each arm needs so many customers whose window has passed, and so many of these who bought, before anything is said. */
export const customersMin = 50
export const buyersMin = 10

const error = 0.05

// The interval is narrowest compared with one that may be looked at once when about four times as many are left alone.
const tunedForCustomers = 50

const weekMs = 7 * 86_400_000
/** Nobody plans further ahead. */
const weeksMax = 520

/**
 * How much more, or less, the customers who entered a journey bring per head than those who entered it and were left
 * alone, by the arm they were given at entry, whatever was sent (intention to treat: Hollis and Campbell 1999, BMJ 319:670). The range
 * holds at all times at once with probability 95 %: it may be looked at every day. It is the asymptotic confidence
 * sequence of `alwaysValid` (arXiv:2103.06476), of entries with the same chance of being left alone, put together by how
 * much each comparison tells (the weights of Mantel and Haenszel 1959): a chance that changed would compare summer with
 * winter.
 *
 * Order values have heavy tails, and few are left alone: then a small arm without a dear order looks both poorer and
 * more even than it is, and errs too often. So money is capped, and what customers vary by is that of the arm in which
 * they vary more. The error rate is tried in tests/domain/lift.test.ts.
 */
export function judgeLift(
  money: JourneyMoney,
  { percentNow, windowDays, now }: { percentNow: number; windowDays: number; now: Date },
): Lift {
  const strata = money.strata.filter(
    ({ reached, leftAlone }) => Math.min(reached.customers, leftAlone.customers) > 1,
  )
  const behind = { reached: sumOf(strata, 'reached'), leftAlone: sumOf(strata, 'leftAlone') }
  const pace = paceOf(money, windowDays, now)
  const few = tooFew(strata, behind, pace)
  if (few && percentNow <= 0) return tooEarly({ kind: 'nobody-left-alone' })
  if (few) return tooEarly({ ...few, ...behind })
  const spread = spreadOf(strata)
  const { capMinor } = money
  const range = rangeOf(spread, 1)
  if (range.low > 0 || range.high < 0) return { kind: 'told', range, capMinor, ...behind }
  const weeks = weeksToHalve(spread, range, { pace, behind })
  return tooEarly({ kind: 'spans-zero', range, capMinor, weeks, ...behind })
}

function tooEarly(why: TooEarly): Lift {
  return { kind: 'too-early', why }
}

function sumOf(strata: readonly Stratum[], arm: keyof Behind, what: 'customers' | 'buyers' = 'customers') {
  return strata.reduce((sum, stratum) => sum + stratum[arm][what], 0)
}

type TooFew = { kind: 'too-few' | 'too-few-bought'; have: number; needed: number; weeks: number | undefined }

function tooFew(strata: readonly Stratum[], behind: Behind, pace: Pace): TooFew | undefined {
  const have = Math.min(behind.reached, behind.leftAlone)
  const bought = Math.min(sumOf(strata, 'reached', 'buyers'), sumOf(strata, 'leftAlone', 'buyers'))
  if (have < customersMin)
    return { kind: 'too-few', have, needed: customersMin, weeks: pace.weeksUntil(customersMin) }
  if (bought >= buyersMin) return undefined
  const share = bought / have
  const weeks = share > 0 ? pace.weeksUntil(Math.ceil(buyersMin / share)) : undefined
  return { kind: 'too-few-bought', have: bought, needed: buyersMin, weeks }
}

/** How fast customers are left alone. */
interface Pace {
  /** Whole weeks until so many have been, and their windows have passed; nothing where that cannot be said. */
  weeksUntil(customers: number): number | undefined
}

function paceOf({ leftAloneEver, since }: JourneyMoney, windowDays: number, now: Date): Pace {
  const weeksSo = since ? (now.getTime() - since.getTime()) / weekMs : 0
  return {
    weeksUntil(customers) {
      if (leftAloneEver === 0 || weeksSo < 1) return undefined
      const weeks = Math.ceil((customers / leftAloneEver) * weeksSo + windowDays / 7 - weeksSo)
      return weeks <= weeksMax ? Math.max(1, weeks) : undefined
    },
  }
}

/** The difference of the means, what it varies by, and what one customer of each arm does. */
interface Spread {
  estimate: number
  variance: number
  ofOne: number
}

function spreadOf(strata: readonly Stratum[]): Spread {
  const all = strata.reduce((sum, stratum) => sum + tells(stratum), 0)
  const spread = { estimate: 0, variance: 0, ofOne: 0 }
  for (const stratum of strata) {
    const { reached, leftAlone } = stratum
    const weight = tells(stratum) / all
    const ofOne = Math.max(varianceOf(reached), varianceOf(leftAlone))
    spread.estimate += weight * (meanOf(reached) - meanOf(leftAlone))
    spread.variance += (weight ** 2 * ofOne) / tells(stratum)
    spread.ofOne += weight * 2 * ofOne
  }
  return spread
}

/** How much a comparison tells, by its numbers alone: that of few with many hardly more than the few. */
function tells({ reached, leftAlone }: Stratum): number {
  return 1 / (1 / reached.customers + 1 / leftAlone.customers)
}

function meanOf({ totalMinor, customers }: ArmMoney): number {
  return totalMinor / customers
}

/** Amounts are whole: customers who all bring the same may differ by one. */
function varianceOf(arm: ArmMoney): number {
  return Math.max(1, (arm.squares - arm.customers * meanOf(arm) ** 2) / (arm.customers - 1))
}

/** The range with so many times as many customers. */
function rangeOf({ estimate, variance, ofOne }: Spread, times: number): Interval {
  return alwaysValid(estimate, {
    variance: variance / times,
    mixture: ofOne / tunedForCustomers,
    alpha: error,
  })
}

function weeksToHalve(
  spread: Spread,
  { low, high }: Interval,
  { pace, behind }: { pace: Pace; behind: Behind },
): number | undefined {
  const isHalf = (times: number) => {
    const range = rangeOf(spread, times)
    return range.high - range.low <= (high - low) / 2
  }
  let times = 1
  while (!isHalf(times)) times += 0.25
  return pace.weeksUntil(Math.ceil(behind.leftAlone * times))
}
