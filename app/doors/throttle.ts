import { createHash } from 'node:crypto'

/** How many keys are remembered; past that the oldest window is forgotten first. */
const keysMax = 50_000

/**
 * Counts how often a key comes within a window that starts at its first time, in this process alone. The returned
 * function says whether this time is still within the limit. Keys are kept as digests: a token may be one.
 */
export function createThrottle({ timesMax, withinMs }: { timesMax: number; withinMs: number }) {
  const windows = new Map<string, { startedMs: number; times: number }>()
  return (key: string, nowMs: number): boolean => {
    const digest = createHash('sha256').update(key).digest('base64')
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
}
