import { asymmetric } from './asymmetric.ts'
import { categoryLikeness, titleLikeness } from './likeness.ts'
import type { Table } from './table.ts'
import { halfLifeDays } from './weights.ts'

/** What truly speaks for a recommendation. How many buyers had both is counted elsewhere and looked up for the pair. */
export type Why =
  /** Bought in one order with `withProductId`, which draws it more than the rest of the basket does. */
  | {
      kind: 'together'
      withProductId: string
      /** Part of all that the basket says for it: 0 to 1. */
      share: number
      /**
       * Days since orders had both, as one number for all of them, recent ones counting most: two orders of the same
       * day give exactly their age.
       */
      ageDays: number
    }
  /** Not bought together yet as far as was read: its title or category is like that of `withProductId`. */
  | { kind: 'alike'; withProductId: string; likeness: number }
  /** Nothing ties it to the basket: it sells well. */
  | { kind: 'popular' }

/** The reason for the product of a column, from the same numbers that scored it. */
export function whyOf(table: Table, column: number): Why {
  return togetherOf(table, column) ?? alikeOf(table, column) ?? { kind: 'popular' }
}

function togetherOf(table: Table, column: number) {
  const { basketSize, columns, ids, rowRoot, slowRoot, pairSlow, pairFast } = table
  const own = slowRoot[column] ?? 0
  let strongest = 0
  let total = 0
  let by = 0
  for (let row = 0; row < basketSize; row++) {
    const pair = pairSlow[row * columns + column] ?? 0
    if (pair === 0) continue
    const strength = asymmetric(pair, rowRoot[row] ?? 0, own)
    total += strength
    if (strength > strongest) by = row
    strongest = Math.max(strongest, strength)
  }
  const withProductId = ids[by]
  if (strongest === 0 || withProductId === undefined) return
  const at = by * columns + column
  return {
    kind: 'together' as const,
    withProductId,
    share: strongest / total,
    ageDays: ageDays(pairSlow[at] ?? 0, pairFast[at] ?? 0),
  }
}

/** Orders of age a leave slow = n 2^(-a / slow half-life), and fast likewise; their ratio tells a. */
function ageDays(slow: number, fast: number): number {
  const perDay = 1 / halfLifeDays.fast - 1 / halfLifeDays.slow
  return Math.max(0, Math.log2(slow / Math.max(fast, Number.MIN_VALUE)) / perDay)
}

function alikeOf({ basketSize, ids, facts }: Table, column: number) {
  const own = facts[column]?.likeness
  let best: { kind: 'alike'; withProductId: string; likeness: number } | undefined
  for (let row = 0; row < basketSize; row++) {
    const other = facts[row]?.likeness
    const withProductId = ids[row]
    if (own === undefined || other === undefined || withProductId === undefined) continue
    const likeness = Math.max(titleLikeness(own, other), categoryLikeness(own, other))
    if (likeness > (best?.likeness ?? 0)) best = { kind: 'alike', withProductId, likeness }
  }
  return best
}
