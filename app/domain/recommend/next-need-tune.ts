import { dot, solve } from './linear.ts'
import {
  type NeedEvidence,
  type NeedFeature,
  type NeedTable,
  needFeatureCount,
  needFeatures,
  needTable,
} from './next-need-features.ts'

/** How much each feature counts in one shop, and how sure that is. Kept as one row per shop; plain numbers. */
export interface NeedParameters {
  /** Orders that `tuneNeeds` has learned from. */
  tuned: number
  /** One for each feature. */
  weights: number[]
  /** Inverse covariance of the weights, row by row: `needFeatureCount` squared. */
  precision: number[]
}

/** What a shop begins with. */
const prior: Record<NeedFeature, number> = {
  bought: 2,
  habit: 0.8,
  comesBack: 0.2,
  drawnAgain: 0.05,
  popularAgain: 0,
  latelyAgain: 0.2,
  drawn: 0.6,
  popular: -0.2,
  lately: 0.7,
}

/** How many examples the weights above are worth. */
const priorPrecision = 30
/** So many orders teach all; of later ones each of so many does. */
const everyOrderUntil = 1_000
const orderEvery = 8
/** What is learned fades: an example counts half after 350 more. */
const memory = 0.998
/** No weight moves by more in one step. */
const stepMax = 0.3

/** Parameters of a shop whose orders have not tuned them yet. */
export function startingNeedParameters(): NeedParameters {
  return {
    tuned: 0,
    weights: needFeatures.map((feature) => prior[feature]),
    precision: Array.from({ length: needFeatureCount ** 2 }, (_, place) => priorAt(place)),
  }
}

/** Whether an order teaches after so many that did: all at first, later one in eight, by the last digits of its id. */
export function teachesNeeds(orderId: string, tuned: number): boolean {
  return tuned < everyOrderUntil || Number(/\d{0,6}$/.exec(orderId)?.[0]) % orderEvery === 0
}

/**
 * Parameters after one more order of a customer who had ordered before: one Newton step of the conditional logit over
 * the candidates (McFadden 1974) with a fading memory of earlier curvature. `evidence` is what was known before the
 * order. They stay as they are when nothing that was bought is a candidate. A refund does not take a step back: a step
 * keeps no more of an order than a vote on nine numbers of the whole shop.
 */
export function tuneNeeds(
  parameters: NeedParameters,
  boughtIds: readonly string[],
  evidence: NeedEvidence,
): NeedParameters {
  const table = needTable(evidence)
  const bought = new Set(boughtIds)
  const right = table.candidates.flatMap(({ productId }, row) => (bought.has(productId) ? [row] : []))
  if (right.length === 0) return parameters
  const chances = needChances(table, parameters)
  const mean = meanOf(table, chances)
  const precision = Float64Array.from(
    parameters.precision,
    (value, place) => value * memory + priorAt(place) * (1 - memory),
  )
  addCurvature(precision, table, chances, mean)
  const gradient = mean.map((value, k) => meanRight(table, right, k) - value)
  const step = solve({ size: needFeatureCount, values: precision }, gradient)
  const scale = Math.min(1, stepMax / Math.max(...step.map(Math.abs)))
  return {
    tuned: parameters.tuned + 1,
    weights: parameters.weights.map((weight, k) => weight + scale * (step[k] ?? 0)),
    precision: [...precision],
  }
}

/** How likely each candidate is the next product this customer takes, by candidate; they add up to one. */
export function needChances(table: NeedTable, { weights }: NeedParameters): Float64Array {
  const scores = needScores(table, weights)
  const highest = scores.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
  const odds = scores.map((score) => Math.exp(score - highest))
  const total = odds.reduce((one, other) => one + other, 0)
  return odds.map((each) => each / total)
}

/** The scores of a table's candidates. */
export function needScores({ candidates, features }: NeedTable, weights: readonly number[]): Float64Array {
  const own = Float64Array.from(weights)
  return Float64Array.from(candidates, (_, row) => dot(features, row * needFeatureCount, own))
}

function priorAt(place: number): number {
  return place % (needFeatureCount + 1) === 0 ? priorPrecision : 0
}

function meanOf({ features }: NeedTable, chances: Float64Array): Float64Array {
  const mean = new Float64Array(needFeatureCount)
  chances.forEach((chance, row) => {
    for (let k = 0; k < needFeatureCount; k++)
      mean[k] = (mean[k] ?? 0) + chance * (features[row * needFeatureCount + k] ?? 0)
  })
  return mean
}

function meanRight({ features }: NeedTable, rows: readonly number[], k: number): number {
  return rows.reduce((sum, row) => sum + (features[row * needFeatureCount + k] ?? 0), 0) / rows.length
}

/** The covariance of the features under the chances. */
function addCurvature(
  precision: Float64Array,
  { features }: NeedTable,
  chances: Float64Array,
  mean: Float64Array,
): void {
  const apart = new Float64Array(needFeatureCount)
  chances.forEach((chance, row) => {
    for (let k = 0; k < needFeatureCount; k++)
      apart[k] = (features[row * needFeatureCount + k] ?? 0) - (mean[k] ?? 0)
    for (let one = 0; one < needFeatureCount; one++)
      for (let other = 0; other < needFeatureCount; other++) {
        const at = one * needFeatureCount + other
        precision[at] = (precision[at] ?? 0) + chance * (apart[one] ?? 0) * (apart[other] ?? 0)
      }
  })
}
