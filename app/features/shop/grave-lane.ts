import { errorKind } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { type VerifyInstalled, workGraveDelivery } from './work-grave-delivery.ts'

/** Where deliveries go that are carried out with care. */
export interface GraveLane {
  add(shop: string, id: string): void
  /** Finishes what is in hand; what still waits here comes back to a worker by itself. */
  end(): Promise<void>
}

/**
 * Carries out, one by one, the deliveries that nothing undoes. They have a lane of their own because Shopify is asked
 * first, which takes its time.
 */
export function createGraveLane(verifyInstalled: VerifyInstalled, now: () => Date): GraveLane {
  const waiting = new Map<string, { shop: string; id: string }>()
  let isEnding = false
  let running: Promise<void> | undefined

  const run = async () => {
    for (const [key, { shop, id }] of waiting) {
      if (isEnding) break
      await workGraveDelivery({ shop, id, verifyInstalled, now }).catch((error: unknown) => {
        log.warn({ shop, delivery: id, error: errorKind(error) }, 'a delivery could not be carried out now')
      })
      waiting.delete(key)
    }
    running = undefined
  }

  return {
    add(shop, id) {
      waiting.set(`${shop} ${id}`, { shop, id })
      running ??= Promise.resolve().then(run)
    },
    async end() {
      isEnding = true
      await running
    },
  }
}
