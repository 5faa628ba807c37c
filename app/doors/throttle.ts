import { createHash } from 'node:crypto'

/** How many keys are remembered; past that the oldest window is forgotten first. */
const keysMax = 50_000

/** Says whether a key may come once more. */
export interface KeyThrottle {
  (key: string, nowMs: number): boolean
  /** Takes one time of a key back that was counted too soon. */
  takeBack(key: string): void
}

/**
 * Counts how often a key comes within a window that starts at its first time, in this process alone. The returned
 * function says whether this time is still within the limit. Keys are kept as digests: a token may be one.
 */
export function createThrottle({ timesMax, withinMs }: { timesMax: number; withinMs: number }): KeyThrottle {
  const windows = new Map<string, { startedMs: number; times: number }>()
  const may = (key: string, nowMs: number): boolean => {
    const digest = digestOf(key)
    const open = windows.get(digest)
    if (open && nowMs - open.startedMs < withinMs) {
      open.times += 1
      return open.times <= timesMax
    }
    windows.delete(digest)
    windows.set(digest, { startedMs: nowMs, times: 1 })
    const oldest = windows.size > keysMax ? windows.keys().next().value : undefined
    if (oldest !== undefined) windows.delete(oldest)
    return true
  }
  const takeBack = (key: string): void => {
    const open = windows.get(digestOf(key))
    if (open && open.times > 0) open.times -= 1
  }
  return Object.assign(may, { takeBack })
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64')
}
