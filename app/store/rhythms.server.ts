import type { RepeatCounts } from '../domain/recommend/next-need-learn.ts'
import { assert } from '../platform/errors.ts'
import type { HotDb, Statement } from './database.server.ts'
import { isThing } from './gift-cards.server.ts'
import { orderStands } from './journey-facts.server.ts'

const ordersMax = 60
const linesMax = 200

const readKept: Statement = {
  name: 'read-rhythms',
  text: `select "rhythms", "learnedAt" from "ShopRhythm"`,
}

/** What the shop's orders taught of when customers come back, as kept; nothing before it was learnt. */
export async function readKeptRhythms(db: HotDb): Promise<{ rhythms: unknown; learnedAt: Date } | undefined> {
  const { rows } = await db.run<{ rhythms: unknown; learnedAt: Date }>(readKept, [])
  assert(rows.length <= 1, 'a shop has one rhythm')
  return rows[0]
}

const writeKept: Statement = {
  name: 'write-rhythms',
  text: `insert into "ShopRhythm" ("rhythms", "learnedAt") values ($1, $2)
         on conflict ("shopId") do update set "rhythms" = excluded."rhythms", "learnedAt" = excluded."learnedAt"`,
}

/** Keeps what was learnt, over what was kept. */
export async function writeRhythms(db: HotDb, rhythms: object, now: Date): Promise<void> {
  await db.run(writeKept, [JSON.stringify(rhythms), now])
}

/** What a customer bought, as forecasts need it. */
export interface Purchases {
  customerId: string
  /** When their latest 60 paid orders that stand were placed. */
  orderedAt: Date[]
  /** Of those, the latest 200 lines; gift cards are not among them. */
  lines: { productId: string; orderId: string; at: Date; quantity: number; priceMinor: number }[]
}

const readBought: Statement = {
  name: 'read-purchases',
  text: `select asked."id" as "customerId", past."orderedAt", past."lines"
           from unnest($1::text[]) as asked("id")
           cross join lateral (
             with o as materialized (select o."id", o."processedAt" from "Order" o
                      where o."customerId" = asked."id" and ${orderStands('o')} order by o."processedAt" desc limit ${ordersMax})
             select (select json_agg(o."processedAt") from o) as "orderedAt",
                    (select json_agg(l) from (
                       select l."productId", o."id" as "orderId", o."processedAt" as "at", l."currentQuantity" as "quantity",
                              l."priceMinor"::float8 as "priceMinor"
                         from o join "OrderLine" l on l."orderId" = o."id"
                        where l."productId" is not null and l."currentQuantity" > 0 and ${isThing('l')}
                        order by o."processedAt" desc limit ${linesMax}) l) as "lines") past`,
}

/** What these customers bought; who bought nothing is not there. */
export async function readPurchases(db: HotDb, customerIds: readonly string[]): Promise<Purchases[]> {
  const { rows } = await db.run<PurchasesRow>(readBought, [customerIds])
  return rows.flatMap(({ customerId, orderedAt, lines }) => {
    if (!orderedAt) return []
    const bought = (lines ?? []).map((line) => ({ ...line, at: new Date(line.at) }))
    return [{ customerId, orderedAt: orderedAt.map((at) => new Date(at)), lines: bought }]
  })
}

interface PurchasesRow {
  customerId: string
  orderedAt: string[] | null
  lines: (Omit<Purchases['lines'][number], 'at'> & { at: string })[] | null
}

const readCounts: Statement = {
  name: 'read-repeat-counts',
  text: `select "productId", "buyers", "returned", "repeaters", "repeats", "gapDays"::float8 as "gapDays"
           from "ProductRepeat" where "productId" = any($1::text[])`,
}

/** How customers come back for these products; one that nobody bought is not there. */
export async function readRepeatCounts(
  db: HotDb,
  productIds: readonly string[],
): Promise<Map<string, RepeatCounts>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await db.run<RepeatCounts & { productId: string }>(readCounts, [productIds])
  return new Map(rows.map(({ productId, ...counts }) => [productId, counts]))
}

/** Of a larger shop every second, third ... customer teaches, so that about so many do. */
const taughtCustomersMax = 6_000
const soldMax = 5_000

const sample: Statement = {
  name: 'sample-customers',
  text: `select c."id" from "Customer" c
          where c."deletedAt" is null and c."mergedIntoId" is null
            and abs(hashtext(c."id")) % greatest(1, (select count(*) from "Customer") / ${taughtCustomersMax})::int = 0
          order by c."id" limit 2 * ${taughtCustomersMax}`,
}

/** Customers whose past teaches: all of a small shop, always the same share of a large one. */
export async function sampleCustomers(db: HotDb): Promise<string[]> {
  const { rows } = await db.run<{ id: string }>(sample, [])
  return rows.map(({ id }) => id)
}

const sold: Statement = {
  name: 'sold-prices',
  text: `select l."priceMinor"::float8 as "priceMinor" from
           (select "id" from "Order" o where ${orderStands('o')} order by "processedAt" desc limit ${soldMax}) o
           join "OrderLine" l on l."orderId" = o."id" where l."priceMinor" > 0 limit ${soldMax}`,
}

/** The prices at which the shop sold lately, at most 5,000. */
export async function readSoldPrices(db: HotDb): Promise<number[]> {
  const { rows } = await db.run<{ priceMinor: number }>(sold, [])
  return rows.map(({ priceMinor }) => priceMinor)
}
