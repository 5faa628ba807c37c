import type { Candidates } from './candidates.ts'
import {
  basketOf,
  type Evidence,
  type Neighbours,
  type NumberedNeighbours,
  neighbourId,
  neighboursMax,
  type ProductFacts,
} from './evidence.ts'
import { asOf } from './weights.ts'

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
  slow: Float64Array
  fast: Float64Array
  /** Row by row: the weight of the pair of row and column. */
  pairSlow: Float64Array
  pairFast: Float64Array
}

/** Throws nothing: what the evidence does not know has no weight. */
export function tableOf(basketIds: readonly string[], candidates: Candidates, evidence: Evidence): Table {
  const basket = basketOf(basketIds)
  const ids = [...basket, ...candidates.productIds]
  const now = asOf(evidence.nowMs)
  const rows = basket.length + candidates.coreIds.length
  const table: Table = {
    basketSize: basket.length,
    rows,
    columns: ids.length,
    allSlow: Math.max(0, evidence.allSlow) * now.slow,
    ids,
    facts: ids.map((id) => evidence.products.get(id)),
    slow: new Float64Array(ids.length),
    fast: new Float64Array(ids.length),
    pairSlow: new Float64Array(rows * ids.length),
    pairFast: new Float64Array(basket.length * ids.length),
  }
  table.facts.forEach((each, column) => {
    table.slow[column] = Math.max(0, each?.slow ?? 0) * now.slow
    table.fast[column] = Math.max(0, each?.fast ?? 0) * now.fast
  })
  fillPairs(table, evidence)
  return table
}

function fillPairs(table: Table, { nowMs, neighbours }: Evidence): void {
  const now = asOf(nowMs)
  const { ids, rows, columns, basketSize, pairSlow, pairFast } = table
  const columnsOf = columnFinder(table)
  for (let row = 0; row < rows; row++) {
    const near = neighbours.get(ids[row] ?? '')
    if (near === undefined) continue
    const found = columnsOf(near)
    for (let k = 0; k < found.length; k++) {
      const column = found[k] ?? nowhere
      if (column === nowhere || column === row) continue
      const slow = Math.max(0, near.slow[k] ?? 0) * now.slow
      pairSlow[row * columns + column] = slow
      // A pair may be among the strongest of one of its products only; it is the same pair for the other.
      if (column < rows) pairSlow[column * columns + row] = slow
      if (row < basketSize) pairFast[row * columns + column] = Math.max(0, near.fast?.[k] ?? 0) * now.fast
    }
  }
}

const nowhere = -1

/** Finds in which columns the strongest neighbours of a list stand. */
function columnFinder({ ids, facts }: Table): (near: Neighbours | NumberedNeighbours) => Int32Array {
  const seats = numbered(facts)
  let byId: Map<string, number> | undefined
  return (near) => {
    const found = new Int32Array(Math.min(neighboursMax, near.slow.length))
    if (seats && 'places' in near) {
      const { places } = near
      for (let k = 0; k < found.length; k++) found[k] = columnAt(seats, places[k] ?? nowhere)
      return found
    }
    byId ??= new Map(ids.map((id, column) => [id, column]))
    for (let k = 0; k < found.length; k++) found[k] = byId.get(neighbourId(near, k)) ?? nowhere
    return found
  }
}

/**
 * Columns by place, open to the next free seat: a Map of numbers costs several times as much, and a list by place would
 * be as long as the shop has products.
 */
interface Seats {
  mask: number
  places: Int32Array
  columns: Int32Array
}

/** Nothing where products are not numbered. */
function numbered(facts: Table['facts']): Seats | undefined {
  const size = 2 ** Math.ceil(Math.log2(facts.length * 4 + 1))
  const seats = {
    mask: size - 1,
    places: new Int32Array(size).fill(nowhere),
    columns: new Int32Array(size).fill(nowhere),
  }
  for (let column = 0; column < facts.length; column++) {
    const place = facts[column]?.place
    if (facts[column] !== undefined && place === undefined) return undefined
    const seat = seatOf(seats, place ?? nowhere)
    if (place === undefined) continue
    seats.places[seat] = place
    seats.columns[seat] = column
  }
  return seats
}

function columnAt(seats: Seats, place: number): number {
  return place === nowhere ? nowhere : (seats.columns[seatOf(seats, place)] ?? nowhere)
}

/** Where a place sits, or the free seat where it would. A quarter of the seats is taken at most. */
function seatOf({ mask, places }: Seats, place: number): number {
  let seat = place & mask
  while (places[seat] !== nowhere && places[seat] !== place) seat = (seat + 1) & mask
  return seat
}
