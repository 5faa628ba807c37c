import { solvedBasketMax } from './evidence.ts'
import { factor, inverseDiagonal, type Square, solve, solveFactored } from './linear.ts'
import { createRoom } from './room.ts'
import type { Table } from './table.ts'

/**
 * Added to the diagonal: so many orders of now, and a part of the product's own weight, which is training with products
 * left out at random (Steck, Autoencoders that don't overfit towards the identity, NeurIPS 2020). Which penalty suits
 * hangs on the shop: its own orders weigh the strict and the loose answer.
 */
export interface Penalty {
  orders: number
  share: number
}

export const loosePenalty: Penalty = { orders: 5, share: 0.5 }
export const strictPenalty: Penalty = { orders: 100, share: 0.5 }

/**
 * How much each product of the basket says that the others do not: (G + penalties)^-1 1 over the basket's own pairs, for
 * its first products. A candidate's ridge prediction is its pair weights with the basket times these.
 */
export function ridgeWeights(table: Table): Float64Array {
  const bought = boughtOf(table)
  return solve(gram(table, bought, bought, loosePenalty), new Float64Array(bought).fill(1))
}

/**
 * EASE (Steck, WWW 2019) within the neighbourhood: each column predicted by a ridge regression on all other products of
 * basket and core, when those of the basket are bought and those of the core are not. In the core the answer is read
 * off the inverse; for the other candidates the regression is on the whole core.
 */
export function coreRegression(table: Table, penalty: Penalty): Float64Array {
  const { rows, columns, basketSize, pairSlow } = table
  const bought = boughtOf(table)
  const size = bought + rows - basketSize
  const factored = factor(gram(table, bought, size, penalty), rooms.factor)
  const weights = solveFactored(factored, new Float64Array(size).fill(1, 0, bought))
  const diagonal = inverseDiagonal(factored, bought)
  const predicted = new Float64Array(columns)
  for (let place = 0; place < size; place++) {
    const row = rowAt(table, bought, place)
    const weight = weights[place] ?? 0
    if (row >= basketSize) predicted[row] = -weight / (diagonal[place - bought] ?? 1)
    const from = row * columns
    for (let column = rows; column < columns; column++)
      predicted[column] = (predicted[column] ?? 0) + weight * (pairSlow[from + column] ?? 0)
  }
  return predicted
}

const rooms = { gram: createRoom(), factor: createRoom() }

/** How many of the basket go into the regressions: its first. */
function boughtOf({ basketSize }: Table): number {
  return Math.min(solvedBasketMax, basketSize)
}

/** Which row of the table stands at a place of a regression: the first `bought`, then the core. */
function rowAt({ basketSize }: Table, bought: number, place: number): number {
  return place < bought ? place : place - bought + basketSize
}

/**
 * The pairs of the first `size` rows of a regression among each other: a row of the table begins with the columns of
 * all its rows. It holds until the next one is made.
 */
function gram(table: Table, bought: number, size: number, penalty: Penalty): Square {
  const { columns, slow, pairSlow } = table
  const values = rooms.gram(size * size)
  for (let place = 0; place < size; place++) {
    const row = rowAt(table, bought, place)
    // Only what is on the diagonal and before it is read.
    for (let other = 0; other < place; other++)
      values[place * size + other] = pairSlow[row * columns + rowAt(table, bought, other)] ?? 0
    values[place * size + place] = (1 + penalty.share) * (slow[row] ?? 0) + penalty.orders
  }
  return { size, values }
}
