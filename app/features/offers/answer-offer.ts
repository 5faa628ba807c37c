import { type OfferReply, remindDaysChoices } from '../../contract/offer.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { dayMs } from '../../domain/time-zone.ts'
import type { HotDb } from '../../store/database.server.ts'
import { keepReply } from '../../store/offer-answers.server.ts'

export type ReplyOutcome = { kind: 'kept' } | { kind: 'refused'; why: 'not-there' | 'sold-out' }

/** A reply, parsed. */
export interface ParsedReply extends Omit<OfferReply, 'variantId'> {
  variantId?: ShopifyId<'ProductVariant'> | undefined
}

/**
 * Keeps what a shopper did with an offer or one of its items. The first accept or decline of an item stands; the same
 * or a later reply changes nothing and is answered alike. "Accepted" says that the button was pressed: what it earned
 * is counted when the paid order arrives. The offer's random id is the capability for a guest; a customer's offer takes
 * only their own reply. What sold out meanwhile is refused and stays as it was.
 */
export async function answerOffer(
  db: HotDb,
  { days, ...reply }: ParsedReply,
  { customerId, now }: { customerId: ShopifyId<'Customer'> | undefined; now: Date },
): Promise<ReplyOutcome> {
  const remindAt = new Date(now.getTime() + (days ?? remindDaysChoices[0]) * dayMs)
  const kept = await keepReply(db, { ...reply, customerId, remindAt }, now)
  return kept === 'kept' ? { kind: 'kept' } : { kind: 'refused', why: kept }
}
