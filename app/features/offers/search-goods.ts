import { Prisma } from '../../../prisma/generated/client.ts'
import type { Db } from '../../store/database.server.ts'
import { type Goods, readGoods } from './read-names.ts'

/** What the editor's pickers look for. */
const searchKinds = [
  'product',
  'collection',
  'product-tag',
  'vendor',
  'customer-tag',
  'discount-code',
] as const
export type SearchKind = (typeof searchKinds)[number]

/** Whether text names such a kind. */
export function isSearchKind(text: unknown): text is SearchKind {
  return searchKinds.some((kind) => kind === text)
}

const foundMax = 12
const typedMax = 100
const ordersLookedAt = 2_000

/** Something found: a product or collection by id, everything else by its own text. Products come with their prices. */
export interface Found extends Partial<Omit<Goods, 'id' | 'title'>> {
  value: string
  label: string
}

/** At most 12 of a kind whose name holds what was typed, those first that have it first. */
export async function searchGoods(
  db: Db,
  { kind, typed }: { kind: SearchKind; typed: string },
): Promise<Found[]> {
  const text = typed.trim().slice(0, typedMax)
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db.$queryRaw<Found[]>`
    select "value", "label" from (${namesOf(kind)}) named where "label" ilike ${pattern}
     group by "value", "label"
     order by position(lower(${text}) in lower("label")), lower("label"), "value" limit ${foundMax}`
  if (kind !== 'product') return rows
  const goods = await readGoods(
    db,
    rows.map(({ value }) => value),
  )
  return goods.map(({ id, title, ...known }) => ({ value: id, label: title, ...known }))
}

function namesOf(kind: SearchKind): Prisma.Sql {
  switch (kind) {
    case 'product':
      return Prisma.sql`select "id" as "value", "title" as "label" from "Product"
                         where "deletedAt" is null and not "isGiftCard"`
    case 'collection':
      return Prisma.sql`select "id" as "value", "title" as "label" from "Collection" where "deletedAt" is null`
    case 'product-tag':
      return Prisma.sql`select tag as "value", tag as "label" from "Product", unnest("tags") tag
                         where "deletedAt" is null`
    case 'vendor':
      return Prisma.sql`select "vendor" as "value", "vendor" as "label" from "Product"
                         where "deletedAt" is null and "vendor" <> ''`
    case 'customer-tag':
      return Prisma.sql`select tag as "value", tag as "label" from "Customer", unnest("tags") tag
                         where "deletedAt" is null`
    case 'discount-code':
      return Prisma.sql`select code as "value", code as "label" from
          (select "discountCodes" from "Order" order by "processedAt" desc limit ${ordersLookedAt}) late,
          unnest(late."discountCodes") code`
    default:
      return kind satisfies never
  }
}
