import { judge } from '../../domain/conditions/judge-condition.ts'
import { isStillGood, type OfferableProduct } from '../../domain/offers/offerable.ts'
import { headingIn } from '../../domain/offers/parse-rule.ts'
import { drawnBy } from '../../domain/offers/reason.ts'
import type { Rule } from '../../domain/offers/rule.ts'
import type { HotDb } from '../../store/database.server.ts'
import type { StoredItem, StoredOffer } from '../../store/offer-recall.server.ts'
import { type NewOffer, noteOrder } from '../../store/offers.server.ts'
import { conditionFacts } from './condition-facts.ts'
import { decideAsking } from './decide-asking.ts'
import { type Asking, gatherAsking } from './gather-asking.ts'
import { type Edge, keepDecided } from './keep-decided.ts'
import { againstOf, silentOf } from './offer-facts.ts'
import { earlierHere, isAnswered, type OfferQuestion, ownEarlier } from './offer-keys.ts'

/** What stands for a question after it was asked. */
export type Proposal =
  | { kind: 'nothing' }
  | {
      kind: 'offer'
      id: string
      /** The items still open, each with its product as it is now. */
      items: ProposedItem[]
      domain: string
      isKnown: boolean
      /** The merchant's own, in the language of the question. */
      heading: string | undefined
      /** The rule that decided, as it is now. */
      rule: Rule | undefined
    }

/** One proposed product. */
export interface ProposedItem {
  item: Pick<StoredItem, 'id' | 'productId' | 'variantId' | 'reason' | 'incentive' | 'code'>
  product: OfferableProduct
}

const nothing: Proposal = { kind: 'nothing' }

/** A page asks anew when a shopper says "not for me"; who asks more often than this looks for what else there is. */
const redecisionsMax = 5

/**
 * What to propose for a purchase, decided once and kept with its reasons. Asked again, it answers the same offer while
 * that can be bought; one that was answered, on whatever page of the purchase, or that was seen and is gone, leaves
 * nothing behind. One that nobody has
 * seen yet is decided anew five times at most; after that what is left of it is answered. What a question may draw on,
 * and why a foreign order looks like one that is not there, is decision 0005.
 */
export async function proposeOffer(db: HotDb, question: OfferQuestion, edge: Edge): Promise<Proposal> {
  const asking = await gatherAsking(db, question, edge.now)
  if (!asking) return nothing
  const earlier = ownEarlier(asking.recalled, asking.known, asking.keys)
  if ([...earlier, ...asking.recalled.sameCheckout].some(isAnswered)) return nothing
  const before = earlierHere(earlier, question.placement)
  const standing = before ? openItems(before, asking, edge.now) : []
  if (before && standing.length > 0) return repeat(db, before, standing, asking)
  if (before && (before.status !== 'decided' || before.redecisions >= redecisionsMax)) return nothing
  const decided = await decideAsking(db, asking, edge.now)
  if (before && before.items.length === 0 && decided.decision.kind === 'nothing') return nothing
  const offer = await keepDecided(db, decided, before, edge)
  if (offer) return proposalOf(offer, decided.asking, decided.choice.chosen?.definition.headings)
  return standingOffer(db, question, edge)
}

/**
 * The items of an earlier offer that may still be shown: not answered, nothing speaks against them since, and neither
 * what drew them nor what their rule asks for was taken out of the order.
 */
function openItems(before: StoredOffer, asking: Asking, now: Date): ProposedItem[] {
  const { known, wishes, question } = asking
  if (silentOf(asking, false) || !isStillRuled(before, asking, now)) return []
  const said = before.items.map(({ productId, reason }) => ({ productId, evidence: reason }))
  const against = againstOf(known, wishes, { leftOutIds: question.leftOutIds ?? [], said }, now)
  return before.items.flatMap((item) => {
    const isOpen = item.status === 'decided' || item.status === 'shown'
    const isDrawn = known.takenOut.every((id) => id !== drawnBy(item.reason))
    const product = known.products.find(({ id }) => id === item.productId)
    return isOpen && isDrawn && product && isStillGood(item, known.products, against)
      ? [{ item, product }]
      : []
  })
}

/**
 * Whether the rule that decided may hold still of what is left of an order that something was taken out of. By the clock
 * and by the customer a rule decides once, and one that is off by now is not asked.
 */
function isStillRuled({ ruleId }: StoredOffer, { book, known, question }: Asking, now: Date): boolean {
  const rule = book.rules.find(({ id }) => id === ruleId)
  if (!rule || known.takenOut.length === 0) return true
  const facts = Object.entries(conditionFacts({ question, known }, now))
  const ofOrder = Object.fromEntries(facts.filter(([field]) => field.startsWith('order.')))
  return judge(rule.definition.when, ofOrder).holds !== 'no'
}

async function repeat(
  db: HotDb,
  before: StoredOffer,
  items: ProposedItem[],
  asking: Asking,
): Promise<Proposal> {
  const { known, book } = asking
  if (known.ownOrder && !before.orderId) await noteOrder(db, before.id, known.ownOrder.id)
  const test = book.tests.find(({ ruleId }) => ruleId === before.ruleId)
  const arm = test?.arms.find(({ name }) => name === before.arm)
  const rule = book.rules.find(({ id }) => id === before.ruleId)
  return proposal(before, items, asking, arm?.change.headings ?? rule?.definition.headings)
}

/** Somebody asked at the same moment and was first: theirs is the offer. */
async function standingOffer(db: HotDb, question: OfferQuestion, { now }: Edge): Promise<Proposal> {
  const asking = await gatherAsking(db, question, now)
  const kept =
    asking && earlierHere(ownEarlier(asking.recalled, asking.known, asking.keys), question.placement)
  if (!kept || isAnswered(kept)) return nothing
  const items = openItems(kept, asking, now)
  return items.length > 0 ? repeat(db, kept, items, asking) : nothing
}

function proposalOf(offer: NewOffer, asking: Asking, headings: Headings | undefined): Proposal {
  const items = offer.items.flatMap((item) => {
    const product = asking.known.products.find(({ id }) => id === item.productId)
    return product ? [{ item, product }] : []
  })
  return items.length === 0 ? nothing : proposal(offer, items, asking, headings)
}

type Headings = Rule['definition']['headings']

function proposal(
  { id, ruleId }: { id: string; ruleId?: string | null | undefined },
  items: ProposedItem[],
  { known, question, book }: Asking,
  headings: Headings | undefined,
): Proposal {
  return {
    kind: 'offer',
    id,
    items,
    domain: known.domain,
    isKnown: question.customerId !== undefined,
    heading: headings && headingIn(headings, question.language),
    rule: book.rules.find((rule) => rule.id === ruleId),
  }
}
