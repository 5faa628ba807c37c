import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Mailbox } from './mailbox.ts'
import type { EventLog, Mischief } from './world/types/log.ts'
import type { World } from './world/types/world.ts'

export interface StandInOptions {
  /** 0 takes any free port. */
  port?: number
  /** Where the app listens on this machine; may be set later, deliveries wait until then. */
  appUrl?: string
  /** Keeps the journal and the clock. Without it nothing outlives the process. */
  dataDir?: string
  /** Forget what `dataDir` holds first. */
  isFresh?: boolean
  seed?: number
  /** Where the simulated past ends: kept in `dataDir`, else the present hour. */
  startedAt?: Date
  /** Size of the simulated past; 2,000 customers over 730 days when left out. */
  customers?: number
  days?: number
  /** Shoppers keep ordering while time passes, plus one about every 25 s of real time. */
  isLiving?: boolean
  apiKey: string
  apiSecret: string
  /** Granted to the app. */
  scopes?: string[]
  /** Topics to deliver; all known ones when left out. */
  topics?: string[]
  /** Port of the mail server; 0 takes any free one. */
  smtpPort?: number
  /** Joins the pages and the tunnel; see `faces/`. */
  faces?: (standIn: StandIn) => Promise<Faces>
}

export interface Faces {
  /** Answers true when the request was its own. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  tunnelUrl: string
  close(): Promise<void>
}

export interface Moved {
  fromMs: number
  toMs: number
  orders: number
  deliveries: number
}

export interface StandIn {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  readonly port: number
  /** What processes that follow the clock read (`STAND_IN_CLOCK_FILE`). */
  readonly clockFile: string
  /** The app as the browser reaches it; the app's own address while there are no faces. */
  readonly tunnelUrl: string
  /** Roast & Co. */
  readonly world: World
  readonly worlds: ReadonlyMap<string, World>
  readonly log: EventLog
  /** Where emails of the app arrive, whomever they are for. */
  readonly mailbox: Mailbox
  readonly options: StandInOptions
  appUrl: string | undefined
  readonly mischief: Mischief
  setMischief(mischief: Mischief): void
  /** Lives through the time between at once; webhooks are queued in the order of their moments. */
  moveClock(ms: number): Promise<Moved>
  /** Queues one webhook of its own making, signed like all others; the body is sent byte for byte. */
  deliver(delivery: { topic: string; body: string; shop?: string; webhookId?: string }): string
  /** Deliveries still to be sent, retried or held back. */
  pendingDeliveries(): number
  /** Resolves when nothing is due any more (retries in the future do not count). */
  settled(): Promise<void>
  /** For fault tests: see `faults.ts`. */
  readonly faults: ApiFaults
  /** Token exchanges, refreshes and API calls so far. */
  readonly counts: { exchanges: number; refreshes: number; graphql: number; throttled: number }
  close(): Promise<void>
}

/** Faults of the Admin API. Each is taken once per matching call, first in first out. */
export type ApiFault =
  | { kind: 'status'; status: number; retryAfterSeconds?: number; operation?: string }
  | { kind: 'throttled'; operation?: string }
  | { kind: 'hang-after-effect'; operation?: string }
  | { kind: 'reset'; operation?: string }
  /** The next bulk operation breaks off half way. */
  | { kind: 'bulk-failure' }
  | { kind: 'user-errors'; message: string; operation?: string }

export interface ApiFaults {
  next(fault: ApiFault, times?: number): void
  clear(): void
  setBucket(size: number, restorePerSecond: number): void
}
