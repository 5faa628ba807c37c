import { parseCondition } from '../conditions/parse-condition.ts'
import type { Found, Holds, RuleVerdict, Verdict } from '../conditions/verdict.ts'
import { isRecord, listIn, numberIn, textIn, wholeIn, wordIn } from '../json-fields.ts'
import { type Source, sources } from './candidate.ts'
import { type Considered, consideredMax, type Decision } from './decide.ts'
import { type IncentiveOutcome, incentiveRefusals } from './judge-incentive.ts'
import { briefCandidate, candidateOf, fates } from './kept-candidates.ts'
import { parseEvidence, productIn } from './parse-evidence.ts'
import type { ProductId } from './reason.ts'

/**
 * A whole decision as it is kept with its offer: every candidate and its fate, which rules were tried, which arm of a
 * test it was, and what became of the incentive of each item. Titles are those of the moment it was decided.
 */
export interface KeptDecision {
  considered: Considered[]
  rules: RuleVerdict[]
  /** The A/B test that this decision belonged to. */
  test: { testId: string; arm: string } | undefined
  incentives: KeptIncentive[]
}

/** What became of one item's incentive. `remainsMinor` is the margin left on one, where it is known. */
export interface KeptIncentive {
  productId: ProductId
  kind: 'given' | 'refused'
  /** `percentage`, `amount` ... */
  wanted: string
  why: (typeof incentiveRefusals)[number] | undefined
  remainsMinor: number | undefined
}

/** The shape that is written. Read are this one, the second, whose candidates have names, and the first, a bare list. */
const version = 3
const rulesMax = 20
const verdictDepthMax = 6

/** The JSON of a decision, ready to be kept. */
export function keptDecisionJson(
  decision: Decision,
  { rules, test }: Pick<KeptDecision, 'rules' | 'test'>,
): string {
  const incentives = decision.kind === 'offer' ? decision.items.flatMap(keptIncentive) : []
  return JSON.stringify({
    version,
    considered: decision.considered.map(briefCandidate),
    rules: rules.slice(0, rulesMax),
    test,
    incentives,
  })
}

function keptIncentive({
  product,
  incentive,
}: {
  product: { id: ProductId }
  incentive: IncentiveOutcome
}): object[] {
  if (incentive.kind === 'none') return []
  const productId = product.id
  if (incentive.kind === 'refused') return [{ productId, ...incentive }]
  return [
    { productId, kind: 'given', wanted: incentive.incentive.kind, remainsMinor: incentive.remainsMinor },
  ]
}

/** Reads a kept decision of any version; what cannot be read of it is left out. Nothing where it was emptied. */
export function parseKeptDecision(json: unknown): KeptDecision | undefined {
  if (json === null || json === undefined) return undefined
  if (Array.isArray(json))
    return { considered: listIn(json, firstConsidered), rules: [], test: undefined, incentives: [] }
  if (!isRecord(json)) return { considered: [], rules: [], test: undefined, incentives: [] }
  return {
    considered: listIn(json.considered, considered, consideredMax),
    rules: listIn(json.rules, ruleVerdict, rulesMax),
    test: testIn(json.test),
    incentives: listIn(json.incentives, incentiveIn),
  }
}

function considered(json: unknown): Considered | undefined {
  if (!isRecord(json)) return candidateOf(json)
  const productId = productIn(json.productId)
  const source = wordIn<Source>(sources, json.source)
  const evidence = parseEvidence(json.evidence)
  const fate = wordIn(fates, json.fate)
  if (!productId || !source || !evidence || !fate) return undefined
  return { productId, title: textIn(json.title), source, score: numberIn(json.score) ?? 0, evidence, fate }
}

/** A candidate as it was kept while there were pair counts alone. */
function firstConsidered(json: unknown): Considered | undefined {
  if (!isRecord(json)) return undefined
  const { customers, drawnById: withProductId, fate } = json
  const evidence = { kind: 'bought-together', customers, withProductId }
  return considered({ ...json, source: 'together', evidence, fate: fate === 'best' ? 'chosen' : fate })
}

function testIn(json: unknown): KeptDecision['test'] {
  if (!isRecord(json)) return undefined
  const [testId, arm] = [textIn(json.testId), textIn(json.arm)]
  return testId !== undefined && arm !== undefined ? { testId, arm } : undefined
}

function incentiveIn(json: unknown): KeptIncentive | undefined {
  if (!isRecord(json)) return undefined
  const productId = productIn(json.productId)
  const kind = wordIn(['given', 'refused'] as const, json.kind)
  const wanted = textIn(json.wanted)
  if (!productId || !kind || wanted === undefined) return undefined
  return {
    productId,
    kind,
    wanted,
    why: wordIn(incentiveRefusals, json.why),
    remainsMinor: wholeIn(json.remainsMinor),
  }
}

function ruleVerdict(json: unknown): RuleVerdict | undefined {
  if (!isRecord(json)) return undefined
  const [ruleId, name] = [textIn(json.ruleId), textIn(json.name)]
  const verdict = verdictIn(json.verdict, verdictDepthMax)
  if (ruleId === undefined || name === undefined || !verdict) return undefined
  return { ruleId, name, version: wholeIn(json.version) ?? 0, verdict }
}

function verdictIn(json: unknown, depthLeft: number): Verdict | undefined {
  if (!isRecord(json) || depthLeft === 0) return undefined
  const holds = wordIn<Holds>(['yes', 'no', 'unknown'], json.holds)
  if (!holds) return undefined
  if (json.kind === 'group') {
    const join = wordIn(['all', 'any', 'none'] as const, json.join)
    return (
      join && { kind: 'group', join, holds, of: listIn(json.of, (each) => verdictIn(each, depthLeft - 1)) }
    )
  }
  const parsed = parseCondition({ kind: 'test', test: json.test })
  if (parsed.kind === 'refused' || parsed.condition.kind !== 'test') return undefined
  return { kind: 'test', test: parsed.condition.test, holds, found: foundIn(json.found) }
}

function foundIn(json: unknown): Found {
  return Array.isArray(json) ? listIn(json, (each) => textIn(each)) : (textIn(json) ?? numberIn(json))
}
