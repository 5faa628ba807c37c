import { ClientError } from 'graphql-request'
import { z } from 'zod'
import { Rejected } from '../platform/errors.ts'
import type { Budget } from '../platform/throttle.ts'

/**
 * What a call that did not succeed means for us. `wasDone` says whether Shopify may have carried it out: only what
 * surely was not done may be repeated when it changes something.
 */
export type Trouble =
  | { kind: 'throttled'; code: string; waitMs: number }
  | { kind: 'passing'; code: string; wasDone: 'no' | 'unknown'; waitMs: number | undefined }
  | { kind: 'unauthorized'; code: string }
  | { kind: 'final'; code: string }

const costShape = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    throttleStatus: z.object({
      maximumAvailable: z.number(),
      currentlyAvailable: z.number(),
      restoreRate: z.number().positive(),
    }),
  }),
})

/** What an answer says of its cost and the budget that is left. Nothing when it does not say. */
export function costOf(extensions: unknown): { cost: number; budget: Budget } | undefined {
  const parsed = costShape.safeParse(extensions)
  if (!parsed.success) return undefined
  const { requestedQueryCost, throttleStatus } = parsed.data.cost
  return {
    cost: requestedQueryCost,
    budget: {
      max: throttleStatus.maximumAvailable,
      available: throttleStatus.currentlyAvailable,
      restoredPerSecond: throttleStatus.restoreRate,
    },
  }
}

const passingCodes = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT', 'SERVICE_UNAVAILABLE'])
const passingStatuses = new Set([408, 425, 429, 430])
const neverArrivedCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const throttledWaitMs = 1_000

/**
 * The one place that knows which answers of Shopify are worth a retry.
 * Source: https://shopify.dev/docs/api/admin-graphql#status-and-error-codes
 */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ClientError)) return troubleOnTheWay(error)
  const { status, errors, extensions, headers } = error.response
  if (status === 401) return { kind: 'unauthorized', code: 'HTTP 401' }
  if (status !== 200) return troubleOfStatus(status, headers)
  const codes = (errors ?? []).map((one) => String(one.extensions?.code ?? 'GRAPHQL'))
  if (codes.includes('THROTTLED'))
    return { kind: 'throttled', code: 'THROTTLED', waitMs: restoreMs(extensions) }
  const passing = codes.find((code) => passingCodes.has(code))
  if (passing) return { kind: 'passing', code: passing, wasDone: 'unknown', waitMs: undefined }
  return { kind: 'final', code: codes[0] ?? 'GRAPHQL' }
}

function troubleOnTheWay(error: unknown): Trouble {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'NETWORK'
  const name = error instanceof Error ? error.name : 'Error'
  const isTimeout = name === 'TimeoutError' || name === 'AbortError'
  return {
    kind: 'passing',
    code: isTimeout ? 'TIMEOUT' : code,
    wasDone: neverArrivedCodes.has(code) ? 'no' : 'unknown',
    waitMs: undefined,
  }
}

function troubleOfStatus(status: number, headers: Headers): Trouble {
  const code = `HTTP ${status}`
  if (status < 500 && !passingStatuses.has(status)) return { kind: 'final', code }
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  const waitMs = seconds > 0 ? seconds * 1000 : undefined
  return { kind: 'passing', code, wasDone: status === 429 ? 'no' : 'unknown', waitMs }
}

function restoreMs(extensions: unknown): number {
  const known = costOf(extensions)
  if (!known) return throttledWaitMs
  const missing = known.cost - known.budget.available
  return Math.max(throttledWaitMs / 10, (missing / known.budget.restoredPerSecond) * 1000)
}

/** Something Shopify found wrong in what we sent. */
export interface UserError {
  code?: string | null
  field?: string[] | null
}

/** Shopify found something wrong in what was asked for; whoever asks for something else may get it. */
export class InputRefused extends Rejected {}

/**
 * Throws `InputRefused` with the codes and fields when a mutation answered with user errors: the same input would be
 * refused again. Their messages may quote what we sent and are left out.
 */
export function refuseUserErrors(operation: string, errors: readonly UserError[]): void {
  if (errors.length === 0) return
  const list = errors.map(({ code, field }) => `${code ?? 'no code'} at ${field?.join('.') ?? 'no field'}`)
  throw new InputRefused(`Shopify refused ${operation}: ${list.join('; ')}`)
}
