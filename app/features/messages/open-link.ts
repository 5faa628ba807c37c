import { isShopifyId } from '../../domain/shopify-id.ts'
import { inShop, inShopHot } from '../../store/database.server.ts'
import { findHolder } from '../../store/preference-page.server.ts'
import { listShopsWithSecret, readShopSecret } from '../../store/shop-secrets.server.ts'
import { claimedBy, isProven, type LinkHolder } from './preference-token.ts'

/** A renewed key holds within this time, and a first one is known. */
const keptMs = 10_000

/**
 * The keys of shops as they were a moment ago, and which shops have one: whoever guesses, under whatever names, costs
 * the database a statement every ten seconds.
 */
export interface LinkKeys {
  shops: ReadonlySet<string>
  shopsReadMs: number
  keys: Map<string, { key: Buffer | undefined; readMs: number }>
}

/** A memory of keys for one door. */
export function createLinkKeys(): LinkKeys {
  return { shops: new Set(), shopsReadMs: Number.NEGATIVE_INFINITY, keys: new Map() }
}

/**
 * Whose link a token is, as they are today: a merged customer's is the other's. Nothing for a token that proves nothing,
 * whatever is wrong with it, and for somebody who is gone.
 */
export async function openLink(known: LinkKeys, token: string, now: Date): Promise<LinkHolder | undefined> {
  const claimed = claimedBy(token)
  if (!claimed) return undefined
  const { shop } = claimed
  if (!isProven(await keyOf(known, shop, now.getTime()), claimed)) return undefined
  const customerId = await inShopHot(shop, (db) => findHolder(db, claimed.customerId))
  return isShopifyId('Customer', customerId) ? { shop, customerId } : undefined
}

async function keyOf(known: LinkKeys, shop: string, nowMs: number): Promise<Buffer | undefined> {
  if (!(await hasKey(known, shop, nowMs))) return undefined
  const read = known.keys.get(shop)
  if (read && nowMs - read.readMs < keptMs) return read.key
  const key = await inShop(shop, (db) => readShopSecret(db, 'preference-key'))
  known.keys.set(shop, { key, readMs: nowMs })
  return key
}

async function hasKey(known: LinkKeys, shop: string, nowMs: number): Promise<boolean> {
  if (known.shops.has(shop) || nowMs - known.shopsReadMs < keptMs) return known.shops.has(shop)
  // Noted before it is read, so that those who ask meanwhile do not read as well.
  known.shopsReadMs = nowMs
  known.shops = new Set(await listShopsWithSecret('preference-key'))
  for (const gone of known.keys.keys()) if (!known.shops.has(gone)) known.keys.delete(gone)
  return known.shops.has(shop)
}
