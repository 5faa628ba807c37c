import { parseReason, parseSilence } from '../domain/offers/parse-evidence.ts'
import type { ProductId, Reason, Silence, VariantId } from '../domain/offers/reason.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import { assert } from '../platform/errors.ts'
import type { HotDb, Statement } from './database.server.ts'

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
  /** What this customer answered before, the latest first; empty for a guest. */
  answers: EarlierAnswer[]
  disliked: ProductId[]
  /** Whether the customer wants no offers at all. */
  isOff: boolean
  /** Names the rules that are on, and the tests that run, as they are now. */
  rulesVersion: string
}

// Planned anew each time, by what the tables hold then: they grow from nothing while plans are kept.
const recall: Statement = {
  text: `
    select
      (select json_agg(f) from (select o."id", o."key", o."placement", o."orderId", o."ruleId", o."arm", o."reason", o."status",
           (select json_agg(json_build_object('id', i."id", 'productId', i."productId", 'variantId', i."variantId",
                     'reason', i."reason", 'incentive', i."incentive", 'code', i."code", 'status', i."status")
                     order by i."position") from "OfferItem" i where i."offerId" = o."id") as "items"
         from "Offer" o where o."key" = any($1)) f) as "earlier",
      (select json_agg(a) from (select i."productId", i."status", i."remindAt", i."isGift", o."decidedAt",
           i."reason" ->> 'kind' = 'reminder' as "isReminder"
         from "Offer" o join "OfferItem" i on i."offerId" = o."id"
        where o."customerId" = $2 and (i."status" in ('declined', 'disliked', 'postponed') or i."isGift"
              or (i."status" <> 'decided' and i."reason" ->> 'kind' = 'reminder'))
        order by o."decidedAt" desc limit ${answersMax}) a) as "answers"`,
}

// Named, for these stay small or have the one index that fits.
const recallWishes: Statement = {
  name: 'recall-wishes',
  text: `
    select current_setting('app.shop_id') as "shop",
      (select json_agg("productId") from "Dislike" where "customerId" = $1) as "disliked",
      exists (select from "Customer" where "id" = $1 and "offersOffAt" is not null) as "isOff",
      (select string_agg("id" || '/' || "version" || '/' || jsonb_hash("definition"), ' ' order by "position", "id")
         from "Rule" where "status" = 'on' and "deletedAt" is null) as "rules",
      (select string_agg("id" || '/' || jsonb_hash("definition"), ' ' order by "startedAt", "id")
         from "RuleTest" where "status" = 'running') as "tests"`,
}

/** What was decided under these keys, and what this customer said before. A guest has no customer id. */
export async function recallOffers(
  db: HotDb,
  { keys, customerId }: { keys: string[]; customerId: ShopifyId<'Customer'> | undefined },
): Promise<Recalled> {
  const { earlier, answers } = only((await db.run<Row>(recall, [keys, customerId])).rows)
  const { shop, disliked, isOff, rules, tests } = only(
    (await db.run<WishesRow>(recallWishes, [customerId])).rows,
  )
  return {
    shop,
    earlier: (earlier ?? []).map(storedOffer),
    answers: (answers ?? []).map(earlierAnswer),
    disliked: disliked ?? [],
    isOff,
    rulesVersion: `${rules ?? ''}\n${tests ?? ''}`,
  }
}

function only<Found>(rows: Found[]): Found {
  const [row] = rows
  assert(row, 'a statement of nothing but sub-selects gives one row')
  return row
}

interface Row {
  earlier: OfferRow[] | null
  answers: AnswerRow[] | null
}

interface WishesRow {
  shop: string
  disliked: ProductId[] | null
  isOff: boolean
  rules: string | null
  tests: string | null
}

type OfferRow = Omit<StoredOffer, 'silence' | 'items'> & { reason: unknown; items: ItemRow[] | null }
type ItemRow = Omit<StoredItem, 'reason' | 'code'> & { reason: unknown; code: string | null }
type AnswerRow = Omit<EarlierAnswer, 'remindAt' | 'decidedAt'> & {
  remindAt: string | null
  decidedAt: string
}

function storedOffer({ reason, items, ...offer }: OfferRow): StoredOffer {
  return { ...offer, silence: parseSilence(reason), items: (items ?? []).flatMap(storedItem) }
}

/** An item whose reason only another version could say is not shown by this one. */
function storedItem({ reason: kept, ...item }: ItemRow): StoredItem[] {
  const reason = parseReason(kept)
  return reason
    ? [{ ...item, reason, incentive: item.incentive ?? undefined, code: item.code ?? undefined }]
    : []
}

function earlierAnswer(row: AnswerRow): EarlierAnswer {
  const remindAt = row.remindAt === null ? undefined : new Date(row.remindAt)
  return { ...row, remindAt, decidedAt: new Date(row.decidedAt) }
}
