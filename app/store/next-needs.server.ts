import { noHabits } from '../domain/recommend/next-need-habits.ts'
import type { RepeatCounts } from '../domain/recommend/next-need-learn.ts'
import { type PastOrder, pastOrdersMax } from '../domain/recommend/next-need-past.ts'
import { assert } from '../platform/errors.ts'
import type { HotDb, Statement } from './database.server.ts'

/** What the shop's orders taught of coming back, as far as it is about the named products. */
export interface Repeats {
  shop: string
  repeats: Map<string, RepeatCounts>
  habits: { chances: number[]; repeats: number[] }
  /** As kept; nothing before the first order taught. */
  parameters: unknown
  /** When the newest learned order was placed, in ms; nothing before the first. */
  learnedMs: number | undefined
}

/** What a customer bought, and all that tells what of it comes next. */
export interface Needs extends Repeats {
  /** Learned orders, the last ones, newest first. */
  orders: PastOrder[]
}

const placed = (order: string) =>
  `extract(epoch from least(${order}."processedAt", ${order}."createdAt")) * 1000`

const repeatsOf = (ids: string, leftOut: string) => `
      current_setting('app.shop_id') as "shop",
      (select json_agg(json_build_array(r."productId", r."buyers", r."returned", r."repeaters", r."repeats", r."gapDays"))
         from "ProductRepeat" r where r."productId" in (${ids})) as "products",
      (select json_agg(json_build_array(h."cell", h."chances", h."repeats")) from "RepeatHabit" h) as "habits",
      (select t."parameters" from "NeedTuning" t) as "parameters",
      (select ${placed('o')} from "Order" o where o."learnedAt" is not null and ${leftOut}
        order by o."processedAt" desc limit 1)::float8 as "learnedMs"`

const readRepeatsOf: Statement = {
  name: 'read-repeats',
  text: `select ${repeatsOf('select unnest($1::text[])', 'o."id" <> all($2::text[])')}`,
}

// One of a customer's orders may be the one in question, which is no past of its own.
const readNeedsOf: Statement = {
  name: 'read-needs',
  text: `
    with mine as materialized (
      select o."id", ${placed('o')}::float8 as "atMs" from "Order" o
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
      ${repeatsOf('select "productId" from lines', 'true')}
     where exists (select from mine)`,
}

/** What is known of customers coming back for these products; `exceptIds` are orders that are not known yet. */
export async function readRepeats(db: HotDb, productIds: string[], exceptIds: string[]): Promise<Repeats> {
  const [row] = (await db.run<Row>(readRepeatsOf, [productIds, exceptIds])).rows
  assert(row, 'a statement of nothing but sub-selects gives one row')
  return repeatsFrom(row)
}

/** All that one customer's next needs rest on; nothing for somebody without learned orders but `orderId`. */
export async function readNeeds(
  db: HotDb,
  { customerId, orderId }: { customerId: string; orderId: string | undefined },
): Promise<Needs | undefined> {
  const [row] = (await db.run<Row & { orders: PastOrder[] | null }>(readNeedsOf, [customerId, orderId])).rows
  return row && { ...repeatsFrom(row), orders: row.orders ?? [] }
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

interface Row {
  shop: string
  products: [string, number, number, number, number, number][] | null
  habits: [number, number, number][] | null
  parameters: unknown
  learnedMs: number | null
}

function repeatsFrom({ shop, products, habits: cells, parameters, learnedMs }: Row): Repeats {
  const habits = noHabits()
  for (const [cell, chances, repeats] of cells ?? []) {
    habits.chances[cell] = chances
    habits.repeats[cell] = repeats
  }
  const repeats = (products ?? []).map(
    ([id, buyers, returned, repeaters, repeats, gapDays]) =>
      [id, { buyers, returned, repeaters, repeats, gapDays }] as const,
  )
  return {
    shop,
    repeats: new Map(repeats),
    habits,
    parameters: parameters ?? undefined,
    learnedMs: learnedMs ?? undefined,
  }
}
