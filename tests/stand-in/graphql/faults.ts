import type { ApiFault, ApiFaults } from '../types.ts'

export interface FaultQueue extends ApiFaults {
  /** The fault that strikes this call, if any; it is used up. */
  take(operation: string | undefined): ApiFault | null
  bucketSize(): number
  restorePerSecond(): number
}

// The standard plan: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
const standardSize = 2000
const standardRestore = 100

export function faultQueue(onBulkFailure: () => void): FaultQueue {
  let queue: ApiFault[] = []
  let size = standardSize
  let restore = standardRestore
  return {
    next(fault, times = 1) {
      if (fault.kind === 'bulk-failure') return onBulkFailure()
      for (let time = 0; time < times; time += 1) queue.push(fault)
    },
    clear() {
      queue = []
      size = standardSize
      restore = standardRestore
    },
    setBucket(nextSize, restorePerSecond) {
      size = nextSize
      restore = restorePerSecond
    },
    take(operation) {
      const index = queue.findIndex(
        (fault) => fault.kind === 'bulk-failure' || !fault.operation || fault.operation === operation,
      )
      return index < 0 ? null : (queue.splice(index, 1)[0] ?? null)
    },
    bucketSize: () => size,
    restorePerSecond: () => restore,
  }
}
