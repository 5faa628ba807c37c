import { setTimeout as pause } from 'node:timers/promises'
import { monotonicMs } from './clock.ts'
import { Unavailable } from './errors.ts'

const waitSecondsMax = 60

/** What the other side says of our budget: how much it holds, how full it is, how fast it fills again. */
export interface Budget {
  max: number
  available: number
  restoredPerSecond: number
}

/** A budget shared by all calls of this process to one shop. */
export interface Throttle {
  /**
   * Resolves once the budget should carry `cost`, in the order of asking. Throws `Unavailable` when that would take
   * more than a minute.
   */
  take(cost: number): Promise<void>
  /** Ends what `take` began, with what the answer said of the budget, if it came and said so. */
  give(cost: number, budget: Budget | undefined): void
}

/** Time, as far as a throttle needs it. */
export interface Pace {
  nowMs: () => number
  wait: (ms: number) => Promise<unknown>
}

/** A throttle that lets everything through until it has heard of a budget. */
export function throttle(pace: Pace = { nowMs: monotonicMs, wait: pause }): Throttle {
  let known: (Budget & { asOfMs: number }) | undefined
  let underWay = 0
  let line: Promise<unknown> = Promise.resolve()

  const left = (budget: Budget & { asOfMs: number }): number => {
    const restored = ((pace.nowMs() - budget.asOfMs) / 1000) * budget.restoredPerSecond
    return Math.min(budget.max, budget.available + restored)
  }

  const spend = async (cost: number): Promise<void> => {
    while (known) {
      // A call dearer than the whole budget would wait for ever: it goes when the budget is full.
      const missing = Math.min(cost, known.max) - left(known)
      if (missing <= 0) break
      const seconds = missing / known.restoredPerSecond
      if (seconds > waitSecondsMax)
        throw new Unavailable('The API budget is spent.', { retryAfterSeconds: Math.ceil(seconds) })
      await pace.wait(Math.ceil(seconds * 1000))
    }
    if (known) known = { ...known, available: left(known) - cost, asOfMs: pace.nowMs() }
    underWay += cost
  }

  return {
    take(cost) {
      const turn = line.then(() => spend(cost))
      line = turn.catch(() => undefined)
      return turn
    },
    give(cost, budget) {
      underWay -= cost
      // What else is under way may not have reached the other side yet: it is taken off here.
      if (budget) known = { ...budget, available: budget.available - underWay, asOfMs: pace.nowMs() }
    },
  }
}
