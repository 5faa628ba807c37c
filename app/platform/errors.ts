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
