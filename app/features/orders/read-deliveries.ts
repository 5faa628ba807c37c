import { Prisma } from '../../../prisma/generated/client.ts'
import type { DeliveryHealth, DeliveryLine, DeliveryTab, RawBody } from '../../domain/deliveries.ts'
import type { CountUpTo } from '../../domain/home.ts'
import { plainText } from '../../domain/plain-text.ts'
import type { Db } from '../../store/database.server.ts'
import { readBodyStart } from '../../store/delivery-bodies.server.ts'

const pageMax = 50
const countMax = 100_000
const bodyCharactersMax = 200_000

/** A page of deliveries, newest first. `next` asks for the older part; nothing at the end. */
export interface DeliveryPage {
  health: DeliveryHealth
  deliveries: DeliveryLine[]
  next: string | undefined
}

/**
 * Reads how the shop's deliveries stand, and at most 50 of one list: those set aside, those that wait, or all. A
 * cursor that does not fit is read as the first page. Bodies are not read.
 */
export async function readDeliveries(
  db: Db,
  { tab, cursor }: { tab: DeliveryTab; cursor: string | null },
): Promise<DeliveryPage> {
  // Each status has an index of its own and none has all: the newest of each, then the newest of those.
  const lists = (tab === 'all' ? statuses : [tab]).map((status) => newestOf(status, cursor))
  const rows = await db.$queryRaw<Row[]>`
    select * from (${Prisma.join(lists, ' union all ')}) newest
     order by "receivedAt" desc, "id" desc limit ${pageMax + 1}`
  const page = rows.slice(0, pageMax)
  const last = page.at(-1)
  return {
    health: await readHealth(db),
    deliveries: page.map(deliveryLine),
    next: rows.length > pageMax && last ? `${last.receivedAt.getTime()}~${last.id}` : undefined,
  }
}

const statuses = ['done', 'waiting', 'aside'] as const
type Status = (typeof statuses)[number]

function newestOf(status: Status, cursor: string | null): Prisma.Sql {
  return Prisma.sql`
    (select "id", "topic", "receivedAt", "status"::text, "attempts", "dueAt", "workedAt", "error" from "Delivery"
      where ${hasStatus(status)} ${olderThan(cursor)}
      order by "receivedAt" desc, "id" desc limit ${pageMax + 1})`
}

/** Written out, not a parameter: so the plan may use the index of this status. */
function hasStatus(status: Status): Prisma.Sql {
  return Prisma.raw(`"status" = '${status}'`)
}

type Row = {
  [Key in keyof DeliveryLine]: undefined extends DeliveryLine[Key]
    ? Exclude<DeliveryLine[Key], undefined> | null
    : DeliveryLine[Key]
}

function deliveryLine(row: Row): DeliveryLine {
  return {
    ...row,
    dueAt: row.status === 'waiting' ? (row.dueAt ?? undefined) : undefined,
    workedAt: row.workedAt ?? undefined,
    error: row.error ?? undefined,
  }
}

function olderThan(cursor: string | null): Prisma.Sql {
  const match = /^(\d{1,15})~(.{1,200})$/.exec(plainText(cursor))
  if (!match) return Prisma.empty
  return Prisma.sql`and ("receivedAt", "id") < (${new Date(Number(match[1]))}::timestamptz, ${match[2]})`
}

async function readHealth(db: Db): Promise<DeliveryHealth> {
  const [row] = await db.$queryRaw<{ oldestWaitingAt: Date | null; lastReceivedAt: Date | null }[]>`
    select (select min("receivedAt") from "Delivery" where "status" = 'waiting') as "oldestWaitingAt",
           greatest((select max("receivedAt") from "Delivery" where "status" = 'done'),
                    (select max("receivedAt") from "Delivery" where "status" = 'waiting'),
                    (select max("receivedAt") from "Delivery" where "status" = 'aside')) as "lastReceivedAt"`
  return {
    aside: await countStatus(db, 'aside'),
    waiting: await countStatus(db, 'waiting'),
    oldestWaitingAt: row?.oldestWaitingAt ?? undefined,
    lastReceivedAt: row?.lastReceivedAt ?? undefined,
  }
}

async function countStatus(db: Db, status: Status): Promise<CountUpTo> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from
      (select from "Delivery" where ${hasStatus(status)} limit ${countMax + 1}) counted`
  const count = row?.count ?? 0
  return { count: Math.min(count, countMax), isMore: count > countMax }
}

/** Reads what Shopify sent, as text, cut after 200,000 characters; bytes that are no text show as replacement signs. */
export async function readDeliveryBody(db: Db, id: string): Promise<RawBody> {
  const body = await readBodyStart(db, plainText(id), bodyCharactersMax)
  if (!body) return { kind: 'not-there' }
  if (body.bytes === 0) return { kind: 'erased' }
  const text = new TextDecoder().decode(body.start)
  return { kind: 'there', text, isCut: body.bytes > bodyCharactersMax }
}
