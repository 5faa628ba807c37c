import { Prisma } from '../../../prisma/generated/client.ts'
import { type CustomerLine, fullName } from '../../domain/customer-page.ts'
import { plainText } from '../../domain/plain-text.ts'
import { readSearch } from '../../domain/search-text.ts'
import { digitsOf, isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import type { Db } from '../../store/database.server.ts'
import { readStandings } from './read-standing.ts'

const pageMax = 50
const foundMax = 300

/** A page of customers. `next` asks for the page after it; nothing on the last one. */
export interface CustomerPage {
  customers: CustomerLine[]
  next: string | undefined
}

/**
 * Lists customers, at most 50 a page. Without a search: those with orders first, the latest order on top, then those
 * without, the newest on top; cancelled orders count for nothing. With one: the closest first, spelling mistakes
 * forgiven. Merged and deleted customers are left out. A cursor that does not fit is read as the first page.
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
  id: ShopifyId<'Order' | 'Customer'>
}

interface Row extends Pick<Cursor, 'at' | 'id'> {
  customerId: CustomerId
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
     where c."deletedAt" is null and c."mergedIntoId" is null and o."cancelledAt" is null ${after}
       and not exists (select from "Order" later where later."shopId" = o."shopId"
             and later."customerId" = o."customerId" and later."cancelledAt" is null
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
       and not exists (select from "Order" o where o."shopId" = c."shopId" and o."customerId" = c."id"
             and o."cancelledAt" is null)
     order by c."createdAt" desc, c."id" desc limit ${rowsMax}`
}

function writeCursor({ part, at, id }: Cursor): string {
  return `${part}~${at.getTime()}~${digitsOf(id)}`
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
      select f."id", f."closeness",
             (select max(o."processedAt") from "Order" o where o."customerId" = f."id" and o."cancelledAt" is null)
        from find_customers(${pattern}, ${otherPattern}, ${rough}, ${foundMax}) f
    ) found
    order by round(found.closeness::numeric, 1) desc, found.at desc nulls last, found."id" limit ${foundMax}`
  return [...new Set(rows.map(({ id }) => id))].filter((id) => isShopifyId('Customer', id))
}

async function readLines(db: Db, ids: CustomerId[]): Promise<CustomerLine[]> {
  if (ids.length === 0) return []
  const people = await db.customer.findMany({
    where: { id: { in: ids } },
    select: { id: true, firstName: true, lastName: true, email: true },
  })
  const known = new Map<string, (typeof people)[number]>(people.map((person) => [person.id, person]))
  const standings = await readStandings(db, ids)
  return ids.flatMap((id) => {
    const person = known.get(id)
    const standing = standings.get(id)
    if (!person || !standing) return []
    const { lastOrder, orders, spent } = standing
    return { id, name: fullName(person), email: person.email ?? undefined, lastOrder, orders, spent }
  })
}
