// Dense symmetric matrices in plain arrays (row by row, both triangles kept): Gram matrix, inverse, low-rank updates.

/** Products squared must fit in one array; a shop with more is cut to its most bought ones by those who use this. */
export const denseProductsMax = 8_000

const blockSize = 64
const tileSize = 128

/** Rows of a matrix that holds `products`: a multiple of four, as all functions here expect. The rest is padding. */
export function paddedSize(products: number): number {
  return Math.ceil(products / 4) * 4
}

/** `matrix += weight` at every pair of `products`, the pair of a product with itself included. */
export function addToGram(
  matrix: Float64Array,
  size: number,
  products: readonly number[],
  weight: number,
): void {
  for (const row of products)
    for (const column of products) {
      const at = row * size + column
      matrix[at] = (matrix[at] ?? 0) + weight
    }
}

/**
 * Inverts a symmetric positive definite matrix in place by the sweep operator (Goodnight 1979), one block of columns
 * at a time, so that nearly all work is one multiplication of narrow panels. Throws when a pivot is not positive.
 */
export function invert(matrix: Float64Array, size: number): void {
  for (let from = 0; from < size; from += blockSize)
    sweepBlock(matrix, size, from, Math.min(from + blockSize, size))
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      const value = -(matrix[row * size + column] ?? 0)
      matrix[row * size + column] = value
      matrix[column * size + row] = value
    }
}

function sweepBlock(matrix: Float64Array, size: number, from: number, to: number): void {
  const width = to - from
  const panel = new Float64Array(size * width)
  for (let row = 0; row < size; row++)
    for (let k = 0; k < width; k++)
      panel[row * width + k] =
        (row >= from + k ? matrix[row * size + from + k] : matrix[(from + k) * size + row]) ?? 0
  const pivot = panel.slice(from * width, to * width)
  invertSmall(pivot, width)
  const solved = timesSmall(panel, pivot, size, width)
  // The block's own rows are replaced below; with zeros they take no part in the update of the rest.
  const rest = panel.slice()
  rest.fill(0, from * width, to * width)
  const solvedRest = solved.slice()
  solvedRest.fill(0, from * width, to * width)
  subtractProduct(matrix, size, solvedRest, rest, width)
  for (let row = 0; row < size; row++)
    for (let k = 0; k < width; k++) {
      const inBlock = row >= from && row < to
      const value = (inBlock ? -(pivot[(row - from) * width + k] ?? 0) : solved[row * width + k]) ?? 0
      if (row >= from + k) matrix[row * size + from + k] = value
      else matrix[(from + k) * size + row] = value
    }
}

/** Inverse of a small symmetric positive definite matrix, in place (Gauss-Jordan without pivoting). */
export function invertSmall(matrix: Float64Array, size: number): void {
  for (let pivot = 0; pivot < size; pivot++) {
    const value = matrix[pivot * size + pivot] ?? 0
    if (!(value > 0)) throw new Error(`A positive definite matrix was expected; pivot ${pivot} is ${value}.`)
    matrix[pivot * size + pivot] = 1
    for (let column = 0; column < size; column++)
      matrix[pivot * size + column] = (matrix[pivot * size + column] ?? 0) / value
    for (let row = 0; row < size; row++) {
      const factor = matrix[row * size + pivot] ?? 0
      if (row === pivot || factor === 0) continue
      matrix[row * size + pivot] = 0
      for (let column = 0; column < size; column++)
        matrix[row * size + column] =
          (matrix[row * size + column] ?? 0) - factor * (matrix[pivot * size + column] ?? 0)
    }
  }
}

function timesSmall(panel: Float64Array, small: Float64Array, size: number, width: number): Float64Array {
  const out = new Float64Array(size * width)
  for (let row = 0; row < size; row++)
    for (let k = 0; k < width; k++) {
      const factor = panel[row * width + k] ?? 0
      if (factor === 0) continue
      for (let column = 0; column < width; column++) {
        const at = row * width + column
        out[at] = (out[at] ?? 0) + factor * (small[k * width + column] ?? 0)
      }
    }
  return out
}

/** Lower triangle of `matrix -= left * right'`, both panels `size` rows of `width`. */
function subtractProduct(
  matrix: Float64Array,
  size: number,
  left: Float64Array,
  right: Float64Array,
  width: number,
): void {
  const packedLeft = byFourRows(left, size, width)
  const packedRight = byFourRows(right, size, width)
  for (let rowTile = 0; rowTile < size; rowTile += tileSize)
    for (let columnTile = 0; columnTile <= rowTile; columnTile += tileSize)
      for (let row = rowTile; row < Math.min(rowTile + tileSize, size); row += 4)
        for (let column = columnTile; column < Math.min(columnTile + tileSize, row + 4); column += 4)
          subtractSixteen(matrix, size, packedLeft, packedRight, width, row, column)
}

