import { Prisma } from '../../../prisma/generated/client.ts'
import { fullName } from '../../domain/customer-page.ts'
import {
  type CountUpTo,
  type DeliveriesToday,
  type FeedEntry,
  type Figures,
  feedMax,
  type Need,
} from '../../domain/home.ts'
import { parseSettings, type ShopSettings } from '../../domain/settings.ts'
import { decideSetup, type ImportFacts, importKinds, type SetupStep } from '../../domain/setup.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { dayMs, startOfDay, usableTimeZone } from '../../domain/time-zone.ts'
import type { Db } from '../../store/database.server.ts'

const countMax = 100_000
const weekMs = 7 * dayMs

/** All that the home page shows. */
export interface Home {
  setup: SetupStep[]
  isGuideClosed: boolean
  needs: Need[]
  figures: Figures
  deliveriesToday: DeliveriesToday
  /** What happened since midnight in the shop's zone, newest first, at most 20 entries. */
  feed: FeedEntry[]
}

/** Reads the home page of the shop whose unit of work this is, as of `now`. Changes nothing. */
export async function readHome(db: Db, now: Date): Promise<Home> {
  const shop = await db.shop.findFirst({ select: { installedAt: true, timeZone: true, settings: true } })
  const settings = parseSettings(shop?.settings)
  const dayStart = startOfDay(now, usableTimeZone(shop?.timeZone))
  const imports = await db.importRun.findMany()
  return {
    setup: await readSetup(db, { imports, settings, installedAt: shop?.installedAt ?? now }),
    isGuideClosed: settings.isGuideClosed,
    needs: await readNeeds(db, imports),
    figures: await readFigures(db, now, dayStart),
    deliveriesToday: await readDeliveries(db, dayStart),
    feed: await readFeed(db, dayStart),
  }
}

interface KnownOfSetup {
  imports: ImportFacts[]
  settings: ShopSettings
  installedAt: Date
}

async function readSetup(db: Db, { imports, settings, installedAt }: KnownOfSetup): Promise<SetupStep[]> {
  const [row] = await db.$queryRaw<{ asked: boolean; published: boolean; ordered: boolean }[]>`
    select exists (select from "Offer") as asked,
           exists (select from "JourneyVersion") as published,
           exists (select from "Order" where "processedAt" >= ${installedAt}) as ordered`
  return decideSetup({
    imports,
    hasOfferBeenAsked: row?.asked ?? false,
    budget: settings.budget,
    hasPublishedJourney: row?.published ?? false,
    hasOrderSinceInstall: row?.ordered ?? false,
  })
}

async function readNeeds(db: Db, imports: ImportFacts[]): Promise<Need[]> {
  const aside = await countUpTo(db, Prisma.sql`from "Delivery" where "status" = 'aside'`)
  const failed = importKinds.filter((kind) =>
    imports.some((run) => run.kind === kind && run.status === 'failed'),
  )
  const requests = await db.complianceRequest.count({
    where: { topic: 'customers/data_request', status: 'done', handedOnAt: null },
  })
  const needs: Need[] = []
  if (aside.count > 0) needs.push({ kind: 'deliveries-aside', ...aside })
  if (failed.length > 0) needs.push({ kind: 'import-failed', imports: failed })
  if (requests > 0) needs.push({ kind: 'data-requests', count: requests })
  return needs
}

async function readFigures(db: Db, now: Date, dayStart: Date): Promise<Figures> {
  const weekAgo = new Date(now.getTime() - weekMs)
  return {
    ordersToday: await countUpTo(
      db,
      Prisma.sql`from "Order" where "processedAt" >= ${dayStart} and "cancelledAt" is null`,
    ),
    customersKnown: await countUpTo(
      db,
      Prisma.sql`from "Customer" where "deletedAt" is null and "mergedIntoId" is null`,
    ),
    offersShown: await countUpTo(db, Prisma.sql`from "Offer" where "shownAt" >= ${weekAgo}`),
    offersAccepted: await countUpTo(
      db,
      Prisma.sql`from "Offer" where "answeredAt" >= ${weekAgo} and "status" = 'accepted'`,
    ),
  }
}

