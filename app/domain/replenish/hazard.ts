import { ownFeatureCount, type Standing } from './standing.ts'

/** The wait is cut into stretches of days, each of which has one rate: how likely the order is on each of its days. */
export const stretchEnds = [
  1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, 26, 30, 36, 44, 54, 66, 80, 100, 130, 170, 220, 300, 400, 550,
  800, 1_100, 1_500,
] as const
export const stretchCount = stretchEnds.length
/** No wait is looked at for longer. */
export const waitDaysMax = 1_500

const dayKnots = [1, 3, 7, 14, 30, 60, 120, 240, 480].map(Math.log)
const ownKnots = [-3, -2, -1.2, -0.6, 0, 0.6, 1.2, 2, 3]
const normalMax = 4
/** So many waits are out of rhythm, and are then so many gaps long in the mean. */
const brokenShare = 0.1
const brokenGaps = 5
/** A wait of n whole days ended within half a day of that. */
const halfDay = 0.5
/** Keeps logarithms finite. */
const tiny = 1e-12
const logRateLimits = { min: -30, max: 3 }

const starts = [0, ...stretchEnds]
const middles = stretchEnds.map((end, place) => Math.log((end + (starts[place] ?? 0)) / 2))

/** The first weights, which nothing draws to 0: the level, and how far the log-normal rhythm holds. */
export const freeWeights = ['level', 'rhythm'] as const

/** How many weights a shop has for histories with so many further features. */
export function weightCount(extras: number): number {
  return freeWeights.length + dayKnots.length + ownKnots.length + 3 * (ownFeatureCount + extras)
}

/** The day on which a stretch begins, from 0. */
export function stretchStart(stretch: number): number {
  return starts[stretch] ?? waitDaysMax
}

/** What is known of one stretch of a wait, to be written over with the next. */
export interface Row {
  values: Float64Array
  /** The logarithm of the rate before anything is learned. */
  base: number
}

/**
 * Writes the row of one stretch. Before anything is learned the rate is what the customer's own rhythm and spread say
 * (`rhythmLogHazard`). What is learned bends it: along the days, along the customer's own time, and by what is known of
 * the customer, from the start, steadily, and beyond the usual gap.
 */
export function fillRow(standing: Standing, stretch: number, row: Row): void {
  const { values } = row
  const middle = middles[stretch] ?? 0
  const own = Math.max(-normalMax, Math.min(normalMax, (middle - standing.logDays) / standing.spread))
  const hazard = rhythmLogHazard(stretch, standing)
  const late = middle - standing.usualLogDays
  values.fill(0)
  values[0] = 1
  values[1] = hazard + standing.usualLogDays
  let at: number = freeWeights.length
  addHat(values, at, dayKnots, middle)
  at += dayKnots.length
  addHat(values, at, ownKnots, own)
  at += ownKnots.length
  for (const feature of standing.features) {
    values[at++] = feature
    values[at++] = (feature * late) / 2
    values[at++] = feature * Math.max(0, late)
  }
  row.base = hazard
}

/** The logarithm of the daily rate that a row and learned weights give. */
export function logRate({ values, base }: Row, weights: ArrayLike<number>): number {
  let rate = base
  for (let place = 0; place < values.length; place++) rate += (values[place] ?? 0) * (weights[place] ?? 0)
  return Math.max(logRateLimits.min, Math.min(logRateLimits.max, rate))
}

/** Linear between the knots, and flat beyond them. */
function addHat(values: Float64Array, from: number, knots: readonly number[], at: number): void {
  const right = Math.max(
    1,
    Math.min(
      knots.length - 1,
      knots.findIndex((knot) => knot > at),
    ),
  )
  const place = at >= (knots.at(-1) ?? 0) ? knots.length - 1 : right
  const [low = 0, high = 1] = [knots[place - 1], knots[place]]
  const share = Math.max(0, Math.min(1, (at - low) / (high - low)))
  values[from + place - 1] = 1 - share
  values[from + place] = share
}

/**
 * The logarithm of the daily rate over a stretch of a wait: mostly log-normal around the customer's rhythm, and with a small share
 * exponential and longer, so that who is late beyond all measure counts as out of rhythm and not as due any moment.
 */
function rhythmLogHazard(stretch: number, standing: Standing): number {
  const [start, end] = [stretchStart(stretch), stretchEnds[stretch] ?? waitDaysMax]
  const rate =
    (Math.log(rhythmLasting(start, standing)) - Math.log(rhythmLasting(end, standing))) / (end - start)
  return Math.log(rate + tiny)
}

/** The share of waits in and out of rhythm that last longer than so many days. */
function rhythmLasting(days: number, { logDays, spread }: Standing): number {
  if (days <= 0) return 1
  const inRhythm = upperNormal((Math.log(days + halfDay) - logDays) / spread)
  return (1 - brokenShare) * inRhythm + brokenShare * Math.exp(-days / (brokenGaps * Math.exp(logDays)))
}

/** The share of the standard normal above z (Abramowitz and Stegun 1964, 7.1.26), to 1e-7. */
function upperNormal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const tail = (series * Math.exp(-x * x)) / 2
  return z >= 0 ? tail : 1 - tail
}
