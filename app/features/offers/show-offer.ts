import { createHash } from 'node:crypto'
import { cartPermalink, type OfferAnswer, type Placement } from '../../contract/offer.ts'
import {
  type Decision,
  decide,
  isStillGood,
  type OfferFacts,
  type ProductId,
} from '../../domain/offers/decide.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { assert } from '../../platform/errors.ts'
import type { HotDb } from '../../store/database.server.ts'
import {
  type Gathered,
  gatherOffer,
  keepOffer,
  type NewOffer,
  noteOrder,
  redecideOffer,
  type StoredOffer,
} from '../../store/offers.server.ts'
import { isForgotten } from '../../store/redaction.server.ts'

/** Who asks, as far as their token proves it, and for which purchase, as far as they say. */
export interface OfferQuestion {
  placement: Placement
  orderId: ShopifyId<'Order'>
  productIds: ProductId[]
  /** The logged-in customer; nothing for a guest. */
  customerId: ShopifyId<'Customer'> | undefined
}

/** When it is, and the id that a new offer gets. */
export interface Edge {
  now: Date
  offerId: string
}

const nothing: OfferAnswer = { kind: 'nothing' }

/**
 * What to show for a purchase, decided once and kept with its reasons. Asked again, it answers the same offer while
 * that can be bought; one that was answered, or that was seen and is gone, leaves nothing behind. What a question may
 * draw on, and why a foreign order looks like one that is not there, is decision 0005.
 */
export async function showOffer(db: HotDb, asked: OfferQuestion, edge: Edge): Promise<OfferAnswer> {
  const question = await withoutForgotten(db, asked)
  const keys = keysOf(question)
  const known = await gatherOffer(db, { ...question, ...keys })
  if (known.domain === undefined || known.earlier.some(isAnswered)) return nothing
  const facts: OfferFacts = { ...known, now: edge.now, isCancelled: known.ownOrder?.isCancelled ?? false }
  const before = earlierOf(question.placement, known)
  if (before?.productId && before.variantId) {
    const { productId, variantId } = before
    if (isStillGood({ productId, variantId }, facts)) return repeat(db, before, known)
  }
  const decision = decide(facts)
  const offer = offerOf(decision, question, keys, known, edge)
  if (before) return redecide(db, before, offer, decision, known, edge)
  if (await keepOffer(db, offer, edge.now)) return answerOf(offer, known)
  return showKept(db, question, keys)
}

/** Who asked to be forgotten is a guest from then on. */
async function withoutForgotten(db: HotDb, question: OfferQuestion): Promise<OfferQuestion> {
  const { customerId } = question
  if (!customerId || !(await isForgotten(db, { kind: 'customer', value: customerId }))) return question
  return { ...question, customerId: undefined }
}

/** The customer is part of a guest key: what their own history decided is not handed to somebody who is not them. */
function keysOf({ orderId, productIds, customerId }: OfferQuestion) {
  const told = [customerId ?? '', orderId, ...[...new Set(productIds)].sort()].join('\n')
  return {
    orderKey: `order/${orderId}`,
    guestKey: `guest/${createHash('sha256').update(told).digest('hex')}`,
  }
}

function isAnswered({ status }: StoredOffer): boolean {
  return status === 'accepted' || status === 'declined'
}

/** The decision at this placement; one made before the order arrived still stands once it has. */
function earlierOf(placement: Placement, { earlier, ownOrder }: Gathered): StoredOffer | undefined {
  const here = earlier.filter((offer) => offer.placement === placement)
  const ofOrder = ownOrder && here.find(({ key }) => key.startsWith('order/'))
  return ofOrder ?? here.find(({ key }) => key.startsWith('guest/'))
}

async function repeat(db: HotDb, before: StoredOffer, known: Gathered): Promise<OfferAnswer> {
  if (known.ownOrder && !before.orderId) await noteOrder(db, before.id, known.ownOrder.id)
  return answerOf(before, known)
}

function offerOf(
  decision: Decision,
  { placement, customerId }: OfferQuestion,
  { orderKey, guestKey }: ReturnType<typeof keysOf>,
  { ownOrder }: Gathered,
  { offerId }: Edge,
): NewOffer {
  return {
    id: offerId,
    key: ownOrder ? orderKey : guestKey,
    placement,
    orderId: ownOrder?.id,
    customerId,
    productId: decision.kind === 'offer' ? decision.product.id : undefined,
    variantId: decision.kind === 'offer' ? decision.variantId : undefined,
    reason: decision.reason,
    considered: decision.considered,
  }
}

async function redecide(
  db: HotDb,
  before: StoredOffer,
  offer: NewOffer,
  decision: Decision,
  known: Gathered,
  { now }: Edge,
): Promise<OfferAnswer> {
  if (decision.kind === 'nothing' && !before.productId) return nothing
  if (!(await redecideOffer(db, before.id, offer, now))) return nothing
  return answerOf({ ...offer, id: before.id }, known)
}

/** Somebody asked at the same moment and was first: theirs is the offer. */
async function showKept(
  db: HotDb,
  question: OfferQuestion,
  keys: ReturnType<typeof keysOf>,
): Promise<OfferAnswer> {
  const known = await gatherOffer(db, { ...question, ...keys })
  const kept = earlierOf(question.placement, known)
  return kept && !isAnswered(kept) ? answerOf(kept, known) : nothing
}

function answerOf(
  { id, productId, variantId, reason }: Pick<StoredOffer, 'id' | 'reason'> & Partial<NewOffer | StoredOffer>,
  known: Gathered,
): OfferAnswer {
  if (!productId || !variantId || reason.kind === 'nothing') return nothing
  const product = known.products.find((each) => each.id === productId)
  assert(product && known.domain, 'an offered product of an installed shop is among what was gathered')
  return {
    kind: 'offer',
    id,
    productId,
    variantId,
    title: product.title,
    imageUrl: product.imageUrl ?? null,
    imageAlt: product.imageAlt ?? null,
    reason,
    url: cartPermalink(`https://${known.domain}`, variantId),
  }
}
