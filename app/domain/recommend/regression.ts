import { dot, inverse, type Square, solve } from './linear.ts'
import type { Table } from './table.ts'

/** Added to the diagonal, in weights of orders of now. */
const penalty = 5

/**
 * How much each product of the basket says that the others do not: (G + penalty)^-1 1 over the basket's own pairs. A
 * candidate's ridge prediction is its pair weights with the basket times these.
 */
export function ridgeWeights(table: Table): Float64Array {
  return solve(gram(table, table.basketSize), new Float64Array(table.basketSize).fill(1))
}

/**
 * EASE (Steck, WWW 2019) within the neighbourhood: each column predicted by a ridge regression on all other products of
 * basket and core, when those of the basket are bought and those of the core are not. In the core the answer is read
 * off the inverse; for the other candidates the regression is on the whole core.
 */
export function coreRegression(table: Table): Float64Array {
  const { rows, columns, basketSize, pairSlow } = table
  const { values } = inverse(gram(table, rows))
  const isBought = new Float64Array(rows).fill(1, 0, basketSize)
  const weights = isBought.map((_, row) => dot(values, row * rows, isBought))
  const predicted = new Float64Array(columns)
  for (let row = basketSize; row < rows; row++)
    predicted[row] = -(weights[row] ?? 0) / (values[row * rows + row] ?? 1)
  for (let row = 0; row < rows; row++)
    for (let column = rows; column < columns; column++)
      predicted[column] =
        (predicted[column] ?? 0) + (weights[row] ?? 0) * (pairSlow[row * columns + column] ?? 0)
  return predicted
}

function gram({ columns, slow, pairSlow }: Table, size: number): Square {
  const values = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      values[row * size + column] =
        row === column ? (slow[row] ?? 0) + penalty : (pairSlow[row * columns + column] ?? 0)
  return { size, values }
}
