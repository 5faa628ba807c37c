import type { NeedChanges } from '../domain/recommend/next-need-learn.ts'
import type { PairChange } from '../domain/recommend/pairs.ts'
import type { LearnedBasket } from '../domain/recommend/weight-changes.ts'
import type { Changes } from '../domain/recommend/weights.ts'
import { type Db, pastPrisma } from './database.server.ts'

/** A learned order, and the known customer whose it is. */
export interface KnownBasket extends LearnedBasket {
  customerId: string | null
}

/**
 * Every learned order of these customers and of those whose orders these are, and these orders where they are learned.
 * An order that says it was bought later than it was made counts from when it was made.
 */
export async function readBaskets(db: Db, customerIds: string[], orderIds: string[]): Promise<KnownBasket[]> {
  const { rows } = await pastPrisma(db).run<KnownBasket>(readLearned, [customerIds, orderIds])
  return rows
}

// Lateral, so that it looks up by key however large the tables are: as a join it is planned as a scan of all lines
// from some ten thousand orders on.
const readLearned = {
  text: `
  with owners as materialized (
    select unnest($1::text[]) as "id"
     union
    select n."customerId" from "Order" n where n."id" = any($2::text[]) and n."customerId" is not null
  ), learned as (
    select own.* from owners cross join lateral (
      select o."id", o."customerId", o."processedAt", o."createdAt" from "Order" o
       where o."customerId" = owners."id" and o."learnedAt" is not null offset 0) own
     union all
    select guests.* from unnest($2::text[]) as named("id") cross join lateral (
      select o."id", o."customerId", o."processedAt", o."createdAt" from "Order" o
       where o."id" = named."id" and o."customerId" is null and o."learnedAt" is not null offset 0) guests
  )
  select "customerId", coalesce("customerId", "id") as "buyer", "id" as "orderId",
         extract(epoch from least("processedAt", "createdAt"))::float8 * 1000 as "atMs", l."productIds"
    from learned
    cross join lateral (
      select array_agg(distinct line."productId") as "productIds" from "OrderLine" line
       where line."orderId" = learned."id" and line."productId" is not null and line."currentQuantity" > 0 offset 0) l
   where l."productIds" is not null`,
}

/** By how much all that learned orders teach changes. */
export interface LearnedChanges {
  buyers: PairChange[]
  weights: Changes
  needs: NeedChanges
}

/**
 * Adds to what is known of products, pairs, and how customers come back for products. What nobody has any more goes, and
 * an empty cell.
 */
export async function changeLearned(db: Db, { buyers, weights, needs }: LearnedChanges): Promise<void> {
  const pairs = merged(buyers, weights.pairs)
  const rowsOf = { pairs, weights: weights.products, repeats: needs.products, habits: needs.habits }
  const parts = names.flatMap((name) => (rowsOf[name].length > 0 ? [{ name, rows: rowsOf[name] }] : []))
  if (parts.length === 0) return
  const text = textOf(parts.map(({ name }) => name))
  await pastPrisma(db).run(
    { text },
    parts.map(({ rows }) => JSON.stringify(rows)),
  )
  await deleteLessened(db, pairs, needs)
}

interface PairRow {
  productId: string
  otherProductId: string
  change: number
  slow: number
  fast: number
}

/** Each pair once, the smaller id first: what is kept in both directions changes in both alike. */
function merged(buyers: PairChange[], weights: Changes['pairs']): PairRow[] {
  const rows = new Map<string, PairRow>()
  for (const { productId, otherProductId, slow, fast } of weights)
    if (productId < otherProductId)
      rows.set(`${productId} ${otherProductId}`, { productId, otherProductId, change: 0, slow, fast })
  for (const { productId, otherProductId, change } of buyers) {
    if (productId > otherProductId) continue
    const key = `${productId} ${otherProductId}`
    const known = rows.get(key)
    if (known) known.change = change
    else rows.set(key, { productId, otherProductId, change, slow: 0, fast: 0 })
  }
  return [...rows.values()]
}

/** What adds the rows of one kind, which come as JSON in the parameter `at`. */
const adding = {
  // In one order everywhere, as all kinds, so that two units of work never wait for each other crosswise.
  pairs: (at: string) => `
    insert into "ProductPair" as p ("productId", "otherProductId", "buyers", "slow", "fast")
    select way.*, r."change", r."slow", r."fast" from json_to_recordset(${at}::json)
        as r ("productId" text, "otherProductId" text, "change" int, "slow" float8, "fast" float8)
     cross join lateral (values (r."productId", r."otherProductId"), (r."otherProductId", r."productId")) way ("one", "other")
     order by way."one", way."other"
    on conflict ("shopId", "productId", "otherProductId") do update set
      "buyers" = p."buyers" + excluded."buyers", "slow" = p."slow" + excluded."slow", "fast" = p."fast" + excluded."fast"`,
  weights: (at: string) => `
    insert into "ProductWeight" as w ("productId", "slow", "fast")
    select * from json_to_recordset(${at}::json) as r ("productId" text, "slow" float8, "fast" float8)
    on conflict ("shopId", "productId") do update set
      "slow" = w."slow" + excluded."slow", "fast" = w."fast" + excluded."fast", "touchedAt" = clock_timestamp()`,
  repeats: (at: string) => `
    insert into "ProductRepeat" as p ("productId", "buyers", "returned", "repeaters", "repeats", "gapDays")
    select * from json_to_recordset(${at}::json)
      as r ("productId" text, "buyers" int, "returned" int, "repeaters" int, "repeats" int, "gapDays" bigint)
    on conflict ("shopId", "productId") do update set
      "buyers" = p."buyers" + excluded."buyers", "returned" = p."returned" + excluded."returned",
      "repeaters" = p."repeaters" + excluded."repeaters", "repeats" = p."repeats" + excluded."repeats",
      "gapDays" = p."gapDays" + excluded."gapDays"`,
  habits: (at: string) => `
    insert into "RepeatHabit" as h ("cell", "chances", "repeats")
    select * from json_to_recordset(${at}::json) as r ("cell" int, "chances" bigint, "repeats" bigint)
    on conflict ("shopId", "cell") do update set
      "chances" = h."chances" + excluded."chances", "repeats" = h."repeats" + excluded."repeats"`,
}

type Kind = keyof typeof adding
const names: readonly Kind[] = ['pairs', 'weights', 'repeats', 'habits']

/** All kinds in one statement: an order on its own costs little more than its statements do. */
function textOf(kinds: Kind[]): string {
  return `with ${kinds.map((kind, place) => `${kind} as (${adding[kind](`$${place + 1}`)})`).join(', ')} select 1`
}

async function deleteLessened(db: Db, pairs: PairRow[], { products, habits }: NeedChanges): Promise<void> {
  const paired = pairs.flatMap(({ productId, otherProductId, change }) =>
    change < 0 ? [productId, otherProductId] : [],
  )
  if (paired.length > 0)
    await db.$executeRaw`
      delete from "ProductPair" where "productId" = any(${[...new Set(paired)]}) and "buyers" = 0`
  const bought = products.flatMap(({ productId, buyers }) => (buyers < 0 ? [productId] : []))
  if (bought.length > 0)
    await db.$executeRaw`delete from "ProductRepeat" where "productId" = any(${bought}) and "buyers" = 0`
  if (habits.some(({ chances }) => chances < 0))
    await db.$executeRaw`delete from "RepeatHabit" where "chances" = 0`
}
