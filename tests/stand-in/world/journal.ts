import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One thing as it stands after a change, or gone. The last record of a key is the truth. */
export interface JournalRecord {
  shop: string
  kind:
    | 'order'
    | 'customer'
    | 'product'
    | 'collection'
    | 'stock'
    | 'discount'
    | 'counters'
    | 'installation'
    | 'lived'
    | 'tokens'
    | 'delivery'
    | 'mischief'
    | 'bulk'
  id: string
  /** Left out when the thing is gone. */
  value?: unknown
}

export interface Journal {
  write(record: JournalRecord): void
  /** Puts everything written so far on disk. */
  flush(): void
  close(): void
}

const flushMs = 50

/** Keeps later changes in a file of JSON lines. Without a file nothing is kept. */
export function openJournal(file: string | null): { journal: Journal; records: JournalRecord[] } {
  if (!file) return { journal: { write() {}, flush() {}, close() {} }, records: [] }
  mkdirSync(dirname(file), { recursive: true })
  const records = existsSync(file) ? lastOfEach(readFileSync(file, 'utf8')) : []
  writeFileSync(`${file}.next`, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  renameSync(`${file}.next`, file)
  return { journal: appendTo(file), records }
}

function appendTo(file: string): Journal {
  let waiting: string[] = []
  const flush = () => {
    if (waiting.length === 0) return
    const text = waiting.join('')
    waiting = []
    appendFileSync(file, text)
  }
  const timer = setInterval(flush, flushMs).unref()
  return {
    write(record) {
      waiting.push(`${JSON.stringify(record)}\n`)
    },
    flush,
    close() {
      clearInterval(timer)
      flush()
    },
  }
}

// A line cut short by a sudden end is the last one; what it meant never happened.
// Each keeps the place of its first record, so that things come back in the order they were made.
function lastOfEach(text: string): JournalRecord[] {
  const byKey = new Map<string, JournalRecord>()
  for (const line of text.split('\n')) {
    if (!line) continue
    try {
      const record = JSON.parse(line) as JournalRecord
      const key = `${record.shop}/${record.kind}/${record.id}`
      byKey.set(key, record)
    } catch {
      break
    }
  }
  return [...byKey.values()].filter((record) => record.value !== undefined || isThing(record))
}

// Things of the simulated past stay gone only while the record of their end is kept.
function isThing(record: JournalRecord): boolean {
  return ['customer', 'product', 'collection'].includes(record.kind)
}
