import { parseNeedRhythms, parseRhythms } from '../../domain/replenish/parse-rhythms.ts'
import { unique } from '../../domain/unique.ts'
import { createFreshMemory } from '../../platform/fresh-memory.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readKeptRhythms, readPurchases, readRepeatCounts } from '../../store/rhythms.server.ts'
import { type Expected, foresee, type ShopRhythms } from './foresee.ts'

const remembered = createFreshMemory<ShopRhythms | undefined>({ freshMs: 600_000, shopsMax: 2_000 })

/**
 * What is expected of these customers, from their own past and the shop's. Nobody is there of whom nothing can be said,
 * and nobody before the shop's past was learnt.
 */
export async function predictFor(
  db: HotDb,
  shop: string,
  customerIds: readonly string[],
  now: Date,
): Promise<Map<string, Expected>> {
  if (customerIds.length === 0) return new Map()
  const rhythms = await rhythmsOf(db, shop, now)
  if (!rhythms) return new Map()
  const bought = await readPurchases(db, customerIds)
  const counts = await readRepeatCounts(
    db,
    unique(bought.flatMap(({ lines }) => lines.map(({ productId }) => productId))),
  )
  return new Map(
    bought.map((purchases) => [purchases.customerId, foresee({ purchases, counts }, rhythms, now)]),
  )
}

/** What the shop's past taught, as of ten minutes ago at most; nothing before it was learnt. */
export async function rhythmsOf(db: HotDb, shop: string, now: Date): Promise<ShopRhythms | undefined> {
  return remembered.of(shop, now, async () => rhythmsIn((await readKeptRhythms(db))?.rhythms))
}

/** Forgets what was read, as when the process starts anew. */
export function forgetRhythms(): void {
  remembered.clear()
}

function rhythmsIn(json: unknown): ShopRhythms | undefined {
  const kept = (json ?? {}) as { orders?: unknown; needs?: unknown; prices?: unknown } // Each is parsed below.
  const [orders, needs] = [parseRhythms(kept.orders), parseNeedRhythms(kept.needs)]
  return orders && needs ? { orders, needs, prices: pricesIn(kept.prices) } : undefined
}

function pricesIn(json: unknown): ShopRhythms['prices'] {
  const { lowMinor, highMinor } = (json ?? {}) as { lowMinor?: unknown; highMinor?: unknown }
  return typeof lowMinor === 'number' && typeof highMinor === 'number' ? { lowMinor, highMinor } : undefined
}
