import { type Candidates, candidatesOf } from './candidates.ts'
import { basketOf, type Evidence } from './evidence.ts'
import { featuresOf } from './features.ts'
import { downwards } from './linear.ts'
import { type Parameters, sizeOf } from './parameters.ts'
import { chancesOf, scoresOf } from './scores.ts'
import { type Table, tableOf } from './table.ts'
import { type Why, whyOf } from './why.ts'

/** A product that goes with the basket. */
export interface Recommended {
  productId: string
  /** Higher is better; only comparable within one answer. */
  score: number
  /** How likely it is the next product of this basket, as this shop's orders have taught: 0 to 1. */
  chance: number
  why: Why
}

/**
 * What goes with a basket, best first: all candidates, at most about four hundred, nothing of the basket. Equal scores
 * go by popularity, then by id. `evidence` must hold the neighbours of the basket and of the core that `candidatesOf`
 * named; without those of the core it answers all the same, less well. An empty basket gets what is popular. At most
 * `limit` of them are named with their reasons.
 */
export function recommend(
  basketIds: readonly string[],
  evidence: Evidence,
  parameters: Parameters,
  candidates: Candidates = candidatesOf(basketIds, evidence),
  limit = Number.POSITIVE_INFINITY,
): Recommended[] {
  const table = tableOf(basketIds, candidates, evidence)
  if (table.columns === table.basketSize) return []
  const weights = parameters.sizes[sizeOf(basketOf(basketIds).length)]?.weights ?? []
  const scores = scoresOf(featuresOf(table), Float64Array.from(weights))
  const chances = chancesOf(scores)
  for (let row = 0; row < scores.length; row++) scores[row] = rounded(scores[row] ?? 0)
  return foremost(scores, limit)
    .sort((one, other) => downwards(scores[one] ?? 0, scores[other] ?? 0) || byPopularity(table, one, other))
    .slice(0, limit)
    .map((row) => ({
      productId: table.ids[table.basketSize + row] ?? '',
      score: scores[row] ?? 0,
      chance: chances[row] ?? 0,
      why: whyOf(table, table.basketSize + row),
    }))
}

/**
 * The rows with a score that is among the first `limit`, in any order, with all that equal the last of them. Numbers
 * alone are sorted ten times as fast as rows by their numbers.
 */
function foremost(scores: Float64Array, limit: number): number[] {
  const least = limit < scores.length ? scores.slice().sort()[scores.length - limit] : undefined
  const rows: number[] = []
  for (let row = 0; row < scores.length; row++)
    if (least === undefined || (scores[row] ?? 0) >= least) rows.push(row)
  return rows
}

/** Scores that differ by rounding only are equal, so that what is equal goes by popularity on every machine. */
function rounded(score: number): number {
  return Math.round(score * 1e9) / 1e9
}

function byPopularity({ basketSize, slow, ids }: Table, one: number, other: number): number {
  const order = downwards(slow[basketSize + one] ?? 0, slow[basketSize + other] ?? 0)
  return order || ((ids[basketSize + one] ?? '') < (ids[basketSize + other] ?? '') ? -1 : 1)
}
