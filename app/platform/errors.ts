/** Trouble outside that may pass: try again later. */
export class Unavailable extends Error {
  readonly kind = 'unavailable'
  /** Earliest useful retry, when the other side said so. */
  readonly retryAfterSeconds: number | undefined
  /** Whether the other side may have done it all the same, unheard. */
  readonly mayBeDone: boolean

  constructor(message: string, options?: ErrorOptions & { retryAfterSeconds?: number; mayBeDone?: boolean }) {
    super(message, options)
    this.name = 'Unavailable'
    this.retryAfterSeconds = options?.retryAfterSeconds
    this.mayBeDone = options?.mayBeDone ?? false
  }
}

/** Trouble outside that will not pass: the same request would be refused again. */
export class Rejected extends Error {
  readonly kind = 'rejected'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Rejected'
  }
}

/** A bug: a claim about our own code that did not hold. */
export class Broken extends Error {
  readonly kind = 'broken'

  constructor(message: string) {
    super(message)
    this.name = 'Broken'
  }
}

/** Throws `Broken` with the claim unless it holds. */
export function assert(holds: unknown, claim: string): asserts holds {
  if (!holds) throw new Broken(claim)
}

/** The class of an error, safe to log: never its message, which may quote what a customer wrote. */
export function errorKind(error: unknown): string {
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
    return `${error.name}${code}`
  }
  return typeof error
}

// A frame of the stack that lies in our own files, built or not.
const ownFrame = /^ {4}at (?!.*node_modules).*[/\\]((?:app|build\/server)\/[\w$./-]+\.[jt]sx?:\d+):\d+\)?$/m

/**
 * What may be logged of an error: its class, and where in our code it came up, such as `app/store/orders.server.ts:12`;
 * nothing where none of our files is on the way. Never its message.
 */
export function errorFacts(error: unknown): { error: string; cameUpAt?: string } {
  const said = error instanceof Error ? (error.stack ?? '').replace(error.message, '') : ''
  const [, cameUpAt] = ownFrame.exec(said) ?? []
  return { error: errorKind(error), ...(cameUpAt && { cameUpAt }) }
}
