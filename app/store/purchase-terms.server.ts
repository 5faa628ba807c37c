import { z } from 'zod'
import { parseIncentive } from '../domain/offers/parse-incentive.ts'
import type { PurchaseTerms } from '../domain/offers/purchase-terms.ts'
import type { HotDb, Statement } from './database.server.ts'

/** One turn of a purchase's page: its offer and what may be signed for it. */
export interface KeptTerms {
  offerId: string
  turn: number
  terms: PurchaseTerms
  tokenId: string
  status: 'decided' | 'shown' | 'accepted' | 'declined'
  decidedAt: Date
  signed: { at: Date; variantId: string; quantity: number } | undefined
}

const columns = `t."offerId", t."turn", t."terms", t."tokenId", t."signedAt", t."signedVariantId", t."signedQuantity",
                 o."status", o."decidedAt"`

const ofPurchase: Statement = {
  name: 'terms-of-purchase',
  text: `select ${columns} from "PurchaseTerms" t join "Offer" o on o."id" = t."offerId"
          where t."reference" = $1 order by t."turn"`,
}

const ofOffer: Statement = {
  name: 'terms-of-offer',
  text: `select ${columns} from "PurchaseTerms" t join "Offer" o on o."id" = t."offerId"
          where t."offerId" = $1 and t."reference" = $2 for update of t, o`,
}

/** What this purchase was offered so far, in order: at most two. */
export async function readTurns(db: HotDb, reference: string): Promise<KeptTerms[]> {
  const { rows } = await db.run<Row>(ofPurchase, [reference])
  return rows.map(fromRow)
}

/** The terms of one offer of this purchase, held until the unit of work ends; nothing for any other purchase's. */
export async function holdTerms(
  db: HotDb,
  { offerId, reference }: { offerId: string; reference: string },
): Promise<KeptTerms | undefined> {
  const { rows } = await db.run<Row>(ofOffer, [offerId, reference])
  return rows[0] && fromRow(rows[0])
}

const keep: Statement = {
  name: 'keep-terms',
  text: `insert into "PurchaseTerms" ("offerId", "reference", "turn", "terms", "tokenId")
         values ($1, $2, $3, $4, $5) on conflict ("shopId", "reference", "turn") do update
         set "terms" = excluded."terms"
       where "PurchaseTerms"."offerId" = excluded."offerId" and "PurchaseTerms"."signedAt" is null`,
}

/**
 * Keeps what may be signed for this turn, in the place of what was kept for the same offer and not signed yet. Returns
 * whether it was kept: another offer of the same turn stands.
 */
export async function keepTerms(
  db: HotDb,
  kept: Pick<KeptTerms, 'offerId' | 'turn' | 'terms' | 'tokenId'> & { reference: string },
): Promise<boolean> {
  const { offerId, reference, turn, terms, tokenId } = kept
  return (await db.run(keep, [offerId, reference, turn, JSON.stringify(terms), tokenId])).count === 1
}

const note: Statement = {
  name: 'note-signed',
  text: `
    with signed as (
      update "PurchaseTerms" set "signedAt" = $2, "signedVariantId" = $3, "signedQuantity" = $4
       where "offerId" = $1 and "signedAt" is null returning "offerId"
    )
    update "OfferItem" i set "takenVariantId" = $3, "takenQuantity" = $4 from signed where i."offerId" = signed."offerId"`,
}

/** Notes the one acceptance that was signed. A second note changes nothing. */
export async function noteSigned(
  db: HotDb,
  offerId: string,
  { at, variantId, quantity }: NonNullable<KeptTerms['signed']>,
): Promise<void> {
  await db.run(note, [offerId, at, variantId, quantity])
}

const calculated: Statement = {
  name: 'note-calculated',
  text: `update "PurchaseTerms" set "calculatedAt" = $2 where "offerId" = $1 and "calculatedAt" is null`,
}

/** Notes that a change of this offer was signed for calculating, the first time: a page may apply that too. */
export async function noteCalculated(db: HotDb, offerId: string, now: Date): Promise<void> {
  await db.run(calculated, [offerId, now])
}

const drop: Statement = {
  name: 'drop-incentive',
  text: `update "OfferItem" set "incentive" = null where "offerId" = $1`,
}

/** Notes that an offer is made at its usual price after all. */
export async function dropIncentive(db: HotDb, offerId: string): Promise<void> {
  await db.run(drop, [offerId])
}

const reply: Statement = {
  name: 'reply-to-purchase',
  text: `
    with terms as (
      select t."signedAt" is not null as "isSigned",
             case when $3 = 'declined' and t."signedAt" is not null then 'shown' else $3 end as "said"
        from "PurchaseTerms" t where t."offerId" = $1 and t."reference" = $2 for update
    ), offer as (
      update "Offer" set "shownAt" = coalesce("shownAt", $4),
             "answeredAt" = case when terms."said" <> 'shown' then coalesce("answeredAt", $4) else "answeredAt" end,
             "status" = case when "status" in ('decided', 'shown') then terms."said"::"OfferStatus" else "status" end
        from terms where "id" = $1 and (terms."said" <> 'accepted' or terms."isSigned")
      returning "id", "status", terms."said"
    ), items as (
      update "OfferItem" i set "status" = offer."status"::text::"OfferItemStatus",
             "answeredAt" = case when offer."said" <> 'shown' then coalesce(i."answeredAt", $4) else i."answeredAt" end
        from offer where i."offerId" = offer."id" and i."status" in ('decided', 'shown')
    )
    select "status" from offer`,
}

/**
 * Keeps what the buyer did: the first accept or decline stands, and no decline counts after an acceptance was signed.
 * Returns what stands; nothing for another purchase's offer, and for an acceptance that nobody had signed.
 */
export async function keepPurchaseReply(
  db: HotDb,
  { offerId, reference, answer }: { offerId: string; reference: string; answer: string },
  now: Date,
): Promise<KeptTerms['status'] | undefined> {
  const { rows } = await db.run<{ status: KeptTerms['status'] }>(reply, [offerId, reference, answer, now])
  return rows[0]?.status
}

interface Row {
  offerId: string
  turn: number
  terms: unknown
  tokenId: string
  signedAt: Date | null
  signedVariantId: string | null
  signedQuantity: number | null
  status: KeptTerms['status']
  decidedAt: Date
}

const incentive = z.unknown().transform((json, context) => {
  const parsed = parseIncentive(json)
  if (parsed) return parsed
  context.addIssue('must be an incentive')
  return z.NEVER
})

const storedTerms = z.object({
  productId: z.templateLiteral(['gid://shopify/Product/', z.string()]),
  currency: z.string(),
  choices: z.array(
    z.object({
      variantId: z.templateLiteral(['gid://shopify/ProductVariant/', z.string()]),
      title: z.string(),
      priceMinor: z.int(),
    }),
  ),
  quantityMax: z.int(),
  incentive,
})

function fromRow({ signedAt, signedVariantId, signedQuantity, terms, ...row }: Row): KeptTerms {
  const isSigned = signedAt !== null && signedVariantId !== null && signedQuantity !== null
  const signed = isSigned ? { at: signedAt, variantId: signedVariantId, quantity: signedQuantity } : undefined
  return { ...row, terms: storedTerms.parse(terms) satisfies PurchaseTerms, signed }
}
