import type { Gid } from './shop.ts'

/** The world's clock: the machine's clock plus an offset that can be moved forward. */
export interface Clock {
  now(): Date
  nowMs(): number
  offsetMs(): number
}

/** How deliveries behave. `rate` is the share (0 to 1) of deliveries that it strikes; 1 when left out. */
export interface Mischief {
  mode: 'normal' | 'twice' | 'late' | 'out-of-order' | 'drop'
  rate?: number
}

export interface LogEntry {
  seq: number
  atMs: number
  shop: string
  kind:
    | 'order'
    | 'parcel'
    | 'refund'
    | 'return'
    | 'customer'
    | 'product'
    | 'delivery'
    | 'email'
    | 'clock'
    | 'mischief'
    | 'app'
    | 'api'
  /** A short English sentence, e.g. "Order #1042 paid: 2 products, 38.40 EUR". */
  text: string
  delivery?: {
    webhookId: string
    topic: string
    about: string
    attempt: number
    outcome: 'delivered' | 'failed' | 'dropped' | 'held' | 'given-up'
    status: number | null
    ms: number
  }
  order?: { id: Gid<'Order'>; name: string; token: string }
  /** Of an email: its number in the mailbox. */
  mailId?: number
}

export interface EventLog {
  /** Newest last, at most the last 500. */
  recent(limit?: number): LogEntry[]
  /** Calls back for each new entry; returns how to stop. */
  follow(listen: (entry: LogEntry) => void): () => void
  add(entry: Omit<LogEntry, 'seq' | 'atMs'> & { atMs?: number }): LogEntry
}
