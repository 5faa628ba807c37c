import { leftOfferPrefix } from '../domain/offers/left-offer.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type { HotDb, Statement } from './database.server.ts'

/**
 * What a shopper said to an offer that is theirs: a customer's only to them, a guest's to who knows its id. An offer of
 * the post-purchase page is nobody's here.
 */
export interface Reply {
  id: string
  customerId: ShopifyId<'Customer'> | undefined
  answer: 'shown' | 'accepted' | 'declined' | 'disliked' | 'postponed' | 'gift' | 'off'
  /** The item it is about; for `shown`, `declined` and `off` the whole offer without one. */
  itemId?: string | undefined
  variantId?: ShopifyId<'ProductVariant'> | undefined
  quantity?: number | undefined
  /** For `postponed`: when to come back to it. */
  remindAt?: Date | undefined
}

/** What became of a reply. */
export type KeptReply = 'kept' | 'not-there' | 'sold-out'

// Locks the offer: replies of two tabs come one after the other, and the second sees what the first left. On the
// post-purchase page only Shopify's token speaks for the buyer: its offers are answered by `keepPurchaseReply` alone.
const find: Statement = {
  name: 'find-offer-to-answer',
  text: `
    select f."id", f."customerId" from "Offer" f
     where f."id" = $1 and (f."customerId" is null or f."customerId" = $2::text) and f."placement" <> 'post-purchase'
       and exists (select from "OfferItem" i where i."offerId" = f."id" and i."id" = coalesce($3, i."id"))
       for update of f`,
}

const canBuy: Statement = {
  name: 'can-take-offered-variant',
  text: `
    select exists (select from "OfferItem" i where i."id" = $1 and i."status" = 'accepted')
        or exists (select from "OfferItem" i join "Product" p on p."id" = i."productId"
             join "Variant" v on v."productId" = p."id" and v."id" = coalesce($2, i."variantId")
            where i."id" = $1 and p."deletedAt" is null and lower(p."status") = 'active' and p."publishedAt" <= $3
              and (v."inventory" is null or v."inventory" > 0 or v."isOversold")) as "can"`,
}

// What a journey left for them has reached them once it was seen. An accept or decline of an item stands, and so does "not for me"; "later" may still be thought better of.
const answerIt: Statement = {
  name: 'answer-offer',
  text: `
    with said as (
      update "OfferItem" i set
             "status" = case when $2::text = 'gift' then i."status" when $2 in ('off', 'declined') then 'declined'
                             else $2::"OfferItemStatus" end,
             "answeredAt" = case when $2 in ('gift', 'shown') then i."answeredAt" else $3 end,
             "isGift" = i."isGift" or $2 = 'gift',
             "remindAt" = case when $2 = 'postponed' then $4::timestamptz else i."remindAt" end,
             "takenVariantId" = case when $2 = 'accepted' then coalesce($5, i."variantId") else i."takenVariantId" end,
             "takenQuantity" = case when $2 = 'accepted' then $6::int else i."takenQuantity" end
       where i."offerId" = $1 and i."id" = coalesce($7, i."id")
         and case $2 when 'gift' then true when 'shown' then i."status" = 'decided'
                     when 'accepted' then i."status" in ('decided', 'shown', 'postponed')
                     when 'disliked' then i."status" in ('decided', 'shown', 'postponed')
                     else i."status" in ('decided', 'shown') end
      returning i."id", i."status"
    ), disliked as (
      insert into "Dislike" ("customerId", "productId", "at")
      select $8::text, i."productId", $3 from "OfferItem" i
       where $2 = 'disliked' and $8::text is not null and i."offerId" = $1 and i."id" = $7
      on conflict do nothing
    ), turned_off as (
      update "Customer" set "offersOffAt" = coalesce("offersOffAt", $3) where $2 = 'off' and "id" = $8::text
    ), left_by_journey as (
      update "Touch" t set "status" = 'sent', "sentAt" = $3, "providerId" = f."id" from "Offer" f
       where f."id" = $1 and f."ruleId" like '${leftOfferPrefix}%' and t."status" = 'queued'
         and t."id" = substr(f."ruleId", ${leftOfferPrefix.length + 1})
    ), now_as as (
      select coalesce(said."status", i."status") as "status"
        from "OfferItem" i left join said on said."id" = i."id" where i."offerId" = $1
    )
    update "Offer" f set "shownAt" = coalesce(f."shownAt", $3),
           "answeredAt" = case when $2 in ('shown', 'gift') then f."answeredAt" else coalesce(f."answeredAt", $3) end,
           "status" = case
             when f."status" in ('accepted', 'declined') then f."status"
             when exists (select from now_as where "status" = 'accepted') then 'accepted'
             when exists (select from now_as where "status" in ('decided', 'shown'))
               or not exists (select from now_as where "status" in ('declined', 'disliked')) then 'shown'
             else 'declined' end::"OfferStatus"
     where f."id" = $1`,
}

/**
 * Keeps a shopper's reply. The first accept or decline of an item stands, and what was answered was shown; a second
 * reply changes nothing. An accept of what cannot be bought any more is refused and changes nothing. What is not this
 * shopper's, or offered nothing, is not there.
 */
export async function keepReply(db: HotDb, reply: Reply, now: Date): Promise<KeptReply> {
  const { id, customerId, answer, itemId, variantId, quantity, remindAt } = reply
  const { rows } = await db.run<{ customerId: string | null }>(find, [id, customerId, itemId])
  const [offer] = rows
  if (!offer) return 'not-there'
  if (answer === 'accepted') {
    const stock = await db.run<{ can: boolean }>(canBuy, [itemId, variantId, now])
    if (!stock.rows[0]?.can) return 'sold-out'
  }
  const taken = [variantId, answer === 'accepted' ? (quantity ?? 1) : undefined]
  await db.run(answerIt, [id, answer, now, remindAt, ...taken, itemId, offer.customerId])
  return 'kept'
}
