import { basketRoot, candidateRoot } from './asymmetric.ts'
import type { Candidates } from './candidates.ts'
import {
  basketOf,
  type Evidence,
  type Neighbours,
  type NumberedNeighbours,
  type NumberedProducts,
  neighbourId,
  neighboursMax,
  type ProductFacts,
  weightAt,
  weightsEach,
} from './evidence.ts'
import type { NumberedLikeness } from './numbered-likeness.ts'
import { createRoom, createTidySmallRoom } from './room.ts'
import { asOf, type Weights } from './weights.ts'

/**
 * The evidence of one question as numbers of now. Columns are the basket's products and then the candidates; rows are
 * the basket's products and then the core, which is the first candidates: row r and column r are the same product.
 */
export interface Table {
  basketSize: number
  rows: number
  columns: number
  /** Weight of all products of the shop together. */
  allSlow: number
  /** Column by column. */
  ids: string[]
  facts: (ProductFacts | undefined)[]
  /** Of each column, where products are numbered, and what their titles and categories say. */
  numbered: { places: readonly number[]; likeness: NumberedLikeness } | undefined
  slow: Float64Array
  fast: Float64Array
  /** What they count with as candidates, and the rows as products of the basket. */
  slowRoot: Float64Array
  fastRoot: Float64Array
  rowRoot: Float64Array
  /** Row by row: the weight of the pair of row and column. */
  pairSlow: Float64Array
  pairFast: Float64Array
}

const rooms = {
  slow: createRoom(),
  fast: createRoom(),
  slowRoot: createRoom(),
  fastRoot: createRoom(),
  rowRoot: createRoom(),
  pairSlow: createRoom(),
  pairFast: createRoom(),
  columnAt: createTidySmallRoom(),
}

/**
 * Throws nothing: what the evidence does not know has no weight. The numbers of a table hold until the next one is
 * made, and there may be more of them than it has columns.
 */
export function tableOf(basketIds: readonly string[], candidates: Candidates, evidence: Evidence): Table {
  const basket = basketOf(basketIds)
  const ids = [...basket, ...candidates.productIds]
  const now = asOf(evidence.nowMs)
  const rows = basket.length + candidates.coreIds.length
  const columns = ids.length
  const places = placesOf(basket, candidates, evidence)
  const table: Table = {
    basketSize: basket.length,
    rows,
    columns,
    allSlow: Math.max(0, evidence.allSlow) * now.slow,
    ids,
    facts: factsOf(ids, places, evidence),
    numbered: places && evidence.numbered && { places, likeness: evidence.numbered.likeness },
    slow: rooms.slow(columns),
    fast: rooms.fast(columns),
    slowRoot: rooms.slowRoot(columns),
    fastRoot: rooms.fastRoot(columns),
    rowRoot: rooms.rowRoot(rows),
    pairSlow: rooms.pairSlow(rows * columns),
    pairFast: rooms.pairFast(basket.length * columns),
  }
  if (places && evidence.numbered) weighByPlace(table, now, places, evidence.numbered)
  else weighByFacts(table, now)
  for (let row = 0; row < rows; row++) table.rowRoot[row] = basketRoot(table.slow[row] ?? 0)
  fillPairs(table, evidence, places)
  return table
}

/** Of each column, where products are numbered; `nowhere` for what nothing is known of. */
function placesOf(
  basket: readonly string[],
  candidates: Candidates,
  { products, numbered }: Evidence,
): readonly number[] | undefined {
  if (!numbered || !candidates.places) return undefined
  return [...basket.map((id) => products.get(id)?.place ?? nowhere), ...candidates.places]
}

function factsOf(
  ids: readonly string[],
  places: readonly number[] | undefined,
  { products, numbered }: Evidence,
): Table['facts'] {
  return places && numbered ? places.map((place) => numbered.facts[place]) : ids.map((id) => products.get(id))
}

