import { type Feature, featureCount, features } from './features.ts'

/**
 * How much each feature counts in one shop, for small, middle and large baskets apart, and how sure that is. Kept as
 * one row per shop; plain numbers, so that it can be JSON or an array of doubles.
 */
export interface Parameters {
  /** Orders that `tune` has learned from. */
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

/** How many examples the weights below are worth. */
export const priorPrecision = 30

/** What a shop begins with. */
const prior: Record<Feature, number> = {
  drawn: 0.5,
  strongest: 0,
  drawnLately: 0.1,
  popular: 0.15,
  popularLately: 0.15,
  ridge: 0.2,
  titles: 0.2,
  category: 0.05,
  crowd: -0.3,
  regression: 0.15,
}

/** Parameters of a shop whose orders have not tuned them yet. */
export function startingParameters(): Parameters {
  return {
    tuned: 0,
    sizes: sizes.map(() => ({
      weights: features.map((feature) => prior[feature]),
      precision: Array.from({ length: featureCount ** 2 }, (_, place) => priorAt(place)),
    })),
  }
}

/** An entry of the precision that nothing was learned from yet. */
export function priorAt(place: number): number {
  return place % (featureCount + 1) === 0 ? priorPrecision : 0
}

/** Which of the sizes a basket has. */
export function sizeOf(basketProducts: number): number {
  return sizes.findIndex((largest) => basketProducts <= largest)
}
