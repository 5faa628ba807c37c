import { asymmetric, basketRoot, support } from './asymmetric.ts'
import { likenessToBasket } from './likeness-to-basket.ts'
import { coreRegression, loosePenalty, ridgeWeights, strictPenalty } from './regression.ts'
import { createRoom } from './room.ts'
import type { Table } from './table.ts'

/** What speaks for a candidate, in this order; each divided by its usual spread, so that one prior suits all. */
export const featureSpreads = {
  /** Sum over the basket of the asymmetric cosine to the power 1.5. */
  drawn: 0.62,
  /** The strongest of them. */
  strongest: 0.54,
  /** Sum of asymmetric cosines of the fast weights. */
  drawnLately: 0.7,
  popular: 0.86,
  popularLately: 0.8,
  /** Popularity once more, times the logarithm of the basket's length: long baskets go by it more, or less. */
  popularByLength: 2,
  /** Drawn by what the products in the basket do not already say of each other. */
  ridge: 0.41,
  titles: 0.11,
  category: 0.16,
  /** How much the other strong candidates draw it: what goes with all of them goes with this basket less. */
  crowd: 0.47,
  /** Regression on the basket and the core together, held back much: EASE within the neighbourhood. */
  regression: 0.46,
  /** The same held back little, and as it is: what a large basket adds up to, for and against. */
  looseRegression: 0.037,
  /** How much more often than by chance: logarithms of lifts, held back where little is expected. */
  lift: 0.6,
}

export type Feature = keyof typeof featureSpreads
export const features = Object.keys(featureSpreads) as readonly Feature[]
export const featureCount = features.length

/** Added before a logarithm: what is not there is little, not nothing. */
const floors = { cosine: 1e-3, weight: 0.1, lift: 0.5 }

/** A prediction of the regression well above this counts by its logarithm, one well below as it is. */
const regressionKnee = 0.02

/** An order holds a product or does not: predictions are of the size of one. */
const predictionMax = 10

const ordinaryOrder = 4
const liftsMax = 8

const perSpread = Float64Array.from(features, (feature) => 1 / featureSpreads[feature])

/** Candidate by candidate (columns after the basket's), feature by feature. */
export function featuresOf(table: Table): Float64Array {
  const { basketSize, columns } = table
  const lately = fastRootsOf(table)
  const numbers = new Float64Array((columns - basketSize) * featureCount)
  const ridge = ridgeWeights(table)
  const strict = coreRegression(table, strictPenalty)
  const loose = coreRegression(table, loosePenalty)
  const crowd = crowdOf(table, lately)
  const likeness = likenessToBasket(table)
  // Divided by the root of how many products of the basket it is summed over.
  const scale = 1 / Math.sqrt(Math.max(1, basketSize))
  const length = Math.log(Math.max(1, basketSize))
  const drawn: Drawn = { sum: 0, strongest: 0, lately: 0 }
  for (let column = basketSize; column < columns; column++) {
    draw(table, lately, column, drawn)
    const slow = table.slow[column] ?? 0
    const popular = Math.log(slow + floors.weight)
    const at = (column - basketSize) * featureCount
    numbers[at] = logOf(drawn.sum)
    numbers[at + 1] = logOf(drawn.strongest)
    numbers[at + 2] = logOf(drawn.lately)
    numbers[at + 3] = popular
    numbers[at + 4] = Math.log((table.fast[column] ?? 0) + floors.weight)
    numbers[at + 5] = popular * length
    numbers[at + 6] = logOf(Math.max(0, bounded(weighted(table, ridge, column) / (Math.sqrt(slow) + 1))))
    numbers[at + 7] = scale * likeness.words(column)
    numbers[at + 8] = scale * likeness.categories(column)
    numbers[at + 9] = logOf(crowd[column] ?? 0)
    numbers[at + 10] = Math.asinh(bounded(strict[column]) / regressionKnee)
    numbers[at + 11] = bounded(loose[column])
    numbers[at + 12] = liftOf(table, column)
    for (let k = 0; k < featureCount; k++) numbers[at + k] = (numbers[at + k] ?? 0) * (perSpread[k] ?? 1)
  }
  return numbers
}

