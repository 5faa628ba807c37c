import type { Candidates } from './candidates.ts'
import { basketOf, type Evidence, neighboursMax, type ProductFacts } from './evidence.ts'
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
  const columnOf = new Map<string, number>()
  for (let column = 0; column < columns; column++) columnOf.set(ids[column] ?? '', column)
  for (let row = 0; row < rows; row++) {
    const near = neighbours.get(ids[row] ?? '')
    if (near === undefined) continue
    const length = Math.min(neighboursMax, near.productIds.length)
    for (let k = 0; k < length; k++) {
      const column = columnOf.get(near.productIds[k] ?? '')
      if (column === undefined || column === row) continue
      const slow = Math.max(0, near.slow[k] ?? 0) * now.slow
      pairSlow[row * columns + column] = slow
      // A pair may be among the strongest of one of its products only; it is the same pair for the other.
      if (column < rows) pairSlow[column * columns + row] = slow
      if (row < basketSize) pairFast[row * columns + column] = Math.max(0, near.fast?.[k] ?? 0) * now.fast
    }
  }
}
