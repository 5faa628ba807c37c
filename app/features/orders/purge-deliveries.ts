import { Prisma } from '../../../prisma/generated/client.ts'
import { asideKeptDays, parseSettings } from '../../domain/settings.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { log } from '../../platform/log.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { sealSecretsAnew } from '../../store/shop-secrets.server.ts'
import { findShopGoneBefore, listStoredShops } from '../../store/shops.server.ts'
import { dropStaleOffers } from '../journeys/drop-stale-offers.ts'
import { purgeWalks } from '../journeys/purge-walks.ts'
import { redactShop } from '../shop/redact-shop.ts'

const purgedMax = 1_000
// Shopify sends again for hours, and what never got through is read within the next: an order that is not there by then
// is one that Encore may not see, such as one older than the shop lets it read.
const earlyKeptDays = 30
// Nobody's history: it only keeps the offer the same while a guest may come back to their order's page.
const guestOffersKeptDays = 90
// The law gives the merchant a month to hand it on; a month later it is but one more copy of a person's data
// (https://gdpr-info.eu/art-12-gdpr/). That it was asked and answered stays.
const exportsKeptDays = 60
// Shopify asks to erase a shop two days after it left. A request that never came must not keep its data for ever.
const goneShopKeptDays = 90

/**
 * Erases worked deliveries, bodies and all, that are older than the days this merchant keeps them. At most 1,000 in
 * one unit of work: returns how many, and whether there may be more. What was set aside stays for 90 days, what waits
 * until it is worked.
 */
export async function purgeDeliveries(db: Db, now: Date): Promise<{ purged: number; isMore: boolean }> {
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const { deliveriesKeptDays } = parseSettings(shop?.settings)
  const worked = await erase(
    db,
    Prisma.sql`"status" = 'done'`,
    daysBefore(now, deliveriesKeptDays),
    purgedMax,
  )
  const aside = await erase(
    db,
    Prisma.sql`"status" = 'aside'`,
    daysBefore(now, asideKeptDays),
    purgedMax - worked,
  )
  const purged = worked + aside
  return { purged, isMore: purged === purgedMax }
}

async function erase(db: Db, status: Prisma.Sql, before: Date, limit: number): Promise<number> {
  // Materialized: a plan that looked for the old ones again for each row would find the next ones each time.
  return db.$executeRaw`
    with old as materialized (
      select "shopId", "id" from "Delivery" where ${status} and "receivedAt" < ${before}
       order by "receivedAt" limit ${limit} for update skip locked)
    delete from "Delivery" d using old
     where d."shopId" = old."shopId" and d."id" = old."id"`
}

/**
 * Erases what else has had its time: what came for an order that never did, what was considered for offers, the offers
 * of guests, and the data that customers asked to see. What a customer was shown and answered stays. At most 1,000 of each in one unit of work: returns whether there may be more.
 */
export async function purgeRemains(db: Db, now: Date): Promise<{ isMore: boolean }> {
  const daysAgo = (days: number) => daysBefore(now, days)
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const { decisionsKeptDays } = parseSettings(shop?.settings)
  const erased = [
    await db.$executeRaw`
      update "Offer" set "considered" = null where ctid = any(array(select ctid from "Offer"
        where "considered" is not null and "decidedAt" < ${daysAgo(decisionsKeptDays)} limit ${purgedMax}))`,
    await db.$executeRaw`
      delete from "EarlyArrival" where ctid = any(array(select ctid from "EarlyArrival"
        where "receivedAt" < ${daysAgo(earlyKeptDays)} limit ${purgedMax}))`,
    await db.$executeRaw`
      delete from "Offer" where ctid = any(array(select ctid from "Offer"
        where "customerId" is null and "decidedAt" < ${daysAgo(Math.max(guestOffersKeptDays, decisionsKeptDays))} limit ${purgedMax}))`,
    await db.$executeRaw`
      update "ComplianceRequest" set "export" = null, "customerId" = null
       where ctid = any(array(select ctid from "ComplianceRequest"
        where "export" is not null and "receivedAt" < ${daysAgo(exportsKeptDays)} limit ${purgedMax}))`,
  ]
  return { isMore: erased.includes(purgedMax) }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs)
}

/**
 * Erases in every shop what it has kept long enough, and drops offers that nobody came for, one bounded unit of work after another, and all of a shop that
 * left 90 days ago. Before that it seals every shop's secrets with the newest key, so that an encryption key is no
 * longer needed a day after the next.
 */
export async function purgeAllShops(now: Date, signal: AbortSignal): Promise<void> {
  await sealSecretsAnew()
  for (const shop of await listStoredShops()) {
    for (const purge of [purgeDeliveries, purgeRemains, purgeWalks, dropStaleOffers]) {
      let isMore = true
      while (isMore && !signal.aborted) isMore = (await inShop(shop, (db) => purge(db, now))).isMore
    }
  }
  await eraseGoneShops(new Date(now.getTime() - goneShopKeptDays * dayMs), signal)
}

/** Looks for the next only when it has erased one: a shop that came back meanwhile stays. */
async function eraseGoneShops(before: Date, signal: AbortSignal): Promise<void> {
  let gone = await findShopGoneBefore(before)
  while (gone !== undefined && !signal.aborted) {
    await redactShop(gone)
    log.info({ shop: gone }, 'a shop that left long ago was erased')
    gone = await findShopGoneBefore(before)
  }
}
