import { solve } from '../recommend/linear.ts'
import {
  fillRow,
  freeWeights,
  logRate,
  type Row,
  stretchCount,
  stretchEnds,
  stretchStart,
  waitDaysMax,
} from './hazard.ts'
import type { Standing } from './standing.ts'

/** One wait: who waited, for how many days, and whether it ended with an order or is still open. */
export interface Wait {
  standing: Standing
  days: number
  hasEnded: boolean
}

/** How strongly a weight is drawn to 0, as the precision of a normal prior; the free ones hardly. */
const penalties = { free: 0.1, usual: 12 }
const stepsMax = 25
/** Half steps until one is an improvement. */
const halvingsMax = 14
/** A step that makes the likelihood better by less is the last. */
const enough = 1e-3

/**
 * The weights under which the waits are likeliest, drawn towards 0: a Poisson regression of piecewise constant rates
 * (Friedman, Piecewise exponential models for survival data with covariates, Annals of Statistics 1982) by Newton's
 * method with a ridge. From weights that are nearly right two or three steps are enough. The result is always finite.
 */
export function learnWeights(waits: readonly Wait[], start: Float64Array): Float64Array {
  let weights = start
  let known = assess(waits, weights)
  for (let step = 0; step < stepsMax; step++) {
    const direction = solve({ size: weights.length, values: curvatureOf(waits, weights) }, known.gradient)
    const better = along(waits, weights, direction, known.value)
    if (better === undefined) break
    const gained = better.value - known.value
    weights = better.weights
    if (gained < enough) break
    known = assess(waits, weights)
  }
  return weights
}

function along(waits: readonly Wait[], weights: Float64Array, direction: Float64Array, value: number) {
  let scale = 1
  for (let half = 0; half < halvingsMax; half++, scale /= 2) {
    const tried = weights.map((weight, place) => weight + scale * (direction[place] ?? 0))
    const reached = likelihood(waits, tried)
    if (reached > value) return { weights: tried, value: reached }
  }
  return
}

/** Calls back for each stretch that a wait went through, with the days in it and whether it ended there. */
function eachStretch(
  waits: readonly Wait[],
  weights: Float64Array,
  tell: (row: Row, days: number, ended: number, rate: number) => void,
): void {
  const row: Row = { values: new Float64Array(weights.length), base: 0 }
  for (const { standing, days, hasEnded } of waits) {
    const whole = Math.min(days, waitDaysMax)
    for (let stretch = 0; stretch < stretchCount && stretchStart(stretch) < whole; stretch++) {
      const end = stretchEnds[stretch] ?? waitDaysMax
      const ended = hasEnded && days <= end ? 1 : 0
      fillRow(standing, stretch, row)
      tell(row, Math.min(whole, end) - stretchStart(stretch), ended, logRate(row, weights))
    }
  }
}

function likelihood(waits: readonly Wait[], weights: Float64Array): number {
  let value = -ridge(weights)
  eachStretch(waits, weights, (_, days, ended, rate) => {
    value += ended * rate - days * Math.exp(rate)
  })
  return value
}

function assess(waits: readonly Wait[], weights: Float64Array) {
  let value = -ridge(weights)
  const gradient = weights.map((weight, place) => -penaltyOf(place) * weight)
  eachStretch(waits, weights, ({ values }, days, ended, rate) => {
    const expected = days * Math.exp(rate)
    value += ended * rate - expected
    for (let place = 0; place < values.length; place++)
      gradient[place] = (gradient[place] ?? 0) + (ended - expected) * (values[place] ?? 0)
  })
  return { value, gradient }
}

function ridge(weights: Float64Array): number {
  return weights.reduce((sum, weight, place) => sum + (penaltyOf(place) * weight * weight) / 2, 0)
}

function penaltyOf(place: number): number {
  return place < freeWeights.length ? penalties.free : penalties.usual
}

/** The likelihood's curvature, row by row: only what is not zero is multiplied, and one triangle is mirrored. */
function curvatureOf(waits: readonly Wait[], weights: Float64Array): Float64Array {
  const size = weights.length
  const curvature = new Float64Array(size * size)
  const filled = new Int32Array(size)
  eachStretch(waits, weights, ({ values }, days, _, rate) => {
    const expected = days * Math.exp(rate)
    let count = 0
    for (let place = 0; place < size; place++) if (values[place] !== 0) filled[count++] = place
    for (let one = 0; one < count; one++) {
      const row = filled[one] ?? 0
      const scaled = expected * (values[row] ?? 0)
      for (let other = 0; other <= one; other++) {
        const at = row * size + (filled[other] ?? 0)
        curvature[at] = (curvature[at] ?? 0) + scaled * (values[filled[other] ?? 0] ?? 0)
      }
    }
  })
  for (let row = 0; row < size; row++) {
    curvature[row * size + row] = (curvature[row * size + row] ?? 0) + penaltyOf(row)
    for (let column = 0; column < row; column++)
      curvature[column * size + row] = curvature[row * size + column] ?? 0
  }
  return curvature
}
