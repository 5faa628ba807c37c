import type { Preferences } from '../budget/preferences.ts'
import type { Foreseen, PastCustomer, PastOrder, Simulation } from './simulate-past.ts'

/** A customer as they were known at a moment; nothing that came later is in it. */
export interface CustomerThen {
  customer: PastCustomer
  now: Date
  /** Placed by then and not cancelled by then, in the order in which they were paid. */
  placed: readonly PastOrder[]
  /** Those of them that stood: paid, and not paid back whole by then. */
  standing: readonly PastOrder[]
  preferences: Preferences
  isOffersOff: boolean
  /** Reckoned when it is first asked for. */
  foreseen(): Foreseen
}

/** The customer as they were known at a moment of the simulated time. */
export function customerAt(simulation: Simulation, customer: PastCustomer, now: Date): CustomerThen {
  const placed = customer.orders.filter((order) => order.paidAt <= now && !hasCome(order.cancelledAt, now))
  const standing = placed.filter((order) => isStanding(order, now))
  const { neverAt } = customer.preferences
  let foreseen: Foreseen | undefined
  return {
    customer,
    now,
    placed,
    standing,
    // Since when they pause is not kept, and until then lies ahead: it says nothing of the past.
    preferences: {
      ...customer.preferences,
      pausedUntil: undefined,
      neverAt: hasCome(neverAt, now) ? neverAt : undefined,
    },
    isOffersOff: hasCome(customer.offersOffAt, now),
    foreseen() {
      foreseen ??= simulation.foresee(standing, now)
      return foreseen
    },
  }
}

/** Whether a moment had come by then. */
export function hasCome(at: Date | undefined, now: Date): boolean {
  return at !== undefined && at <= now
}

function isStanding({ totalMinor, refunds }: PastOrder, now: Date): boolean {
  if (refunds.length === 0 || totalMinor === 0) return true
  const back = refunds.reduce((sum, { at, minor }) => sum + (at <= now ? minor : 0), 0)
  return back < totalMinor
}
