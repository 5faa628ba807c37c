import type { ApiFault, ApiFaults } from '../types.ts'
import type { Plan } from './throttle.ts'

export interface FaultQueue extends ApiFaults {
  /** The fault that strikes this call, if any; it is used up. */
  take(operation: string | undefined): ApiFault | null
  plan(): Plan
}

// The standard plan: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
const standard: Plan = { size: 2000, restorePerSecond: 100 }

export function faultQueue(onBulkFailure: () => void): FaultQueue {
  let queue: ApiFault[] = []
  let plan = standard
  return {
    next(fault, times = 1) {
      if (fault.kind === 'bulk-failure') return onBulkFailure()
      for (let time = 0; time < times; time += 1) queue.push(fault)
    },
    clear() {
      queue = []
      plan = { ...standard }
    },
    setBucket(size, restorePerSecond) {
      plan = { size, restorePerSecond }
    },
    take(operation) {
      const index = queue.findIndex(
        (fault) => fault.kind === 'bulk-failure' || !fault.operation || fault.operation === operation,
      )
      return index < 0 ? null : (queue.splice(index, 1)[0] ?? null)
    },
    plan: () => plan,
  }
}
