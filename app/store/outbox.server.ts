import type { HotDb, Statement } from './database.server.ts'

/** A contact that waits to be sent. */
export interface QueuedTouch {
  id: string
  key: string
  customerId: string
  enrollmentId: string | null
  orderId: string | null
  channel: string
  topic: string
  isAsked: boolean
  content: unknown
  usefulness: number
  wishedAt: Date
  validUntil: Date
  /** How often it was handed over and came back. */
  attempts: number
  /** Why its walk is over, where it is. */
  walkEnd: string | null
}

const readDue: Statement = {
  name: 'read-queued-touches',
  text: `select t."id", t."key", t."customerId", t."enrollmentId", t."orderId", t."channel", t."topic", t."isAsked",
                t."content", t."usefulness", t."wishedAt", t."validUntil", t."attempts",
                (select e."endedWhy" from "Enrollment" e where e."id" = t."enrollmentId") as "walkEnd"
           from "Touch" t
          where t."status" = 'queued' and t."channel" = any($2::text[]) and coalesce(t."dueAt", '-infinity') <= $1
          order by t."decidedAt", t."id" limit $3`,
}

/** What waits to be sent now by one of these channels, the longest waiting first. Holds nothing. */
export async function readQueued(
  db: HotDb,
  { now, channels, limit }: { now: Date; channels: readonly string[]; limit: number },
): Promise<QueuedTouch[]> {
  const { rows } = await db.run<QueuedTouch>(readDue, [now, channels, limit])
  return rows
}

const lease: Statement = {
  name: 'lease-touch',
  text: `update "Touch" set "status" = 'sending', "leasedUntil" = $2, "attempts" = "attempts" + 1, "dueAt" = null
          where "id" = $1 and "status" = 'queued' returning "id"`,
}

/** Takes a contact in hand to send it. Of several who try, one may; false for the others. */
export async function leaseTouch(db: HotDb, id: string, until: Date): Promise<boolean> {
  return (await db.run(lease, [id, until])).rows.length > 0
}

const putLost: Statement = {
  name: 'put-lost-touches',
  text: `update "Touch" set "leasedUntil" = null, "error" = 'The process ended while it was sent.',
                "status" = (case when "channel" = any($2::text[]) then 'queued' else 'unknown' end)::"TouchStatus"
          where "status" = 'sending' and "leasedUntil" < $1 returning "id", "status"::text`,
}

/**
 * Takes up what was in the hands of a process that ended: of channels that know a repetition it is sent again; of others
 * nobody can tell whether it was sent, and it never is again.
 */
export async function takeUpLost(
  db: HotDb,
  now: Date,
  repeatable: readonly string[],
): Promise<{ queued: number; unknown: number }> {
  const { rows } = await db.run<{ status: string }>(putLost, [now, repeatable])
  const queued = rows.filter(({ status }) => status === 'queued').length
  return { queued, unknown: rows.length - queued }
}

/** What became of a contact that was in hand. */
export type Outcome =
  | { status: 'sent'; providerId: string; at: Date }
  /** Nobody knows; it counts against the budget as if it had been sent. */
  | { status: 'unknown'; error: string }
  /** Nothing reached them. */
  | { status: 'failed'; error: string; at: Date }
  /** Surely not sent, and tried again then. */
  | { status: 'queued'; error: string; dueAt: Date }

const keep: Statement = {
  name: 'keep-touch-outcome',
  text: `update "Touch" set "status" = $2::"TouchStatus", "leasedUntil" = null, "providerId" = coalesce($3, "providerId"),
                "sentAt" = coalesce($4, "sentAt"), "error" = $5, "dueAt" = $6,
                "countsAt" = case when $2 = 'failed' then null else "countsAt" end,
                "verdict" = coalesce($7::jsonb, "verdict")
          where "id" = $1 and "status" in ('sending', 'unknown')`,
}

