import { wholeIn } from '../domain/json-fields.ts'
import type { HotDb, Statement } from './database.server.ts'
import { holdsGiftCardsOnly, isThing } from './gift-cards.server.ts'
import { orderStands } from './journey-facts.server.ts'

/** What a message tells of its customer, their order and the shop, beside what walks know. */
export interface MessageFacts {
  shop: {
    id: string
    name: string | null
    domain: string
    currency: string | null
    timeZone: string | null
    locale: string | null
    settings: unknown
    isUninstalled: boolean
  }
  customer:
    | {
        email: string | null
        phone: string | null
        firstName: string | null
        locale: string | null
        countryCode: string | null
      }
    | undefined
  /** The order that it is about: the one named, else their latest. */
  order: { id: string; at: Date; locale: string | null; holdsGiftCardsOnly: boolean } | undefined
  /** What it is about, of what was kept: what began the walk, else the dearest of the order's lines; never a gift card. */
  product: BoughtProduct | undefined
  /** What it tells of besides. */
  beside: readonly BoughtProduct[]
  /** The kind of trigger that began the walk. */
  trigger: string | undefined
  /** Where that waits for a certain order: which, or from which on. */
  orderNumber: number | undefined
  walk: MessageWalk | undefined
}

/** A product as the customer bought it last and kept it. */
export interface BoughtProduct {
  id: string
  title: string
  handle: string | null
  variantId: string | null
}

/** The walk that a message belongs to. */
export interface MessageWalk {
  /** As it is written in the walk's version. */
  trigger: unknown
  productId: string | null
  enteredAt: Date | undefined
}

const readFacts: Statement = {
  name: 'read-message-facts',
  text: `
    select json_build_object('id', s."id", 'name', s."name", 'domain', coalesce(s."primaryDomain", s."id"),
        'currency', s."currency", 'timeZone', s."timeZone", 'locale', s."locale", 'settings', s."settings",
        'isUninstalled', s."uninstalledAt" is not null) as "shop",
      (select json_build_object('email', c."email", 'phone', c."phone", 'firstName', c."firstName", 'locale', c."locale",
          'countryCode', c."countryCode") from "Customer" c
        where c."id" = $1 and c."deletedAt" is null and c."mergedIntoId" is null) as "customer",
      (select json_build_object('id', o."id", 'at', o."processedAt", 'locale', o."locale",
          'holdsGiftCardsOnly', ${holdsGiftCardsOnly('o')}) from "Order" o where o."id" = o1."id") as "order",
      walk."trigger" ->> 'kind' as "trigger", walk."trigger" -> 'number' as "orderNumber", thing."product",
      case when walk."trigger" is not null then json_build_object('trigger', walk."trigger", 'productId', walk."productId",
          'enteredAt', walk."enteredAt") end as "walk"
      from "Shop" s
      left join lateral (select e."productId", e."enteredAt", v."definition" -> 'trigger' as "trigger" from "Enrollment" e
          join "JourneyVersion" v on v."journeyId" = e."journeyId" and v."version" = e."version"
         where e."id" = $3 and e."customerId" = $1) walk on true
      left join lateral (select o."id" from "Order" o
         where o."customerId" = $1 and (o."id" = $2 or ($2::text is null and ${orderStands('o')}))
         order by o."processedAt" desc limit 1) o1 on true
      left join lateral (select json_build_object('id', l."productId", 'title', coalesce(p."title", l."title"),
            'handle', p."handle", 'variantId', l."variantId") as "product"
          from "OrderLine" l join "Order" o on o."id" = l."orderId"
          left join "Product" p on p."id" = l."productId" and p."deletedAt" is null
         where o."customerId" = $1 and case when walk."productId" is null then l."orderId" = o1."id" else l."productId" = walk."productId" end
           and l."currentQuantity" > 0 and ${isThing('l')}
         order by o."processedAt" desc, l."priceMinor" * l."currentQuantity" desc, l."position" limit 1) thing on true`,
}

interface FactsRow {
  shop: MessageFacts['shop']
  customer: NonNullable<MessageFacts['customer']> | null
  order: { id: string; at: string; locale: string | null; holdsGiftCardsOnly: boolean } | null
  trigger: string | null
  orderNumber: unknown
  product: BoughtProduct | null
  walk: { trigger: unknown; productId: string | null; enteredAt: string | null } | null
}

/** Gathers what a message tells. Nothing where the shop was erased. An order that is not the customer's is not there. */
export async function readMessageFacts(
  db: HotDb,
  {
    customerId,
    orderId,
    enrollmentId,
  }: Record<'orderId' | 'enrollmentId', string | null> & { customerId: string },
): Promise<MessageFacts | undefined> {
  const { rows } = await db.run<FactsRow>(readFacts, [customerId, orderId, enrollmentId])
  const [row] = rows
  return (
    row && {
      shop: row.shop,
      customer: row.customer ?? undefined,
      order: row.order ? { ...row.order, at: new Date(row.order.at) } : undefined,
      product: row.product ?? undefined,
      beside: [],
      trigger: row.trigger ?? undefined,
      orderNumber: wholeIn(row.orderNumber),
      walk: row.walk
        ? { ...row.walk, enteredAt: row.walk.enteredAt ? new Date(row.walk.enteredAt) : undefined }
        : undefined,
    }
  )
}

const readBought: Statement = {
  name: 'read-bought-products',
  text: `select distinct on (l."productId") l."productId" as "id", coalesce(p."title", l."title") as "title", p."handle",
                case when p."id" is not null then l."variantId" end as "variantId"
           from "OrderLine" l join "Order" o on o."id" = l."orderId"
           left join "Product" p on p."id" = l."productId" and p."deletedAt" is null
          where o."customerId" = $1 and l."productId" = any($2::text[]) and l."currentQuantity" > 0
          order by l."productId", o."processedAt" desc, l."position"`,
}

/** Products that a customer bought and kept, in the order of the ids; the others are not there. */
export async function readBoughtProducts(
  db: HotDb,
  customerId: string,
  productIds: readonly string[],
): Promise<BoughtProduct[]> {
  if (productIds.length === 0) return []
  const { rows } = await db.run<BoughtProduct>(readBought, [customerId, productIds])
  return productIds.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}
