import { numberIn, textIn, wordIn } from '../json-fields.ts'
import { digitsOf, shopifyId } from '../shopify-id.ts'
import { sources } from './candidate.ts'
import type { Considered } from './decide.ts'
import { fellOuts } from './offerable.ts'
import { parseEvidence, productIn } from './parse-evidence.ts'
import type { Evidence, ProductId } from './reason.ts'

/** What may become of a candidate. */
export const fates = ['chosen', 'behind', ...fellOuts] as const

/** Enough to tell apart what the page shows, and a third of the digits. */
const scoreSteps = 1e6

/**
 * One candidate as it is kept: a list of its product's digits, title, source, score to a millionth, fate, the kind of
 * its evidence and what that says. By name it would be three times as long, and most of what keeping a decision costs.
 */
export function briefCandidate({ productId, title, source, score, fate, evidence }: Considered): unknown[] {
  const rounded = Math.round(score * scoreSteps) / scoreSteps
  return [digitsOf(productId), title ?? null, source, rounded, fate, evidence.kind, ...told(evidence)]
}

/** What evidence says beside its kind. */
function told(evidence: Evidence): (string | number | null)[] {
  switch (evidence.kind) {
    case 'bought-together':
      return [evidence.customers, digitsOf(evidence.withProductId)]
    case 'bought-again':
      return [evidence.times, evidence.everyDays]
    case 'comes-back':
    case 'popular':
      return [evidence.customers, evidence.days]
    case 'alike':
    case 'suggested':
      return [digitsOf(evidence.withProductId)]
    case 'picked':
      return [evidence.withProductId && digitsOf(evidence.withProductId)]
    case 'reminder':
      return []
    default:
      return evidence satisfies never
  }
}

/** Reads what `briefCandidate` kept, or nothing where another version wrote it that this one does not know. */
export function candidateOf(json: unknown): Considered | undefined {
  if (!Array.isArray(json)) return undefined
  const [digits, title, source, score, fate, kind, ...said] = json
  const candidate = {
    productId: productOf(digits),
    source: wordIn(sources, source),
    fate: wordIn(fates, fate),
    evidence: parseEvidence(namedEvidence(kind, said)),
  }
  if (!candidate.productId || !candidate.source || !candidate.fate || !candidate.evidence) return undefined
  return {
    productId: candidate.productId,
    title: textIn(title),
    source: candidate.source,
    score: numberIn(score) ?? 0,
    evidence: candidate.evidence,
    fate: candidate.fate,
  }
}

function namedEvidence(kind: unknown, [one, other]: unknown[]): object {
  switch (kind) {
    case 'bought-together':
      return { kind, customers: one, withProductId: productOf(other) }
    case 'bought-again':
      return { kind, times: one, everyDays: other }
    case 'comes-back':
    case 'popular':
      return { kind, customers: one, days: other }
    default:
      return { kind, withProductId: productOf(one) }
  }
}

function productOf(digits: unknown): ProductId | undefined {
  return productIn(typeof digits === 'string' ? shopifyId('Product', digits) : undefined)
}
