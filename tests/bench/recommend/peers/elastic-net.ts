// Non-negative elastic net regression of one product on all others, from the Gram matrix alone: coordinate descent with
// covariance updates over an active set (Friedman, Hastie, Tibshirani, Journal of Statistical Software 2010).

const sweepsMax = 200
const roundsMax = 50
/** Weights are solved when none moves by more than this in one sweep. */
const tolerance = 5e-4
const joiningMin = 64

let scratch = new Float64Array(1 << 16)

export interface Penalty {
  /** Of the absolute weights, in orders. */
  l1: number
  /** Of the squared weights, in orders. */
  l2: number
}

/** The products that have a weight in the regression of one product, and their weights. */
export interface Column {
  places: number[]
  weights: number[]
}

export interface Gram {
  matrix: Float64Array
  /** Length of a row. */
  size: number
  products: number
}

/**
 * The weights that minimise |a_i - A w|^2 / 2 + l2 |w|^2 / 2 + l1 |w|, w >= 0, w_i = 0. `before` is where to start from
 * and does not change the answer by more than the tolerance. As all counts are non-negative, a product whose pair count
 * is not above l1 can never get a weight.
 */
export function solveColumn(gram: Gram, target: number, penalty: Penalty, before?: Column): Column {
  const candidates = candidatesOf(gram, target, penalty.l1)
  let column: Column = before ?? { places: [], weights: [] }
  for (let round = 0; round < roundsMax; round++) {
    const joining = mostViolating(gram, target, candidates, column, penalty)
    if (joining.length === 0 && round > 0) break
    const places = [...column.places, ...joining]
    const weights = Float64Array.from([...column.weights, ...joining.map(() => 0)])
    descend(localGram(gram, target, places), places.length, weights, penalty)
    const chosen = [...places.keys()].filter((index) => (weights[index] ?? 0) > 0)
    column = {
      places: chosen.map((index) => places[index] ?? 0),
      weights: chosen.map((index) => weights[index] ?? 0),
    }
  }
  return column
}

function candidatesOf({ matrix, size, products }: Gram, target: number, l1: number): number[] {
  const candidates: number[] = []
  for (let place = 0; place < products; place++)
    if (place !== target && (matrix[target * size + place] ?? 0) > l1) candidates.push(place)
  return candidates
}

/** Those without a weight that would gain one, the furthest off first; at most as many as have one, and 64. */
function mostViolating(
  { matrix, size }: Gram,
  target: number,
  candidates: readonly number[],
  column: Column,
  { l1, l2 }: Penalty,
): number[] {
  const left = matrix.slice(target * size, (target + 1) * size)
  column.places.forEach((place, index) => {
    const weight = column.weights[index] ?? 0
    const row = place * size
    for (const other of candidates) left[other] = (left[other] ?? 0) - weight * (matrix[row + other] ?? 0)
  })
  const has = new Set(column.places)
  const gain = (place: number) => ((left[place] ?? 0) - l1) / ((matrix[place * size + place] ?? 0) + l2)
  return candidates
    .filter((place) => !has.has(place) && gain(place) > tolerance)
    .sort((one, other) => gain(other) - gain(one))
    .slice(0, Math.max(joiningMin, column.places.length))
}

/** Row by row the Gram matrix of `places`, and one more row: their products with the target. Good until the next call. */
function localGram({ matrix, size }: Gram, target: number, places: readonly number[]): Float64Array {
  const numbers = (places.length + 1) * places.length
  if (scratch.length < numbers) scratch = new Float64Array(2 * numbers)
  let at = 0
  for (let row = 0; row <= places.length; row++) {
    const from = (places[row] ?? target) * size
    for (let column = 0; column < places.length; column++) {
      scratch[at] = matrix[from + (places[column] ?? 0)] ?? 0
      at += 1
    }
  }
  return scratch
}

/** Coordinate descent in place, over all weights until none moves. */
function descend(local: Float64Array, width: number, weights: Float64Array, { l1, l2 }: Penalty): void {
  // What is left of each product with the target after what the present weights explain.
  const left = local.slice(width * width, width * (width + 1))
  for (let index = 0; index < width; index++) explain(left, local, index * width, weights[index] ?? 0)
  for (let sweep = 0; sweep < sweepsMax; sweep++) {
    let moved = 0
    for (let index = 0; index < width; index++) {
      const own = local[index * width + index] ?? 0
      const weight = weights[index] ?? 0
      const next = Math.max(0, (left[index] ?? 0) + own * weight - l1) / (own + l2)
      if (next === weight) continue
      weights[index] = next
      explain(left, local, index * width, next - weight)
      moved = Math.max(moved, Math.abs(next - weight))
    }
    if (moved < tolerance) return
  }
}

function explain(left: Float64Array, local: Float64Array, from: number, change: number): void {
  if (change === 0) return
  for (let other = 0; other < left.length; other++)
    left[other] = (left[other] ?? 0) - change * (local[from + other] ?? 0)
}
