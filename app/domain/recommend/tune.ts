import { type Candidates, candidatesOf } from './candidates.ts'
import { basketOf, type Evidence } from './evidence.ts'
import { featureCount, featuresOf } from './features.ts'
import { solve } from './linear.ts'
import { isDiagonal, leastPrecision, type Parameters, type SizeParameters, sizeOf } from './parameters.ts'
import { chancesOf, scoresOf } from './scores.ts'
import { tableOf } from './table.ts'

/** A product taken out of an order, and what was asked with: which products would have been right? */
export interface Example {
  basketIds: string[]
  hiddenId: string
}

/** For the first examples up to `hiddenMax` products of an order are hidden in turn, and nothing fades. */
const earlyExamples = 200
const hiddenMax = 6
/** So many come from every order, and later ones from one order in `tuningEvery`, by its id. */
const everyOrderExamples = 2_000
const tuningEvery = 3
const shortBasket = 2
/** A basket above this is rare, and would cost a table of its own size. */
const exampleProductsMax = 50

/** What is learned fades: an example counts half after 185 more, so that the weights follow the season. */
const memory = 0.99625
/** No weight moves by more in one step. */
const stepMax = 0.3
/**
 * An example also counts for baskets of other sizes: wholly at first, less and less until so many examples, and this much
 * for good, because most shops have few large baskets.
 */
const sharedUntil = 1_000
const sharedLeast = 0.3
/**
 * Slow weight of all that the shop has sold, some dozens of orders, from which on an example counts wholly. One from
 * before was asked of less than the weights will be used with: that popularity says little of the tenth order is no
 * reason to go by it less from the hundredth on.
 */
const knownEnough = 200

/**
 * The examples of an order: a product hidden from the two that follow it by hash and, in a larger order, from all others.
 * None for an order of one product, or one that is not picked. The same order always gives the same examples.
 */
export function examplesOf(order: { id: string; productIds: readonly string[] }, tuned: number): Example[] {
  const isPicked = tuned < everyOrderExamples || hashOf(order.id) % tuningEvery === 0
  const mixed = mixedBy(order.id, new Set(order.productIds))
  if (!isPicked || mixed.length < 2 || mixed.length > exampleProductsMax) return []
  return mixed.slice(0, tuned < earlyExamples ? hiddenMax : 1).flatMap((hiddenId, place) => {
    const rest = [...mixed.slice(place + 1), ...mixed.slice(0, place)]
    const baskets = rest.length > shortBasket ? [rest.slice(0, shortBasket), rest] : [rest]
    return baskets.map((basketIds) => ({ basketIds, hiddenId }))
  })
}

function mixedBy(orderId: string, productIds: ReadonlySet<string>): string[] {
  return [...productIds]
    .map((id) => ({ id, hash: hashOf(`${orderId} ${id}`) }))
    .sort((one, other) => one.hash - other.hash || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id)
}

/** 32-bit FNV-1a over UTF-16 units (Fowler, Noll, Vo; RFC 9923). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193)
  return hash >>> 0
}

/**
 * Parameters after one more example: one Newton step of the conditional logit over the candidates (McFadden 1974) with
 * a fading memory of earlier curvature, which is an extended Kalman filter. `evidence` is what was known before the
 * order was learned. The parameters stay as they are when the hidden product is no candidate. A refund does not take
 * a step back: a step keeps no more of an order than a vote on a dozen numbers of the whole shop.
 */
export function tune(
  parameters: Parameters,
  { basketIds, hiddenId }: Example,
  evidence: Evidence,
  candidates: Candidates = candidatesOf(basketIds, evidence),
): Parameters {
  const right = candidates.productIds.indexOf(hiddenId)
  if (right < 0) return parameters
  const own = sizeOf(basketOf(basketIds).length)
  const shared = Math.max(sharedLeast, 1 - parameters.tuned / sharedUntil)
  const table = tableOf(basketIds, candidates, evidence)
  const known = Math.min(1, table.allSlow / knownEnough)
  const numbers = featuresOf(table)
  return {
    tuned: parameters.tuned + 1,
    sizes: parameters.sizes.map((each, size) => {
      const share = known * (size === own ? 1 : shared)
      return stepped(each, numbers, right, share, parameters.tuned < earlyExamples ? 1 : memory ** share)
    }),
  }
}

/** `share` is by how much the example counts, `kept` is what stays of earlier ones: both 0 to 1. */
function stepped(
  old: SizeParameters,
  numbers: Float64Array,
  right: number,
  share: number,
  kept: number,
): SizeParameters {
  const chances = chancesOf(scoresOf(numbers, Float64Array.from(old.weights)))
  const mean = meanOf(numbers, chances)
  const precision = Float64Array.from(
    old.precision,
    (value, place) => value * kept + (isDiagonal(place) ? leastPrecision * (1 - kept) : 0),
  )
  addCurvature(precision, numbers, chances, mean, share)
  const gradient = mean.map((value, k) => share * ((numbers[right * featureCount + k] ?? 0) - value))
  const step = solve({ size: featureCount, values: precision }, gradient)
  const scale = Math.min(1, stepMax / Math.max(stepMax, ...step.map(Math.abs)))
  return {
    weights: old.weights.map((weight, k) => weight + scale * (step[k] ?? 0)),
    precision: [...precision],
  }
}

function meanOf(numbers: Float64Array, chances: Float64Array): Float64Array {
  const mean = new Float64Array(featureCount)
  for (let row = 0; row < chances.length; row++) {
    const chance = chances[row] ?? 0
    const from = row * featureCount
    for (let k = 0; k < featureCount; k++) mean[k] = (mean[k] ?? 0) + chance * (numbers[from + k] ?? 0)
  }
  return mean
}

/** The covariance of the features under the chances: below the diagonal, and then mirrored. */
function addCurvature(
  precision: Float64Array,
  numbers: Float64Array,
  chances: Float64Array,
  mean: Float64Array,
  share: number,
): void {
  const apart = new Float64Array(featureCount)
  for (let row = 0; row < chances.length; row++) {
    const weight = share * (chances[row] ?? 0)
    const from = row * featureCount
    for (let one = 0; one < featureCount; one++) {
      const difference = (numbers[from + one] ?? 0) - (mean[one] ?? 0)
      apart[one] = difference
      const at = one * featureCount
      for (let other = 0; other <= one; other++)
        precision[at + other] = (precision[at + other] ?? 0) + weight * difference * (apart[other] ?? 0)
    }
  }
  for (let one = 0; one < featureCount; one++)
    for (let other = 0; other < one; other++)
      precision[other * featureCount + one] = precision[one * featureCount + other] ?? 0
}
