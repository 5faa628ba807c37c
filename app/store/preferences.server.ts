import { type Channel, channels } from '../domain/budget/channel.ts'
import type { Preferences } from '../domain/budget/preferences.ts'
import { topics } from '../domain/budget/topic.ts'
import { knownWords, wordIn } from '../domain/json-fields.ts'
import { type Intent, type IntentKind, intentKinds } from '../domain/messages/intent.ts'
import type { HotDb, Statement } from './database.server.ts'

/** A customer's own terms, with the birthday they told. */
export interface KeptPreferences extends Preferences {
  /** `MM-DD`. */
  birthday: string | undefined
}

const read: Statement = {
  name: 'read-preferences',
  text: `select "weekMax", "monthMax", "pausedUntil", "neverAt", "channelsOff", "topicsOff", "birthday"
           from "Preference" where "customerId" = $1`,
}

interface Row {
  weekMax: number | null
  monthMax: number | null
  pausedUntil: Date | null
  neverAt: Date | null
  channelsOff: string[]
  topicsOff: string[]
  birthday: string | null
}

/** What a customer chose; nothing where they never did. */
export async function readPreferences(db: HotDb, customerId: string): Promise<KeptPreferences | undefined> {
  const { rows } = await db.run<Row>(read, [customerId])
  const [row] = rows
  return (
    row && {
      weekMax: row.weekMax ?? undefined,
      monthMax: row.monthMax ?? undefined,
      pausedUntil: row.pausedUntil ?? undefined,
      neverAt: row.neverAt ?? undefined,
      channelsOff: knownWords(channels, row.channelsOff),
      topicsOff: knownWords(topics, row.topicsOff),
      birthday: row.birthday ?? undefined,
    }
  )
}

/** A row's terms as JSON; of somebody who never chose any, the usual. */
const termsOf = (
  row: string,
) => `jsonb_build_object('weekMax', ${row}."weekMax", 'monthMax', ${row}."monthMax",
    'pausedUntil', ${row}."pausedUntil", 'neverAt', ${row}."neverAt", 'channelsOff', coalesce(${row}."channelsOff", '{}'),
    'topicsOff', coalesce(${row}."topicsOff", '{}'))`

/** A statement that writes terms, with what it changed kept for the timeline. */
function noted(writing: string): string {
  return `with before as (select * from "Preference" where "customerId" = $1), after as (${writing} returning *)
    insert into "TermsChange" as c ("customerId", "at", "before", "after")
    select a."customerId", a."updatedAt", ${termsOf('b')}, ${termsOf('a')} from after a left join before b on true
     where ${termsOf('b')} <> ${termsOf('a')}
        on conflict ("shopId", "customerId", "at") do update set "after" = excluded."after"`
}

const write: Statement = {
  name: 'write-preferences',
  text: noted(`insert into "Preference" ("customerId", "weekMax", "monthMax", "pausedUntil", "neverAt", "channelsOff", "topicsOff",
                "birthday", "updatedAt") values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict ("shopId", "customerId") do update set "weekMax" = excluded."weekMax",
                "monthMax" = excluded."monthMax", "pausedUntil" = excluded."pausedUntil", "neverAt" = excluded."neverAt",
                "channelsOff" = excluded."channelsOff", "topicsOff" = excluded."topicsOff",
                "birthday" = excluded."birthday", "updatedAt" = excluded."updatedAt"`),
}

/** Keeps a customer's terms in place of those before, and what that changed. */
export async function writePreferences(
  db: HotDb,
  customerId: string,
  { weekMax, monthMax, pausedUntil, neverAt, channelsOff, topicsOff, birthday }: KeptPreferences,
  now: Date,
): Promise<void> {
  const terms = [weekMax, monthMax, pausedUntil, neverAt].map((each) => each ?? null)
  await db.run(write, [customerId, ...terms, channelsOff, topicsOff, birthday ?? null, now])
}

const stopAll: Statement = {
  name: 'stop-all-messages',
  text: noted(`insert into "Preference" as p ("customerId", "channelsOff", "updatedAt") values ($1, $2, $3)
         on conflict ("shopId", "customerId") do update set "updatedAt" = excluded."updatedAt",
                "channelsOff" = array(select distinct unnest(p."channelsOff" || excluded."channelsOff") order by 1)`),
}

/** Switches channels off for a customer; all else they chose stays. */
export async function switchOff(
  db: HotDb,
  customerId: string,
  channelsOff: readonly Channel[],
  now: Date,
): Promise<void> {
  await db.run(stopAll, [customerId, channelsOff, now])
}

const insertIntent: Statement = {
  name: 'insert-intent',
  text: `insert into "Intent" ("id", "customerId", "kind", "productId", "saidAt", "until") values ($1, $2, $3, $4, $5, $6)`,
}

const dislike: Statement = {
  name: 'dislike-of-intent',
  text: `insert into "Dislike" ("customerId", "productId", "at") values ($1, $2, $3) on conflict do nothing`,
}

const forgive: Statement = {
  name: 'forgive-dislike',
  text: `delete from "Dislike" where "customerId" = $1 and "productId" = $2
            and 'never' = (select i."kind" from "Intent" i where i."customerId" = $1 and i."productId" = $2
                            order by i."saidAt" desc limit 1)`,
}

const wakeProduct: Statement = {
  name: 'wake-walks-of-product',
  text: `update "Enrollment" set "dueAt" = $3
          where "customerId" = $1 and "productId" = $2 and "status" <> 'ended' and "dueAt" > $3`,
}

/**
 * Keeps what a customer said of a product, and has the walks about it be looked at. What they never want again is not
 * offered either; saying something else later takes that back.
 */
export async function keepIntent(
  db: HotDb,
  id: string,
  { customerId, kind, productId, saidAt, until }: Omit<Intent, 'boughtAt'> & { customerId: string },
): Promise<void> {
  if (kind !== 'never') await db.run(forgive, [customerId, productId])
  await db.run(insertIntent, [id, customerId, kind, productId, saidAt, until ?? null])
  if (kind === 'never') await db.run(dislike, [customerId, productId, saidAt])
  await db.run(wakeProduct, [customerId, productId, saidAt])
}

const readLast: Statement = {
  name: 'read-last-intents',
  text: `select i.*, (select max(o."processedAt") from "Order" o join "OrderLine" l on l."orderId" = o."id"
                       where o."customerId" = i."customerId" and o."cancelledAt" is null
                         and l."productId" = i."productId" and l."currentQuantity" > 0) as "boughtAt"
           from (select distinct on ("customerId", "productId") "customerId", "kind", "productId", "saidAt", "until"
                   from "Intent" where "customerId" = any($1::text[]) and "productId" is not null
                  order by "customerId", "productId", "saidAt" desc) i`,
}

interface IntentRow {
  customerId: string
  kind: string
  productId: string
  saidAt: Date
  until: Date | null
  boughtAt: Date | null
}

/** What these customers said last of each product, by customer. */
export async function readIntents(db: HotDb, customerIds: readonly string[]): Promise<Map<string, Intent[]>> {
  const { rows } = await db.run<IntentRow>(readLast, [customerIds])
  const byCustomer = new Map<string, Intent[]>()
  for (const { customerId, kind: said, productId, saidAt, until, boughtAt } of rows) {
    const kind = wordIn<IntentKind>(intentKinds, said)
    if (!kind) continue
    const intents = byCustomer.get(customerId) ?? []
    intents.push({ kind, productId, saidAt, until: until ?? undefined, boughtAt: boughtAt ?? undefined })
    byCustomer.set(customerId, intents)
  }
  return byCustomer
}
