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
  const facts = ids.map((id) => evidence.products.get(id))
  const now = asOf(evidence.nowMs)
  const rows = basket.length + candidates.coreIds.length
  const table: Table = {
    basketSize: basket.length,
    rows,
    columns: ids.length,
    allSlow: Math.max(0, evidence.allSlow) * now.slow,
    ids,
    facts,
    slow: Float64Array.from(facts, (each) => Math.max(0, each?.slow ?? 0) * now.slow),
    fast: Float64Array.from(facts, (each) => Math.max(0, each?.fast ?? 0) * now.fast),
    pairSlow: new Float64Array(rows * ids.length),
    pairFast: new Float64Array(basket.length * ids.length),
  }
  fillPairs(table, evidence)
  return table
}

function fillPairs(table: Table, { nowMs, neighbours }: Evidence): void {
  const now = asOf(nowMs)
  const columnOf = new Map(table.ids.map((id, column) => [id, column]))
  for (let row = 0; row < table.rows; row++) {
    const near = neighbours.get(table.ids[row] ?? '')
    const length = Math.min(neighboursMax, near?.productIds.length ?? 0)
    const isInBasket = row < table.basketSize
    for (let k = 0; k < length; k++) {
      const column = columnOf.get(near?.productIds[k] ?? '')
      if (column === undefined || column === row) continue
      const slow = Math.max(0, near?.slow[k] ?? 0) * now.slow
      table.pairSlow[row * table.columns + column] = slow
      // A pair may be among the strongest of one of its products only; it is the same pair for the other.
      if (column < table.rows) table.pairSlow[column * table.columns + row] = slow
      if (isInBasket)
        table.pairFast[row * table.columns + column] = Math.max(0, near?.fast?.[k] ?? 0) * now.fast
    }
  }
}
