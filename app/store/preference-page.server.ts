import type { KnownConsents } from '../domain/messages/withdrawal.ts'
import type { HotDb, Statement } from './database.server.ts'
import { isThing } from './gift-cards.server.ts'
import { type ConsentsRow, consentsOf, consentsSql } from './withdrawals.server.ts'

const boughtMax = 12
const sentMax = 20
const walksMax = 20

/** A contact as its customer may see it. */
export interface ShownTouch {
  topic: string
  channel: string
  status: string
  content: unknown
  at: Date
  dueAt: Date | undefined
  trigger: string | null
  /** Where its trigger waits for a certain order: which, as it is written. */
  orderNumber: unknown
  orderedAt: Date | undefined
  product: string | null
}

/** A walk as its customer may see it. */
export interface ShownWalk extends Pick<ShownTouch, 'trigger' | 'orderNumber' | 'orderedAt' | 'product'> {
  /** When it is looked at next. */
  dueAt: Date
  status: string
  /** Where it stands; nothing before it entered. */
  stepId: string | null
  /** Of its version, as it is written. */
  definition: unknown
}

/** What the page of preferences shows of a customer. */
export interface PageFacts {
  shop: {
    id: string
    name: string | null
    domain: string
    timeZone: string | null
    locale: string | null
    settings: unknown
  }
  customer: {
    locale: string | null
    countryCode: string | null
    orderLocale: string | null
    consents: KnownConsents
  }
  /** The latest first, each product once. */
  bought: { productId: string; title: string; said: string | null; until: Date | undefined }[]
  /** The latest first: also what waits and what was dropped. */
  touches: ShownTouch[]
  /** Walks that go on. */
  walks: ShownWalk[]
  firstOrderAt: Date | undefined
  lastOrderAt: Date | undefined
}

const holder: Statement = {
  name: 'holder-of-preferences',
  text: `with recursive one as (
      select c."id", c."mergedIntoId", c."deletedAt", 1 as "steps" from "Customer" c where c."id" = $1
      union all
      select c."id", c."mergedIntoId", c."deletedAt", one."steps" + 1 from one join "Customer" c on c."id" = one."mergedIntoId"
       where one."steps" < 10)
    select "id" from one where "mergedIntoId" is null and "deletedAt" is null`,
}

/** Who somebody is today, merged customers being one; nothing where they are gone. */
export async function findHolder(db: HotDb, customerId: string): Promise<string | undefined> {
  const { rows } = await db.run<{ id: string }>(holder, [customerId])
  return rows[0]?.id
}

const definitionOf = (walk: string, part: string) => `(select v."definition" ${part} from "JourneyVersion" v
        where v."journeyId" = ${walk}."journeyId" and v."version" = ${walk}."version")`
const begunBy = `${definitionOf('e', "#>> '{trigger,kind}'")} as "trigger",
               ${definitionOf('e', "#> '{trigger,number}'")} as "orderNumber"`
const orderedAt = (order: string) =>
  `(select o."processedAt" from "Order" o where o."id" = ${order} and o."customerId" = $1)`
const productOf = (walk: string, order: string) => `(select coalesce(p."title", l."title") from "OrderLine" l
        join "Order" o on o."id" = l."orderId" and o."customerId" = $1 left join "Product" p on p."id" = l."productId"
       where case when ${walk}."productId" is null then l."orderId" = ${order} else l."productId" = ${walk}."productId" end
         and l."currentQuantity" > 0 and ${isThing('l')}
       order by o."processedAt" desc, l."priceMinor" * l."currentQuantity" desc, l."position" limit 1)`

