import { isShopifyId } from '../../domain/shopify-id.ts'
import { inShop, inShopHot } from '../../store/database.server.ts'
import { findHolder } from '../../store/preference-page.server.ts'
import { readShopSecret } from '../../store/shop-secrets.server.ts'
import { claimedBy, isProven, type LinkHolder } from './preference-token.ts'

const shopsMax = 1_000
/** A renewed key holds within this time. */
const keptMs = 10_000

/** The keys of shops as they were a moment ago: whoever guesses costs the database nothing more. */
export type LinkKeys = Map<string, { key: Buffer | undefined; readMs: number }>

/** A memory of keys for one door. */
export function createLinkKeys(): LinkKeys {
  return new Map()
}

/**
 * Whose link a token is, as they are today: a merged customer's is the other's. Nothing for a token that proves nothing,
 * whatever is wrong with it, and for somebody who is gone.
 */
export async function openLink(keys: LinkKeys, token: string, now: Date): Promise<LinkHolder | undefined> {
  const claimed = claimedBy(token)
  if (!claimed) return undefined
  const { shop } = claimed
  if (!isProven(await keyOf(keys, shop, now.getTime()), claimed)) return undefined
  const customerId = await inShopHot(shop, (db) => findHolder(db, claimed.customerId))
  return isShopifyId('Customer', customerId) ? { shop, customerId } : undefined
}

async function keyOf(keys: LinkKeys, shop: string, nowMs: number): Promise<Buffer | undefined> {
  const known = keys.get(shop)
  if (known && nowMs - known.readMs < keptMs) return known.key
  const key = await inShop(shop, (db) => readShopSecret(db, 'preference-key'))
  keys.delete(shop)
  keys.set(shop, { key, readMs: nowMs })
  const oldest = keys.size > shopsMax ? keys.keys().next().value : undefined
  if (oldest !== undefined) keys.delete(oldest)
  return key
}
