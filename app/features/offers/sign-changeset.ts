import type { SignAnswer, SignRequest } from '../../contract/post-purchase.ts'
import { changesOf, type Needed, neededFor, type Purchase } from '../../domain/offers/purchase-terms.ts'
import type { Changeset } from '../../shopify/post-purchase-token.ts'
import type { HotDb } from '../../store/database.server.ts'
import { holdTerms, type KeptTerms, noteSigned, readStock } from '../../store/purchase-terms.server.ts'

/** Shopify holds an order for an hour, counted from the purchase; what was decided then has to end with it. */
const offerMinutesMax = 60
const tokenSeconds = 300

export type SignOutcome =
  | { kind: 'signs'; changeset: Changeset }
  | Exclude<SignAnswer, { kind: 'signed' }>
  | { kind: 'not-there' }

/**
 * What may be signed for this request. The change is made of the stored offer alone: the request only picks a variant
 * and a quantity among what that holds. An acceptance is signed once; asked again for the same within the token's life,
 * the same token is made again, so that an answer that got lost costs nothing. All tokens of a purchase carry one
 * `jti`: Shopify applies one of them, whatever a page does with those it was given to calculate with. An offer of
 * another purchase is not there.
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
  const why = whyNot(kept, request, now)
  if (why) return { kind: 'refused', why }
  const isRepeated = kept.signed !== undefined
  if (!isRepeated && !(await isLeft(db, neededFor(kept.terms, request), now)))
    return { kind: 'refused', why: 'sold-out' }
  const issuedAt = kept.signed?.at ?? now
  if (request.for === 'apply') await noteSigned(db, kept.offerId, { at: issuedAt, ...request })
  const { tokenId } = kept
  return { kind: 'signs', changeset: { tokenId, reference, changes, issuedAt, lifeSeconds: tokenSeconds } }
}

async function isLeft(db: HotDb, needed: Needed[], now: Date): Promise<boolean> {
  for (const { variantId, productId, quantity } of needed) {
    const left = await readStock(db, { variantId, productId, now })
    if (left !== undefined && left < quantity) return false
  }
  return true
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
