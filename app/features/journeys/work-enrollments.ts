import { now as clockNow } from '../../platform/clock.ts'
import { errorFacts } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { createRounds, type Rounds } from '../../platform/rounds.ts'
import { acrossShops } from '../../store/database.server.ts'
import { findShopsWithDueWalks } from '../../store/due-walks.server.ts'
import { workWalks } from './work-walks.ts'

const shopsMax = 500
const lanesDefault = 4
const idleMsDefault = 50

/** How walks are worked. */
export interface EnrollmentWorkerOptions {
  /** How many shops are worked at the same time. */
  lanes?: number
  /** How long to wait when nothing was due. */
  idleMs?: number
  now?: () => Date
}

/**
 * Makes a worker of walks, as the one of deliveries is: it goes round the shops that have due ones, one batch each. Any
 * number of workers may run on one database: of each shop, one works at a time (decision 23).
 */
export function createEnrollmentWorker({
  lanes = lanesDefault,
  idleMs = idleMsDefault,
  now = clockNow,
}: EnrollmentWorkerOptions = {}): Rounds {
  return createRounds({
    find: (after) => findShopsWithDueWalks(acrossShops(), { after, now: now(), limit: shopsMax }),
    work: (shop) => workWalks(shop, now),
    onTrouble: (error) => log.warn(errorFacts(error), 'walks cannot be worked now'),
    lanes,
    idleMs,
  })
}
