import { setTimeout as pause } from 'node:timers/promises'
import { parsePoolKey } from '../../domain/offers/parse-pool.ts'
import type { PoolTerms } from '../../domain/offers/pool.ts'
import { isShopifyId } from '../../domain/shopify-id.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { Rejected, Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { type Admin, adminOf } from '../../shopify/admin.server.ts'
import { addCodes } from '../../shopify/operations/add-codes.ts'
import { readCodeCreation } from '../../shopify/operations/code-creation.ts'
import { createDiscount } from '../../shopify/operations/create-discount.ts'
import { findDiscount } from '../../shopify/operations/discount-by-code.ts'
import { NeedsVisit } from '../../shopify/tokens.server.ts'
import { failPool, keepDrawn, notePool, type OpenPool, readyPool } from '../../store/code-pools.server.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { listInstalledShops, readKnownShop } from '../../store/shops.server.ts'
import { codesPerPool, openCodePools } from './open-code-pools.ts'

// A code is given while it is good for 14 days more: with these a pool serves about two months.
const poolDays = 75
const looksMax = 30
const lookEveryMs = 1_000
const laterSeconds = 30

/** What a filling needs from the edge. */
export interface FillOptions {
  newCode: () => string
  signal?: AbortSignal
  /** Between two looks at what Shopify is doing; a second when left out. */
  lookEveryMs?: number
}

/** Puts a shop in line for its codes, in the unit of work that changed its rules; while it waits, nothing is added. */
export async function wantCodes(db: Db, shop: string): Promise<void> {
  await enqueue(db, 'fill-code-pools', { shop }, { key: shop })
}

/** Puts every installed shop in line for its codes. */
export async function fillAllCodePools(): Promise<void> {
  for (const shop of await listInstalledShops()) await inShop(shop, (db) => wantCodes(db, shop))
}

/**
 * Makes the codes ahead that a shop's rules give, in Shopify and here, so that none is made while a shopper waits. Each
 * step is noted before the next: interrupted anywhere, the next call goes on there and makes no discount twice. What
 * Shopify refuses is noted with the pool and tried again after a day; where a shop's access has ended nothing is noted.
 * Throws `Unavailable` when Shopify takes longer.
 */
export async function fillCodePools(shop: string, now: Date, options: FillOptions): Promise<number> {
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return 0
  const pools = await inShop(shop, (db) => openCodePools(db, now))
  const admin = adminOf(shop)
  let filled = 0
  try {
    for (const pool of pools) {
      if (options.signal?.aborted) throw new Unavailable('The filling was asked to stop.')
      if (await fillPool(admin, pool, now, options)) filled += 1
    }
  } catch (error) {
    if (error instanceof NeedsVisit) return filled
    throw error
  }
  if (filled > 0) log.info({ shop, pools: filled }, 'discount codes were made ahead')
  return filled
}

async function fillPool(admin: Admin, pool: OpenPool, now: Date, options: FillOptions): Promise<boolean> {
  const terms = parsePoolKey(pool.key)
  try {
    if (!terms) throw new Rejected('A pool has terms that cannot be read.')
    const drawn = await drawCodes(admin.shop, pool, now, options)
    const discountId = await discountOf(admin, drawn, terms, now)
    const refused = await addRest(admin, drawn, discountId, options)
    await inShop(admin.shop, (db) => readyPool(db, pool.id, refused))
    return true
  } catch (error) {
    // That access has ended is no word on the pool, and over as soon as the merchant opens the app.
    if (!(error instanceof Rejected) || error instanceof NeedsVisit) throw error
    log.warn({ shop: admin.shop, pool: pool.id, error: error.message }, 'a pool of codes could not be filled')
    await inShop(admin.shop, (db) => failPool(db, pool.id, error.message))
    return false
  }
}

interface DrawnPool extends OpenPool {
  endsAt: Date
}

/** Drawn and kept before Shopify hears of them: what was made there can then always be found again. */
async function drawCodes(shop: string, pool: OpenPool, now: Date, options: FillOptions): Promise<DrawnPool> {
  const { endsAt } = pool
  if (pool.codes.length > 0 && endsAt) return { ...pool, endsAt }
  const drawn = {
    codes: Array.from({ length: codesPerPool }, options.newCode).sort(),
    endsAt: new Date(now.getTime() + poolDays * dayMs),
  }
  await inShop(shop, (db) => keepDrawn(db, pool.id, drawn))
  return { ...pool, ...drawn }
}

async function discountOf(admin: Admin, pool: DrawnPool, terms: PoolTerms, now: Date) {
  if (isShopifyId('DiscountCodeNode', pool.discountId)) return pool.discountId
  const [code] = pool.codes
  if (code === undefined) throw new Rejected('A pool has no codes.')
  // Its making may have succeeded without our hearing of it.
  const discountId =
    (await findDiscount(admin, code)) ??
    (await createDiscount(admin, {
      terms,
      title: titleOf(terms, now),
      code,
      startsAt: now,
      endsAt: pool.endsAt,
    }))
  await inShop(admin.shop, (db) => notePool(db, pool.id, { discountId }))
  return discountId
}

async function addRest(
  admin: Admin,
  pool: DrawnPool,
  discountId: `gid://shopify/DiscountCodeNode/${string}`,
  options: FillOptions,
): Promise<string[]> {
  let creationId = isShopifyId('DiscountRedeemCodeBulkCreation', pool.creationId)
    ? pool.creationId
    : undefined
  for (let look = 0; look < looksMax; look += 1) {
    if (creationId === undefined) {
      creationId = await addCodes(admin, discountId, pool.codes.slice(1))
      await inShop(admin.shop, (db) => notePool(db, pool.id, { creationId: creationId ?? null }))
    }
    const found = await readCodeCreation(admin, creationId)
    if (found.kind === 'done') return found.refused
    // Shopify forgets its operations after a while; asking again finds taken what is there already.
    if (found.kind === 'gone') creationId = undefined
    await pause(options.lookEveryMs ?? lookEveryMs)
  }
  throw new Unavailable('Shopify is still adding codes.', { retryAfterSeconds: laterSeconds })
}

/** What the merchant reads in Shopify's list of discounts. It names no code and nobody. */
function titleOf(terms: PoolTerms, now: Date): string {
  const day = now.toISOString().slice(0, 10)
  switch (terms.kind) {
    case 'percentage':
      return `Encore: ${terms.percent} % off, ${day}`
    case 'amount':
      return `Encore: amount off, ${day}`
    case 'free-shipping':
      return `Encore: free shipping, ${day}`
    case 'gift':
      return `Encore: gift, ${day}`
    default:
      return terms satisfies never
  }
}