const readPage: Statement = {
  name: 'read-preference-page',
  text: `
    select json_build_object('id', s."id", 'name', s."name", 'domain', coalesce(s."primaryDomain", s."id"),
        'timeZone', s."timeZone", 'locale', s."locale", 'settings', s."settings") as "shop",
      (select json_build_object('locale', c."locale", 'countryCode', c."countryCode",
          'consents', ${consentsSql('c')}, 'orderLocale',
          (select o."locale" from "Order" o where o."customerId" = c."id" order by o."processedAt" desc limit 1))
         from "Customer" c where c."id" = $1) as "customer",
      (select json_agg(b) from (
        select g."productId", g."title", said."kind" as "said", said."until" from (
          select l."productId", (array_agg(coalesce(p."title", l."title") order by o."processedAt" desc))[1] as "title",
                 max(o."processedAt") as "at"
            from "Order" o join "OrderLine" l on l."orderId" = o."id" left join "Product" p on p."id" = l."productId"
           where o."customerId" = $1 and o."cancelledAt" is null and l."productId" is not null
           group by 1 order by 3 desc, 1 limit ${boughtMax}) g
        left join lateral (select i."kind", i."until" from "Intent" i
           where i."customerId" = $1 and i."productId" = g."productId" order by i."saidAt" desc limit 1) said on true
        order by g."at" desc, g."productId") b) as "bought",
      (select json_agg(t) from (
        select t."topic", t."channel", t."status", t."content", coalesce(t."sentAt", t."decidedAt") as "at", t."dueAt",
               ${begunBy}, ${orderedAt('t."orderId"')} as "orderedAt",
               ${productOf('e', 't."orderId"')} as "product"
          from "Touch" t left join "Enrollment" e on e."id" = t."enrollmentId"
         where t."customerId" = $1 order by coalesce(t."sentAt", t."decidedAt") desc, t."id" limit ${sentMax}) t) as "touches",
      (select json_agg(w) from (
        select e."dueAt", e."status"::text as "status", e."stepId", ${definitionOf('e', '')} as "definition",
               ${begunBy}, ${orderedAt('e."orderId"')} as "orderedAt",
               ${productOf('e', 'e."orderId"')} as "product"
          from "Enrollment" e where e."customerId" = $1 and e."status" <> 'ended' and e."dueAt" is not null
         order by e."dueAt", e."id" limit ${walksMax}) w) as "walks",
      (select min(o."processedAt") from "Order" o where o."customerId" = $1 and o."cancelledAt" is null) as "firstOrderAt",
      (select max(o."processedAt") from "Order" o where o."customerId" = $1 and o."cancelledAt" is null) as "lastOrderAt"
      from "Shop" s where exists (select from "Customer" c where c."id" = $1)`,
}

/** Dates inside JSON are text. */
interface PageRow {
  shop: PageFacts['shop']
  customer: Omit<PageFacts['customer'], 'consents'> & { consents: ConsentsRow }
  bought: { productId: string; title: string; said: string | null; until: string | null }[] | null
  touches:
    | (Omit<ShownTouch, 'at' | 'dueAt' | 'orderedAt'> & {
        at: string
        dueAt: string | null
        orderedAt: string | null
      })[]
    | null
  walks: (Omit<ShownWalk, 'dueAt' | 'orderedAt'> & { dueAt: string; orderedAt: string | null })[] | null
  firstOrderAt: Date | null
  lastOrderAt: Date | null
}

/** Reads the page of a customer; nothing where they or the shop are not there. */
export async function readPageFacts(db: HotDb, customerId: string): Promise<PageFacts | undefined> {
  const { rows } = await db.run<PageRow>(readPage, [customerId])
  const [row] = rows
  if (!row) return undefined
  const { customer, bought, touches, walks, firstOrderAt, lastOrderAt } = row
  return {
    ...row,
    customer: { ...customer, consents: consentsOf(customer.consents) },
    bought: (bought ?? []).map((each) => ({ ...each, until: time(each.until) })),
    touches: (touches ?? []).map((each) => ({
      ...each,
      at: new Date(each.at),
      dueAt: time(each.dueAt),
      orderedAt: time(each.orderedAt),
    })),
    walks: (walks ?? []).map((each) => ({
      ...each,
      dueAt: new Date(each.dueAt),
      orderedAt: time(each.orderedAt),
    })),
    firstOrderAt: firstOrderAt ?? undefined,
    lastOrderAt: lastOrderAt ?? undefined,
  }
}

function time(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(text)
}
