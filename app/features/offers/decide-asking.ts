import { type Candidate, complements, inOrder, type Named } from '../../domain/offers/candidate.ts'
import { type ChosenRule, chooseRule, type RuleChoice } from '../../domain/offers/choose-rule.ts'
import { type Decision, decide, type OfferFacts } from '../../domain/offers/decide.ts'
import { fallbacks } from '../../domain/offers/fallback.ts'
import { giftIn, type IncentiveFacts } from '../../domain/offers/judge-incentive.ts'
import { flawOf } from '../../domain/offers/order-flaw.ts'
import type { ProductId } from '../../domain/offers/reason.ts'
import type { Rule, RuleDefinition, RuleResult } from '../../domain/offers/rule.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { unique } from '../../domain/unique.ts'
import type { HotDb } from '../../store/database.server.ts'
import { allBought } from '../../store/offer-bought.server.ts'
import { gatherMoreForOffer, glanceAtShop, type More, readForOffer } from '../../store/offer-more.server.ts'
import { conditionFacts } from './condition-facts.ts'
import type { Asking } from './gather-asking.ts'
import { judgeCodes } from './judge-codes.ts'
import { dueFor } from './next-need-for.ts'
import { againstOf, candidatesOf, type Foreseen, silentOf } from './offer-facts.ts'
import { mayTellOfPast } from './offer-keys.ts'
import { type RecommendedProduct, recommendFor } from './recommend-for.ts'

const itemsMaxDefault = 3
// Enough that some are left when many fell out, and so many of them at first.
const namedMax = 24
const namedFirst = 12

/** What decides where no rule does. */
const unruled: Pick<RuleDefinition, 'result' | 'incentive'> = {
  result: { kind: 'encore' },
  incentive: { kind: 'none' },
}

/** A decision with the rule that made it, and what is known of the products it is about. */
export interface Decided {
  decision: Decision
  choice: RuleChoice
  asking: Asking
}

/**
 * Decides a question: what a journey left for them, as far as it can be offered now, and else as `decideByRules` does.
 */
export async function decideAsking(db: HotDb, asking: Asking, now: Date): Promise<Decided> {
  if (asking.left && !silentOf(asking, false)) {
    const left = await decideByRules(db, underRule(asking, asking.left, now), now)
    if (left.decision.kind === 'offer') return left
  }
  return decideByRules(db, asking, now)
}

/**
 * The question as one rule of a journey decides it. What a journey gives is the merchant's word, not the order's due: the
 * order may be long ago, but must not be undone.
 */
export function underRule(asking: Asking, rule: Rule, now: Date): Asking {
  const { standing } = asking.known
  const known = { ...asking.known, standing: standing && { ...standing, processedAt: now } }
  return { ...asking, known, book: { rules: [rule], tests: [] }, left: undefined }
}

/**
 * Decides a question: the first rule that applies says from what, or else everything that goes with the purchase; for
 * a purchase that too little can be offered with, also what is alike or popular. Reads what that needs and keeps
 * nothing.
 */
async function decideByRules(db: HotDb, asking: Asking, now: Date): Promise<Decided> {
  const decided = await decideItems(
    db,
    mayTellOfPast(asking.question) ? asking : withoutReminders(asking),
    now,
  )
  // What the page after payment takes off is signed for one variant, and judged for that one.
  if (asking.question.placement === 'post-purchase') return decided
  const facts = incentiveFacts(decided.asking, decided.choice.chosen, now)
  return { ...decided, decision: await judgeCodes(db, decided.decision, facts) }
}

function withoutReminders(asking: Asking): Asking {
  return { ...asking, wishes: { ...asking.wishes, due: [] } }
}

async function decideItems(db: HotDb, asking: Asking, now: Date): Promise<Decided> {
  const { question, keys, book } = asking
  const subject = question.customerId ?? keys.guestKey
  const facts = book.rules.length > 0 ? conditionFacts(asking, now) : {}
  const choice = chooseRule(book, { placement: question.placement, facts, subject })
  const { result } = choice.chosen?.definition ?? unruled
  if (result.kind !== 'encore' || silentOf(asking, false))
    return decideFrom(db, asking, choice, { named: [], due: [] }, now)
  // What is asked of the database is on its way while the recommender thinks.
  const [due, named] = await Promise.all([dueFor(db, asking, now), namedFor(db, asking, now)])
  const first = await decideFrom(db, asking, choice, { named: named.slice(0, namedFirst), due }, now)
  if (isFull(first)) return first
  // Most often the strongest are enough, and what is not looked at costs nothing.
  const whole = named.length > namedFirst ? await decideFrom(db, asking, choice, { named, due }, now) : first
  return isFull(whole)
    ? whole
    : fillUp(db, whole, candidatesOf(whole.asking.known, asking.wishes, { named, due }), now)
}

function isFull({ decision, choice, asking }: Decided): boolean {
  return decision.kind === 'offer' && decision.items.length >= itemsMaxOf(asking, choice.chosen)
}

async function decideFrom(
  db: HotDb,
  asking: Asking,
  choice: RuleChoice,
  foreseen: Foreseen,
  now: Date,
): Promise<Decided> {
  const more = await moreFor(db, choice.chosen, asking, foreseen)
  const informed = more ? withMore(asking, more) : asking
  const { result } = choice.chosen?.definition ?? unruled
  const candidates = candidatesFor(result, informed, more, foreseen)
  return { decision: decide(factsOf(informed, choice.chosen, candidates, now)), choice, asking: informed }
}

