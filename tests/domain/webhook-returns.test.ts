import { describe, expect, test } from 'vitest'
import { readDelivery } from '../../app/domain/webhooks/changes.ts'
import { Unreadable } from '../../app/domain/webhooks/read.ts'
import { random } from '../stand-in/world/random.ts'
import { aReturnPayload, aSettledReturnPayload } from '../support/payloads.ts'

const read = (topic: string, payload: object | string) =>
  readDelivery(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {
    currency: undefined,
  })

const told = (status: string) => ({
  kind: 'return',
  return: { id: 'gid://shopify/Return/1', orderId: 'gid://shopify/Order/1', status },
})

describe('a return payload', () => {
  test.each([
    ['returns/request', aReturnPayload(), 'requested'],
    ['returns/approve', aReturnPayload({ status: 'open' }), 'open'],
    ['returns/decline', aReturnPayload({ status: 'declined', decline: { reason: 'other' } }), 'declined'],
    ['returns/close', aSettledReturnPayload(), 'closed'],
    ['returns/reopen', aSettledReturnPayload({ status: 'open' }), 'open'],
    ['returns/cancel', aSettledReturnPayload({ status: 'canceled' }), 'canceled'],
  ])('of %s says whose it is and how far, and nothing of what is sent back', (topic, payload, status) => {
    expect(read(topic, payload)).toEqual(told(status))
  })

  test('is read without the gids, and in capitals as the Admin API writes a state', () => {
    const bare = aReturnPayload({ admin_graphql_api_id: null, order: { id: 1 }, status: 'REQUESTED' })
    expect(read('returns/request', bare)).toEqual(told('requested'))
  })

  test('keeps ids above 2^53 to the digit', () => {
    const text = '{"id":866550311766439021,"order_id":271878346596884015,"status":"closed"}'
    expect(read('returns/close', text)).toMatchObject({
      return: {
        id: 'gid://shopify/Return/866550311766439021',
        orderId: 'gid://shopify/Order/271878346596884015',
      },
    })
  })

  test.each([
    ['no state', aReturnPayload({ status: null }), /^status is missing$/],
    [
      'a state that no return has',
      aReturnPayload({ status: 'success' }),
      /^status is none that a return has$/,
    ],
    ['a state that is no text', aReturnPayload({ status: ['open'] }), /^status is not text$/],
    ['no order', aReturnPayload({ order: null }), /^order_id is missing$/],
    ['an order that is none', aReturnPayload({ order: 1 }), /^order is not an object$/],
    ['an order without an id', aReturnPayload({ order: {} }), /^order\.id is missing$/],
    [
      'an order that is a customer',
      aReturnPayload({ order: { admin_graphql_api_id: 'gid://shopify/Customer/1' } }),
      /^order\.admin_graphql_api_id is not that of an Order$/,
    ],
    [
      'an id of something else',
      aReturnPayload({ admin_graphql_api_id: 'gid://shopify/Refund/1' }),
      /^admin_graphql_api_id is not that of a Return$/,
    ],
    [
      'an id that is none',
      { ...aReturnPayload({ admin_graphql_api_id: null }), id: 'ada@example.com' },
      /^id is not an id$/,
    ],
  ] as [string, object, RegExp][])(
    'with %s is unreadable, with a sentence that names the field',
    (_, payload, message) => {
      const attempt = () => read('returns/request', payload)
      expect(attempt).toThrow(Unreadable)
      expect(attempt).toThrow(message)
    },
  )

  test('however it is broken, is read or refused in words that hold nothing of it', () => {
    const secret = 'ada@example.com'
    const odd = [
      null,
      0,
      -1,
      1.5,
      '',
      secret,
      [],
      [secret],
      {},
      { id: secret },
      true,
      '9'.repeat(40),
      2 ** 60,
    ]
    const chance = random(7, 'broken returns')
    const seen = { read: 0, refused: 0 }
    for (let round = 0; round < 3_000; round++) {
      const whole: Record<string, unknown> = chance.chance(0.5) ? aReturnPayload() : aSettledReturnPayload()
      for (let breaks = chance.int(1, 3); breaks > 0; breaks--)
        whole[chance.pick(Object.keys(whole))] = chance.pick(odd)
      try {
        expect(read('returns/close', whole)).toMatchObject({ kind: 'return' })
        seen.read += 1
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable)
        expect((error as Error).message).not.toContain(secret)
        seen.refused += 1
      }
    }
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(300)
  })

  // Neither says how far the return is; asking for them would be for nothing.
  test.each(['returns/update', 'returns/process'])('of %s is none that is asked for', (topic) => {
    expect(() => read(topic, aReturnPayload())).toThrow(/topic is none/)
  })
})
