import { type Decision, decide, type OfferFacts } from '../../domain/offers/decide.ts'
import { keptDecisionJson } from '../../domain/offers/kept-decision.ts'
import { isStillGood, type OfferableProduct } from '../../domain/offers/offerable.ts'
import type { ProductId } from '../../domain/offers/reason.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type Gathered, gatherOffer } from '../../store/offer-gather.server.ts'
import {
  type Recalled,
  recallOffers,
  type StoredItem,
  type StoredOffer,
} from '../../store/offer-recall.server.ts'
import {
  keepOffer,
  type NewItem,
  type NewOffer,
  noteOrder,
  redecideOffer,
} from '../../store/offers.server.ts'
import { isForgotten } from '../../store/redaction.server.ts'
import { againstOf, candidatesOf, silentOf, type Wishes, wishesOf } from './offer-facts.ts'
import {
  earlierHere,
  isAnswered,
  keysOf,
  type OfferKeys,
  type OfferQuestion,
  ownEarlier,
} from './offer-keys.ts'

/** When it is, and where random ids come from. */
export interface Edge {
  now: Date
  newId: () => string
}

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
      heading: string | undefined
    }

/** One proposed product. */
export interface ProposedItem {
  item: Pick<StoredItem, 'id' | 'productId' | 'variantId' | 'reason' | 'incentive' | 'code'>
  product: OfferableProduct
}

interface Asking {
  question: OfferQuestion
  keys: OfferKeys
  recalled: Recalled
  known: Gathered
  wishes: Wishes
}

const nothing: Proposal = { kind: 'nothing' }

/**
 * What to propose for a purchase, decided once and kept with its reasons. Asked again, it answers the same offer while
 * that can be bought; one that was answered, or that was seen and is gone, leaves nothing behind. What a question may
 * draw on, and why a foreign order looks like one that is not there, is decision 0005.
 */
export async function proposeOffer(db: HotDb, asked: OfferQuestion, edge: Edge): Promise<Proposal> {
  const question = await withoutForgotten(db, asked)
  const asking = await gather(db, question, edge.now)
  if (!asking) return nothing
  const earlier = ownEarlier(asking.recalled, asking.known, asking.keys)
  if (earlier.some(isAnswered)) return nothing
  const before = earlierHere(earlier, question.placement)
  const standing = before && openItems(before, asking, edge.now)
  if (before && standing && standing.length > 0) return repeat(db, before, standing, asking)
  if (before && before.status !== 'decided') return nothing
  const decision = decide(factsOf(asking, edge.now))
  const offer = newOffer(decision, asking, edge)
  if (before) return redecide(db, before, offer, decision, asking, edge)
  if (await keepOffer(db, offer, edge.now)) return proposalOf(offer, asking)
  return standingOffer(db, question, edge)
}

/** Who asked to be forgotten is a guest from then on. */
async function withoutForgotten(db: HotDb, question: OfferQuestion): Promise<OfferQuestion> {
  const { customerId } = question
  if (!customerId || !(await isForgotten(db, { kind: 'customer', value: customerId }))) return question
  return { ...question, customerId: undefined }
}

async function gather(db: HotDb, question: OfferQuestion, now: Date): Promise<Asking | undefined> {
  const keys = keysOf(question)
  const { customerId, orderId, productIds } = question
  const recalled = await recallOffers(db, { keys: [keys.guestKey, keys.orderKey], customerId })
  const wishes = wishesOf(recalled, now)
  const offered = recalled.earlier.flatMap(({ items }) => items.map((item) => item.productId))
  const asked = {
    orderId,
    customerId,
    productIds,
    otherIds: [...offered, ...wishes.due],
    giftIds: wishes.gifts,
  }
  const known = await gatherOffer(db, { ...asked, hasRules: false })
  return known && { question, keys, recalled, known, wishes }
}

/** The items of an earlier offer that may still be shown: not answered, and nothing speaks against them since. */
function openItems(before: StoredOffer, { known, wishes, question }: Asking, now: Date): ProposedItem[] {
  if (known.ownOrder?.isCancelled) return []
  const against = againstOf(known, wishes, question.leftOutIds ?? [], now)
  return before.items.flatMap((item) => {
    const isOpen = item.status === 'decided' || item.status === 'shown'
    const product = known.products.find(({ id }) => id === item.productId)
    return isOpen && product && isStillGood(item, known.products, against) ? [{ item, product }] : []
  })
}

