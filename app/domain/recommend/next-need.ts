import {
  isRepeatProduct,
  type OwnRhythm,
  type RepeatEvidence,
  repeatEvidence,
  rhythmOf,
} from './next-need-again.ts'
import { type NeedCandidate, type NeedEvidence, type NeedTable, needTable } from './next-need-features.ts'
import { habitCell } from './next-need-habits.ts'
import { type NeedParameters, needChances, needScores } from './next-need-tune.ts'

/** A product that this customer may want next. */
export interface NextNeed {
  productId: string
  /** Higher is better; only comparable within one answer. */
  score: number
  /** How likely it is the next product this customer takes, as this shop's orders have taught: 0 to 1. */
  chance: number
  /** Whether customers of this shop buy it again and again, and the counts that say so. */
  isRepeatProduct: boolean
  repeat: RepeatEvidence
  why: NeedReason
}

/** What truly speaks for a next need, with the numbers that say so. */
export type NeedReason =
  /** This customer bought it before. Of customers who stood as this one does, `repeats` of `chances` took it again. */
  | { kind: 'again'; rhythm: OwnRhythm; repeats: number; chances: number }
  /** New to this customer: `withProductId`, which they bought, draws it more than anything else of theirs. */
  | { kind: 'goes-with'; withProductId: string; boughtMs: number }
  /** New to this customer, and nothing of theirs draws it: it sells well just now. */
  | { kind: 'popular' }

/**
 * What one customer wants next, best first: all candidates, at most 350 beside what they bought. Things bought before
 * are among them; who must not be offered such a product again looks at `why.kind` and `isRepeatProduct`. Equal scores
 * go by popularity, then by id. A customer without orders gets what is popular. The same evidence gives the same answer.
 */
export function nextNeeds(evidence: NeedEvidence, parameters: NeedParameters): NextNeed[] {
  const table = needTable(evidence)
  const scores = needScores(table, parameters.weights)
  const chances = needChances(table, parameters)
  return table.candidates
    .map((candidate, row) => ({ candidate, score: scores[row] ?? 0, chance: chances[row] ?? 0 }))
    .sort((one, other) => other.score - one.score || byPopularity(one.candidate, other.candidate, evidence))
    .map(({ candidate, score, chance }) => needOf(candidate, score, chance, table, evidence))
}

function byPopularity(one: NeedCandidate, other: NeedCandidate, { products }: NeedEvidence): number {
  const difference = (products.get(other.productId)?.slow ?? 0) - (products.get(one.productId)?.slow ?? 0)
  return difference || (one.productId < other.productId ? -1 : 1)
}

function needOf(
  candidate: NeedCandidate,
  score: number,
  chance: number,
  table: NeedTable,
  evidence: NeedEvidence,
): NextNeed {
  const repeat = repeatEvidence(evidence.products.get(candidate.productId)?.repeats)
  return {
    productId: candidate.productId,
    score,
    chance,
    isRepeatProduct: isRepeatProduct(repeat),
    repeat,
    why: reasonOf(candidate, table, evidence),
  }
}

function reasonOf(
  { past, drawnBy }: NeedCandidate,
  { orders }: NeedTable,
  { habits }: NeedEvidence,
): NeedReason {
  if (past) {
    const cell = habitCell({ times: past.times, ordersSince: past.ordersSince, orders })
    return {
      kind: 'again',
      rhythm: rhythmOf(past),
      repeats: habits.repeats[cell] ?? 0,
      chances: habits.chances[cell] ?? 0,
    }
  }
  return drawnBy
    ? { kind: 'goes-with', withProductId: drawnBy.productId, boughtMs: drawnBy.boughtMs }
    : { kind: 'popular' }
}
