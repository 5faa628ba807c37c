import type { Reason, Silence } from '../domain/offers/reason.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type { HotDb, JointStatement, Statement } from './database.server.ts'

/** A decision to keep. Without items nothing is offered, and `silence` says why. */
export interface NewOffer {
  id: string
  key: string
  placement: string
  orderId: ShopifyId<'Order'> | undefined
  customerId: ShopifyId<'Customer'> | undefined
  ruleId: string | undefined
  ruleVersion: number | undefined
  testId: string | undefined
  arm: string | undefined
  /** Shopify's token of the checkout; the post-purchase page calls it referenceId. Missing after checkout. */
  reference: string | undefined
  /** What the page said of the purchase: language, country, currency. */
  asked: Record<string, string | undefined>
  silence: Silence | undefined
  /** The whole decision, as JSON (`keptDecisionJson`). */
  considered: string
  items: NewItem[]
}

/** One offered product to keep, in the order of the list. */
export interface NewItem {
  id: string
  productId: ShopifyId<'Product'>
  variantId: ShopifyId<'ProductVariant'>
  reason: Reason
  /** What is taken off; missing without an incentive. */
  incentive: object | undefined
  code: string | undefined
}

const itemRecord = `("id" text, "position" int, "productId" text, "variantId" text, "reason" jsonb,
         "incentive" jsonb, "code" text)`
const itemColumns = '"id", "offerId", "position", "productId", "variantId", "reason", "incentive", "code"'

// In the order of their keys, so that two processes which keep the same ones wait for each other in turn. What was
// considered is long, and travels as text beside the rest so that it is read once.
const keep: JointStatement = {
  name: 'keep-offer',
  isJoint: true,
  text: `
    with offers as (
      select each."at"::int, each."considered", o.*
        from unnest($1::text[], $2::text[]) with ordinality as each("offer", "considered", "at")
       cross join lateral json_to_record(each."offer"::json) as o("id" text, "key" text, "placement" text, "orderId" text,
             "customerId" text, "ruleId" text, "ruleVersion" int, "testId" text, "arm" text, "reference" text, "asked" jsonb,
             "silence" jsonb, "decidedAt" timestamptz, "items" json)
    ), kept as (
      insert into "Offer" ("id", "key", "placement", "orderId", "customerId", "ruleId", "ruleVersion", "testId", "arm",
                           "reference", "asked", "reason", "considered", "decidedAt")
      select "id", "key", "placement", "orderId", "customerId", "ruleId", "ruleVersion", "testId", "arm", "reference",
             "asked", "silence", "considered"::jsonb, "decidedAt"
        from offers order by "key", "placement"
      on conflict ("shopId", "key", "placement") do nothing returning "id"
    ), items as (
      insert into "OfferItem" (${itemColumns})
      select i."id", kept."id", i."position", i."productId", i."variantId", i."reason", i."incentive", i."code"
        from kept join offers on offers."id" = kept."id"
       cross join lateral json_to_recordset(offers."items") as i${itemRecord}
    )
    select offers."at" from kept join offers on offers."id" = kept."id"`,
}

/**
 * Keeps a decision with its items, once for each key and placement. Returns whether it was kept: another one that got
 * there first stands.
 */
export async function keepOffer(db: HotDb, offer: NewOffer, now: Date): Promise<boolean> {
  const { considered, items, ...told } = offer
  const said = JSON.stringify({ ...told, decidedAt: now, items: placed(items) })
  return (await db.run(keep, [[said], [considered]])).count === 1
}

// Takes the row first: of two at once the second then sees in `replaceItems` what the first one put there.
const redecide: Statement = {
  name: 'redecide-offer',
  text: `
    update "Offer" set "orderId" = coalesce($2, "orderId"), "ruleId" = $3, "ruleVersion" = $4, "testId" = $5,
           "arm" = $6, "reason" = $7, "considered" = $8, "decidedAt" = $9,
           "redecisions" = "redecisions" + 1
     where "id" = $1 and "status" = 'decided' and "redecisions" = $10
       and not exists (select from "PurchaseTerms" t where t."offerId" = "Offer"."id" and t."signedAt" is not null)`,
}

const replaceItems: Statement = {
  name: 'replace-items',
  text: `
    with gone as (delete from "OfferItem" where "offerId" = $1)
    insert into "OfferItem" (${itemColumns})
    select i."id", $1::text, i."position", i."productId", i."variantId", i."reason", i."incentive", i."code"
      from json_to_recordset($2::json) as i${itemRecord}`,
}

/** A decision that may give way to a new one, as it was read. */
export interface Replaceable {
  id: string
  redecisions: number
}

/**
 * Puts a new decision in the place of one that nobody has seen yet and no acceptance was signed of. Its items have ids
 * of their own, so that a page which still holds the old ones answers none of the new. Returns whether it did: not
 * where another new one came first.
 */
export async function redecideOffer(
  db: HotDb,
  { id, redecisions }: Replaceable,
  offer: NewOffer,
  now: Date,
): Promise<boolean> {
  const { orderId, ruleId, ruleVersion, testId, arm, silence } = offer
  const said = [silence && JSON.stringify(silence), offer.considered, now, redecisions]
  const { count } = await db.run(redecide, [id, orderId, ruleId, ruleVersion, testId, arm, ...said])
  if (count === 1) await db.run(replaceItems, [id, JSON.stringify(placed(offer.items))])
  return count === 1
}

/** Items with their places, the first being 1. */
function placed(items: NewItem[]): object[] {
  return items.map((item, at) => ({ ...item, position: at + 1 }))
}

const note: Statement = {
  name: 'note-order-of-offer',
  text: `update "Offer" set "orderId" = $2 where "id" = $1 and "orderId" is null`,
}

/** Notes which order an offer belongs to, now that the order has arrived and is the customer's own. */
export async function noteOrder(db: HotDb, id: string, orderId: ShopifyId<'Order'>): Promise<void> {
  await db.run(note, [id, orderId])
}
