import { parseReason, parseSilence } from '../domain/offers/parse-evidence.ts'
import type { ProductId, Reason, Silence, VariantId } from '../domain/offers/reason.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'

/** How many of a customer's latest answers are looked at. */
const answersMax = 500

export type OfferStatus = 'decided' | 'shown' | 'accepted' | 'declined'
export type OfferItemStatus = 'decided' | 'shown' | 'accepted' | 'declined' | 'disliked' | 'postponed'

/** One offered product as it was kept. */
export interface StoredItem {
  id: string
  productId: ProductId
  variantId: VariantId
  reason: Reason
  /** As `Incentive` without `none`, as it was given; missing without one. */
  incentive: unknown
  code: string | undefined
  status: OfferItemStatus
}

/** An offer as it was kept, its items in their order; without items nothing was offered. */
export interface StoredOffer {
  id: string
  key: string
  placement: string
  orderId: ShopifyId<'Order'> | null
  ruleId: string | null
  arm: string | null
  silence: Silence | undefined
  status: OfferStatus
  /** How often it was decided anew before anybody saw it. */
  redecisions: number
  items: StoredItem[]
}

/** What a customer said of a product earlier. */
export interface EarlierAnswer {
  productId: ProductId
  status: OfferItemStatus
  remindAt: Date | undefined
  isGift: boolean
  /** Whether it was proposed because they had asked for that. */
  isReminder: boolean
  decidedAt: Date
}

/** What stands of earlier decisions, and which rules there are. */
export interface Recalled {
  shop: string
  /** What was decided under the keys before, at any placement. */
  earlier: StoredOffer[]
  /** What was answered in the same checkout, on whatever page and whoever was known there. */
  sameCheckout: { status: OfferStatus; items: { productId: ProductId; status: OfferItemStatus }[] }[]
  /** What this customer answered before, the latest first; empty for a guest. */
  answers: EarlierAnswer[]
  disliked: ProductId[]
  /** Names the rules that are on, and the tests that run, as they are now. */
  rulesVersion: string
}

/**
 * SQL that finds what was decided under the keys of `keys` and what the customer of `customerId` said before: for
 * `gather-offer`, which reads it in one go with what is known of the purchase. Both are expressions.
 */
export const recallParts = (keys: string, customerId: string) => `
    earlier as materialized (
      select o."id", o."key", o."placement", o."orderId", o."ruleId", o."arm", o."reason", o."status",
             o."redecisions"
        from "Offer" o where o."key" = any(${keys})
    ), "earlierItems" as materialized (
      select i."offerId", i."position", i."id", i."productId", i."variantId", i."reason", i."incentive", i."code",
             i."status"
        from earlier join "OfferItem" i on i."offerId" = earlier."id"
    ), answers as materialized (
      select i."productId", i."status", i."remindAt", i."isGift", o."decidedAt",
             i."reason" ->> 'kind' = 'reminder' as "isReminder"
        from "Offer" o join "OfferItem" i on i."offerId" = o."id"
       where o."customerId" = ${customerId} and (i."status" in ('declined', 'disliked', 'postponed') or i."isGift"
             or (i."status" <> 'decided' and i."reason" ->> 'kind' = 'reminder'))
       order by o."decidedAt" desc limit ${answersMax}
    )`

/**
 * SQL that finds what was answered in the checkouts of these tokens or in that of the customer's own order, of which
 * another part of the same statement tells the `checkoutToken`.
 */
export const sameCheckoutPart = (tokens: string, ownPart: string) => `
    "sameCheckout" as materialized (
      select o."id", o."status" from "Offer" o
       where o."reference" = any(${tokens} || array(select "checkoutToken" from ${ownPart}))
    )`

/** The columns that `recalledOf` reads, beside the parts above. */
export const recallColumns = (customerId: string) => `
      (select json_agg(earlier) from earlier) as "earlier",
      (select json_agg(e order by e."position") from "earlierItems" e) as "earlierItems",
      (select json_agg(answers) from answers) as "answers",
      (select json_agg(json_build_object('status', s."status", 'items', (
                select json_agg(json_build_object('productId', i."productId", 'status', i."status"))
                  from "OfferItem" i where i."offerId" = s."id"))) from "sameCheckout" s) as "sameCheckout",
      (select json_agg("productId") from "Dislike" where "customerId" = ${customerId}) as "disliked"`

/** The columns that `recalledOf` reads, which are the same for every question of a shop. */
export const recallShopColumns = `
      current_setting('app.shop_id') as "shop",
      (select string_agg("id" || '/' || "version" || '/' || jsonb_hash("definition"), ' ' order by "position", "id")
         from "Rule" where "status" = 'on' and "deletedAt" is null) as "rules",
      (select string_agg("id" || '/' || jsonb_hash("definition"), ' ' order by "startedAt", "id")
         from "RuleTest" where "status" = 'running') as "tests"`

/** What both kinds of columns give. */
export interface RecallRow {
  shop: string
  earlier: OfferRow[] | null
  earlierItems: (ItemRow & { offerId: string })[] | null
  answers: AnswerRow[] | null
  sameCheckout: { status: OfferStatus; items: Recalled['sameCheckout'][number]['items'] | null }[] | null
  disliked: ProductId[] | null
  rules: string | null
  tests: string | null
}

/** What such a row says. */
export function recalledOf({ shop, disliked, rules, tests, ...row }: RecallRow): Recalled {
  const items = row.earlierItems ?? []
  return {
    shop,
    earlier: (row.earlier ?? []).map((offer) =>
      storedOffer(
        offer,
        items.filter(({ offerId }) => offerId === offer.id),
      ),
    ),
    answers: (row.answers ?? []).map(earlierAnswer),
    sameCheckout: (row.sameCheckout ?? []).map(({ status, items: said }) => ({ status, items: said ?? [] })),
    disliked: disliked ?? [],
    rulesVersion: `${rules ?? ''}\n${tests ?? ''}`,
  }
}

type OfferRow = Omit<StoredOffer, 'silence' | 'items'> & { reason: unknown }
type ItemRow = Omit<StoredItem, 'reason' | 'code'> & { reason: unknown; code: string | null }
type AnswerRow = Omit<EarlierAnswer, 'remindAt' | 'decidedAt'> & {
  remindAt: string | null
  decidedAt: string
}

function storedOffer({ reason, ...offer }: OfferRow, items: (ItemRow & { offerId: string })[]): StoredOffer {
  return { ...offer, silence: parseSilence(reason), items: items.flatMap(storedItem) }
}

/** An item whose reason only another version could say is not shown by this one. */
function storedItem({
  id,
  productId,
  variantId,
  reason: kept,
  incentive,
  code,
  status,
}: ItemRow): StoredItem[] {
  const reason = parseReason(kept)
  if (!reason) return []
  return [
    { id, productId, variantId, reason, incentive: incentive ?? undefined, code: code ?? undefined, status },
  ]
}

function earlierAnswer(row: AnswerRow): EarlierAnswer {
  const remindAt = row.remindAt === null ? undefined : new Date(row.remindAt)
  return { ...row, remindAt, decidedAt: new Date(row.decidedAt) }
}