/** Four rows at a time, their numbers interleaved in the order in which they are read. */
function byFourRows(panel: Float64Array, size: number, width: number): Float64Array {
  const packed = new Float64Array(panel.length)
  for (let row = 0; row < size; row++)
    for (let k = 0; k < width; k++)
      packed[(row - (row % 4)) * width + 4 * k + (row % 4)] = panel[row * width + k] ?? 0
  return packed
}

/**
 * Sixteen sums of products, four rows of `left` with four of `right`. Nearly all of the bench's time is spent here, so
 * the sums are plain local variables, which stay in registers, and every number is read once for four sums.
 */
function subtractSixteen(
  matrix: Float64Array,
  size: number,
  left: Float64Array,
  right: Float64Array,
  width: number,
  row: number,
  column: number,
): void {
  let s00 = 0
  let s01 = 0
  let s02 = 0
  let s03 = 0
  let s10 = 0
  let s11 = 0
  let s12 = 0
  let s13 = 0
  let s20 = 0
  let s21 = 0
  let s22 = 0
  let s23 = 0
  let s30 = 0
  let s31 = 0
  let s32 = 0
  let s33 = 0
  let p = row * width
  let q = column * width
  for (let k = 0; k < width; k++) {
    const x0 = left[p] ?? 0
    const x1 = left[p + 1] ?? 0
    const x2 = left[p + 2] ?? 0
    const x3 = left[p + 3] ?? 0
    const y0 = right[q] ?? 0
    const y1 = right[q + 1] ?? 0
    const y2 = right[q + 2] ?? 0
    const y3 = right[q + 3] ?? 0
    p += 4
    q += 4
    s00 += x0 * y0
    s01 += x0 * y1
    s02 += x0 * y2
    s03 += x0 * y3
    s10 += x1 * y0
    s11 += x1 * y1
    s12 += x1 * y2
    s13 += x1 * y3
    s20 += x2 * y0
    s21 += x2 * y1
    s22 += x2 * y2
    s23 += x2 * y3
    s30 += x3 * y0
    s31 += x3 * y1
    s32 += x3 * y2
    s33 += x3 * y3
  }
  const at = row * size + column
  subtractFour(matrix, at, s00, s01, s02, s03)
  subtractFour(matrix, at + size, s10, s11, s12, s13)
  subtractFour(matrix, at + 2 * size, s20, s21, s22, s23)
  subtractFour(matrix, at + 3 * size, s30, s31, s32, s33)
}

function subtractFour(matrix: Float64Array, at: number, a: number, b: number, c: number, d: number): void {
  matrix[at] = (matrix[at] ?? 0) - a
  matrix[at + 1] = (matrix[at + 1] ?? 0) - b
  matrix[at + 2] = (matrix[at + 2] ?? 0) - c
  matrix[at + 3] = (matrix[at + 3] ?? 0) - d
}

/**
 * What the inverse of A becomes when `weight * x x'` is added to A for each of `baskets` (x is 1 at its products and 0
 * elsewhere): the Woodbury identity, exact but for rounding. Many baskets are added in several steps.
 */
export function updateInverse(
  inverse: Float64Array,
  size: number,
  baskets: readonly (readonly number[])[],
  weights: readonly number[],
): void {
  const step = 2 * blockSize
  for (let from = 0; from < baskets.length; from += step)
    updateStep(inverse, size, baskets.slice(from, from + step), weights.slice(from, from + step))
}

function updateStep(
  inverse: Float64Array,
  size: number,
  baskets: readonly (readonly number[])[],
  weights: readonly number[],
): void {
  const width = baskets.length
  const panel = new Float64Array(size * width)
  baskets.forEach((products, k) => {
    for (const product of products)
      for (let row = 0; row < size; row++) {
        const at = row * width + k
        panel[at] = (panel[at] ?? 0) + (inverse[product * size + row] ?? 0)
      }
  })
  const small = new Float64Array(width * width)
  baskets.forEach((products, k) => {
    for (const product of products)
      for (let other = 0; other < width; other++) {
        const at = k * width + other
        small[at] = (small[at] ?? 0) + (panel[product * width + other] ?? 0)
      }
    const at = k * width + k
    small[at] = (small[at] ?? 0) + 1 / (weights[k] ?? 1)
  })
  invertSmall(small, width)
  subtractProduct(inverse, size, timesSmall(panel, small, size, width), panel, width)
  mirrorLower(inverse, size)
}

function mirrorLower(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++)
      matrix[column * size + row] = matrix[row * size + column] ?? 0
}
