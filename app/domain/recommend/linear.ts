/** A square matrix, row by row. */
export interface Square {
  size: number
  values: Float64Array
}

/** A pivot below this is taken for it: a Gram matrix read from cut lists need not be positive definite. */
const pivotMin = 1e-3

/**
 * The lower triangle that times its own transpose is this symmetric matrix (Cholesky). What is too flat is held up by
 * `pivotMin`, so that every answer made of it is finite. `room` gives zeros to keep it in. Two rows and two columns are
 * worked at a time, because reading the numbers costs more than adding them up.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: four numbers at a time, in one piece.
export function factor(
  { size, values }: Square,
  room: (length: number) => Float64Array = (length) => new Float64Array(length),
): Square {
  // One row more than there are, for the second of the last two.
  const lower = room((size + 1) * size)
  const sums = new Float64Array(4)
  for (let row = 0; row < size; row += 2)
    for (let column = 0; column <= row; column += 2) {
      fourProducts(lower, row * size, column * size, size, column, sums)
      for (let one = row; one < Math.min(row + 2, size); one++)
        for (let other = column; other <= Math.min(column + 1, one); other++) {
          const place = one * size + other
          let rest = (values[place] ?? 0) - (sums[(one - row) * 2 + other - column] ?? 0)
          if (other > column) rest -= (lower[place - 1] ?? 0) * (lower[other * size + column] ?? 0)
          lower[place] =
            one === other ? Math.sqrt(Math.max(pivotMin, rest)) : rest / (lower[other * size + other] ?? 1)
        }
    }
  return { size, values: lower }
}

/** The products of two rows that follow each other with two others, over their first `length` numbers. */
function fourProducts(
  values: Float64Array,
  one: number,
  other: number,
  size: number,
  length: number,
  sums: Float64Array,
): void {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let k = 0; k < length; k++) {
    const above = values[one + k] ?? 0
    const below = values[one + size + k] ?? 0
    const left = values[other + k] ?? 0
    const right = values[other + size + k] ?? 0
    first += above * left
    second += above * right
    third += below * left
    fourth += below * right
  }
  sums[0] = first
  sums[1] = second
  sums[2] = third
  sums[3] = fourth
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
  // Four columns of the inverse of the triangle at a time, number by number.
  const columns = new Float64Array(size * 4)
  for (let place = from; place < size; place += 4) {
    columns.fill(0)
    for (let row = place; row < size; row++) solveRow(values, columns, size, row, place)
    for (let each = 0; each < Math.min(4, size - place); each++) {
      let sum = 0
      for (let row = place + each; row < size; row++) sum += (columns[row * 4 + each] ?? 0) ** 2
      diagonal[place - from + each] = sum
    }
  }
  return diagonal
}

/** The next number of each of the four columns that begin at `place`. */
function solveRow(
  values: Float64Array,
  columns: Float64Array,
  size: number,
  row: number,
  place: number,
): void {
  let first = row === place ? 1 : 0
  let second = row === place + 1 ? 1 : 0
  let third = row === place + 2 ? 1 : 0
  let fourth = row === place + 3 ? 1 : 0
  for (let k = place; k < row; k++) {
    const value = values[row * size + k] ?? 0
    first -= value * (columns[k * 4] ?? 0)
    second -= value * (columns[k * 4 + 1] ?? 0)
    third -= value * (columns[k * 4 + 2] ?? 0)
    fourth -= value * (columns[k * 4 + 3] ?? 0)
  }
  const pivot = values[row * size + row] ?? 1
  columns[row * 4] = first / pivot
  columns[row * 4 + 1] = second / pivot
  columns[row * 4 + 2] = third / pivot
  columns[row * 4 + 3] = fourth / pivot
}

/** Solves `matrix x = right` for a symmetric matrix with a positive diagonal. */
export function solve(matrix: Square, right: Float64Array): Float64Array {
  return solveFactored(factor(matrix), right)
}

/** For sorting, the greater first. A comparison that gives a difference would make a new number each time. */
export function downwards(one: number, other: number): number {
  return one > other ? -1 : one < other ? 1 : 0
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
