import type pg from 'pg'
import { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from './database.server.ts'
import { bodyBytes, bodyOfD, emptyBodies } from './delivery-bodies.server.ts'

/** A delivery whose turn it is. */
export interface DueDelivery {
  id: string
  topic: string
  body: Uint8Array
  attempts: number
  triggeredAt: Date | null
  receivedAt: Date
}

/** What became of a delivery. */
export interface Worked {
  id: string
  /** What it was about: an order, product or customer gid. */
  subjectId?: string | undefined
  customerId?: string | undefined
  /** Set when what it says may not be kept. */
  isEmptied?: boolean
}

/**
 * The shops with a delivery due, at most `limit`, in order of their domain, beginning after `after` and going round.
 * Jumps from shop to shop in the index: a shop with a million deliveries costs as much as one with a single one.
 */
export async function findShopsWithWork(
  pool: pg.Pool,
  { after, now, limit }: { after: string; now: Date; limit: number },
): Promise<string[]> {
  const { rows } = await pool.query<{ shopId: string }>({
    name: 'find-shops-with-work',
    text: `with recursive shop as (
        (select "shopId", "dueAt" from "Delivery" where "status" = 'waiting' order by "shopId", "dueAt" limit 1)
        union all
        select next.* from shop, lateral (
          select "shopId", "dueAt" from "Delivery"
           where "status" = 'waiting' and "shopId" > shop."shopId" order by "shopId", "dueAt" limit 1) next)
      select "shopId" from shop where "dueAt" <= $1 order by "shopId" <= $2, "shopId" limit $3`,
    values: [now, after, limit],
  })
  return rows.map((row) => row.shopId)
}

/** How many deliveries of the shop a unit of work takes at once, and until when they are due. */
export interface Claim {
  now: Date
  limit: number
  bytesMax: number
}

/**
 * Takes the shop's due deliveries, oldest first, into this unit of work. Those another worker holds are passed over.
 * Stops before the bodies exceed `bytesMax`, but takes at least one.
 */
export async function claimDeliveries(db: Db, { now, limit, bytesMax }: Claim): Promise<DueDelivery[]> {
  return db.$queryRaw<DueDelivery[]>`
    with due as (select "shopId", "id", "dueAt", ${bodyBytes} as "size" from "Delivery"
      where "status" = 'waiting' and "dueAt" <= ${now} order by "dueAt", "id" limit ${limit} for update skip locked),
    fitting as (select "shopId", "id", sum("size") over (order by "dueAt", "id") as "total", "size" from due),
    claimed as (select "shopId", "id" from fitting where "total" <= ${bytesMax} or "total" = "size")
    ${readClaimed(limit)}`
}

/** Takes exactly these deliveries into this unit of work, as far as they still wait and nobody else holds them. */
export async function claimTheseDeliveries(db: Db, ids: string[]): Promise<DueDelivery[]> {
  return db.$queryRaw<DueDelivery[]>`
    with claimed as (select "shopId", "id" from "Delivery"
      where "id" = any(${ids}) and "status" = 'waiting' order by "dueAt", "id" for update skip locked)
    ${readClaimed(ids.length)}`
}

/** The limit leaves none out: with one, PostgreSQL puts the rows in order before it reads their bodies. */
function readClaimed(limit: number): Prisma.Sql {
  return Prisma.sql`
    select d."id", d."topic", ${bodyOfD} as "body", d."attempts", d."triggeredAt", d."receivedAt" from claimed
      join "Delivery" d on d."shopId" = claimed."shopId" and d."id" = claimed."id"
     order by d."dueAt", d."id" limit ${limit}`
}

/** Marks deliveries as worked, in the unit of work that holds their effects. */
export async function markDone(db: Db, worked: Worked[], now: Date): Promise<void> {
  if (worked.length === 0) return
  // The ids are named twice: a table that grew faster than its statistics would be read from end to end otherwise.
  const ids = worked.map(({ id }) => id)
  await db.$executeRaw`
    update "Delivery" d set "status" = 'done', "workedAt" = ${now}, "error" = null,
           "subjectId" = w."subjectId", "customerId" = w."customerId"
      from json_to_recordset(${JSON.stringify(worked)}::json) as w ("id" text, "subjectId" text, "customerId" text)
     where d."id" = w."id" and d."id" = any(${ids})`
  const emptied = worked.filter(({ isEmptied }) => isEmptied)
  await emptyBodies(
    db,
    emptied.map(({ id }) => id),
  )
}

/** A delivery that is set aside, and whether what it says may not be kept. */
export interface Aside {
  id: string
  /** Why. Holds nothing personal. */
  error: string
  isEmptied: boolean
}

/** Marks a waiting delivery as set aside. */
export async function markAside(db: Db, { id, error, isEmptied }: Aside, now: Date): Promise<void> {
  const marked = await db.$executeRaw`
    update "Delivery" set "status" = 'aside', "workedAt" = ${now}, "error" = ${error}, "attempts" = "attempts" + 1
     where "id" = ${id} and "status" = 'waiting'`
  if (isEmptied && marked > 0) await emptyBodies(db, [id])
}

/** Puts a delivery back in line for another attempt at `dueAt`. */
export async function putOff(db: Db, id: string, error: string, dueAt: Date): Promise<void> {
  await db.$executeRaw`
    update "Delivery" set "error" = ${error}, "attempts" = "attempts" + 1, "dueAt" = ${dueAt}
     where "id" = ${id} and "status" = 'waiting'`
}

/** Holds deliveries back until `dueAt` without counting an attempt: somebody has them in hand. */
export async function holdDeliveries(db: Db, ids: string[], dueAt: Date): Promise<void> {
  await db.$executeRaw`
    update "Delivery" set "dueAt" = ${dueAt} where "id" = any(${ids}) and "status" = 'waiting'`
}

/** The oldest due deliveries of the shop, without taking them. */
export async function findDueIds(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select "id" from "Delivery" where "status" = 'waiting' and "dueAt" <= ${now} order by "dueAt", "id" limit ${limit}`
  return rows.map(({ id }) => id)
}

/** How often a delivery was tried; none where it is gone. */
export async function readAttempts(db: Db, id: string): Promise<number> {
  const row = await db.delivery.findFirst({ where: { id }, select: { attempts: true } })
  return row?.attempts ?? 0
}

/** Removes deliveries altogether. */
export async function deleteDeliveries(db: Db, ids: string[]): Promise<void> {
  await db.$executeRaw`delete from "Delivery" where "id" = any(${ids})`
}

/** One delivery, if it still waits, and whenever it is due. */
export function readWaitingDelivery(db: Db, id: string): Promise<DueDelivery | undefined> {
  return readWaiting(db, id, Prisma.empty)
}

/** The same, and nobody else's until this unit of work ends. Waits for whoever has it in hand. */
export function takeWaitingDelivery(db: Db, id: string): Promise<DueDelivery | undefined> {
  return readWaiting(db, id, Prisma.sql`for update`)
}

async function readWaiting(db: Db, id: string, hold: Prisma.Sql): Promise<DueDelivery | undefined> {
  const [delivery] = await db.$queryRaw<DueDelivery[]>`
    select d."id", d."topic", ${bodyOfD} as "body", d."attempts", d."triggeredAt", d."receivedAt" from "Delivery" d
     where d."id" = ${id} and d."status" = 'waiting' ${hold}`
  return delivery
}