/** Keeps what became of a contact. One that was taken for lost meanwhile gets the truth all the same. */
export async function keepOutcome(db: HotDb, id: string, outcome: Outcome): Promise<void> {
  const { status } = outcome
  const verdict = status === 'failed' ? JSON.stringify({ kind: 'never', why: { kind: 'not-sent' } }) : null
  await db.run(keep, [
    id,
    status,
    status === 'sent' ? outcome.providerId : null,
    status === 'sent' ? outcome.at : null,
    status === 'sent' ? null : outcome.error,
    status === 'queued' ? outcome.dueAt : null,
    verdict,
  ])
}

const drop: Statement = {
  name: 'drop-queued-touch',
  text: `with dropped as (
      update "Touch" set "status" = 'dropped', "verdict" = $2, "decidedAt" = $3, "countsAt" = null, "dueAt" = null,
             "error" = $4
       where "id" = $1 and "status" = 'queued' returning "id")
    insert into "TouchHold" ("touchId", "at", "verdict") select "id", $3, $2 from dropped on conflict do nothing`,
}

/** Drops a contact that waited to be sent, and keeps why; it no longer counts. `error` says what the verdict does not. */
export async function dropQueued(
  db: HotDb,
  id: string,
  { verdict, now, error }: { verdict: object; now: Date; error?: string | undefined },
): Promise<void> {
  await db.run(drop, [id, JSON.stringify(verdict), now, error ?? null])
}

const putOff: Statement = {
  name: 'put-off-touch',
  text: `with held as (
      update "Touch" set "dueAt" = $4 where "id" = $1 and "status" = 'queued' returning "id")
    insert into "TouchHold" ("touchId", "at", "verdict") select "id", $3, $2 from held on conflict do nothing`,
}

/** Has a contact wait in line until then, and keeps why. */
export async function putOffQueued(
  db: HotDb,
  id: string,
  { verdict, now, until }: { verdict: object; now: Date; until: Date },
): Promise<void> {
  await db.run(putOff, [id, JSON.stringify(verdict), now, until])
}

const next: Statement = {
  name: 'next-look-at-touches',
  text: `select min(case when "status" = 'sending' then "leasedUntil" else coalesce("dueAt", '-infinity') end) as "at"
           from "Touch" where "status" in ('queued', 'sending') and "channel" = any($1::text[])`,
}

/** When there is next something to do for these channels: nothing when nothing waits, long ago when something does now. */
export async function nextLook(db: HotDb, channels: readonly string[]): Promise<Date | undefined> {
  const { rows } = await db.run<{ at: Date | number | null }>(next, [channels])
  const at = rows[0]?.at ?? undefined
  // node-postgres gives the infinite past as a number.
  return typeof at === 'number' ? new Date(0) : at
}

const stop: Statement = {
  name: 'stop-channel',
  text: `insert into "ChannelStop" ("customerId", "channel", "why", "at") values ($1, $2, $3, $4)
         on conflict ("shopId", "customerId", "channel") do nothing`,
}

/** Why a channel may not be used for somebody any more. */
export type StopReason = 'bounced' | 'complained'

/** Stops a channel for a customer; the first reason stays. */
export async function stopChannel(
  db: HotDb,
  { customerId, channel, why, at }: { customerId: string; channel: string; why: StopReason; at: Date },
): Promise<void> {
  await db.run(stop, [customerId, channel, why, at])
}

const note: Statement = {
  name: 'note-touch-returned',
  text: `update "Touch" set "bouncedAt" = case when $2 = 'bounced' then coalesce("bouncedAt", $3) else "bouncedAt" end,
                "complainedAt" = case when $2 = 'complained' then coalesce("complainedAt", $3) else "complainedAt" end
          where "id" = $1 and "status" in ('sending', 'sent', 'unknown', 'failed') returning "customerId", "channel"`,
}

/** Notes that a contact came back or was complained about, be it while it is still in hand; nothing for one never sent. */
export async function noteReturned(
  db: HotDb,
  id: string,
  why: StopReason,
  at: Date,
): Promise<{ customerId: string; channel: string } | undefined> {
  const { rows } = await db.run<{ customerId: string; channel: string }>(note, [id, why, at])
  return rows[0]
}
