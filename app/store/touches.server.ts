import type { Channel } from '../domain/budget/channel.ts'
import type { Topic } from '../domain/budget/topic.ts'
import type { TouchContent } from '../domain/journeys/touch-wish.ts'
import { contactsSql } from './contacts.server.ts'
import type { HotDb, Statement } from './database.server.ts'

/** A contact as the budget decided it: to go, to wait, or dropped. */
export interface DecidedTouch {
  id: string
  /** Once for each shop. */
  key: string
  customerId: string
  enrollmentId: string
  stepId: string
  orderId: string | undefined
  channel: Channel
  topic: Topic
  isAsked: boolean
  content: TouchContent
  usefulness: number
  status: 'held' | 'queued' | 'dropped'
  /** What the budget said, as JSON. */
  verdict: object
  wishedAt: Date
  /** When it is decided again, while it is held. */
  dueAt: Date | undefined
  decidedAt: Date
  /** When it began to count against the budget; nothing for what does not, or not yet. */
  countsAt: Date | undefined
  validUntil: Date
}

const writeDecided: Statement = {
  name: 'write-touches',
  text: `insert into "Touch" as t ("id", "key", "customerId", "enrollmentId", "stepId", "orderId", "channel", "topic",
                "isAsked", "content", "usefulness", "status", "verdict", "wishedAt", "dueAt", "decidedAt", "countsAt",
                "validUntil")
         select r."id", r."key", r."customerId", r."enrollmentId", r."stepId", r."orderId", r."channel", r."topic",
                r."isAsked", r."content", r."usefulness", r."status"::"TouchStatus", r."verdict", r."wishedAt", r."dueAt",
                r."decidedAt", r."countsAt", r."validUntil"
           from json_to_recordset($1::json) as r ("id" text, "key" text, "customerId" text, "enrollmentId" text,
                "stepId" text, "orderId" text, "channel" text, "topic" text, "isAsked" boolean, "content" jsonb,
                "usefulness" int, "status" text, "verdict" jsonb, "wishedAt" timestamptz, "dueAt" timestamptz,
                "decidedAt" timestamptz, "countsAt" timestamptz, "validUntil" timestamptz)
         on conflict ("shopId", "key") do update set "channel" = excluded."channel", "status" = excluded."status",
                "verdict" = excluded."verdict", "dueAt" = excluded."dueAt", "decidedAt" = excluded."decidedAt",
                "countsAt" = excluded."countsAt", "customerId" = excluded."customerId"
          where t."status" = 'held'`,
}

/** Keeps what the budget decided. One that is held may be decided again; every other word on a touch is the last. */
export async function writeTouches(db: HotDb, touches: readonly DecidedTouch[]): Promise<void> {
  if (touches.length > 0) await db.run(writeDecided, [JSON.stringify(touches)])
}

/** That a touch was held back or dropped, and what the budget said of it. */
export interface Hold {
  touchId: string
  at: Date
  verdict: object
}

const writeHeld: Statement = {
  name: 'write-touch-holds',
  text: `insert into "TouchHold" ("touchId", "at", "verdict")
         select * from json_to_recordset($1::json) as r ("touchId" text, "at" timestamptz, "verdict" jsonb)
         on conflict do nothing`,
}

/** Keeps why touches were held back. */
export async function writeHolds(db: HotDb, holds: readonly Hold[]): Promise<void> {
  if (holds.length > 0) await db.run(writeHeld, [JSON.stringify(holds)])
}

/** A contact that is held back, or that somebody has dropped. */
export interface HeldTouch {
  key: string
  status: 'held' | 'dropped'
  wishedAt: Date
  verdict: unknown
}

const readPast: Statement = {
  name: 'read-touches-of',
  text: `select
      (select json_object_agg(c."customerId", c."at") from (select "customerId", json_agg("at" order by "at") as "at"
         from (${contactsSql('$1::text[]', '$2::timestamptz')}) c group by 1) c) as "counted",
      (select json_agg(h) from (select t."key", t."status", t."wishedAt", t."verdict"
         from "Touch" t where t."enrollmentId" = any($3::text[]) and t."status" in ('held', 'dropped')) h) as "held"`,
}

/**
 * When contacts counted against these customers' budgets since then, by customer, earliest first; and which touches of
 * these walks are held or dropped, by key.
 */
export async function readTouchesOf(
  db: HotDb,
  {
    customerIds,
    since,
    enrollmentIds,
  }: { customerIds: readonly string[]; since: Date; enrollmentIds: readonly string[] },
): Promise<{ counted: Map<string, Date[]>; held: Map<string, HeldTouch> }> {
  const { rows } = await db.run<{
    counted: Record<string, string[]> | null
    held: (Omit<HeldTouch, 'wishedAt'> & { wishedAt: string })[] | null
  }>(readPast, [customerIds, since, enrollmentIds])
  const [row] = rows
  const held = (row?.held ?? []).map((each) => ({ ...each, wishedAt: new Date(each.wishedAt) }))
  return {
    counted: new Map(
      Object.entries(row?.counted ?? {}).map(([id, at]) => [id, at.map((each) => new Date(each))]),
    ),
    held: new Map(held.map((each) => [each.key, each])),
  }
}

const dropWaiting: Statement = {
  name: 'drop-touches-of-walks',
  text: `with dropped as (
      update "Touch" set "status" = 'dropped', "verdict" = $2, "decidedAt" = $3, "dueAt" = null, "countsAt" = null
       where "enrollmentId" = any($1::text[]) and "status" in ('held', 'queued') returning "id")
    insert into "TouchHold" ("touchId", "at", "verdict") select "id", $3, $2 from dropped on conflict do nothing`,
}

/** Drops what walks that ended before their time still held back or had in line, and keeps why. */
export async function dropWaitingOf(
  db: HotDb,
  enrollmentIds: readonly string[],
  { verdict, now }: { verdict: object; now: Date },
): Promise<void> {
  if (enrollmentIds.length > 0) await db.run(dropWaiting, [enrollmentIds, JSON.stringify(verdict), now])
}
