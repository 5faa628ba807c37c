import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { mergeCustomers } from '../../app/features/customers/remove-customer.ts'
import { pauseJourney } from '../../app/features/journeys/change-journeys.ts'
import { readTokens, revokeToken } from '../../app/features/shop/api-tokens.ts'
import { inShop } from '../../app/store/database.server.ts'
import { curlExample } from '../../app/ui/developers/api-example.ts'
import { api, ask, aToken, start, withApi } from '../support/api-door.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer, order, withOrder } from '../support/offers.ts'
import {
  aDefinition,
  aMessage,
  aWait,
  hours,
  walkAll,
  walks,
  withCustomer,
  withJourney,
} from '../support/walks.ts'

withApi()

const everybody = { kind: 'group', join: 'all', of: [] }

describe('a program', () => {
  test('sees the journeys of its own shop', async () => {
    const { status, json, headers } = await ask('/api/v1/journeys')
    expect(status).toBe(200)
    expect(json).toEqual({ journeys: [{ id: 'first', name: 'Journey first', status: 'live', version: 1 }] })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('that does what the page for developers shows is answered', async () => {
    const example = curlExample(api.url).replace('YOUR_TOKEN', api.token)
    // What a shell makes of it: not every machine has curl.
    const { stdout } = await promisify(execFile)('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${example}`])
    const [address = '', flag, header = '', ...rest] = stdout.trim().split('\n')
    expect([flag, rest]).toEqual(['-H', []])
    const [name = '', value = ''] = header.split(': ')
    const answer = await fetch(address, { headers: { [name]: value } })
    expect(await answer.json()).toMatchObject({ journeys: [{ id: 'first' }] })
  })

  test('starts a journey for a customer, named by gid or by digits', async () => {
    const begun = await start({ customerId: customer(1), key: 'one' })
    expect(begun.status).toBe(201)
    await withCustomer(3)
    expect((await start({ customerId: 3, key: 'two' })).status).toBe(201)
    await walkAll(noon)
    const kept = await walks()
    expect(kept.map(({ customerId }) => customerId)).toEqual([customer(1), customer(3)])
    expect(kept.map(({ id }) => id)).toContain(begun.json.enrollmentId)
    expect(kept.map(({ status }) => status)).toEqual(['active', 'active'])
  })

  test.each([
    ['before the first was looked at', async () => 0],
    ['while they walk it', () => walkAll(noon)],
  ])('that starts a journey again for a customer hears that they walk it, %s', async (_, work) => {
    await start({ customerId: 1, key: 'one' })
    await work()
    const again = await start({ customerId: 1, key: 'two' })
    expect(again).toMatchObject({ status: 409, json: { why: 'walking' } })
    await walkAll(noon)
    expect((await walks()).map(({ key, status }) => [key.split('/').at(-1), status])).toEqual([
      ['one', 'active'],
      ['two', 'ended'],
    ])
  })

  test('of two that start a journey for a customer in the same moment one begins it', async () => {
    const answers = await Promise.all(['one', 'two', 'three'].map((key) => start({ customerId: 1, key })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  })

  test.each([
    ['for whom its condition does not hold', { entry: { kind: 'group', join: 'any', of: [] } }, 'condition'],
    ['who has reached its goal', { exits: { onOrder: false, onRefund: false, goal: everybody } }, 'goal'],
    [
      'whom no message of it can reach',
      { steps: [aMessage('hi', { channels: ['klaviyo'] })] },
      'unsubscribed',
    ],
  ])('hears at once of a customer %s, and with the same key the same', async (_, change, why) => {
    await withJourney('strict', aDefinition(change))
    const asked = { customerId: 1, key: 'one' }
    const first = await start(asked, 'strict')
    expect(first).toMatchObject({ status: 409, json: { why } })
    expect((await start(asked, 'strict')).json).toEqual(first.json)
    expect(await walkAll(noon)).toBe(0)
    expect((await start(asked, 'strict')).json).toEqual(first.json)
    expect(await walks()).toMatchObject([{ status: 'ended', journeyId: 'strict' }])
  })

  test('hears that a customer had a journey that lets nobody in twice; who was let in hears it for their key still', async () => {
    await withJourney('once', aDefinition({ reentry: { kind: 'never' }, steps: [aWait('pause', 1)] }))
    expect((await start({ customerId: 1, key: 'one' }, 'once')).status).toBe(201)
    await walkAll(noon)
    await walkAll(hours(1))
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'completed' }])
    const again = await start({ customerId: 1, key: 'two' }, 'once')
    expect(again).toMatchObject({ status: 409, json: { why: 'again-too-soon' } })
    expect((await start({ customerId: 1, key: 'one' }, 'once')).status).toBe(200)
  })

  test('that repeats itself with one key starts one walk', async () => {
    const first = await start({ customerId: customer(1), key: 'till/42' })
    const again = await start({ customerId: customer(1), key: 'till/42' })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.json).toEqual(first.json)
    expect(await walks()).toHaveLength(1)
  })

  test('stops what a customer walks, and hears how much that was', async () => {
    await start({ customerId: customer(1), key: 'one' })
    await walkAll(noon)
    const stop = () => ask('/api/v1/journeys/first/stop', { body: { customerId: customer(1) } })
    expect((await stop()).json).toEqual({ stopped: 1 })
    expect((await stop()).json).toEqual({ stopped: 0 })
    expect(await walks()).toMatchObject([{ status: 'ended', endedWhy: 'stopped-by-merchant' }])
  })

  test('that knows a merged customer by the id from before starts and stops for who they are now', async () => {
    await withCustomer(3)
    await withJourney('second')
    await start({ customerId: customer(1), key: 'before' })
    const merge = { keptId: customer(3), deletedId: customer(1), isCompleted: true }
    await inShop(shop, (db) => mergeCustomers(db, merge, noon))
    const begun = [
      await start({ customerId: customer(1), key: 'before' }),
      await start({ customerId: customer(1), key: 'after' }, 'second'),
    ]
    expect(begun.map(({ status }) => status)).toEqual([200, 201])
    expect((await walks()).map(({ customerId }) => customerId)).toEqual([customer(3), customer(3)])
    const stop = (id: string) => ask(`/api/v1/journeys/${id}/stop`, { body: { customerId: customer(1) } })
    const stopped = [await stop('first'), await stop('second')]
    expect(stopped.map(({ json }) => json)).toEqual([{ stopped: 1 }, { stopped: 1 }])
  })

  test('gives the order that the journey speaks of, if it is theirs', async () => {
    await inShop(shop, (db) => withOrder(db, 7, { customerId: customer(1), products: [] }))
    await withCustomer(3)
    expect((await start({ customerId: customer(1), orderId: order(7) })).status).toBe(201)
    const foreign = await start({ customerId: customer(3), orderId: order(7) })
    expect(foreign).toMatchObject({ status: 404, json: { why: 'no-such-order' } })
    expect(await walks()).toMatchObject([{ orderId: order(7) }])
  })

  test('hears why a journey cannot be started', async () => {
    expect(await start({ customerId: customer(1) }, 'unknown')).toMatchObject({ status: 404 })
    expect(await start({ customerId: customer(9) })).toMatchObject({
      status: 404,
      json: { why: 'no-such-customer' },
    })
    await inShop(shop, (db) => pauseJourney(db, 'first', noon))
    expect(await start({ customerId: customer(1) })).toMatchObject({ status: 409, json: { why: 'not-live' } })
    expect(await walks()).toEqual([])
  })

  test.each([
    ['no customer', {}, 'customerId'],
    ['an order for a customer', { customerId: order(1) }, 'customerId'],
    ['another kind of order', { customerId: 1, orderId: 'gid://shopify/DraftOrder/1' }, 'orderId'],
    ['a key of 101 characters', { customerId: 1, key: 'k'.repeat(101) }, 'key'],
    ['a key with other characters', { customerId: 1, key: 'a b' }, 'key'],
  ])('that says %s hears which field does not fit', async (_, body, field) => {
    expect(await start(body)).toMatchObject({ status: 400, json: { field } })
    expect(await walks()).toEqual([])
  })

  test('that sends no JSON, or too much of it, is refused', async () => {
    expect((await ask('/api/v1/journeys/first/start', { body: '{' })).status).toBe(400)
    expect((await ask('/api/v1/journeys/first/start', { body: 'x'.repeat(17_000) })).status).toBe(413)
  })
})

describe('a token', () => {
  test.each([
    [['journeys:read'], [200, 403, 403]],
    [['journeys:start'], [403, 201, 403]],
    [['journeys:stop'], [403, 403, 200]],
  ])('for %s opens that and nothing else', async (asked, expected) => {
    const as = await aToken(shop, asked)
    const body = { customerId: customer(1) }
    const answers = [
      await ask('/api/v1/journeys', { as }),
      await start(body, 'first', as),
      await ask('/api/v1/journeys/first/stop', { body, as }),
    ]
    expect(answers.map(({ status }) => status)).toEqual(expected)
  })

  test("of another shop finds this shop's journeys and customers not there, in the same words as what is nowhere", async () => {
    const as = await aToken(otherShop)
    const nowhere = await start({ customerId: customer(2) }, 'nowhere', as)
    expect(await start({ customerId: customer(2) }, 'first', as)).toMatchObject({
      status: nowhere.status,
      json: nowhere.json,
    })
    const nobody = await start({ customerId: customer(999) }, 'theirs', as)
    expect(await start({ customerId: customer(1) }, 'theirs', as)).toMatchObject({
      status: nobody.status,
      json: nobody.json,
    })
    const stopped = await ask('/api/v1/journeys/first/stop', { body: { customerId: customer(1) }, as })
    expect(stopped.json).toEqual({ stopped: 0 })
  })

  test('that is none, or was revoked, opens nothing and learns nothing of what is there', async () => {
    const [listed] = await inShop(shop, readTokens)
    await inShop(shop, (db) => revokeToken(db, listed?.id ?? '', noon))
    const paths = ['/api/v1/journeys', '/api/v1/nowhere', '/api/v1/journeys/first/start']
    for (const as of [api.token, `encore_${'a'.repeat(43)}`, 'x', '']) {
      const answers = await Promise.all(paths.map((path) => ask(path, { as })))
      expect(new Set(answers.map(({ status, json }) => `${status} ${json.error}`)).size).toBe(1)
      expect(answers[0]?.status).toBe(401)
    }
  })

  test('that asks for what is not there, or in another way, hears so', async () => {
    expect((await ask('/api/v1/nowhere')).status).toBe(404)
    expect((await ask('/api/v1/journeys', { method: 'DELETE' })).status).toBe(405)
    expect((await ask('/api/v1/journeys/first/start')).status).toBe(405)
  })

  test('that asks more than 600 times a minute is held back, others are not', async () => {
    const busy = await aToken(shop, ['journeys:read'])
    const statuses: number[] = []
    for (let round = 0; round < 61; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => ask('/api/v1/journeys/first/start', { body: '{}', as: busy })),
      )
      statuses.push(...answers.map(({ status }) => status))
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    expect((await ask('/api/v1/journeys')).status).toBe(200)
  })
})