function weighByFacts({ columns, facts, slow, fast, slowRoot, fastRoot }: Table, now: Weights): void {
  const nowRoot = { slow: candidateRoot(now.slow), fast: candidateRoot(now.fast) }
  for (let column = 0; column < columns; column++) {
    const own = facts[column]
    if (own === undefined) continue
    slow[column] = Math.max(0, own.slow) * now.slow
    fast[column] = Math.max(0, own.fast) * now.fast
    slowRoot[column] = candidateRoot(own.slow) * nowRoot.slow
    fastRoot[column] = candidateRoot(own.fast) * nowRoot.fast
  }
}

/** The same without looking at each product's facts. */
function weighByPlace(
  { slow, fast, slowRoot, fastRoot }: Table,
  now: Weights,
  places: readonly number[],
  { weights }: NumberedProducts,
): void {
  const nowRoot = { slow: candidateRoot(now.slow), fast: candidateRoot(now.fast) }
  for (let column = 0; column < places.length; column++) {
    const from = (places[column] ?? nowhere) * weightsEach
    const own = weights[from + weightAt.slow] ?? Number.NaN
    if (Number.isNaN(own)) continue
    slow[column] = Math.max(0, own) * now.slow
    fast[column] = Math.max(0, weights[from + weightAt.fast] ?? 0) * now.fast
    slowRoot[column] = (weights[from + weightAt.slowRoot] ?? 0) * nowRoot.slow
    fastRoot[column] = (weights[from + weightAt.fastRoot] ?? 0) * nowRoot.fast
  }
}

function fillPairs(
  table: Table,
  { nowMs, neighbours, numbered }: Evidence,
  places: readonly number[] | undefined,
): void {
  const now = asOf(nowMs)
  const columnsOf = numbered && places ? byPlace(places, numbered.ids.length) : byId(table)
  for (let row = 0; row < table.rows; row++) {
    const near = neighbours.get(table.ids[row] ?? '')
    if (near) fillRow(table, row, near, columnsOf.find(near), now)
  }
  columnsOf.tidy()
}

function fillRow(
  { rows, columns, basketSize, pairSlow, pairFast }: Table,
  row: number,
  { slow, fast }: Neighbours | NumberedNeighbours,
  found: Int32Array,
  now: Weights,
): void {
  const length = Math.min(neighboursMax, slow.length)
  const from = row * columns
  for (let k = 0; k < length; k++) {
    const column = found[k] ?? nowhere
    if (column === nowhere || column === row) continue
    const pair = Math.max(0, slow[k] ?? 0) * now.slow
    pairSlow[from + column] = pair
    // A pair may be among the strongest of one of its products only; it is the same pair for the other.
    if (column < rows) pairSlow[column * columns + row] = pair
    if (row < basketSize) pairFast[from + column] = Math.max(0, fast?.[k] ?? 0) * now.fast
  }
}

const nowhere = -1
const found = new Int32Array(neighboursMax)

/** Finds in which columns the strongest neighbours of a list stand: until the next list is looked for. */
interface ColumnFinder {
  find: (near: Neighbours | NumberedNeighbours) => Int32Array
  tidy: () => void
}

function byPlace(places: readonly number[], products: number): ColumnFinder {
  // One more than the column, for nothing is there to begin with.
  const columnAt = rooms.columnAt(products)
  const seat = (column: number, value: number) => {
    const place = places[column] ?? nowhere
    if (place !== nowhere) columnAt[place] = value
  }
  for (let column = 0; column < places.length; column++) seat(column, column + 1)
  return {
    find: (near) => findPlaces('places' in near ? near.places : noPlaces, near.slow.length, columnAt),
    tidy: () => {
      for (let column = 0; column < places.length; column++) seat(column, 0)
    },
  }
}

function findPlaces(places: Int32Array, length: number, columnAt: Uint16Array): Int32Array {
  const last = Math.min(neighboursMax, length)
  for (let k = 0; k < last; k++) found[k] = (columnAt[places[k] ?? nowhere] ?? 0) - 1
  return found
}

const noPlaces = new Int32Array()

function byId({ ids }: Table): ColumnFinder {
  const columns = new Map(ids.map((id, column) => [id, column]))
  return {
    find: (near) => {
      for (let k = 0; k < near.slow.length && k < neighboursMax; k++)
        found[k] = columns.get(neighbourId(near, k)) ?? nowhere
      return found
    },
    tidy: () => undefined,
  }
}
