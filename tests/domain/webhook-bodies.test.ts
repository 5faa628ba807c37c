import { describe, expect, test } from 'vitest'
import { quoteBigNumbers } from '../../app/domain/webhooks/big-numbers.ts'
import { readDelivery } from '../../app/domain/webhooks/changes.ts'
import { Unreadable } from '../../app/domain/webhooks/read.ts'
import { tracesIn } from '../../app/domain/webhooks/traces.ts'
import { aProductPayload, aRefundPayload } from '../support/payloads.ts'

const msOf = (work: () => unknown): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

describe('big numbers', () => {
  test.each([
    [
      '{"a":866550311766439021,"b":[-866550311766439021 , 1]}',
      '{"a":"866550311766439021","b":["-866550311766439021" , 1]}',
    ],
    ['{"a":9007199254740991,"b":9007199254740993}', '{"a":9007199254740991,"b":"9007199254740993"}'],
    ['{"a":"866550311766439021, \\" 866550311766439021]","b":1}', undefined],
    ['{"a":"\\\\","b":866550311766439021}', '{"a":"\\\\","b":"866550311766439021"}'],
    ['{"a":1.866550311766439021,"b":1e-1866550311766439021,"c":866550311766439021.5}', undefined],
    ['{866550311766439021:1}', undefined],
    ['[0866550311766439021]', undefined],
  ])('of %s become text where they are values, and nothing else does', (json, quoted) => {
    expect(quoteBigNumbers(json)).toBe(quoted ?? json)
  })

  test('cost little in a large payload', () => {
    const rows = Array.from({ length: 400_000 }, (_, index) => ({ id: index, text: 'a "b"' }))
    const json = JSON.stringify({ rows }).replace('"id":7,', '"id":86655031176643902112,')
    expect(json.length).toBeGreaterThan(12_000_000)
    // Millions of calls of a reviver took six seconds.
    expect(msOf(() => JSON.parse(quoteBigNumbers(json)))).toBeLessThan(2_000)
  })
})

describe('a shape that nobody thought of', () => {
  const odd = { toString: 1 }

  test.each([
    ['products/update', { ...aProductPayload(), tags: [odd] }],
    ['app/scopes_update', { current: [odd] }],
    ['refunds/create', aRefundPayload({ refund_line_items: [{ line_item_id: 101, quantity: odd }] })],
  ])('in %s is unreadable, not trouble that passes', (topic, body) => {
    const read = () => readDelivery(topic, JSON.stringify(body), { currency: 'EUR' })
    expect(read).toThrow(Unreadable)
  })
})

describe('traces of people', () => {
  test('are found in hardly more time than it takes to read the payload', () => {
    for (const text of ['a'.repeat(12e6), '1'.repeat(12e6), 'a@'.repeat(6e6), '@'.repeat(12e6)]) {
      expect(msOf(() => tracesIn(JSON.stringify({ text })))).toBeLessThan(2_500)
      expect(msOf(() => tracesIn(text))).toBeLessThan(2_500)
    }
  })

  test('of times and amounts there are none', () => {
    expect(tracesIn('{"at":"2026-06-15T12:00:00+02:00","price":"1200.00"}')).toEqual([])
  })
})
