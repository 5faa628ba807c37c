import { type JourneyMoney, judgeLift, type Lift } from '../../domain/proof/lift.ts'
import { windowDays } from '../../domain/proof/window.ts'
import { parseSettings } from '../../domain/settings.ts'
import { hourMs } from '../../domain/time-zone.ts'
import { createFreshMemory } from '../../platform/fresh-memory.ts'
import { asHot, type Db, shopOfUnit } from '../../store/database.server.ts'
import { readJourneyMoney } from '../../store/journey-lift.server.ts'

const remembered = createFreshMemory<Map<string, JourneyMoney>>({ freshMs: hourMs, shopsMax: 1_000 })

/** What of a journey's effect may be said. */
export type EffectOf = (journeyId: string) => Lift

const nothingKnown: JourneyMoney = { strata: [], capMinor: 0, leftAloneEver: 0, since: undefined }

/**
 * Reads what the shop's journeys change per customer, and judges what may be said of it: of what was bought as of an
 * hour ago at most. Reading all of 100,000 walks takes about half a second, which is why it is remembered.
 */
export async function readEffects(db: Db, now: Date): Promise<EffectOf> {
  const money = await remembered.of(shopOfUnit(db), now, () => readJourneyMoney(asHot(db), now))
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const percentNow = parseSettings(shop?.settings).holdoutPercent
  return (journeyId) => judgeLift(money.get(journeyId) ?? nothingKnown, { percentNow, windowDays, now })
}

/** Forgets what was read, as when the process starts anew. */
export function forgetEffects(): void {
  remembered.clear()
}
