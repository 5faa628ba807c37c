import { setTimeout as wait } from 'node:timers/promises'
import { monotonicMs } from '../../platform/clock.ts'
import { errorFacts, Unavailable } from '../../platform/errors.ts'
import { log } from '../../platform/log.ts'
import { type VerifyInstalled, workGraveDelivery } from './work-grave-delivery.ts'

const shopsAtOnceDefault = 8
const shopMsDefault = 30_000

/** Where deliveries go that are carried out with care. */
export interface GraveLane {
  add(shop: string, id: string): void
  /** Finishes what is in hand; what still waits here comes back to a worker by itself. */
  end(): Promise<void>
}

/** How much the careful lane does at once. */
export interface GraveLimits {
  shopsAtOnce?: number
  /** How long a shop's turn may take for asking Shopify; what is left then comes back to a worker by itself. */
  shopMs?: number
}

/**
 * Carries out the deliveries that nothing undoes: of a shop one by one, and of a few shops at the same time. They have
 * lanes of their own because Shopify may be asked first, which takes its time: no longer than a shop's turn may last,
 * so that a shop that cannot be reached holds no other up.
 */
export function createGraveLane(
  verifyInstalled: VerifyInstalled,
  now: () => Date,
  { shopsAtOnce = shopsAtOnceDefault, shopMs = shopMsDefault }: GraveLimits = {},
): GraveLane {
  const waiting = new Map<string, Set<string>>()
  const running = new Map<string, Promise<void>>()
  let isEnding = false

  const turn = async (shop: string, ids: Set<string>) => {
    const end = monotonicMs() + shopMs
    const ask: VerifyInstalled = () => within(end - monotonicMs(), verifyInstalled(shop))
    for (const id of ids) {
      if (isEnding || monotonicMs() >= end) break
      await workGraveDelivery({ shop, id, verifyInstalled: ask, now }).catch((error: unknown) => {
        log.warn({ shop, delivery: id, ...errorFacts(error) }, 'a delivery could not be carried out now')
      })
      ids.delete(id)
    }
  }

  const next = () => {
    for (const [shop, ids] of waiting) {
      if (isEnding || running.size >= shopsAtOnce) return
      if (running.has(shop)) continue
      const begun = Promise.resolve().then(() => turn(shop, ids))
      running.set(
        shop,
        begun.finally(() => {
          running.delete(shop)
          waiting.delete(shop)
          next()
        }),
      )
    }
  }

  return {
    add(shop, id) {
      const ids = waiting.get(shop)
      if (ids) ids.add(id)
      else waiting.set(shop, new Set([id]))
      next()
    },
    async end() {
      isEnding = true
      await Promise.all(running.values())
    },
  }
}

/** The answer, or `Unavailable` when it takes longer. */
async function within<Answer>(ms: number, answer: Promise<Answer>): Promise<Answer> {
  const answered = new AbortController()
  const late = wait(Math.max(0, ms), undefined, { signal: answered.signal }).then(() => {
    throw new Unavailable('Shopify does not answer in time')
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    answered.abort()
  }
}
