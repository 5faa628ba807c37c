import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { inShop } from '../../app/store/database.server.ts'
import { type AppProcess, apiSecret, delivery, metricsToken, startApp } from '../support/app-process.ts'
import { shop, withDatabase } from '../support/database.ts'
import { claimsOf, signed } from '../support/tokens.ts'

const database = withDatabase()
let app: AppProcess

beforeAll(async () => {
  app = await startApp(database.url)
})
afterAll(() => app.stop('SIGKILL'))

const order = (id: string, canary: string) =>
  JSON.stringify({
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: '#1',
    email: `${canary}@example.com`,
    phone: `+49${canary}`,
    created_at: '2026-06-15T12:00:00Z',
    processed_at: '2026-06-15T12:00:00Z',
    updated_at: '2026-06-15T12:00:00Z',
    currency: 'EUR',
    subtotal_price: '10.00',
    total_price: '10.00',
    total_discounts: '0.00',
    financial_status: 'paid',
    customer: {
      admin_graphql_api_id: 'gid://shopify/Customer/77',
      email: `${canary}@example.com`,
      first_name: canary,
      last_name: canary,
      created_at: '2026-06-15T12:00:00Z',
      updated_at: '2026-06-15T12:00:00Z',
    },
    line_items: [],
    refunds: [],
    fulfillments: [],
  })

describe('a running process', () => {
  test('says that it lives, that it is ready, and what it counts', async () => {
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
    const metrics = await fetch(`${app.url}/metrics`, {
      headers: { authorization: `Bearer ${metricsToken}` },
    })
    expect(await metrics.text()).toContain('encore_deliveries_received_total')
  })

  test('shows its metrics to nobody without the bearer', async () => {
    expect((await fetch(`${app.url}/metrics`)).status).toBe(404)
    const wrong = { headers: { authorization: 'Bearer wrong' } }
    expect((await fetch(`${app.url}/metrics`, wrong)).status).toBe(404)
  })

  test('answers an address that cannot be read in one line, without its inside', async () => {
    const answer = await fetch(`${app.url}/%E0%A4%A`)
    expect({ status: answer.status, text: await answer.text() }).toEqual({
      status: 400,
      text: 'Bad request\n',
    })
    expect(app.output()).not.toContain('URIError')
  })

  test('keeps a delivery, works it, and writes neither person nor secret into its log', async () => {
    const canary = 'zebrafinch4711'
    const token = await signed(
      { ...claimsOf('extension', new Date()), aud: 'process-key' },
      { secret: apiSecret },
    )
    const bodies = [
      delivery('orders/paid', shop, 'wh-1', order('900', canary)),
      delivery('orders/paid', shop, 'wh-2', JSON.stringify({ email: `${canary}@example.com`, id: canary })),
      delivery('customers/redact', shop, 'wh-3', JSON.stringify({ shop_domain: canary })),
      delivery('orders/paid', shop, 'wh-4', order('901', canary), 'another-secret'),
      delivery(`x/${canary}`, shop, 'wh-5', `{"name":"${canary}"`),
    ]
    const statuses = []
    for (const init of bodies) statuses.push((await fetch(`${app.url}/webhooks/shopify`, init)).status)
    expect(statuses).toEqual([200, 200, 200, 401, 401])
    const ask = (path: string, authorization: string, body: string) =>
      fetch(`${app.url}${path}`, { method: 'POST', headers: { authorization }, body })
    await ask('/api/offer', `Bearer ${token}`, JSON.stringify({ placement: canary }))
    await ask('/api/offer', `Bearer ${token}${canary}`, '{}')
    await ask('/api/offer/answer', `Bearer ${token}`, `{"id":"${canary}"}`)
    await fetch(`${app.url}/app/customers?query=${canary}&id_token=${token}&shop=${shop}&embedded=1`, {
      redirect: 'manual',
    })

    await vi.waitFor(
      async () => {
        const left = await inShop(shop, (db) =>
          db.delivery.count({ where: { status: 'waiting', attempts: 0 } }),
        )
        expect(left).toBe(0)
        expect(await inShop(shop, (db) => db.order.count())).toBe(1)
      },
      { timeout: 10_000, interval: 100 },
    )
    expect(app.output()).toContain('worker is working')
    for (const secret of [canary, token, apiSecret]) expect(app.output()).not.toContain(secret)
  })

  test('asked to stop, ends cleanly after what it holds and leaves nothing half-way', async () => {
    const other = await startApp(database.url)
    const sending = Array.from({ length: 40 }, (_, index) =>
      fetch(
        `${other.url}/webhooks/shopify`,
        delivery('orders/paid', shop, `stop-${index}`, order(`${1000 + index}`, 'x')),
      ).then(
        (response) => (response.status === 200 ? `stop-${index}` : undefined),
        () => undefined,
      ),
    )
    await sending[0]
    expect(await other.stop('SIGTERM')).toBe(0)
    const acknowledged = (await Promise.all(sending)).filter((id) => id !== undefined)
    const kept = await inShop(shop, (db) => db.delivery.count({ where: { id: { in: acknowledged } } }))
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(kept).toBe(acknowledged.length)
    expect(other.output()).toContain('"outcome":"clean"')
  })
})

test('a process that cannot start says why, in one message, and ends with 1', async () => {
  const broken = startApp(database.url, { ENCRYPTION_KEYS: 'a:b', SHOPIFY_APP_URL: 'no' })
  await expect(broken).rejects.toThrow(
    /ended with 1[\s\S]*could not start[\s\S]*SHOPIFY_APP_URL[\s\S]*ENCRYPTION_KEYS/,
  )
})

test('there are no metrics where no bearer is set', async () => {
  const bare = await startApp(database.url, { METRICS_TOKEN: '', NODE_ENV: '', ENCORE_ROLE: 'web' })
  try {
    const status = async (authorization: string) =>
      (await fetch(`${bare.url}/metrics`, { headers: { authorization } })).status
    expect(await status('Bearer ')).toBe(404)
    expect(await status('Bearer undefined')).toBe(404)
    expect(await (await fetch(`${bare.url}/%E0%A4%A`)).text()).toBe('Bad request\n')
  } finally {
    await bare.stop()
  }
})
