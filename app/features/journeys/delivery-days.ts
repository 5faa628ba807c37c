import { hourMs } from '../../domain/time-zone.ts'
import { createFreshMemory } from '../../platform/fresh-memory.ts'
import type { HotDb } from '../../store/database.server.ts'
import { readUsualDeliveryDays } from '../../store/journey-facts.server.ts'

const remembered = createFreshMemory<number | undefined>({ freshMs: hourMs, shopsMax: 5_000 })

/** How many days the shop's parcels usually take, as of an hour ago at most; nothing where carriers do not tell. */
export async function deliveryDaysOf(db: HotDb, shop: string, now: Date): Promise<number | undefined> {
  return remembered.of(shop, now, () => readUsualDeliveryDays(db))
}

/** Forgets what was read, as when the process starts anew. */
export function forgetDeliveryDays(): void {
  remembered.clear()
}