async function readDeliveries(db: Db, dayStart: Date): Promise<DeliveriesToday> {
  const since = Prisma.sql`from "Delivery" where "receivedAt" >= ${dayStart}`
  return {
    worked: await countUpTo(db, Prisma.sql`${since} and "status" = 'done'`),
    waiting: await countUpTo(db, Prisma.sql`${since} and "status" = 'waiting'`),
    aside: await countUpTo(db, Prisma.sql`${since} and "status" = 'aside'`),
  }
}

/** Counts rows, but no more than anyone reads: a page that refreshes itself must stay cheap in the largest shop. */
async function countUpTo(db: Db, rows: Prisma.Sql): Promise<CountUpTo> {
  const [found] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select ${rows} limit ${countMax + 1}) counted`
  const count = found?.count ?? 0
  return { count: Math.min(count, countMax), isMore: count > countMax }
}

/** What an answer was about: what was taken, or else the first of what was offered. */
const offeredTitle = Prisma.sql`(
  select p."title" from "OfferItem" i join "Product" p on p."shopId" = i."shopId" and p."id" = i."productId"
   where i."shopId" = f."shopId" and i."offerId" = f."id"
   order by (i."status" = 'accepted') desc, i."position" limit 1)`

/** The order of an offer: the one it was asked with, or that came of its checkout (decision 14). */
const orderOfOffer = Prisma.sql`left join lateral (
  select o."name" from "Order" o
   where o."shopId" = f."shopId" and (o."id" = f."orderId" or f."orderId" is null and o."checkoutToken" = f."reference")
   limit 1) o on true`

interface FeedRow {
  kind: FeedEntry['kind']
  id: string
  at: Date
  placement: string | null
  orderName: string | null
  customerId: string | null
  firstName: string | null
  lastName: string | null
  minor: number | null
  currency: string | null
  title: string | null
}

async function readFeed(db: Db, dayStart: Date): Promise<FeedEntry[]> {
  const rows = await db.$queryRaw<FeedRow[]>`
    select happened.*, c."firstName", c."lastName" from (
      (select 'order' as kind, o."id", o."processedAt" as at, o."name" as "orderName", o."customerId",
              o."totalMinor"::float8 as minor, o."currency", null as title,
              null as placement
         from "Order" o where o."processedAt" >= ${dayStart} order by o."processedAt" desc limit ${feedMax})
      union all
      (select 'refund', r."id", r."createdAt", o."name", o."customerId", r."amountMinor"::float8, r."currency", null,
              null
         from "Refund" r join "Order" o on o."shopId" = r."shopId" and o."id" = r."orderId"
        where r."createdAt" >= ${dayStart} order by r."createdAt" desc limit ${feedMax})
      union all
      (select 'offer-shown', f."id", f."shownAt", o."name", f."customerId", null, null, ${offeredTitle},
              f."placement"
         from "Offer" f ${orderOfOffer}
        where f."shownAt" >= ${dayStart} order by f."shownAt" desc limit ${feedMax})
      union all
      (select 'offer-' || f."status", f."id", f."answeredAt", o."name", f."customerId", null, null, ${offeredTitle},
              f."placement"
         from "Offer" f ${orderOfOffer}
        where f."answeredAt" >= ${dayStart} and f."status" in ('accepted', 'declined')
        order by f."answeredAt" desc limit ${feedMax})
    ) happened
    left join "Customer" c on c."id" = happened."customerId"
    order by happened.at desc, happened.id limit ${feedMax}`
  return rows.map(feedEntry)
}

function feedEntry(row: FeedRow): FeedEntry {
  const { customerId, minor, currency } = row
  return {
    key: `${row.kind}/${row.id}`,
    at: row.at,
    kind: row.kind,
    placement: row.placement ?? undefined,
    orderName: row.orderName ?? undefined,
    customer: isShopifyId('Customer', customerId) ? { id: customerId, name: fullName(row) } : undefined,
    amount: minor !== null && currency !== null ? { minor, currency } : undefined,
    title: row.title ?? undefined,
  }
}
