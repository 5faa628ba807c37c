import { goodDaysMin } from '../domain/offers/pool.ts'
import type { ShopifyId } from '../domain/shopify-id.ts'
import { dayMs } from '../domain/time-zone.ts'
import type { HotDb, Statement } from './database.server.ts'

/** Whom a code is given to, and with which order of theirs. */
export interface Taker {
  offerItemId: string
  customerId: ShopifyId<'Customer'> | undefined
  orderId: ShopifyId<'Order'>
  now: Date
}

// Until the unit of work ends. A statement after it sees what the one that held it has given.
const purchaseLock = 7_261_132
const hold: Statement = {
  name: 'hold-codes-of-order',
  text: `select pg_advisory_xact_lock(${purchaseLock}, hashtext(current_setting('app.shop_id') || $1::text))`,
}

const take: Statement = {
  name: 'take-code',
  text: `
    with own as (
      select c."code", p."key" = $1 and c."usedAt" is null and p."endsAt" >= $4 as "isGood"
        from "DiscountCode" c join "DiscountPool" p on p."id" = c."poolId"
       where c."orderId" = $6 and c."customerId" is not distinct from $3::text
         and (p."key" = $1 or p."key"::jsonb ->> 'productId' = $1::jsonb ->> 'productId')
       order by 2 desc, p."endsAt" desc limit 1
    ), free as (
      select c."shopId", c."code" from "DiscountPool" p join "DiscountCode" c on c."poolId" = p."id"
       where p."key" = $1 and p."status" = 'ready' and p."endsAt" >= $5 and c."givenAt" is null
         and not exists (select from own)
       order by p."endsAt" limit 1 for update of c skip locked
    ), given as (
      update "DiscountCode" c set "offerItemId" = $2, "customerId" = $3, "givenAt" = $4, "orderId" = $6
        from free where c."shopId" = free."shopId" and c."code" = free."code"
      returning c."code"
    ), wanted as (
      insert into "DiscountPool" ("id", "key", "incentive", "createdAt")
      select gen_random_uuid()::text, $1, $1::jsonb, $4
       where not exists (select from "DiscountPool" p
                          where p."key" = $1 and (p."endsAt" >= $5 or p."status" in ('wanted', 'failed')))
      on conflict do nothing
    )
    select "code", "isGood" from own union all select "code", true from given`,
}

/** The code to show, or why there is none. */
export type TakenCode =
  | { kind: 'code'; code: string }
  | { kind: 'none'; why: 'given-before' | 'no-code-left' }

/**
 * Gives one offer item a code of this pool that is good for 14 days at least. The same buyer is given one code of a pool
 * and of a product with each order: asking again, for whatever item, gives the same; once it was used or has run out,
 * and for other terms, there is none. Without a code the offer goes without its incentive. A pool nobody has yet is wanted by asking,
 * and filled within a quarter of an hour. `poolKey` comes from `poolKeyOf`. To be run in the unit of work that keeps the
 * item, and one that waits for the disk: a code that was shown must not be given again after a crash. Who asks for the
 * same order waits until that unit of work ends.
 */
export async function takeCode(
  db: HotDb,
  poolKey: string,
  { offerItemId, customerId, orderId, now }: Taker,
): Promise<TakenCode> {
  const goodUntil = new Date(now.getTime() + goodDaysMin * dayMs)
  await db.run(hold, [orderId])
  const taker = [offerItemId, customerId, now, goodUntil, orderId]
  const { rows } = await db.run<{ code: string; isGood: boolean }>(take, [poolKey, ...taker])
  const [row] = rows
  if (!row) return { kind: 'none', why: 'no-code-left' }
  return row.isGood ? { kind: 'code', code: row.code } : { kind: 'none', why: 'given-before' }
}
