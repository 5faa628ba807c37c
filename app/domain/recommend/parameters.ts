import { type Feature, featureCount, features } from './features.ts'

/**
 * How much each feature counts in one shop, for small, middle and large baskets apart, and how sure that is. Kept as
 * one row per shop; plain numbers, so that it can be JSON or an array of doubles.
 */
export interface Parameters {
  /** Examples that `tune` has learned from. */
  tuned: number
  sizes: SizeParameters[]
}

export interface SizeParameters {
  /** One for each feature. */
  weights: number[]
  /** Inverse covariance of the weights, row by row: `featureCount` squared. */
  precision: number[]
}

/** Largest baskets of the first and second of the three sizes. */
const smallBasketMax = 3
const middleBasketMax = 9
const sizes = [smallBasketMax, middleBasketMax, Number.POSITIVE_INFINITY]

/** What stays of being sure as examples come: see `memory` in tune.ts. */
export const leastPrecision = 10

/**
 * How sure a shop's first weights are. What titles are worth differs most between shops, from much to nothing, and some
 * dozens of orders show it; how far popularity carries differs as well. What pairs say takes longer to tell from chance.
 */
const priorPrecision = 700
const precisions: Partial<Record<Feature, number>> = { titles: 60, popular: 200, popularLately: 200 }

/**
 * What a shop begins with: popularity, most of it in the long run because a slow shop's last days say little, and
 * something of all that its orders, titles and categories say. It suits fifty orders and a thousand alike.
 */
const prior: Record<Feature, number> = {
  drawn: 0.15,
  strongest: 0,
  drawnLately: -0.03,
  popular: 0.7,
  popularLately: 0.3,
  popularByLength: -0.1,
  ridge: 0.08,
  titles: 0.15,
  category: 0.1,
  crowd: 0.03,
  regression: 0.18,
  looseRegression: -0.05,
  lift: 0.1,
}

/** Parameters of a shop whose orders have not tuned them yet. */
export function startingParameters(): Parameters {
  return {
    tuned: 0,
    sizes: sizes.map(() => ({
      weights: features.map((feature) => prior[feature]),
      precision: features.flatMap((feature) => precisionOf(feature)),
    })),
  }
}

/** The row of a feature: weights are taken for independent at first. */
function precisionOf(feature: Feature): number[] {
  const own = precisions[feature] ?? priorPrecision
  return features.map((other) => (other === feature ? own : 0))
}

/** Whether a place in a precision is on its diagonal. */
export function isDiagonal(place: number): boolean {
  return place % (featureCount + 1) === 0
}

/** Which of the sizes a basket has. */
export function sizeOf(basketProducts: number): number {
  return sizes.findIndex((largest) => basketProducts <= largest)
}