/**
 * What a regression says, where it can be meant: pairs that do not fit their products, as cut lists or taken back orders
 * may leave them, can make one large basket's answer anything.
 */
function bounded(prediction = 0): number {
  return Number.isFinite(prediction) ? Math.max(-predictionMax, Math.min(predictionMax, prediction)) : 0
}

const logOfNothing = Math.log(floors.cosine)

function logOf(cosine: number): number {
  return cosine === 0 ? logOfNothing : Math.log(cosine + floors.cosine)
}

const rooms = { rowFast: createRoom(), crowd: createRoom() }

function fastRootsOf({ basketSize, fast }: Table): Float64Array {
  const roots = rooms.rowFast(basketSize)
  for (let row = 0; row < basketSize; row++) roots[row] = basketRoot(fast[row] ?? 0)
  return roots
}

/** By the basket. */
interface Drawn {
  sum: number
  strongest: number
  lately: number
}

function draw(
  { basketSize, columns, rowRoot, slowRoot, fastRoot, pairSlow, pairFast }: Table,
  rowFastRoot: Float64Array,
  column: number,
  drawn: Drawn,
): void {
  drawn.sum = 0
  drawn.strongest = 0
  drawn.lately = 0
  for (let row = 0; row < basketSize; row++) {
    const pair = pairSlow[row * columns + column] ?? 0
    if (pair === 0) continue
    const strength = asymmetric(pair, rowRoot[row] ?? 0, slowRoot[column] ?? 0)
    drawn.sum += support(strength)
    drawn.strongest = Math.max(drawn.strongest, strength)
    const lately = pairFast[row * columns + column] ?? 0
    drawn.lately += asymmetric(lately, rowFastRoot[row] ?? 0, fastRoot[column] ?? 0)
  }
}

/**
 * Logarithm of the lift over each product of the basket, summed and divided by the root of their number. What is expected
 * by chance is told from the weights alone, as if a usual order drew `ordinaryOrder` products at random; the floor holds
 * back what is neither seen nor expected much (after DuMouchel, The American Statistician 1999).
 */
function liftOf({ basketSize, columns, allSlow, slow, pairSlow }: Table, column: number): number {
  const chance = (ordinaryOrder * (slow[column] ?? 0)) / Math.max(Number.MIN_VALUE, allSlow)
  let sum = 0
  // One logarithm of several lifts multiplied, not so many that they could leave the range of numbers.
  let lifts = 1
  for (let row = 0; row < basketSize; row++) {
    const expected = (slow[row] ?? 0) * chance
    lifts *= ((pairSlow[row * columns + column] ?? 0) + floors.lift) / (expected + floors.lift)
    if (row % liftsMax === liftsMax - 1) {
      sum += Math.log(lifts)
      lifts = 1
    }
  }
  return (sum + Math.log(lifts)) / Math.sqrt(Math.max(1, basketSize))
}

/** Mean of the asymmetric cosines from the core, each core product weighted by how much the basket draws it. */
function crowdOf(table: Table, rowFastRoot: Float64Array): Float64Array {
  const { basketSize, rows, columns, rowRoot, slowRoot, pairSlow } = table
  const crowd = rooms.crowd(columns)
  const drawn: Drawn = { sum: 0, strongest: 0, lately: 0 }
  let total = Number.MIN_VALUE
  for (let row = basketSize; row < rows; row++) {
    draw(table, rowFastRoot, row, drawn)
    const { sum } = drawn
    const own = rowRoot[row] ?? 0
    total += sum
    for (let column = basketSize; column < columns; column++) {
      const pair = pairSlow[row * columns + column] ?? 0
      if (pair > 0) crowd[column] = (crowd[column] ?? 0) + sum * asymmetric(pair, own, slowRoot[column] ?? 0)
    }
  }
  for (let column = basketSize; column < columns; column++) crowd[column] = (crowd[column] ?? 0) / total
  return crowd
}

function weighted({ columns, pairSlow }: Table, weights: Float64Array, column: number): number {
  let sum = 0
  for (let row = 0; row < weights.length; row++)
    sum += (weights[row] ?? 0) * (pairSlow[row * columns + column] ?? 0)
  return sum
}
