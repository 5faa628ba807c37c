import type { HotDb } from '../../store/database.server.ts'
import { readUsualDeliveryDays } from '../../store/journey-facts.server.ts'

const rememberedMs = 3_600_000
const shopsMax = 5_000

const remembered = new Map<string, { days: number | undefined; atMs: number }>()

/** How many days the shop's parcels usually take, as of an hour ago at most; nothing where carriers do not tell. */
export async function deliveryDaysOf(db: HotDb, shop: string, now: Date): Promise<number | undefined> {
  const known = remembered.get(shop)
  if (known && Math.abs(now.getTime() - known.atMs) < rememberedMs) return known.days
  const days = await readUsualDeliveryDays(db)
  if (remembered.size >= shopsMax) remembered.clear()
  remembered.set(shop, { days, atMs: now.getTime() })
  return days
}
