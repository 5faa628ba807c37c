import { solvedBasketMax } from './evidence.ts'
import { factor, inverseDiagonal, type Square, solve, solveFactored } from './linear.ts'
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
  const chosen = firstOfBasket(table)
  return solve(gram(table, chosen, loosePenalty), new Float64Array(chosen.length).fill(1))
}

/**
 * EASE (Steck, WWW 2019) within the neighbourhood: each column predicted by a ridge regression on all other products of
 * basket and core, when those of the basket are bought and those of the core are not. In the core the answer is read
 * off the inverse; for the other candidates the regression is on the whole core.
 */
export function coreRegression(table: Table, penalty: Penalty): Float64Array {
  const { rows, columns, basketSize, pairSlow } = table
  const bought = firstOfBasket(table)
  const chosen = [...bought, ...Array.from({ length: rows - basketSize }, (_, row) => basketSize + row)]
  const factored = factor(gram(table, chosen, penalty))
  const weights = solveFactored(factored, new Float64Array(chosen.length).fill(1, 0, bought.length))
  const diagonal = inverseDiagonal(factored, bought.length)
  const predicted = new Float64Array(columns)
  for (let place = 0; place < chosen.length; place++) {
    const row = chosen[place] ?? 0
    const weight = weights[place] ?? 0
    if (row >= basketSize) predicted[row] = -weight / (diagonal[place - bought.length] ?? 1)
    for (let column = rows; column < columns; column++)
      predicted[column] = (predicted[column] ?? 0) + weight * (pairSlow[row * columns + column] ?? 0)
  }
  return predicted
}

function firstOfBasket({ basketSize }: Table): number[] {
  return Array.from({ length: Math.min(solvedBasketMax, basketSize) }, (_, row) => row)
}

/** The pairs of the chosen rows among each other: a row of the table begins with the columns of all its rows. */
function gram(table: Table, chosen: readonly number[], penalty: Penalty): Square {
  const { columns, basketSize, rows, slow, pairSlow } = table
  const size = chosen.length
  const values = new Float64Array(size * size)
  const bought = Math.min(solvedBasketMax, basketSize, size)
  for (let place = 0; place < size; place++) {
    const row = chosen[place] ?? 0
    const from = row * columns
    values.set(pairSlow.subarray(from, from + bought), place * size)
    if (size > bought) values.set(pairSlow.subarray(from + basketSize, from + rows), place * size + bought)
    values[place * size + place] = (1 + penalty.share) * (slow[row] ?? 0) + penalty.orders
  }
  return { size, values }
}
