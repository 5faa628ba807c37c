import type { Incentive } from '../domain/offers/incentive.ts'
import type { Gift } from '../domain/offers/judge-incentive.ts'
import type { OfferableProduct } from '../domain/offers/offerable.ts'
import { parseReason } from '../domain/offers/parse-evidence.ts'
import { parseIncentive } from '../domain/offers/parse-incentive.ts'
import type { Reason } from '../domain/offers/reason.ts'
import { parseSettings, type ShopSettings } from '../domain/settings.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import type { HotDb, Statement } from './database.server.ts'
import { type ProductRow, productJson, productOf } from './offer-products.server.ts'

/** What a gentler second offer rests on: the declined one, and what its rule says of a second. */
export interface DeclinedOffer {
  key: string
  customerId: ShopifyId<'Customer'> | undefined
  ruleId: string | undefined
  ruleVersion: number | undefined
  asked: Record<string, string | undefined>
  reason: Reason
  product: OfferableProduct
  /** What the rule gives on a second offer; the rule as it is now. */
  second: Incentive
  /** For a gift: the given variant where there is one to give now. */
  gift: Gift | undefined
  settings: ShopSettings
  /** The shop's. */
  currency: string | undefined
}

const read: Statement = {
  name: 'declined-offer',
  text: `
    select o."key", o."customerId", o."ruleId", o."ruleVersion", o."asked", i."reason",
           ${productJson} as "product", r."definition" -> 'second' -> 'incentive' as "second", s."settings", s."currency",
           (select json_build_object('costMinor', v."costMinor") from "Variant" v join "Product" g on g."id" = v."productId" and g."deletedAt" is null
             where v."id" = r."definition" -> 'second' -> 'incentive' ->> 'variantId' and lower(g."status") = 'active'
               and g."publishedAt" <= $2
               and (v."inventory" is null or v."inventory" > 0 or v."isOversold")) as "gift"
      from "Offer" o join "OfferItem" i on i."offerId" = o."id" and i."position" = 1
      join "Product" p on p."id" = i."productId" and p."deletedAt" is null
      join "Rule" r on r."id" = o."ruleId" and r."status" = 'on'
      join "Shop" s on s."uninstalledAt" is null
     where o."id" = $1 and o."status" = 'declined' and r."definition" ? 'second'`,
}

/** A declined offer whose rule has a second one to make; nothing for any other. */
export async function readDeclined(
  db: HotDb,
  offerId: string,
  now: Date,
): Promise<DeclinedOffer | undefined> {
  const { rows } = await db.run<Row>(read, [offerId, now])
  const [row] = rows
  const second = row && parseIncentive(row.second)
  const reason = row && parseReason(row.reason)
  if (!row || !second || !reason) return undefined
  return {
    key: row.key,
    customerId: row.customerId ?? undefined,
    ruleId: row.ruleId ?? undefined,
    ruleVersion: row.ruleVersion ?? undefined,
    asked: row.asked ?? {},
    reason,
    product: productOf(row.product),
    second,
    gift: row.gift ? { costMinor: row.gift.costMinor ?? undefined } : undefined,
    settings: parseSettings(row.settings),
    currency: row.currency ?? undefined,
  }
}

interface Row {
  key: string
  customerId: ShopifyId<'Customer'> | null
  ruleId: string | null
  ruleVersion: number | null
  asked: Record<string, string | undefined> | null
  reason: unknown
  product: ProductRow
  second: unknown
  gift: { costMinor: number | null } | null
  settings: unknown
  currency: string | null
}
