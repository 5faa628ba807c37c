import { dayMs } from '../time-zone.ts'
import type { RankedExample } from './simulate-example.ts'
import type { Simulation } from './simulate-past.ts'
import type { DryRunReport, StepCounts } from './simulate-report.ts'

/** What was counted so far. It does not grow with the customers that are added. */
export interface Tally
  extends Pick<DryRunReport, 'orders' | 'customers' | 'walks' | 'touches' | 'steps' | 'budget' | 'cost'> {
  weeks: { entered: number; touches: number }[]
  examples: RankedExample[]
}

/** A week of seven days of 24 hours. */
export const weekMs = 7 * dayMs

/** A tally of nothing. */
export function newTally({ from, until, shop }: Simulation): Tally {
  const weeks = Math.max(1, Math.ceil((until.getTime() - from.getTime()) / weekMs))
  return {
    orders: 0,
    customers: 0,
    walks: {
      fired: 0,
      entered: 0,
      customers: 0,
      orders: 0,
      refused: { condition: 0, walking: 0, againTooSoon: 0, toldTogether: 0, noLongerDue: 0 },
      ended: {},
      endedAtOnce: {},
      underWay: 0,
    },
    touches: { went: 0, customers: 0, byChannel: {} },
    weeks: Array.from({ length: weeks }, () => ({ entered: 0, touches: 0 })),
    steps: {},
    budget: { held: 0, heldThenWent: 0, holds: {}, dropped: {}, tooLateFor: {} },
    cost: { incentives: 0, atMostMinor: 0, currency: shop.currency, unknown: 0 },
    examples: [],
  }
}

/** The counts of a step, from nothing at first. */
export function stepIn(tally: Pick<Tally, 'steps'>, stepId: string): StepCounts {
  const counts = tally.steps[stepId] ?? { came: 0, passed: 0, lanes: {}, went: 0, held: 0, dropped: 0 }
  tally.steps[stepId] = counts
  return counts
}

/** The week of the walked time that a moment is in. */
export function weekIn(
  { weeks }: Pick<Tally, 'weeks'>,
  { from }: Simulation,
  at: Date,
): Tally['weeks'][number] {
  const place = Math.min(weeks.length - 1, Math.floor((at.getTime() - from.getTime()) / weekMs))
  return weeks[Math.max(0, place)] ?? { entered: 0, touches: 0 }
}
