import { quantityMax } from '../../contract/offer.ts'
import type { PostPurchaseAnswer } from '../../contract/post-purchase.ts'
import { parseIncentive } from '../../domain/offers/parse-incentive.ts'
import { type Purchase, termsOf } from '../../domain/offers/purchase-terms.ts'
import type { HotDb } from '../../store/database.server.ts'
import { keepOffer } from '../../store/offers.server.ts'
import { keepTerms } from '../../store/purchase-terms.server.ts'
import { keysOf, type OfferQuestion } from './offer-keys.ts'
import { proposeOffer } from './propose-offer.ts'
import { type Edge, purchaseAnswer } from './purchase-answer.ts'

const nothing: PostPurchaseAnswer = { kind: 'nothing' }

/**
 * What the post-purchase page offers with a purchase that Shopify's token proves, decided as at every other place and
 * kept with the terms that may be signed. Where the page cannot run, that is kept as the reason, and the thank-you
 * block takes over. Asked again, it answers the same offer until that is answered.
 */
export async function decidePostPurchase(
  db: HotDb,
  purchase: Purchase,
  edge: Edge,
): Promise<PostPurchaseAnswer> {
  const question = questionOf(purchase)
  const { currency } = purchase.total
  // Shopify does not run the page for other presentment currencies; should it ask, our prices would be wrong.
  if (purchase.presentmentCurrency !== currency) return keepSilence(db, question, edge)
  const proposal = await proposeOffer(db, question, edge)
  const [proposed] = proposal.kind === 'offer' ? proposal.items : []
  if (proposal.kind === 'nothing' || !proposed) return nothing
  const { item, product } = proposed
  const incentive = parseIncentive(item.incentive) ?? { kind: 'none' }
  const terms = termsOf(product, { incentive, currency, quantityMax })
  if (!terms) return nothing
  const kept = { offerId: proposal.id, reference: purchase.reference, turn: 1, terms, tokenId: edge.newId() }
  if (!(await keepTerms(db, kept))) return nothing
  return purchaseAnswer(product, terms, { id: proposal.id, turn: 1, reason: item.reason })
}

function questionOf({ reference, customerId, lines, country, locale, presentmentCurrency }: Purchase) {
  const productIds = [...new Set(lines.map(({ productId }) => productId))]
  const sum = (of: (line: Purchase['lines'][number]) => number) =>
    lines.reduce((all, line) => all + of(line), 0)
  const signed = {
    subtotalMinor: sum(({ totalMinor }) => totalMinor),
    quantity: sum(({ quantity }) => quantity),
  }
  const asked = { country, currency: presentmentCurrency, language: locale }
  const named = { placement: 'post-purchase' as const, reference, signed, customerId, productIds }
  return { ...named, ...asked } satisfies OfferQuestion
}

/** Keeps that the page could not be shown, once. */
async function keepSilence(
  db: HotDb,
  question: ReturnType<typeof questionOf>,
  { now, newId }: Edge,
): Promise<PostPurchaseAnswer> {
  const { placement, reference, customerId, country, currency, language } = question
  const offer = {
    id: newId(),
    key: keysOf(question).guestKey,
    placement,
    orderId: undefined,
    customerId,
    ruleId: undefined,
    ruleVersion: undefined,
    testId: undefined,
    arm: undefined,
    reference,
    asked: { country, currency, language },
    silence: { kind: 'nothing' as const, why: 'foreign-currency' as const },
    considered: '[]',
    items: [],
  }
  await keepOffer(db, offer, now)
  return nothing
}
