import type { Incentive } from './incentive.ts'
import { allowedOnAll, type MarginCosts, type MarginLine } from './margin.ts'

/** Of how many products an incentive leaves the floor, of how many not, and of how many that cannot be told. */
export interface MarginReach {
  above: number
  below: number
  unknown: number
}

/** Judges an incentive over many products, each with the lines of its variants, as it would be judged when offered. */
export function marginReach(incentive: Incentive, products: MarginLine[][], costs: MarginCosts): MarginReach {
  const reach: MarginReach = { above: 0, below: 0, unknown: 0 }
  for (const lines of products) {
    const answer = allowedOnAll(incentive, lines, costs)
    if (answer.kind === 'allowed') reach.above += 1
    else if (answer.why === 'below-floor') reach.below += 1
    else reach.unknown += 1
  }
  return reach
}
