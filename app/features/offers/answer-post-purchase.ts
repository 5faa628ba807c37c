import { quantityMax } from '../../contract/offer.ts'
import type { PostPurchaseAnswer, PostPurchaseReply } from '../../contract/post-purchase.ts'
import { judgeIncentive } from '../../domain/offers/judge-incentive.ts'
import { type Purchase, termsOf } from '../../domain/offers/purchase-terms.ts'
import type { HotDb } from '../../store/database.server.ts'
import { keepOffer } from '../../store/offers.server.ts'
import { type KeptTerms, keepPurchaseReply, keepTerms, readTurns } from '../../store/purchase-terms.server.ts'
import { type DeclinedOffer, readDeclined } from '../../store/second-offer.server.ts'
import { type Edge, purchaseAnswer } from './purchase-answer.ts'
import { isStillGiven } from './still-given.ts'

const nothing: PostPurchaseAnswer = { kind: 'nothing' }

/**
 * Keeps what the buyer did with an offer of the post-purchase page, and answers a decline of the first with the gentler
 * second where its rule has one: the same product at a better price, above the margin floor. The first accept or
 * decline stands; said twice, the same is answered. An offer of another purchase is not there: nothing is returned.
 */
export async function answerPostPurchase(
  db: HotDb,
  { reference, total }: Purchase,
  { offerId, answer }: PostPurchaseReply,
  edge: Edge,
): Promise<PostPurchaseAnswer | undefined> {
  const stands = await keepPurchaseReply(db, { offerId, reference, answer }, edge.now)
  if (stands === undefined) return undefined
  if (stands !== 'declined' || answer !== 'declined') return nothing
  const [first, second] = await readTurns(db, reference)
  if (first?.offerId !== offerId || first.signed) return nothing
  const declined = await readDeclined(db, offerId, edge.now)
  if (!declined) return nothing
  if (second) return showSecond(db, second, declined, edge)
  return offerSecond(db, { first, declined, reference, currency: total.currency }, edge)
}

/** The second offer once more, as long as it is open and better than the first. */
async function showSecond(
  db: HotDb,
  second: KeptTerms,
  declined: DeclinedOffer,
  { now }: Edge,
): Promise<PostPurchaseAnswer> {
  const isOpen = second.status === 'decided' || second.status === 'shown'
  const stands = isOpen && (await isStillGiven(db, declined.product, second.terms.incentive, now))
  return stands ? shown(second, declined) : nothing
}

function shown({ offerId, terms }: Pick<KeptTerms, 'offerId' | 'terms'>, declined: DeclinedOffer) {
  return purchaseAnswer(declined.product, terms, { id: offerId, turn: 2, reason: declined.reason })
}

interface Turn {
  first: KeptTerms
  declined: DeclinedOffer
  reference: string
  currency: string
}

async function offerSecond(
  db: HotDb,
  { first, declined, reference, currency }: Turn,
  { now, newId }: Edge,
): Promise<PostPurchaseAnswer> {
  const { product, second, gift, settings, key, customerId, ruleId, ruleVersion, asked, reason } = declined
  const facts = { wanted: second, isProven: true, costs: settings.margin, currency: declined.currency, gift }
  const outcome = judgeIncentive(product, facts)
  // Without something better than before it would only be asking twice.
  if (outcome.kind !== 'given') return nothing
  const { incentive } = outcome
  const terms = termsOf(product, { incentive, currency, quantityMax })
  const [choice] = terms?.choices ?? []
  if (!terms || !choice) return nothing
  const id = newId()
  const item = {
    id: newId(),
    productId: product.id,
    variantId: choice.variantId,
    reason,
    incentive,
    code: undefined,
  }
  const offer = {
    id,
    key: `${key}/2`,
    placement: 'post-purchase',
    orderId: undefined,
    customerId,
    ruleId,
    ruleVersion,
    testId: undefined,
    arm: undefined,
    reference,
    asked,
    silence: undefined,
    considered: '[]',
    items: [item],
  }
  if (!(await keepOffer(db, offer, now))) {
    // The same decline came at the same moment and was first.
    const [, kept] = await readTurns(db, reference)
    return kept ? shown(kept, declined) : nothing
  }
  // All tokens of a purchase carry one name, so that Shopify applies one of them.
  await keepTerms(db, { offerId: id, reference, turn: 2, terms, tokenId: first.tokenId })
  return shown({ offerId: id, terms }, declined)
}
