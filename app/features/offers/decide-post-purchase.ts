import { quantityMax } from '../../contract/offer.ts'
import type { PostPurchaseAnswer } from '../../contract/post-purchase.ts'
import type { Incentive } from '../../domain/offers/incentive.ts'
import { parseIncentive } from '../../domain/offers/parse-incentive.ts'
import { type Purchase, termsOf } from '../../domain/offers/purchase-terms.ts'
import type { HotDb } from '../../store/database.server.ts'
import { dropIncentive, keepTerms } from '../../store/purchase-terms.server.ts'
import type { OfferQuestion } from './offer-keys.ts'
import { proposeOffer } from './propose-offer.ts'
import { type Edge, purchaseAnswer } from './purchase-answer.ts'
import { isStillGiven } from './still-given.ts'

const nothing: PostPurchaseAnswer = { kind: 'nothing' }

/**
 * What the post-purchase page offers with a purchase that Shopify's token proves, decided as at every other place and
 * kept with the terms that may be signed. Where the page cannot run, that is kept as the reason, and the thank-you
 * block takes over. Asked again, it answers the same offer until that is answered, at its usual price where the margin
 * floor no longer holds.
 */
export async function decidePostPurchase(
  db: HotDb,
  purchase: Purchase,
  edge: Edge,
): Promise<PostPurchaseAnswer> {
  const { currency } = purchase.total
  const proposal = await proposeOffer(db, questionOf(purchase), edge)
  const [proposed] = proposal.kind === 'offer' ? proposal.items : []
  if (proposal.kind === 'nothing' || !proposed) return nothing
  const { item, product } = proposed
  const promised = parseIncentive(item.incentive) ?? { kind: 'none' }
  const isHeld = await isStillGiven(db, product, promised, edge.now)
  if (!isHeld) await dropIncentive(db, proposal.id)
  const incentive: Incentive = isHeld ? promised : { kind: 'none' }
  const terms = termsOf(product, { incentive, currency, quantityMax })
  if (!terms) return nothing
  const kept = { offerId: proposal.id, reference: purchase.reference, turn: 1, terms, tokenId: edge.newId() }
  if (!(await keepTerms(db, kept))) return nothing
  return purchaseAnswer(product, terms, { id: proposal.id, turn: 1, reason: item.reason })
}

function questionOf(purchase: Purchase): OfferQuestion {
  const { reference, customerId, lines, country, locale, presentmentCurrency, total } = purchase
  const productIds = [...new Set(lines.map(({ productId }) => productId))]
  const sum = (of: (line: Purchase['lines'][number]) => number) =>
    lines.reduce((all, line) => all + of(line), 0)
  const signed = {
    subtotalMinor: sum(({ totalMinor }) => totalMinor),
    quantity: sum(({ quantity }) => quantity),
    currency: total.currency,
  }
  const asked = { country, currency: presentmentCurrency, language: locale }
  const named = { placement: 'post-purchase' as const, reference, signed, customerId, productIds }
  return { ...named, ...asked }
}
