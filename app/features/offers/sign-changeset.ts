import type { SignAnswer, SignRequest } from '../../contract/post-purchase.ts'
import type { OfferableVariant } from '../../domain/offers/offerable.ts'
import {
  changesOf,
  neededFor,
  type Purchase,
  type PurchaseTerms,
} from '../../domain/offers/purchase-terms.ts'
import type { Changeset } from '../../shopify/post-purchase-token.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readVariantOnSale } from '../../store/floor-facts.server.ts'
import { holdTerms, type KeptTerms, noteCalculated, noteSigned } from '../../store/purchase-terms.server.ts'
import { isStillGiven } from './still-given.ts'

/** Shopify holds an order for an hour, counted from the purchase; what was decided then has to end with it. */
const offerMinutesMax = 60
const tokenSeconds = 300

export type SignOutcome =
  | { kind: 'signs'; changeset: Changeset }
  | Exclude<SignAnswer, { kind: 'signed' }>
  | { kind: 'not-there' }

/**
 * What may be signed for this request. The change is made of the stored offer alone: the request only picks a variant
 * and a quantity among what that holds. Its discount has to leave the margin floor on that very variant, at its price and
 * cost now. An acceptance is signed once; asked again for the same within the token's life, the same token is made again,
 * so that an answer that got lost costs nothing. All tokens of a purchase carry one `jti`: Shopify applies one of them,
 * whatever a page does with those it was given to calculate with. An offer of another purchase is not there.
 */
export async function signChangeset(
  db: HotDb,
  purchase: Purchase,
  request: SignRequest,
  { now, discountTitle }: { now: Date; discountTitle: string },
): Promise<SignOutcome> {
  const { reference } = purchase
  const kept = await holdTerms(db, { offerId: request.offerId, reference })
  if (!kept) return { kind: 'not-there' }
  const changes = changesOf(kept.terms, request, discountTitle)
  if (!changes) return { kind: 'refused', why: 'unknown' }
  // What was signed before is signed once more as it is.
  const why =
    whyNot(kept, request, now) ?? (kept.signed ? undefined : await whyNotNow(db, kept.terms, request, now))
  if (why) return { kind: 'refused', why }
  const issuedAt = kept.signed?.at ?? now
  if (request.for === 'apply') await noteSigned(db, kept.offerId, { at: issuedAt, ...request })
  else await noteCalculated(db, kept.offerId, now)
  const { tokenId } = kept
  return { kind: 'signs', changeset: { tokenId, reference, changes, issuedAt, lifeSeconds: tokenSeconds } }
}

async function whyNotNow(
  db: HotDb,
  terms: PurchaseTerms,
  request: SignRequest,
  now: Date,
): Promise<'sold-out' | 'changed' | undefined> {
  const taken: OfferableVariant[] = []
  for (const { variantId, productId, quantity } of neededFor(terms, request)) {
    const variant = await readVariantOnSale(db, { variantId, productId, now })
    if (!variant || !isLeft(variant, quantity)) return 'sold-out'
    taken.push(variant)
  }
  const variants = taken.slice(0, 1)
  return (await isStillGiven(db, { variants }, terms.incentive, now)) ? undefined : 'changed'
}

/** Whether there are so many; what Shopify does not count never runs out. */
function isLeft({ inventory, isOversold }: OfferableVariant, quantity: number): boolean {
  return isOversold || inventory === undefined || inventory >= quantity
}

function whyNot(
  { status, decidedAt, signed }: KeptTerms,
  { variantId, quantity }: SignRequest,
  now: Date,
): 'taken' | 'late' | undefined {
  const isAgain =
    signed !== undefined &&
    signed.variantId === variantId &&
    signed.quantity === quantity &&
    now.getTime() < signed.at.getTime() + tokenSeconds * 1000
  if (signed && !isAgain) return 'taken'
  if (status === 'accepted') return isAgain ? undefined : 'taken'
  const isOver = now.getTime() >= decidedAt.getTime() + offerMinutesMax * 60_000
  return status === 'declined' || isOver ? 'late' : undefined
}
