import { parseSettings } from '../../domain/settings.ts'
import { dayMs } from '../../domain/time-zone.ts'
import { hasEntry } from '../../domain/timeline.ts'
import type { Db } from '../../store/database.server.ts'
import { eraseDetails, eraseWalks, takeOldWalks } from '../../store/old-walks.server.ts'

const purgedMax = 1_000

/** The kinds of steps that no timeline tells of. */
const untold = Object.entries(hasEntry).flatMap(([kind, isTold]) => (isTold ? [] : [kind]))

/**
 * Erases what walks were made of that ended before the days this merchant keeps decisions: of those that somebody
 * entered the steps that no timeline tells of and how conditions were judged, and those that nobody entered. That
 * somebody walked a journey, when and in which arm, stays: who may enter again and what journeys brought hang on it. At
 * most 1,000 in one unit of work: returns whether there may be more. The same again changes nothing.
 */
export async function purgeWalks(db: Db, now: Date): Promise<{ isMore: boolean }> {
  const shop = await db.shop.findFirst({ select: { settings: true } })
  const { decisionsKeptDays } = parseSettings(shop?.settings)
  const old = await takeOldWalks(db, new Date(now.getTime() - decisionsKeptDays * dayMs), purgedMax)
  const idsOf = (hasEntered: boolean) =>
    old.flatMap((walk) => (walk.hasEntered === hasEntered ? [walk.id] : []))
  await eraseWalks(db, idsOf(false))
  // Of one that stays without having been entered, why not stays as well.
  await eraseDetails(db, idsOf(false), [], now)
  await eraseDetails(db, idsOf(true), untold, now)
  return { isMore: old.length === purgedMax }
}