/** With what is alike to the basket, or popular: asked only where too little else can be offered. */
async function fillUp(db: HotDb, decided: Decided, candidates: Candidate[], now: Date): Promise<Decided> {
  const { asking, choice } = decided
  const glance = await glanceAtShop(db, asking.recalled.shop, now)
  const others = fallbacks(glance, asking.known.basket)
  const productIds = others.map(({ productId }) => productId)
  if (productIds.length === 0) return decided
  const informed = withMore(asking, await readForOffer(db, { ...askedOf(asking), productIds }))
  const decision = decide(factsOf(informed, choice.chosen, [...candidates, ...others], now))
  return { decision, choice, asking: informed }
}

/** What the recommender names for this purchase; what merely sells well is left to the fallbacks. */
async function namedFor(db: HotDb, asking: Asking, now: Date): Promise<Named[]> {
  const basketIds = asking.known.basket.map(({ id }) => id)
  const found = await recommendFor(db, { shop: asking.recalled.shop, basketIds, now, limit: namedMax })
  return found.filter(isNamed)
}

function isNamed(each: RecommendedProduct): each is RecommendedProduct & Named {
  const { productId, why } = each
  return why.kind !== 'popular' && isShopifyId('Product', productId)
}

async function moreFor(
  db: HotDb,
  chosen: ChosenRule | undefined,
  asking: Asking,
  { named, due }: Foreseen,
): Promise<More | undefined> {
  const { result, incentive } = chosen?.definition ?? unruled
  const gift = incentive.kind === 'gift' ? [incentive.productId] : []
  const picked = result.kind === 'products' ? result.productIds : []
  const wanted = [...picked, ...gift, ...[...named, ...due].map(({ productId }) => productId)]
  const productIds = unknownOf(asking, wanted)
  if (result.kind !== 'collection')
    return productIds.length > 0 ? readForOffer(db, { ...askedOf(asking), productIds }) : undefined
  const basketIds = asking.known.basket.map(({ id }) => id)
  const { collectionId } = result
  return gatherMoreForOffer(db, { ...askedOf(asking), productIds, basketIds, collectionId })
}

/** Which of these products something is still to be known of; where not all was read that a customer bought, of all. */
function unknownOf({ known: { products, isWholeHistory } }: Asking, wanted: ProductId[]): ProductId[] {
  const known = new Set(products.map(({ id }) => id))
  return isWholeHistory ? wanted.filter((id) => !known.has(id)) : unique([...wanted, ...known])
}

/** Of a customer whose whole history was read nothing more is to be known. */
function askedOf({ question, known }: Asking) {
  return { customerId: known.isWholeHistory ? undefined : question.customerId }
}

function withMore(asking: Asking, { products, ...more }: More): Asking {
  const { known } = asking
  const knownIds = new Set(known.products.map(({ id }) => id))
  const isNew = (id: ProductId) => !knownIds.has(id)
  return {
    ...asking,
    known: {
      ...known,
      products: [...known.products, ...products.filter(({ id }) => isNew(id))],
      ...allBought(known, more),
    },
  }
}

function candidatesFor(
  result: RuleResult,
  { known, wishes }: Asking,
  more: More | undefined,
  foreseen: Foreseen,
): Candidate[] {
  const picked = () => ({ kind: 'picked', withProductId: null }) as const
  switch (result.kind) {
    case 'nothing':
      return []
    case 'products':
      return inOrder(result.productIds, 'rule', picked)
    case 'collection':
      return [...complements(more?.pairs ?? []), ...inOrder(more?.memberIds ?? [], 'collection', picked)]
    case 'encore':
      return candidatesOf(known, wishes, foreseen)
    default:
      return result satisfies never
  }
}

function factsOf(
  asking: Asking,
  chosen: ChosenRule | undefined,
  candidates: Candidate[],
  now: Date,
): OfferFacts {
  const { known, wishes, question } = asking
  return {
    silent: silentOf(asking, chosen?.definition.result.kind === 'nothing'),
    basket: known.basket,
    candidates,
    products: known.products,
    against: againstOf(known, wishes, { leftOutIds: question.leftOutIds ?? [], said: candidates }, now),
    band: known.band,
    incentive: incentiveFacts(asking, chosen, now),
    itemsMax: itemsMaxOf(asking, chosen),
  }
}

function incentiveFacts(
  { known, question }: Asking,
  chosen: ChosenRule | undefined,
  now: Date,
): IncentiveFacts {
  const wanted = chosen?.definition.incentive ?? { kind: 'none' }
  return {
    wanted,
    isProven: known.ownOrder !== undefined || question.reference !== undefined,
    orderFlaw: known.standing && flawOf(known.standing, now),
    costs: known.settings.margin,
    currency: known.currency,
    gift: giftIn(wanted, known.products, now),
  }
}

/** The pages of checkout show one product. */
function itemsMaxOf({ question: { placement } }: Asking, chosen: ChosenRule | undefined): number {
  if (placement === 'checkout' || placement === 'post-purchase') return 1
  return chosen?.definition.itemsMax ?? itemsMaxDefault
}
