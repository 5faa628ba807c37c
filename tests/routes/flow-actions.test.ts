import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { mergeCustomers } from '../../app/features/customers/remove-customer.ts'
import { inShop } from '../../app/store/database.server.ts'
import { api, secret, withApi } from '../support/api-door.ts'
import { noon, otherShop, shop } from '../support/database.ts'
import { customer } from '../support/offers.ts'
import { walks, withCustomer, withJourney } from '../support/walks.ts'

withApi()

describe('Shopify Flow', () => {
  const said = (change: object = {}, properties: object = {}) => ({
    shop_id: '1',
    shopify_domain: shop,
    action_run_id: 'run-1',
    action_definition_id: 'start-journey',
    handle: 'start-journey',
    properties: { customer_id: 1, journey: 'Journey FIRST ', ...properties },
    ...change,
  })

  async function run(body: unknown, { key = secret, path = '/flow/actions' } = {}) {
    const text = JSON.stringify(body)
    const signature = createHmac('sha256', key).update(text).digest('base64')
    const answer = await fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: { 'x-shopify-hmac-sha256': signature },
      body: text,
    })
    return { status: answer.status, json: await answer.json() }
  }

  test('starts a journey by its name, once for each run, however often it comes', async () => {
    const answers = [await run(said()), await run(said())]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers[1]?.json).toEqual(answers[0]?.json)
    expect(await walks()).toHaveLength(1)
  })

  test('hears in words why a journey does not start, and that trying again is of no use', async () => {
    await run(said())
    const again = await run(said({ action_run_id: 'run-2' }))
    const error = 'The customer is on the way through this journey already.'
    expect(again).toEqual({ status: 409, json: { why: 'walking', error } })
    expect(await run(said({ action_run_id: 'run-2' }))).toEqual(again)
  })

  test('starts and stops for who a customer is now, whom it knows by the id from before a merge', async () => {
    await withCustomer(3)
    const merge = { keptId: customer(3), deletedId: customer(1), isCompleted: true }
    await inShop(shop, (db) => mergeCustomers(db, merge, noon))
    expect((await run(said())).status).toBe(200)
    expect(await walks()).toMatchObject([{ customerId: customer(3) }])
    const stop = said({ handle: 'stop-journey', action_run_id: 'run-9' })
    expect(await run(stop)).toEqual({ status: 200, json: { stopped: 1 } })
  })

  test('stops one by its id', async () => {
    await run(said())
    const stop = said({ handle: 'stop-journey', action_run_id: 'run-9' }, { journey: 'first' })
    expect(await run(stop)).toEqual({ status: 200, json: { stopped: 1 } })
  })

  test('is told that a name stands for no journey, or for more than one', async () => {
    expect((await run(said({}, { journey: 'Nothing' }))).status).toBe(404)
    await withJourney('twin')
    await inShop(shop, (db) => db.journey.updateMany({ data: { name: 'Twins' } }))
    expect((await run(said({}, { journey: 'twins' }))).status).toBe(404)
    expect((await run(said({}, { journey: 'twin' }))).status).toBe(200)
  })

  test('is answered for the shop that the signed body names, where Encore is installed', async () => {
    const theirs = said({ shopify_domain: otherShop }, { customer_id: 2, journey: 'first' })
    expect((await run(theirs)).status).toBe(404)
    expect((await run(said({ shopify_domain: 'nobody.myshopify.com' }))).status).toBe(404)
    expect((await run(said({ shopify_domain: 'evil.example' }))).status).toBe(400)
    expect(await walks()).toEqual([])
  })

  test('has to sign: another key, no signature or another body is refused', async () => {
    expect((await run(said(), { key: 'another' })).status).toBe(401)
    const unsigned = await fetch(`${api.url}/flow/actions`, { method: 'POST', body: JSON.stringify(said()) })
    expect(unsigned.status).toBe(401)
    // Whatever else Shopify signs for this app is no action.
    expect((await run({ id: 1, name: '#1', customer: { id: 1 } })).status).toBe(400)
    expect(await walks()).toEqual([])
  })
})