async function repeat(
  db: HotDb,
  before: StoredOffer,
  items: ProposedItem[],
  { known, recalled, question }: Asking,
): Promise<Proposal> {
  if (recalled.isOff) return nothing
  if (known.ownOrder && !before.orderId) await noteOrder(db, before.id, known.ownOrder.id)
  const isKnown = question.customerId !== undefined
  return { kind: 'offer', id: before.id, items, domain: known.domain ?? '', isKnown, heading: undefined }
}

const itemsMaxDefault = 3

function factsOf({ known, recalled, wishes, question }: Asking, now: Date): OfferFacts {
  return {
    silent: silentOf(known, recalled, false),
    basket: known.basket,
    candidates: candidatesOf(known, wishes, now),
    products: known.products,
    against: againstOf(known, wishes, question.leftOutIds ?? [], now),
    band: known.band,
    incentive: {
      wanted: { kind: 'none' },
      isProven: known.ownOrder !== undefined || question.reference !== undefined,
      costs: { feePercent: 2.9, feeFixedMinor: 30, shippingShareMinor: 0, floorMinor: 0 },
      giftCostMinor: undefined,
    },
    itemsMax: itemsMaxOf(question),
  }
}

/** The pages of checkout show one product. */
function itemsMaxOf({ placement }: OfferQuestion): number {
  return placement === 'checkout' || placement === 'post-purchase' ? 1 : itemsMaxDefault
}

function newOffer(decision: Decision, { question, keys, known }: Asking, { newId }: Edge): NewOffer {
  const { country, currency, language, placement, customerId, reference } = question
  return {
    id: newId(),
    key: known.ownOrder ? keys.orderKey : keys.guestKey,
    placement,
    orderId: known.ownOrder?.id,
    customerId,
    ruleId: undefined,
    ruleVersion: undefined,
    testId: undefined,
    arm: undefined,
    reference,
    asked: { country, currency, language },
    silence: decision.kind === 'nothing' ? decision.reason : undefined,
    considered: keptDecisionJson(decision, { rules: [], test: undefined }),
    items: decision.kind === 'offer' ? decision.items.map((item) => newItem(item, newId)) : [],
  }
}

function newItem(
  { product, variantId, reason, incentive }: Extract<Decision, { kind: 'offer' }>['items'][number],
  newId: () => string,
): NewItem {
  const given = incentive.kind === 'given' ? incentive.incentive : undefined
  return { id: newId(), productId: product.id, variantId, reason, incentive: given, code: undefined }
}

async function redecide(
  db: HotDb,
  before: StoredOffer,
  offer: NewOffer,
  decision: Decision,
  asking: Asking,
  { now }: Edge,
): Promise<Proposal> {
  if (decision.kind === 'nothing' && before.items.length === 0) return nothing
  if (!(await redecideOffer(db, before.id, offer, now))) return nothing
  return proposalOf({ ...offer, id: before.id }, asking)
}

/** Somebody asked at the same moment and was first: theirs is the offer. */
async function standingOffer(db: HotDb, question: OfferQuestion, { now }: Edge): Promise<Proposal> {
  const asking = await gather(db, question, now)
  const kept =
    asking && earlierHere(ownEarlier(asking.recalled, asking.known, asking.keys), question.placement)
  if (!kept || isAnswered(kept)) return nothing
  const items = openItems(kept, asking, now)
  return items.length > 0 ? repeat(db, kept, items, asking) : nothing
}

function proposalOf({ id, items }: NewOffer, { known, question }: Asking): Proposal {
  const products = new Map<ProductId, OfferableProduct>(known.products.map((each) => [each.id, each]))
  const proposed = items.flatMap((item) => {
    const product = products.get(item.productId)
    return product ? [{ item, product }] : []
  })
  if (proposed.length === 0) return nothing
  const isKnown = question.customerId !== undefined
  return { kind: 'offer', id, items: proposed, domain: known.domain ?? '', isKnown, heading: undefined }
}
