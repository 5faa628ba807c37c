import type { Clock, EventLog, LogEntry } from './types/log.ts'

const keptMax = 500

/** What happened lately, for the front page and for tests. */
export function eventLog(clock: Clock): EventLog {
  const entries: LogEntry[] = []
  const listeners = new Set<(entry: LogEntry) => void>()
  let seq = 0
  return {
    recent: (limit = keptMax) => entries.slice(-limit),
    follow(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    add(entry) {
      seq += 1
      const kept = { ...entry, seq, atMs: entry.atMs ?? clock.nowMs() }
      entries.push(kept)
      if (entries.length > keptMax) entries.shift()
      for (const listen of listeners) listen(kept)
      return kept
    },
  }
}
