import type { OfferReply } from '../../contract/offer.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import type { HotDb } from '../../store/database.server.ts'
import { keepReply } from '../../store/offers.server.ts'

export type ReplyOutcome = { kind: 'kept' } | { kind: 'refused'; why: 'not-there' }

/**
 * Keeps what a shopper did with an offer. The first accept or decline stands; the same or a later reply changes
 * nothing and is answered alike. "Accepted" says that the button was pressed: what it earned is counted when the paid
 * order arrives. The offer's random id is the capability for a guest; a customer's offer takes only their own reply.
 */
export async function answerOffer(
  db: HotDb,
  reply: OfferReply,
  { customerId, now }: { customerId: ShopifyId<'Customer'> | undefined; now: Date },
): Promise<ReplyOutcome> {
  const isThere = await keepReply(db, { ...reply, customerId }, now)
  return isThere ? { kind: 'kept' } : { kind: 'refused', why: 'not-there' }
}
