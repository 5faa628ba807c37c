import { featureCount } from './features.ts'
import { dot } from './linear.ts'

/** How much speaks for each candidate. */
export function scoresOf(numbers: Float64Array, weights: Float64Array): Float64Array {
  const scores = new Float64Array(numbers.length / featureCount)
  for (let row = 0; row < scores.length; row++) scores[row] = dot(numbers, row * featureCount, weights)
  return scores
}

/** How likely each candidate is the next product; they add up to one. */
export function chancesOf(scores: Float64Array): Float64Array {
  const chances = new Float64Array(scores.length)
  let highest = Number.NEGATIVE_INFINITY
  for (let row = 0; row < scores.length; row++) highest = Math.max(highest, scores[row] ?? 0)
  let total = 0
  for (let row = 0; row < chances.length; row++) {
    const odds = Math.exp((scores[row] ?? 0) - highest)
    chances[row] = odds
    total += odds
  }
  for (let row = 0; row < chances.length; row++) chances[row] = (chances[row] ?? 0) / total
  return chances
}
