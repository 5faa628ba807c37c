import type { Reason, Silence } from '../domain/offers/reason.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type { HotDb, Statement } from './database.server.ts'

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

const itemsOf = (offer: string, items: string) => `
  insert into "OfferItem" ("id", "offerId", "position", "productId", "variantId", "reason", "incentive", "code")
  select i."id", ${offer}."id", i."position", i."productId", i."variantId", i."reason", i."incentive", i."code"
    from ${offer}, json_to_recordset(${items}::json) as i("id" text, "position" int, "productId" text, "variantId" text,
         "reason" jsonb, "incentive" jsonb, "code" text)`

const keep: Statement = {
  name: 'keep-offer',
  text: `
    with kept as (
      insert into "Offer" ("id", "key", "placement", "orderId", "customerId", "ruleId", "ruleVersion", "testId", "arm",
                           "reference", "asked", "reason", "considered", "decidedAt")
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      on conflict ("shopId", "key", "placement") do nothing returning "id"
    ), items as (${itemsOf('kept', '$15')})
    select "id" from kept`,
}

/**
 * Keeps a decision with its items, once for each key and placement. Returns whether it was kept: another one that got
 * there first stands.
 */
export async function keepOffer(db: HotDb, offer: NewOffer, now: Date): Promise<boolean> {
  const { id, key, placement, orderId, customerId, ruleId, ruleVersion, testId, arm, reference, asked } =
    offer
  const named = [id, key, placement, orderId, customerId, ruleId, ruleVersion, testId, arm, reference]
  const said = [JSON.stringify(asked), offer.silence && JSON.stringify(offer.silence), offer.considered]
  return (await db.run(keep, [...named, ...said, now, itemsJson(offer)])).count === 1
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
    with kept as (select $1::text as "id"),
    gone as (delete from "OfferItem" where "offerId" = $1),
    items as (${itemsOf('kept', '$2')})
    select`,
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
  if (count === 1) await db.run(replaceItems, [id, itemsJson(offer)])
  return count === 1
}

function itemsJson({ items }: NewOffer): string {
  return JSON.stringify(items.map((item, at) => ({ ...item, position: at + 1 })))
}

const note: Statement = {
  name: 'note-order-of-offer',
  text: `update "Offer" set "orderId" = $2 where "id" = $1 and "orderId" is null`,
}

/** Notes which order an offer belongs to, now that the order has arrived and is the customer's own. */
export async function noteOrder(db: HotDb, id: string, orderId: ShopifyId<'Order'>): Promise<void> {
  await db.run(note, [id, orderId])
}
