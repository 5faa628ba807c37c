import { setTimeout as pause } from 'node:timers/promises'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { complementsAtOnce, fetchComplements } from '../../shopify/storefront.server.ts'
import { inShop } from '../../store/database.server.ts'
import { inEachShop, readKnownShop } from '../../store/shops.server.ts'
import { forgetSuggestionsBefore, readMostSold, replaceSuggestions } from '../../store/suggestions.server.ts'

const productsMax = 500
const soldWithinDays = 365
const pauseMsUsual = 500
const spreadSeconds = 4 * 3_600

/** How one reading goes on. */
export interface SuggestionOptions {
  /** Between two questions to the storefront; half a second when left out. */
  pauseMs?: number
  /** Stops between two questions; the next call begins anew. */
  signal?: AbortSignal
}

/**
 * Reads what a shop's merchant recommends, in Shopify, beside each of the 500 products sold most within a year, and
 * keeps it as ties `suggested` in the place of those of before. A shop whose storefront is closed has none. Returns how
 * many products were asked about. A second call ends in the same state. Throws `Unavailable` for what may pass.
 */
export async function readSuggestions(
  shop: string,
  now: Date,
  { pauseMs = pauseMsUsual, signal }: SuggestionOptions = {},
): Promise<number> {
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return 0
  const since = new Date(now.getTime() - soldWithinDays * dayMs)
  const ids = await inShop(shop, (db) => readMostSold(db, { since, limit: productsMax }))
  for (let from = 0; from < ids.length; from += complementsAtOnce) {
    if (signal?.aborted) throw new Unavailable('The reading of suggestions was asked to stop.')
    if (from > 0) await pause(pauseMs)
    if (!(await readSome(shop, ids.slice(from, from + complementsAtOnce), now))) break
  }
  // What is left from before belongs to products that are no longer asked about, or to a storefront that is closed.
  await inShop(shop, (db) => forgetSuggestionsBefore(db, now))
  return ids.length
}

/** Returns false when the storefront is closed. */
async function readSome(shop: string, ids: ShopifyId<'Product'>[], now: Date): Promise<boolean> {
  const answer = await fetchComplements(shop, ids)
  if (answer.kind === 'told') await inShop(shop, (db) => replaceSuggestions(db, answer.complements, now))
  else log.info({ shop, code: answer.code }, 'a storefront tells nobody what goes together')
  return answer.kind === 'told'
}

/** Puts every installed shop in line, spread over four hours. */
export async function readAllSuggestions(): Promise<void> {
  await inEachShop(spreadSeconds, (db, shop, afterSeconds) =>
    enqueue(db, 'read-suggestions', { shop }, { key: shop, afterSeconds }),
  )
}
