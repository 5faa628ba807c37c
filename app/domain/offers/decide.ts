import { type Candidate, ranked, type Source } from './candidate.ts'
import { type IncentiveFacts, type IncentiveOutcome, judgeIncentive } from './judge-incentive.ts'
import {
  type Against,
  type FellOut,
  firstInStock,
  type OfferableProduct,
  whyNotOffered,
} from './offerable.ts'
import { isTooDear, type PriceBand } from './price-band.ts'
import {
  type Evidence,
  type ProductId,
  type Reason,
  reasonOf,
  type Silence,
  type VariantId,
} from './reason.ts'

/**
 * A reason never rests on fewer customers: with three, a buyer who is one of them still cannot tell what another
 * single person bought.
 */
export const customersMin = 3

/** How much of a decision is kept with the offer. */
export const consideredMax = 40

/** All that one decision rests on. */
export interface OfferFacts {
  /** Why nothing may be offered whatever is known: the order was cancelled or emptied, the shopper or a rule wants none. */
  silent: Exclude<Silence['why'], 'no-candidates' | 'all-fell-out'> | undefined
  /** The products just bought or in the cart, with their titles as far as they are known. */
  basket: { id: ProductId; title: string | undefined }[]
  candidates: Candidate[]
  products: OfferableProduct[]
  against: Against
  /** What this customer usually pays; nothing for a guest or somebody new. */
  band: PriceBand | undefined
  incentive: IncentiveFacts
  /** At most so many products, 1 to 3. */
  itemsMax: number
}

/** One candidate and what became of it: `chosen`, `behind` a stronger one, or why it fell out. */
export interface Considered {
  productId: ProductId
  title: string | undefined
  source: Source
  score: number
  evidence: Evidence
  fate: 'chosen' | 'behind' | FellOut
}

/** One product to offer. */
export interface DecidedItem {
  product: OfferableProduct
  variantId: VariantId
  reason: Reason
  incentive: IncentiveOutcome
}

export type Decision =
  | { kind: 'offer'; items: [DecidedItem, ...DecidedItem[]]; considered: Considered[] }
  | { kind: 'nothing'; reason: Silence; considered: Considered[] }

/**
 * Decides what to offer with a basket: of the candidates the strongest that can be bought now and that nothing speaks
 * against, the best first. The same facts give the same decision, in whatever order they come. At most
 * `consideredMax` candidates are kept.
 */
export function decide(facts: OfferFacts): Decision {
  if (facts.silent) return silence(facts.silent, [])
  const known = lookUps(facts)
  const judged = ranked(facts.candidates).map((candidate) => judge(candidate, facts, known))
  const items: DecidedItem[] = []
  const considered = judged.map((each): Considered => {
    const item =
      each.fate === 'behind' && items.length < facts.itemsMax ? itemOf(each, facts, known) : undefined
    if (!item) return each
    items.push(item)
    return { ...each, fate: 'chosen' }
  })
  const [best, ...others] = items
  const kept = keepBest(considered)
  if (best) return { kind: 'offer', items: [best, ...others], considered: kept }
  return silence(considered.length === 0 ? 'no-candidates' : 'all-fell-out', kept)
}

interface Known {
  products: Map<ProductId, OfferableProduct>
  titleOf: (id: ProductId) => string | undefined
}

function lookUps({ products, basket }: OfferFacts): Known {
  const titles = new Map(basket.map(({ id, title }) => [id, title]))
  return { products: new Map(products.map((each) => [each.id, each])), titleOf: (id) => titles.get(id) }
}

function silence(why: Silence['why'], considered: Considered[]): Decision {
  return { kind: 'nothing', reason: { kind: 'nothing', why }, considered }
}

function judge(candidate: Candidate, facts: OfferFacts, { products, titleOf }: Known): Considered {
  const product = products.get(candidate.productId)
  const fate =
    whyNotOffered(candidate.productId, product, facts.against) ??
    (restsOnTooFew(candidate.evidence) ? 'too-few-customers' : undefined) ??
    (reasonOf(candidate.evidence, titleOf) ? undefined : 'unknown-product') ??
    (product && isRecommended(candidate) && isTooDear(product, facts.band) ? 'too-dear' : 'behind')
  return { ...candidate, title: product?.title, fate }
}

function restsOnTooFew(evidence: Evidence): boolean {
  return 'customers' in evidence && evidence.customers < customersMin
}

/** What people put there themselves, or asked for, is not held against what they usually pay. */
function isRecommended({ source }: Candidate): boolean {
  return source !== 'pinned' && source !== 'rule' && source !== 'reminder' && source !== 'next-need'
}

function itemOf(
  { productId, evidence }: Considered,
  facts: OfferFacts,
  { products, titleOf }: Known,
): DecidedItem | undefined {
  const product = products.get(productId)
  const variant = product && firstInStock(product)
  const reason = reasonOf(evidence, titleOf)
  if (!product || !variant || !reason) return undefined
  return { product, variantId: variant.id, reason, incentive: judgeIncentive(product, facts.incentive) }
}

/** The first candidates, and always those that were chosen. */
function keepBest(considered: Considered[]): Considered[] {
  const first = considered.slice(0, consideredMax)
  const late = considered.slice(consideredMax).filter(({ fate }) => fate === 'chosen')
  return late.length === 0 ? first : [...first.slice(0, consideredMax - late.length), ...late]
}
