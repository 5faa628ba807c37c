import { now as clockNow } from '../../platform/clock.ts'
import { errorFacts } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { createRounds, type Rounds } from '../../platform/rounds.ts'
import { acrossShops } from '../../store/database.server.ts'
import { findShopsWithWork } from '../../store/deliveries.server.ts'
import { createGraveLane } from '../shop/grave-lane.ts'
import type { VerifyInstalled } from '../shop/work-grave-delivery.ts'
import type { ChangeHandlers } from './apply-changes.ts'
import { workShop } from './work-shop.ts'

const shopsMax = 500
const lanesDefault = 4
const idleMsDefault = 50

/** What the worker needs from the rest of Encore. */
export interface DeliveryWorkerOptions extends ChangeHandlers {
  /** Asks Shopify whether the app is installed there. */
  verifyInstalled: VerifyInstalled
  /** How many shops are worked at the same time. */
  lanes?: number
  /** How long to wait when nothing was due. */
  idleMs?: number
  now?: () => Date
}

/** Works deliveries until it is stopped. */
export type DeliveryWorker = Rounds

/**
 * Makes a worker of deliveries. It goes round the shops that have work, one batch each, so that no shop waits for the
 * end of another's burst. Any number of workers may run on one database: of each shop, one works at a time. While the
 * database is away it waits for it.
 */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { lanes = lanesDefault, idleMs = idleMsDefault, now = clockNow } = options
  const grave = createGraveLane(options.verifyInstalled, now)
  const rounds = createRounds({
    find: (after) => findShopsWithWork(acrossShops(), { after, now: now(), limit: shopsMax }),
    work: (shop) => workShop({ shop, handlers: options, now, onGrave: grave.add }),
    onTrouble: (error) => log.warn(errorFacts(error), 'deliveries cannot be worked now'),
    lanes,
    idleMs,
  })
  return {
    start: rounds.start,
    stop: async () => {
      await Promise.all([rounds.stop(), grave.end()])
    },
  }
}
