import type { NeedChanges } from '../domain/recommend/next-need-learn.ts'
import type { PairChange } from '../domain/recommend/pairs.ts'
import type { LearnedBasket } from '../domain/recommend/weight-changes.ts'
import type { Changes } from '../domain/recommend/weights.ts'
import type { Db } from './database.server.ts'

/** A learned order, and the known customer whose it is. */
export interface KnownBasket extends LearnedBasket {
  customerId: string | null
}

/**
 * Every learned order of these customers and of those whose orders these are, and these orders where they are learned.
 * An order that says it was bought later than it was made counts from when it was made.
 */
export async function readBaskets(db: Db, customerIds: string[], orderIds: string[]): Promise<KnownBasket[]> {
  // Lateral, so that it looks up by key however large the tables are: as a join it is planned as a scan of all lines
  // from some ten thousand orders on.
  return db.$queryRaw<KnownBasket[]>`
    with owners as materialized (
      select unnest(${customerIds}::text[]) as "id"
       union
      select n."customerId" from "Order" n where n."id" = any(${orderIds}) and n."customerId" is not null
    ), learned as (
      select own.* from owners cross join lateral (
        select o."id", o."customerId", o."processedAt", o."createdAt" from "Order" o
         where o."customerId" = owners."id" and o."learnedAt" is not null offset 0) own
       union all
      select guests.* from unnest(${orderIds}::text[]) as named("id") cross join lateral (
        select o."id", o."customerId", o."processedAt", o."createdAt" from "Order" o
         where o."id" = named."id" and o."customerId" is null and o."learnedAt" is not null offset 0) guests
    )
    select "customerId", coalesce("customerId", "id") as "buyer", "id" as "orderId",
           extract(epoch from least("processedAt", "createdAt"))::float8 * 1000 as "atMs", l."productIds"
      from learned
      cross join lateral (
        select array_agg(distinct line."productId") as "productIds" from "OrderLine" line
         where line."orderId" = learned."id" and line."productId" is not null and line."currentQuantity" > 0 offset 0) l
     where l."productIds" is not null`
}

/** Adds to what is known of products and pairs. A pair that nobody has any more goes. */
export async function changeLearned(db: Db, buyers: PairChange[], weights: Changes): Promise<void> {
  const pairs = merged(buyers, weights.pairs)
  if (pairs.length + weights.products.length > 0) await change(db, pairs, weights)
}

interface PairRow {
  productId: string
  otherProductId: string
  change: number
  slow: number
  fast: number
}

function merged(buyers: PairChange[], weights: Changes['pairs']): PairRow[] {
  const rows = new Map<string, PairRow>()
  for (const pair of weights) rows.set(`${pair.productId} ${pair.otherProductId}`, { ...pair, change: 0 })
  for (const pair of buyers) {
    const key = `${pair.productId} ${pair.otherProductId}`
    rows.set(key, { slow: 0, fast: 0, ...rows.get(key), ...pair })
  }
  return [...rows.keys()].sort().flatMap((key) => rows.get(key) ?? [])
}

/** Both in one statement: an order on its own costs little more than its statements do. */
async function change(db: Db, pairs: PairRow[], { products }: Changes): Promise<void> {
  await db.$executeRaw`
    with pairs as (
      insert into "ProductPair" as p ("productId", "otherProductId", "buyers", "slow", "fast")
      select * from json_to_recordset(${JSON.stringify(pairs)}::json)
        as r ("productId" text, "otherProductId" text, "change" int, "slow" float8, "fast" float8)
      on conflict ("shopId", "productId", "otherProductId") do update set
        "buyers" = p."buyers" + excluded."buyers", "slow" = p."slow" + excluded."slow", "fast" = p."fast" + excluded."fast"
    )
    insert into "ProductWeight" as w ("productId", "slow", "fast")
    select * from json_to_recordset(${JSON.stringify(products)}::json) as r ("productId" text, "slow" float8, "fast" float8)
    on conflict ("shopId", "productId") do update set
      "slow" = w."slow" + excluded."slow", "fast" = w."fast" + excluded."fast", "touchedAt" = clock_timestamp()`
  const lessened = pairs.flatMap(({ productId, change }) => (change < 0 ? [productId] : []))
  if (lessened.length === 0) return
  await db.$executeRaw`
    delete from "ProductPair" where "productId" = any(${[...new Set(lessened)]}) and "buyers" = 0`
}

/** Adds to how customers come back for products. A product that no customer has any more goes, and an empty cell. */
export async function changeRepeats(db: Db, { products, habits }: NeedChanges): Promise<void> {
  if (products.length > 0) await changeProductRepeats(db, products)
  if (habits.length > 0) await changeHabits(db, habits)
}

async function changeProductRepeats(db: Db, products: NeedChanges['products']): Promise<void> {
  await db.$executeRaw`
    insert into "ProductRepeat" as p ("productId", "buyers", "returned", "repeaters", "repeats", "gapDays")
    select * from json_to_recordset(${JSON.stringify(products)}::json)
      as r ("productId" text, "buyers" int, "returned" int, "repeaters" int, "repeats" int, "gapDays" bigint)
    on conflict ("shopId", "productId") do update set
      "buyers" = p."buyers" + excluded."buyers", "returned" = p."returned" + excluded."returned",
      "repeaters" = p."repeaters" + excluded."repeaters", "repeats" = p."repeats" + excluded."repeats",
      "gapDays" = p."gapDays" + excluded."gapDays"`
  const lessened = products.flatMap(({ productId, buyers }) => (buyers < 0 ? [productId] : []))
  if (lessened.length === 0) return
  await db.$executeRaw`delete from "ProductRepeat" where "productId" = any(${lessened}) and "buyers" = 0`
}

async function changeHabits(db: Db, habits: NeedChanges['habits']): Promise<void> {
  await db.$executeRaw`
    insert into "RepeatHabit" as h ("cell", "chances", "repeats")
    select * from json_to_recordset(${JSON.stringify(habits)}::json) as r ("cell" int, "chances" bigint, "repeats" bigint)
    on conflict ("shopId", "cell") do update set
      "chances" = h."chances" + excluded."chances", "repeats" = h."repeats" + excluded."repeats"`
  if (habits.every(({ chances }) => chances >= 0)) return
  await db.$executeRaw`delete from "RepeatHabit" where "chances" = 0`
}
