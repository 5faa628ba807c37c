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

/** How sure a shop's first weights are, and what stays of that as examples come: see `memory` in tune.ts. */
const priorPrecision = 700
export const leastPrecision = 10

/**
 * What a shop begins with: popularity, with a hint of everything else. A shop of many products leaves it within some
 * dozens of orders; in one of few products a hundred orders say less about pairs than popularity does.
 */
const prior: Record<Feature, number> = {
  drawn: 0.06,
  strongest: 0.01,
  drawnLately: 0.01,
  popular: 0.85,
  popularLately: 0.1,
  popularByLength: 0,
  ridge: 0.03,
  titles: 0.2,
  category: 0.01,
  crowd: -0.04,
  regression: 0.01,
  looseRegression: 0.01,
  lift: 0.02,
}

/** Parameters of a shop whose orders have not tuned them yet. */
export function startingParameters(): Parameters {
  return {
    tuned: 0,
    sizes: sizes.map(() => ({
      weights: features.map((feature) => prior[feature]),
      precision: Array.from({ length: featureCount ** 2 }, (_, place) =>
        isDiagonal(place) ? priorPrecision : 0,
      ),
    })),
  }
}

/** Whether a place in a precision is on its diagonal. */
export function isDiagonal(place: number): boolean {
  return place % (featureCount + 1) === 0
}

/** Which of the sizes a basket has. */
export function sizeOf(basketProducts: number): number {
  return sizes.findIndex((largest) => basketProducts <= largest)
}
