/** A square matrix, row by row. */
export interface Square {
  size: number
  values: Float64Array
}

/** A pivot below this is taken for it: a Gram matrix read from cut lists need not be positive definite. */
const pivotMin = 1e-3

/**
 * The inverse of a symmetric matrix with a positive diagonal, by Gauss and Jordan without pivoting. What is too flat to
 * be inverted is held up by `pivotMin`, so that every answer is finite.
 */
export function inverse({ size, values }: Square): Square {
  const result = values.slice()
  for (let pivot = 0; pivot < size; pivot++) eliminate(result, size, pivot)
  return { size, values: result }
}

function eliminate(values: Float64Array, size: number, pivot: number): void {
  const from = pivot * size
  const scale = 1 / Math.max(pivotMin, values[from + pivot] ?? 0)
  const head = values.slice(from, from + size)
  head[pivot] = 0
  for (let row = 0; row < size; row++) {
    const at = row * size
    const factor = (values[at + pivot] ?? 0) * scale
    if (row === pivot || factor === 0) continue
    for (let column = 0; column < size; column++)
      values[at + column] = (values[at + column] ?? 0) - factor * (head[column] ?? 0)
    values[at + pivot] = -factor
  }
  for (let column = 0; column < size; column++) values[from + column] = (head[column] ?? 0) * scale
  values[from + pivot] = scale
}

/** Solves `matrix x = right`. */
export function solve(matrix: Square, right: Float64Array): Float64Array {
  const { values } = inverse(matrix)
  return right.map((_, row) => dot(values, row * matrix.size, right))
}

/** Sum over a row that begins at `from` times `other`. */
export function dot(values: Float64Array, from: number, other: Float64Array): number {
  let sum = 0
  for (let k = 0; k < other.length; k++) sum += (values[from + k] ?? 0) * (other[k] ?? 0)
  return sum
}
