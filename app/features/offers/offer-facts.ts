import type { PageAnswer } from '../../domain/budget/may-show-offer.ts'
import { budgetSilence } from '../../domain/offers/budget-silence.ts'
import { type Candidate, inOrder, type Named, recommended } from '../../domain/offers/candidate.ts'
import type { OfferFacts } from '../../domain/offers/decide.ts'
import type { Against } from '../../domain/offers/offerable.ts'
import type { Evidence, ProductId } from '../../domain/offers/reason.ts'
import type { Gathered, Tie } from '../../store/offer-gather.server.ts'
import type { EarlierAnswer, Recalled, StoredItem } from '../../store/offer-recall.server.ts'
import type { OfferQuestion } from './offer-keys.ts'

/** What the asker says of what may not be shown, and what stands of what they said before. */
export interface Wishes {
  declined: ProductId[]
  disliked: ProductId[]
  /** What they want to see later, and what they wanted to see by now. */
  postponed: ProductId[]
  due: ProductId[]
  gifts: ProductId[]
}

/**
 * What a shopper's earlier answers mean now, at `now`: the last word on a product counts, but a "no" is never taken
 * back by silence. A reminder is due until it was shown once. `own` are the earlier offers of this very purchase that
 * are the asker's to know, on whatever page: all that a guest ever said.
 */
export function wishesOf(
  { answers, disliked }: Pick<Recalled, 'answers' | 'disliked'>,
  now: Date,
  own: readonly { items: readonly Pick<StoredItem, 'productId' | 'status'>[] }[] = [],
): Wishes {
  const guests = own.flatMap(({ items }) => items)
  const last = new Map<ProductId, EarlierAnswer>()
  for (const answer of answers) if (!last.has(answer.productId)) last.set(answer.productId, answer)
  const later = [...last.values()].filter(({ status }) => status === 'postponed')
  const isDue = ({ remindAt }: EarlierAnswer) => remindAt !== undefined && remindAt <= now
  const due = later.filter(isDue).map(({ productId }) => productId)
  const postponed = [...later.filter((each) => !isDue(each)), ...guests.filter(isPostponed)]
  return {
    declined: [...answers, ...guests].filter(({ status }) => status === 'declined').map(idOf),
    disliked: [...disliked, ...guests.filter(({ status }) => status === 'disliked').map(idOf)],
    postponed: postponed.map(idOf).filter((id) => !due.includes(id)),
    due,
    gifts: answers.filter(({ isGift }) => isGift).map(idOf),
  }
}

function isPostponed({ status }: { status: string }): boolean {
  return status === 'postponed'
}

function idOf({ productId }: { productId: ProductId }): ProductId {
  return productId
}

/** What is said for products. */
type Said = readonly { productId: ProductId; evidence: { kind: Evidence['kind'] } }[]

/**
 * What speaks against a product for this basket and buyer. That it was bought does not where `said` says of it that
 * customers come back for it.
 */
export function againstOf(
  known: Gathered,
  wishes: Wishes,
  { leftOutIds, said }: { leftOutIds: readonly ProductId[]; said: Said },
  now: Date,
): Against {
  const comeBack = new Set(said.filter(({ evidence }) => evidence.kind === 'comes-back').map(idOf))
  const tied = (kind: Tie['kind']) => known.ties.filter((tie) => tie.kind === kind).map(idOf)
  return {
    now,
    basketIds: known.basket.map(({ id }) => id),
    leftOutIds,
    bannedIds: tied('banned'),
    alternativeIds: tied('alternative'),
    boughtBefore: known.bought.filter(({ productId }) => !comeBack.has(productId)),
    notKept: known.notKept,
    declinedBefore: wishes.declined,
    disliked: wishes.disliked,
    postponed: wishes.postponed,
  }
}

/** What the shop's orders let expect: with this basket, and of this customer. */
export interface Foreseen {
  named: readonly Named[]
  due: readonly Candidate[]
}

/** What may go with the basket by all that is known of it: asked for, pinned, bought together, due again, suggested. */
export function candidatesOf(known: Gathered, wishes: Wishes, { named, due }: Foreseen): Candidate[] {
  // Of what was bought once only that customers come back for it can speak.
  const comeBack = new Set(due.filter(({ evidence }) => evidence.kind === 'comes-back').map(idOf))
  return [
    ...inOrder(wishes.due, 'reminder', () => ({ kind: 'reminder' })),
    ...tiedCandidates(known.ties, 'pinned', 'picked'),
    ...recommended(named).filter(({ productId }) => !comeBack.has(productId)),
    ...due,
    ...tiedCandidates(known.ties, 'suggested', 'suggested'),
  ]
}

function tiedCandidates(
  ties: readonly Tie[],
  kind: 'pinned' | 'suggested',
  evidence: 'picked' | 'suggested',
): Candidate[] {
  const tied = ties.filter((tie) => tie.kind === kind)
  const drawnBy = new Map<ProductId, ProductId>()
  for (const { productId, drawnById } of tied) if (!drawnBy.has(productId)) drawnBy.set(productId, drawnById)
  return inOrder(tied.map(idOf), kind, (id) => ({ kind: evidence, withProductId: drawnBy.get(id) ?? id }))
}

/** What of a question may stand against every offer. */
interface Heard {
  known: Gathered
  question: OfferQuestion
  budget: PageAnswer | undefined
}

/** Why nothing may be offered whatever is known. */
export function silentOf({ known, question, budget }: Heard, isRuledOut: boolean): OfferFacts['silent'] {
  if (known.ownOrder?.isCancelled) return 'order-cancelled'
  if (known.ownOrder?.isEmptied) return 'nothing-left'
  if (known.contacts?.isOffersOff) return 'offers-off'
  if (isForeign(question, known)) return 'foreign-currency'
  if (budget?.kind === 'no') return budgetSilence(budget.why)
  return isRuledOut ? 'rule-says-nothing' : undefined
}

/** Shopify runs the page after payment for the shop's currency alone; should it ask for another, our prices would be wrong. */
function isForeign({ signed, currency: paidIn }: OfferQuestion, { currency }: Gathered): boolean {
  if (!signed) return false
  const ours = currency ?? signed.currency
  return [paidIn, signed.currency].some((each) => each !== undefined && each !== ours)
}
