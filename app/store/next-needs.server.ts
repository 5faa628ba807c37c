import { repeatersMin, repeatShareMin } from '../domain/recommend/next-need-again.ts'
import { noHabits } from '../domain/recommend/next-need-habits.ts'
import type { RepeatCounts } from '../domain/recommend/next-need-learn.ts'
import { type PastOrder, pastOrdersMax } from '../domain/recommend/next-need-past.ts'
import { assert } from '../platform/errors.ts'
import type { HotDb, Statement } from './database.server.ts'

/** What the shop's orders taught of coming back. */
export interface ShopNeeds {
  habits: { chances: number[]; repeats: number[] }
  /** As kept; nothing before the first order taught. */
  parameters: unknown
  /** When the newest learned order was placed, in ms; nothing before the first. */
  learnedMs: number | undefined
}

/** The same, and how customers come back for the products that were asked for. */
export interface Repeats extends ShopNeeds {
  shop: string
  repeats: Map<string, RepeatCounts>
}

/** What a customer bought, and how customers come back for it. */
export interface Needs {
  /** Learned orders, the last ones, newest first. */
  orders: PastOrder[]
  repeats: Map<string, RepeatCounts>
  /** Where it was asked for. */
  shop: (ShopNeeds & { afterDays: Map<string, number> }) | undefined
}

/** Of so many of a shop's products it is told after how many days customers come back for them. */
const comeBackMax = 2_000

const placed = (order: string) =>
  `extract(epoch from least(${order}."processedAt", ${order}."createdAt")) * 1000`

const counts = (repeat: string) =>
  `json_build_array(${['productId', 'buyers', 'returned', 'repeaters', 'repeats', 'gapDays'].map((name) => `${repeat}."${name}"`).join()})`

const shopOf = (leftOut: string) => `json_build_object(
        'habits', (select json_agg(json_build_array(h."cell", h."chances", h."repeats")) from "RepeatHabit" h),
        'parameters', (select t."parameters" from "NeedTuning" t),
        'learnedMs', (select (${placed('o')})::float8 from "Order" o where o."learnedAt" is not null and ${leftOut}
          order by o."processedAt" desc limit 1))`

const readRepeatsOf: Statement = {
  name: 'read-repeats',
  text: `
    select current_setting('app.shop_id') as "name", ${shopOf('o."id" <> all($2::text[])')} as "shop",
      (select json_agg(${counts('r')}) from "ProductRepeat" r where r."productId" = any($1::text[])) as "products"`,
}

// One of a customer's orders may be the one in question, which is no past of its own.
const readNeedsOf: Statement = {
  name: 'read-needs',
  text: `
    with mine as materialized (
      select o."id", (${placed('o')})::float8 as "atMs" from "Order" o
       where o."customerId" = $1 and o."learnedAt" is not null and o."id" <> coalesce($2, '')
       order by o."processedAt" desc limit ${pastOrdersMax}
    ), lines as materialized (
      select mine."id", mine."atMs", l."productId", sum(l."currentQuantity") as "quantity"
        from mine join "OrderLine" l on l."orderId" = mine."id"
       where l."productId" is not null and l."currentQuantity" > 0 group by 1, 2, 3
    )
    select (select json_agg(json_build_object('atMs', "atMs", 'lines', "lines") order by "atMs" desc, "id" desc)
         from (select "id", "atMs", json_agg(json_build_object('productId', "productId", 'quantity', "quantity")) as "lines"
                 from lines group by 1, 2) o) as "orders",
      (select json_agg(${counts('r')}) from "ProductRepeat" r where r."productId" in (select "productId" from lines)) as "products",
      case when $3::boolean then ${shopOf('true')} end as "shop",
      case when $3::boolean then (select json_object_agg(r."productId", round(r."gapDays"::numeric / r."repeats"))
         from (select "productId", "gapDays", "repeats" from "ProductRepeat"
                where "repeaters" >= ${repeatersMin} and "repeaters" >= "returned" * ${repeatShareMin}
                order by "repeaters" desc limit ${comeBackMax}) r) end as "afterDays"`,
}

/** What is known of customers coming back for these products; `exceptIds` are orders that are not known yet. */
export async function readRepeats(db: HotDb, productIds: string[], exceptIds: string[]): Promise<Repeats> {
  const { rows } = await db.run<{ name: string; shop: ShopRow; products: CountsRow[] | null }>(
    readRepeatsOf,
    [productIds, exceptIds],
  )
  const [row] = rows
  assert(row, 'a statement of nothing but sub-selects gives one row')
  return { ...shopNeeds(row.shop), shop: row.name, repeats: countsById(row.products) }
}

/**
 * What one customer bought before `orderId`, with how customers come back for that; `withShop` also what the shop's
 * orders taught, and after how many days customers come back for a product that they may come back for.
 */
export async function readNeeds(
  db: HotDb,
  { customerId, orderId, withShop }: { customerId: string; orderId: string | undefined; withShop: boolean },
): Promise<Needs> {
  const { rows } = await db.run<NeedsRow>(readNeedsOf, [customerId, orderId, withShop])
  const [row] = rows
  assert(row, 'a statement of nothing but sub-selects gives one row')
  return {
    orders: row.orders ?? [],
    repeats: countsById(row.products),
    shop: row.shop
      ? { ...shopNeeds(row.shop), afterDays: new Map(Object.entries(row.afterDays ?? {})) }
      : undefined,
  }
}

const keepParameters: Statement = {
  name: 'keep-need-tuning',
  text: `
    insert into "NeedTuning" ("parameters") values ($1::jsonb)
    on conflict ("shopId") do update set "parameters" = excluded."parameters"`,
}

/** Keeps what returning customers taught. */
export async function writeNeedTuning(db: HotDb, parameters: object): Promise<void> {
  await db.run(keepParameters, [JSON.stringify(parameters)])
}

interface NeedsRow {
  orders: PastOrder[] | null
  products: CountsRow[] | null
  shop: ShopRow | null
  afterDays: Record<string, number> | null
}

interface ShopRow {
  habits: [number, number, number][] | null
  parameters: unknown
  learnedMs: number | null
}

type CountsRow = [string, number, number, number, number, number]

function shopNeeds({ habits: cells, parameters, learnedMs }: ShopRow): ShopNeeds {
  const habits = noHabits()
  for (const [cell, chances, repeats] of cells ?? []) {
    habits.chances[cell] = chances
    habits.repeats[cell] = repeats
  }
  return { habits, parameters: parameters ?? undefined, learnedMs: learnedMs ?? undefined }
}

function countsById(rows: CountsRow[] | null): Map<string, RepeatCounts> {
  return new Map(
    (rows ?? []).map(([id, buyers, returned, repeaters, repeats, gapDays]) => [
      id,
      { buyers, returned, repeaters, repeats, gapDays },
    ]),
  )
}
