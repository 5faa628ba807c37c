import type { ShopFacts } from '../domain/shop-facts.ts'
import { acrossShops, type Db, inShop } from './database.server.ts'

/** A shop as far as installing, importing and reconciling need it. */
export interface KnownShop {
  installedAt: Date
  uninstalledAt: Date | null
  currency: string | null
  scopes: string[]
  reconciledUntil: Date | null
  /** Whether Shopify has told us the shop's name and currency. */
  isDetailed: boolean
}

/** The shop of this unit of work; nothing before it was installed. */
export async function readKnownShop(db: Db): Promise<KnownShop | undefined> {
  const row = await db.shop.findFirst()
  if (!row) return undefined
  const { installedAt, uninstalledAt, currency, reconciledUntil, gid, scopes } = row
  return {
    installedAt,
    uninstalledAt,
    currency,
    scopes: listed(scopes),
    reconciledUntil,
    isDetailed: gid !== null,
  }
}

/** The currency of the shop; nothing before Shopify has told it. */
export async function readCurrency(db: Db): Promise<string | undefined> {
  const row = await db.shop.findFirst({ select: { currency: true } })
  return row?.currency ?? undefined
}

/** How a shop came to be installed by `markInstalled`. */
export type Arrival = 'new' | 'returned' | 'known'

/**
 * Writes a shop that is new or comes back down as installed with these scopes, and holds its row until the unit of work
 * ends, so that of two visits at once one is first. Changes from before are the import's, from `now` on reconciled.
 */
export async function markInstalled(db: Db, scopes: string[], now: Date): Promise<Arrival> {
  const granted = scopes.join(',')
  const added = await db.$executeRaw`
    insert into "Shop" ("installedAt", "scopes", "reconciledUntil") values (${now}, ${granted}, ${now})
    on conflict do nothing`
  if (added > 0) return 'new'
  const [row] = await db.$queryRaw<
    { uninstalledAt: Date | null }[]
  >`select "uninstalledAt" from "Shop" for update`
  if (row && row.uninstalledAt === null) return 'known'
  await db.$executeRaw`
    update "Shop" set "installedAt" = ${now}, "uninstalledAt" = null, "scopes" = ${granted}, "reconciledUntil" = ${now}`
  return 'returned'
}

/** Keeps what Shopify says of the shop. */
export async function keepShopFacts(db: Db, facts: ShopFacts): Promise<void> {
  const { scopes, countryCode, ...rest } = facts
  await db.shop.updateMany({ data: { ...rest, countryCode: countryCode ?? null, scopes: scopes.join(',') } })
}

/** Notes up to when everything that changed is known. */
export async function markReconciled(db: Db, until: Date): Promise<void> {
  await db.shop.updateMany({ data: { reconciledUntil: until } })
}

/** The shops that have the app installed, in a fixed order. */
export async function listInstalledShops(): Promise<string[]> {
  const { rows } = await acrossShops().query<{ id: string }>(
    `select "id" from "Shop" where "uninstalledAt" is null order by "id"`,
  )
  return rows.map((row) => row.id)
}

/**
 * Does something in every shop that has the app installed, each in a unit of work of its own, in a fixed order.
 * `afterSeconds` is when it is this shop's turn, if so many seconds are shared out evenly among them.
 */
export async function inEachShop(
  spreadSeconds: number,
  work: (db: Db, shop: string, afterSeconds: number) => Promise<unknown>,
): Promise<void> {
  const shops = await listInstalledShops()
  for (const [index, shop] of shops.entries()) {
    const afterSeconds = Math.floor((index / shops.length) * spreadSeconds)
    await inShop(shop, (db) => work(db, shop, afterSeconds))
  }
}

/** The shops of which there is anything, in a fixed order: also those that left, and those with deliveries alone. */
export async function listStoredShops(): Promise<string[]> {
  // From shop to shop along the index: reading every delivery to find a few shops would take its time.
  const { rows } = await acrossShops().query<{ id: string }>(
    `with recursive delivered as (
       (select "shopId" from "Delivery" order by "shopId" limit 1)
       union all
       select (select d."shopId" from "Delivery" d where d."shopId" > one."shopId" order by d."shopId" limit 1)
         from delivered one where one."shopId" is not null)
     select "id" from "Shop"
     union select "shopId" from delivered where "shopId" is not null
     order by 1`,
  )
  return rows.map((row) => row.id)
}

/** A shop that left before this and has not come back. */
export async function findShopGoneBefore(before: Date): Promise<string | undefined> {
  const { rows } = await acrossShops().query<{ id: string }>(
    `select "id" from "Shop" where "uninstalledAt" < $1 order by "id" limit 1`,
    [before],
  )
  return rows[0]?.id
}

function listed(scopes: string): string[] {
  return scopes.split(',').filter(Boolean)
}
