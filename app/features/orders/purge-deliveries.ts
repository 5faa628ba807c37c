import { asideKeptDays, parseSettings } from '../../domain/settings.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { sealSecretsAnew } from '../../store/shop-secrets.server.ts'
import { listInstalledShops } from '../../store/shops.server.ts'

const purgedMax = 1_000

/**
 * Erases worked deliveries, bodies and all, that are older than the days this merchant keeps them. At most 1,000 in
 * one unit of work: returns how many, and whether there may be more. What was set aside stays for 90 days, what waits
 * until it is worked.
 */
export async function purgeDeliveries(db: Db, now: Date): Promise<{ purged: number; isMore: boolean }> {
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const { deliveriesKeptDays } = parseSettings(shop?.settings)
  const before = new Date(now.getTime() - deliveriesKeptDays * dayMs)
  const asideBefore = new Date(now.getTime() - asideKeptDays * dayMs)
  const purged = await db.$executeRaw`
    delete from "Delivery" d using
      (select "shopId", "id" from "Delivery"
        where ("receivedAt" < ${before} and "status" = 'done')
           or ("receivedAt" < ${asideBefore} and "status" = 'aside')
        order by "receivedAt" limit ${purgedMax} for update skip locked) old
     where d."shopId" = old."shopId" and d."id" = old."id"`
  return { purged, isMore: purged === purgedMax }
}

/**
 * Erases in every installed shop what it has kept long enough, one bounded unit of work after another. Before that it
 * seals every shop's secrets with the newest key, so that an encryption key is no longer needed a day after the next.
 */
export async function purgeAllShops(now: Date, signal: AbortSignal): Promise<void> {
  await sealSecretsAnew()
  for (const shop of await listInstalledShops()) {
    let isMore = true
    while (isMore && !signal.aborted) isMore = (await inShop(shop, (db) => purgeDeliveries(db, now))).isMore
  }
}
