import { Prisma } from '../../../prisma/generated/client.ts'
import { type CustomerLine, fullName } from '../../domain/customer-page.ts'
import { plainText } from '../../domain/plain-text.ts'
import { readSearch } from '../../domain/search-text.ts'
import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { assert } from '../../platform/errors.ts'
import type { Db } from '../../store/database.server.ts'

const pageMax = 50
const foundMax = 300

/** A page of customers. `next` asks for the page after it; nothing on the last one. */
export interface CustomerPage {
  customers: CustomerLine[]
  next: string | undefined
}

/**
 * Lists customers, at most 50 a page. Without a search: those with orders first, the latest order on top, then those
 * without, the newest on top. With one: the closest first, spelling mistakes forgiven. Merged and deleted customers
 * are left out. A cursor that does not fit is read as the first page.
 */
export async function searchCustomers(
  db: Db,
  { typed, cursor }: { typed: string; cursor: string | null },
): Promise<CustomerPage> {
  const search = readSearch(plainText(typed))
  if (search.kind === 'everyone') {
    const { ids, next } = await listIds(db, parseCursor(cursor))
    return { customers: await readLines(db, ids), next }
  }
  const found = await findIds(db, search)
  const from = Number(cursor ?? 0) || 0
  const ids = found.slice(from, from + pageMax)
  const next = found.length > from + pageMax ? String(from + pageMax) : undefined
  return { customers: await readLines(db, ids), next }
}

type CustomerId = ShopifyId<'Customer'>

interface Cursor {
  /** Among those with orders, or among those without. */
  part: 'buyers' | 'others'
  at: Date
  /** The order or customer the page before ended with. */
  id: string
}

interface Row {
  customerId: CustomerId
  at: Date
  id: string
}

async function listIds(db: Db, cursor: Cursor | undefined): Promise<{ ids: CustomerId[]; next?: string }> {
  const buyers = cursor?.part === 'others' ? [] : await buyersAfter(db, cursor)
  const room = pageMax + 1 - buyers.length
  const others = room > 0 ? await othersAfter(db, cursor?.part === 'others' ? cursor : undefined, room) : []
  const rows = [
    ...buyers.map((row) => ({ ...row, part: 'buyers' as const })),
    ...others.map((row) => ({ ...row, part: 'others' as const })),
  ]
  const page = rows.slice(0, pageMax)
  const last = page.at(-1)
  return {
    ids: page.map(({ customerId }) => customerId),
    next: rows.length > pageMax && last ? writeCursor(last) : undefined,
  }
}

/** Walks the orders from the latest back and stops at each one that is its customer's last. */
async function buyersAfter(db: Db, cursor: Cursor | undefined): Promise<Row[]> {
  const after = cursor
    ? Prisma.sql`and (o."processedAt", o."id") < (${cursor.at}::timestamptz, ${cursor.id})`
    : Prisma.empty
  return db.$queryRaw<Row[]>`
    select o."customerId", o."processedAt" as at, o."id" from "Order" o
      join "Customer" c on c."shopId" = o."shopId" and c."id" = o."customerId"
     where c."deletedAt" is null and c."mergedIntoId" is null ${after}
       and not exists (select from "Order" later where later."shopId" = o."shopId"
             and later."customerId" = o."customerId"
             and (later."processedAt", later."id") > (o."processedAt", o."id"))
     order by o."processedAt" desc, o."id" desc limit ${pageMax + 1}`
}

async function othersAfter(db: Db, cursor: Cursor | undefined, rowsMax: number): Promise<Row[]> {
  const after = cursor
    ? Prisma.sql`and (c."createdAt", c."id") < (${cursor.at}::timestamptz, ${cursor.id})`
    : Prisma.empty
  return db.$queryRaw<Row[]>`
    select c."id" as "customerId", c."createdAt" as at, c."id" from "Customer" c
     where c."deletedAt" is null and c."mergedIntoId" is null ${after}
       and not exists (select from "Order" o where o."shopId" = c."shopId" and o."customerId" = c."id")
     order by c."createdAt" desc, c."id" desc limit ${rowsMax}`
}

function writeCursor({ part, at, id }: Cursor): string {
  return `${part}~${at.getTime()}~${id.slice(id.lastIndexOf('/') + 1)}`
}

function parseCursor(text: string | null): Cursor | undefined {
  const match = /^(buyers|others)~(\d{1,15})~(\d{1,25})$/.exec(text ?? '')
  if (!match) return undefined
  const [, part, ms, digits] = match
  return part === 'buyers'
    ? { part, at: new Date(Number(ms)), id: `gid://shopify/Order/${digits}` }
    : { part: 'others', at: new Date(Number(ms)), id: `gid://shopify/Customer/${digits}` }
}

/** The customers of the named order first, then the closest; at most 300. */
async function findIds(
  db: Db,
  { pattern, otherPattern, rough, orderNames }: Extract<ReturnType<typeof readSearch>, { kind: 'text' }>,
): Promise<CustomerId[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select found."id" from (
      select o."customerId" as id, 2::real as closeness, o."processedAt" as at from "Order" o
       where o."name" = any(${orderNames}) and o."customerId" is not null
      union all
      select f."id", f."closeness", (select max(o."processedAt") from "Order" o where o."customerId" = f."id")
        from find_customers(${pattern}, ${otherPattern}, ${rough}, ${foundMax}) f
    ) found
    order by round(found.closeness::numeric, 1) desc, found.at desc nulls last, found."id" limit ${foundMax}`
  return [...new Set(rows.map(({ id }) => id))].filter((id) => isShopifyId('Customer', id))
}

interface LineRow {
  id: string
  firstName: string | null
  lastName: string | null
  email: string | null
  orderName: string | null
  orderedAt: Date | null
  orders: number
  spentMinor: number | null
  currency: string | null
}

async function readLines(db: Db, ids: CustomerId[]): Promise<CustomerLine[]> {
  if (ids.length === 0) return []
  const rows = await db.$queryRaw<LineRow[]>`
    select c."id", c."firstName", c."lastName", c."email", last."name" as "orderName",
           last."processedAt" as "orderedAt", coalesce(stood.orders, 0) as orders,
           stood."spentMinor", last."currency"
      from "Customer" c
      left join lateral (select o."name", o."processedAt", o."currency" from "Order" o
             where o."shopId" = c."shopId" and o."customerId" = c."id"
             order by o."processedAt" desc, o."id" desc limit 1) last on true
      left join lateral (select count(*)::int as orders, sum(o."totalMinor" - o."refundedMinor")::float8 as "spentMinor"
              from "Order" o where o."shopId" = c."shopId" and o."customerId" = c."id" and o."cancelledAt" is null
               and o."currency" = last."currency") stood on true
     where c."id" = any(${ids})`
  const lines = new Map(rows.map((row) => [row.id, customerLine(row)]))
  return ids.flatMap((id) => lines.get(id) ?? [])
}

function customerLine(row: LineRow): CustomerLine {
  assert(isShopifyId('Customer', row.id), 'a customer row carries a customer id')
  const { orderName, orderedAt, spentMinor, currency } = row
  return {
    id: row.id,
    name: fullName(row),
    email: row.email ?? undefined,
    lastOrder: orderName !== null && orderedAt ? { name: orderName, at: orderedAt } : undefined,
    orders: row.orders,
    spent: spentMinor !== null && currency !== null ? { minor: spentMinor, currency } : undefined,
  }
}
