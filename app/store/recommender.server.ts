import type { HotDb, Statement } from './database.server.ts'

/** What is kept of one product. */
export interface KnownProduct {
  id: string
  slow: number
  fast: number
}

/** A product's name and kind, for likeness. */
export interface TitledProduct {
  id: string
  title: string
  productType: string | undefined
}

/** Changes since an earlier reading. `readAt` is the database's own time: hand it in at the next. */
export interface Refreshed {
  readAt: string
  /** Another one after the shop was erased and came back: then nothing remembered holds. */
  generation: string
  products: KnownProduct[]
  /** As kept; nothing when they did not change. */
  parameters: unknown
}

// A unit of work may commit this much later than it said it wrote.
const lateSecondsMax = 30

const refresh: Statement = {
  name: 'refresh-recommender',
  text: `
    select now()::text as "readAt", (select "installedAt"::text from "Shop") as "generation",
      (select json_agg(json_build_array(w."productId", w."slow", w."fast")) from "ProductWeight" w
        where w."touchedAt" > $1::timestamptz - interval '${lateSecondsMax} seconds') as "products",
      (select t."parameters" from "Tuning" t
        where t."touchedAt" > $1::timestamptz - interval '${lateSecondsMax} seconds') as "parameters"`,
}

/** The beginning of time, for the first reading. */
export const neverRead = '1970-01-01T00:00:00Z'

/** Reads the product weights and the tuning that changed since `readAt`; some that did not may be among them. */
export async function readChanged(db: HotDb, readAt: string): Promise<Refreshed> {
  const { rows } = await db.run<{
    readAt: string
    generation: string | null
    products: [string, number, number][] | null
    parameters: unknown
  }>(refresh, [readAt])
  const [row] = rows
  return {
    readAt: row?.readAt ?? readAt,
    generation: row?.generation ?? '',
    products: (row?.products ?? []).map(([id, slow, fast]) => ({ id, slow, fast })),
    parameters: row?.parameters ?? undefined,
  }
}

const titlesMax = 100_000
const titles: Statement = {
  name: 'read-product-titles',
  text: `select json_agg(json_build_array(p."id", p."title", p."productType")) as "products"
    from (select * from "Product" where "deletedAt" is null order by "id" limit ${titlesMax}) p`,
}

/** The shop's products by name, at most 100,000. */
export async function readTitles(db: HotDb): Promise<TitledProduct[]> {
  const { rows } = await db.run<{ products: [string, string, string | null][] | null }>(titles, [])
  return (rows[0]?.products ?? []).map(([id, title, productType]) => ({
    id,
    title,
    productType: productType ?? undefined,
  }))
}

/** A product's strongest neighbours, column by column: ids without their kind, weights as kept, distinct buyers. */
export interface NeighbourColumns {
  id: string
  digits: string[]
  slow: Float64Array
  fast: Float64Array
  buyers: Int32Array
}

const productKind = 'gid://shopify/Product/'

// As text in columns: arrays of a thousand small values cost node-postgres more than PostgreSQL.
const neighbours: Statement = {
  name: 'read-neighbours',
  text: `
    select wanted."id", string_agg(substr(near."otherProductId", ${productKind.length + 1}), ' ') as "digits",
           string_agg(near."slow"::text, ' ') as "slow", string_agg(near."fast"::text, ' ') as "fast",
           string_agg(near."buyers"::text, ' ') as "buyers"
      from unnest($1::text[]) as wanted("id")
      cross join lateral (
        select p."otherProductId", p."slow", p."fast", p."buyers" from "ProductPair" p
         where p."productId" = wanted."id" order by p."slow" desc limit $2) near
     group by wanted."id"`,
}

/** The neighbours of these products with the greatest weight, strongest first, at most `limit` of each. */
export async function readNeighbours(db: HotDb, ids: string[], limit: number): Promise<NeighbourColumns[]> {
  const { rows } = await db.run<{ id: string; digits: string; slow: string; fast: string; buyers: string }>(
    neighbours,
    [ids, limit],
  )
  return rows.map(({ id, digits, slow, fast, buyers }) => ({
    id,
    digits: digits.split(' '),
    slow: Float64Array.from(slow.split(' '), Number),
    fast: Float64Array.from(fast.split(' '), Number),
    buyers: Int32Array.from(buyers.split(' '), Number),
  }))
}

const keepTuning: Statement = {
  name: 'keep-tuning',
  text: `
    insert into "Tuning" ("parameters") values ($1::jsonb)
    on conflict ("shopId") do update set "parameters" = excluded."parameters", "touchedAt" = clock_timestamp()`,
}

/** Keeps what the shop's orders taught. */
export async function writeTuning(db: HotDb, parameters: object): Promise<void> {
  await db.run(keepTuning, [JSON.stringify(parameters)])
}
