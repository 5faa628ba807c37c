import { ClientError } from 'graphql-request'
import { describe, expect, test } from 'vitest'
import { Rejected } from '../../app/platform/errors.ts'
import { refuseUserErrors, troubleOf } from '../../app/shopify/answers.ts'

function answered(
  status: number,
  codes: string[] = [],
  headers: Record<string, string> = {},
  extensions?: unknown,
) {
  const errors = codes.map((code) => ({ message: 'quoted input', extensions: { code } }))
  // The library's own error, as it makes it of such an answer.
  return new ClientError(
    { status, headers: new Headers(headers), body: '', errors: errors as never, extensions },
    { query: '' },
  )
}

const cost = (available: number) => ({
  cost: {
    requestedQueryCost: 110,
    throttleStatus: { maximumAvailable: 1_000, currentlyAvailable: available, restoreRate: 50 },
  },
})

describe('what an answer of Shopify means', () => {
  test.each([
    [
      'throttled with a cost',
      answered(200, ['THROTTLED'], {}, cost(10)),
      { kind: 'throttled', waitMs: 2_000 },
    ],
    ['throttled without a cost', answered(200, ['THROTTLED']), { kind: 'throttled', waitMs: 1_000 }],
    [
      'an error inside Shopify',
      answered(200, ['INTERNAL_SERVER_ERROR']),
      { kind: 'passing', wasDone: 'unknown' },
    ],
    ['access denied', answered(200, ['ACCESS_DENIED']), { kind: 'final', code: 'ACCESS_DENIED' }],
    ['a query that is wrong', answered(200, ['undefinedField']), { kind: 'final' }],
    ['a shop that is gone', answered(404), { kind: 'final', code: 'HTTP 404' }],
    ['a shop that is frozen', answered(402), { kind: 'final' }],
    ['a token that is no good', answered(401), { kind: 'unauthorized' }],
    [
      'too many requests',
      answered(429, [], { 'retry-after': '2.0' }),
      { kind: 'passing', wasDone: 'no', waitMs: 2_000 },
    ],
    ['a bad gateway', answered(502), { kind: 'passing', wasDone: 'unknown' }],
    [
      'a timeout',
      new DOMException('late', 'TimeoutError'),
      { kind: 'passing', code: 'TIMEOUT', wasDone: 'unknown' },
    ],
    [
      'a reset',
      new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }),
      { kind: 'passing', wasDone: 'unknown' },
    ],
    [
      'a refused connection',
      new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }),
      { kind: 'passing', wasDone: 'no' },
    ],
    [
      'a page instead of an answer',
      new SyntaxError('Unexpected token <'),
      { kind: 'passing', wasDone: 'unknown' },
    ],
  ])('%s', (_name, error, expected) => {
    expect(troubleOf(error)).toMatchObject(expected)
  })

  test('user errors are refused with their codes and fields, never their words', () => {
    const error = { code: 'INVALID', field: ['query'], message: 'anna@example.com is wrong' }
    expect(() => refuseUserErrors('doIt', [error])).toThrow(
      new Rejected('Shopify refused doIt: INVALID at query'),
    )
    expect(() => refuseUserErrors('doIt', [])).not.toThrow()
  })
})
