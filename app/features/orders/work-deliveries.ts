import { setTimeout as wait } from 'node:timers/promises'
import { now as clockNow } from '../../platform/clock.ts'
import { errorKind } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { acrossShops } from '../../store/database.server.ts'
import { findShopsWithWork } from '../../store/deliveries.server.ts'
import { createGraveLane } from '../shop/grave-lane.ts'
import type { VerifyInstalled } from '../shop/work-grave-delivery.ts'
import type { ChangeHandlers } from './apply-changes.ts'
import { workShop } from './work-shop.ts'

const shopsMax = 500
const lanesDefault = 4
const idleMsDefault = 50
const troubleMs = 500

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
export interface DeliveryWorker {
  start(): void
  /** Finishes what is in hand and takes no more. */
  stop(): Promise<void>
}

/**
 * Makes a worker of deliveries. It goes round the shops that have work, one batch each, so that no shop waits for the
 * end of another's burst. Any number of workers may run on one database: of each shop, one works at a time. While the
 * database is away it waits for it.
 */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { lanes = lanesDefault, idleMs = idleMsDefault, now = clockNow } = options
  const stopping = new AbortController()
  const grave = createGraveLane(options.verifyInstalled, now)
  let running: Promise<void> | undefined
  let last = ''

  const round = async (): Promise<number> => {
    const shops = await findShopsWithWork(acrossShops(), { after: last, now: now(), limit: shopsMax })
    let handled = 0
    const work = async () => {
      while (!stopping.signal.aborted) {
        const shop = shops.shift()
        if (shop === undefined) return
        last = shop
        handled += await workShop({ shop, handlers: options, now, onGrave: grave.add })
      }
    }
    await Promise.all(Array.from({ length: Math.min(lanes, shops.length) }, work))
    return handled
  }

  const run = async () => {
    while (!stopping.signal.aborted) {
      const handled = await round().catch((error: unknown) => {
        log.warn({ error: errorKind(error) }, 'deliveries cannot be worked now')
        return undefined
      })
      if (!handled) await pause(handled === undefined ? troubleMs : idleMs, stopping.signal)
    }
  }

  return {
    start: () => {
      running ??= run()
    },
    stop: async () => {
      stopping.abort()
      await Promise.all([running, grave.end()])
    },
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined) // Stopping ends the wait.
}
