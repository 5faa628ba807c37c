/** A square matrix, row by row. */
export interface Square {
  size: number
  values: Float64Array
}

/** A pivot below this is taken for it: a Gram matrix read from cut lists need not be positive definite. */
const pivotMin = 1e-3

/**
 * The lower triangle that times its own transpose is this symmetric matrix (Cholesky). What is too flat is held up by
 * `pivotMin`, so that every answer made of it is finite.
 */
export function factor({ size, values }: Square): Square {
  const lower = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      const rest =
        (values[row * size + column] ?? 0) - product(lower, row * size, lower, column * size, column)
      lower[row * size + column] =
        row === column ? Math.sqrt(Math.max(pivotMin, rest)) : rest / (lower[column * size + column] ?? 1)
    }
  return { size, values: lower }
}

/** Solves `matrix x = right`, given the factor of the matrix. */
export function solveFactored({ size, values }: Square, right: Float64Array): Float64Array {
  const answer = right.slice()
  for (let row = 0; row < size; row++) {
    const rest = (answer[row] ?? 0) - product(values, row * size, answer, 0, row)
    answer[row] = rest / (values[row * size + row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    const own = (answer[row] ?? 0) / (values[row * size + row] ?? 1)
    answer[row] = own
    for (let column = 0; column < row; column++)
      answer[column] = (answer[column] ?? 0) - own * (values[row * size + column] ?? 0)
  }
  return answer
}

/** The diagonal of the inverse of the factored matrix, from the place `from` on; `from` is its first number. */
export function inverseDiagonal({ size, values }: Square, from: number): Float64Array {
  const diagonal = new Float64Array(size - from)
  const column = new Float64Array(size)
  for (let place = from; place < size; place++) {
    column[place] = 1 / (values[place * size + place] ?? 1)
    let sum = (column[place] ?? 0) ** 2
    for (let row = place + 1; row < size; row++) {
      const rest = product(values, row * size + place, column, place, row - place)
      column[row] = -rest / (values[row * size + row] ?? 1)
      sum += (column[row] ?? 0) ** 2
    }
    diagonal[place - from] = sum
  }
  return diagonal
}

/** Solves `matrix x = right` for a symmetric matrix with a positive diagonal. */
export function solve(matrix: Square, right: Float64Array): Float64Array {
  return solveFactored(factor(matrix), right)
}

/** Sum over a row that begins at `from` times `other`. */
export function dot(values: Float64Array, from: number, other: Float64Array): number {
  return product(values, from, other, 0, other.length)
}

/** Four sums at a time, which the processor adds up side by side; one would wait for itself. */
function product(
  one: Float64Array,
  from: number,
  other: Float64Array,
  otherFrom: number,
  length: number,
): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let k = 0
  for (; k < length - 3; k += 4) {
    const at = from + k
    const across = otherFrom + k
    first += (one[at] ?? 0) * (other[across] ?? 0)
    second += (one[at + 1] ?? 0) * (other[across + 1] ?? 0)
    third += (one[at + 2] ?? 0) * (other[across + 2] ?? 0)
    fourth += (one[at + 3] ?? 0) * (other[across + 3] ?? 0)
  }
  for (; k < length; k++) first += (one[from + k] ?? 0) * (other[otherFrom + k] ?? 0)
  return first + second + (third + fourth)
}
