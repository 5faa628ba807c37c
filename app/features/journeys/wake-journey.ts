import { inShop } from '../../store/database.server.ts'
import { wakePageOfJourney } from '../../store/enrollments.server.ts'

const pageMax = 2_000

/**
 * Has everybody who walks a journey be looked at, in pages: it goes on, or has ended. Whoever need not move stays where
 * they are. When interrupted it can simply begin again.
 */
export async function wakeJourney(
  shop: string,
  journeyId: string,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  let after: string | undefined = ''
  while (after !== undefined && !signal?.aborted) {
    const from: string = after
    after = await inShop(shop, (db) => wakePageOfJourney(db, { journeyId, after: from, limit: pageMax }, now))
  }
}
