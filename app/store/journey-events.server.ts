import { isShopifyId, type ShopifyId } from '../domain/shopify-id.ts'
import type { HotDb, Statement } from './database.server.ts'
import { orderSent, orderStands } from './journey-facts.server.ts'

/** What is known to have happened to an order of somebody. */
export interface OrderHappenings {
  orderId: ShopifyId<'Order'>
  customerId: ShopifyId<'Customer'>
  placedAt: Date
  /** Whether it was paid and stands. */
  isPaid: boolean
  cancelledAt: Date | null
  fulfilledAt: Date | null
  deliveredAt: Date | null
  /** The latest money given back. */
  refundedAt: Date | null
}

const readHappenings: Statement = {
  name: 'read-order-happenings',
  text: `select o."id" as "orderId", o."customerId", o."processedAt" as "placedAt", (${orderStands('o')}) as "isPaid",
                o."cancelledAt", sent."at" as "fulfilledAt", sent."arrivedAt" as "deliveredAt",
                back."last" as "refundedAt"
           from unnest($1::text[]) as asked("id")
           join "Order" o on o."id" = asked."id" and o."customerId" is not null and not o."isTest"
           cross join lateral (select max(r."createdAt") as "last" from "Refund" r
                  where r."orderId" = o."id") back
           ${orderSent('o')}`,
}

/** What happened to these orders, tests and those of nobody known left out. */
export async function readOrderHappenings(
  db: HotDb,
  orderIds: readonly string[],
): Promise<OrderHappenings[]> {
  const { rows } = await db.run<OrderHappenings>(readHappenings, [orderIds])
  return rows.filter(
    ({ customerId, orderId }) => isShopifyId('Customer', customerId) && isShopifyId('Order', orderId),
  )
}

/** What triggers must know of a customer beside the event. */
export interface FiringCustomer {
  id: string
  countryCode: string | null
  birthday: string | null
  firstOrderAt: Date | null
  /** Which of their paid orders each of the asked ones is, by its id; 1 for the first. */
  orderNumbers: Record<string, number> | null
}

const ordersMax = 2_000

const readFiring: Statement = {
  name: 'read-firing-customers',
  text: `select c."id", c."countryCode", (select p."birthday" from "Preference" p where p."customerId" = c."id") as "birthday",
                past."firstOrderAt", past."orderNumbers"
           from unnest($1::text[]) as asked("id")
           join "Customer" c on c."id" = asked."id" and c."deletedAt" is null
           cross join lateral (
             select min(o."processedAt") as "firstOrderAt",
                    json_object_agg(o."id", o."number") filter (where o."id" = any($2::text[])) as "orderNumbers"
               from (select o."id", o."processedAt", row_number() over (order by o."processedAt", o."id") as "number"
                       from (select "id", "processedAt" from "Order" o
                              where o."customerId" = c."id" and ${orderStands('o')}
                              order by "processedAt" desc limit ${ordersMax}) o) o) past`,
}

/** What triggers must know of these customers, by id; who is gone is not there. */
export async function readFiringCustomers(
  db: HotDb,
  customerIds: readonly string[],
  orderIds: readonly string[],
): Promise<Map<string, FiringCustomer>> {
  const { rows } = await db.run<FiringCustomer>(readFiring, [customerIds, orderIds])
  return new Map(rows.map((row) => [row.id, row]))
}

const readTags: Statement = {
  name: 'read-tags-before',
  text: `select "id", "tags", "createdAt" from "Customer" where "id" = any($1::text[]) and "deletedAt" is null`,
}

/** A customer's tags as they are now, lower case. */
export interface TagsNow {
  id: string
  tags: string[]
  createdAt: Date
}

/** The tags of these customers; who is not known, or gone, is not there. */
export async function readTagsOf(db: HotDb, customerIds: readonly string[]): Promise<Map<string, TagsNow>> {
  const { rows } = await db.run<TagsNow>(readTags, [customerIds])
  return new Map(rows.map((row) => [row.id, { ...row, tags: row.tags.map((tag) => tag.toLowerCase()) }]))
}

/** A customer with their latest paid order that stands. */
export interface LatestOrder {
  customerId: string
  orderId: string | null
  hasBirthday: boolean
}

const readPage: Statement = {
  name: 'read-customer-page',
  text: `select c."id" as "customerId", (select o."id" from "Order" o where o."customerId" = c."id" and ${orderStands('o')}
                  order by o."processedAt" desc limit 1) as "orderId",
                exists (select from "Preference" p where p."customerId" = c."id" and p."birthday" is not null) as "hasBirthday"
           from "Customer" c where c."id" > $1 and c."deletedAt" is null and c."mergedIntoId" is null
          order by c."id" limit $2`,
}

/** A page of the shop's customers in the order of their ids, those after `after`. */
export async function readCustomerPage(
  db: HotDb,
  { after, limit }: { after: string; limit: number },
): Promise<LatestOrder[]> {
  return (await db.run<LatestOrder>(readPage, [after, limit])).rows
}
