import type { Db } from './database.server.ts'

/** Sums over a rule's offers; `unknown` counts bought items without a known cost. */
export interface Earned {
  ruleId: string
  shown: number
  accepted: number
  bought: number
  revenueMinor: number
  discountMinor: number
  costMinor: number
  unknown: number
}

/** What the offers decided since then brought, by rule. Sums above 2^53 are none that a shop has. */
export async function readEarned(db: Db, since: Date): Promise<Earned[]> {
  return db.$queryRaw<Earned[]>`
    select o."ruleId",
           count(distinct o."id") filter (where o."shownAt" is not null)::int as "shown",
           count(*) filter (where i."status" = 'accepted')::int as "accepted",
           count(*) filter (where i."boughtQuantity" > 0)::int as "bought",
           coalesce(sum(i."revenueMinor" - i."refundedMinor"), 0)::float8 as "revenueMinor",
           coalesce(sum(i."discountMinor") filter (where i."boughtQuantity" > 0), 0)::float8 as "discountMinor",
           coalesce(sum(i."costMinor"), 0)::float8 as "costMinor",
           count(*) filter (where i."boughtQuantity" > 0 and i."costMinor" is null)::int as "unknown"
      from "Offer" o left join "OfferItem" i on i."shopId" = o."shopId" and i."offerId" = o."id"
     where o."ruleId" is not null and o."decidedAt" >= ${since}
     group by o."ruleId"`
}
