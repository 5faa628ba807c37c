import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anAdmin, aStandIn, exchange, shop } from './testing.ts'
import type { StandIn } from './types.ts'

let standIn: StandIn
let admin: Awaited<ReturnType<typeof anAdmin>>

beforeAll(async () => {
  standIn = await aStandIn()
  admin = await anAdmin(standIn)
})
beforeEach(() => standIn.faults.clear())
afterAll(() => standIn.close())

interface Page {
  orders: {
    nodes: { id: string; updatedAt: string }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}
const pageQuery = `query Page($after: String, $query: String, $reverse: Boolean) {
  orders(first: 40, after: $after, query: $query, sortKey: UPDATED_AT, reverse: $reverse) {
    nodes { id updatedAt } pageInfo { hasNextPage endCursor }
  }
}`

async function allPages(variables: Record<string, unknown> = {}) {
  const seen: { id: string; updatedAt: string }[] = []
  for (let after: string | undefined; ; ) {
    const { data } = await admin.ask<Page>(pageQuery, { ...variables, after })
    seen.push(...data.orders.nodes)
    if (!data.orders.pageInfo.hasNextPage) return seen
    after = data.orders.pageInfo.endCursor
  }
}

describe('paging', () => {
  test('page after page meets every order exactly once, in order', async () => {
    const seen = await allPages()
    expect(new Set(seen.map((order) => order.id)).size).toBe(standIn.world.orders().length)
    expect(seen).toHaveLength(standIn.world.orders().length)
    expect(seen.map((order) => order.updatedAt)).toEqual(seen.map((order) => order.updatedAt).sort())
  })

  test('backwards meets the same orders the other way round', async () => {
    const [forward, backward] = [await allPages(), await allPages({ reverse: true })]
    expect(backward).toEqual([...forward].reverse())
  })

  test('an order updated between two pages is met again and no other is missed', async () => {
    const first = await admin.ask<Page>(pageQuery, {})
    const [touched] = first.data.orders.nodes
    if (!touched) throw new Error('There are orders.')
    standIn.world.updateOrder(touched.id as never, { note: 'changed meanwhile' })
    const seen = new Set(first.data.orders.nodes.map((order) => order.id))
    const later: string[] = []
    for (let after: string | undefined = first.data.orders.pageInfo.endCursor; after; ) {
      const { data }: { data: Page } = await admin.ask<Page>(pageQuery, { after })
      later.push(...data.orders.nodes.map((order) => order.id))
      after = data.orders.pageInfo.hasNextPage ? data.orders.pageInfo.endCursor : undefined
    }
    expect(later).toContain(touched.id)
    expect(new Set([...seen, ...later]).size).toBe(standIn.world.orders().length)
  })

  test('a filter by updated_at keeps what is at or after its moment', async () => {
    const all = await allPages()
    const middle = all[Math.floor(all.length / 2)]?.updatedAt ?? ''
    const kept = await allPages({ query: `updated_at:>='${middle}'` })
    expect(kept).toEqual(all.filter((order) => order.updatedAt >= middle))
  })

  test('a filter that the stand-in does not know is an error, not everything', async () => {
    const { errors } = await admin.ask(pageQuery, { query: 'colour:red' })
    expect(errors?.[0]?.message).toContain('colour')
  })
})

describe('costs', () => {
  test('an answer says what it cost and gives back what was asked too much', async () => {
    const { extensions } = await admin.ask(
      '{ products(first: 50) { nodes { id variants(first: 10) { nodes { id } } } } }',
    )
    expect(extensions.cost.requestedQueryCost).toBeGreaterThan(extensions.cost.actualQueryCost)
    expect(extensions.cost.actualQueryCost).toBeGreaterThan(1)
  })

  test('an empty bucket throttles, and refills with time', async () => {
    standIn.faults.setBucket(30, 10)
    const query = '{ orders(first: 100) { nodes { id } } }'
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.ask(query)))
    const throttled = answers.filter((answer) => answer.errors?.[0]?.extensions?.code === 'THROTTLED')
    expect(throttled.length).toBeGreaterThan(0)
    expect(standIn.counts.throttled).toBeGreaterThan(0)
    await expect.poll(async () => (await admin.ask(query)).errors, { timeout: 10_000 }).toBeUndefined()
  })

  test('a query that could cost more than a thousand points is refused', async () => {
    const { errors } = await admin.ask(
      '{ customers(first: 250) { nodes { orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } } } }',
    )
    expect(errors?.[0]?.extensions?.code).toBe('MAX_COST_EXCEEDED')
  })
})

describe('faults', () => {
  test('strike once, the named operation only', async () => {
    standIn.faults.next({ kind: 'status', status: 429, retryAfterSeconds: 2, operation: 'Shop' })
    expect((await admin.send('query Other { shop { id } }')).status).toBe(200)
    const struck = await admin.send('query Shop { shop { id } }')
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '2'])
    expect((await admin.send('query Shop { shop { id } }')).status).toBe(200)
  })

  test('hang-after-effect carries out what it never answers', async () => {
    standIn.faults.next({ kind: 'hang-after-effect', operation: 'Run' })
    const run =
      'mutation Run { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { message } } }'
    const before = (await operations()).length
    const controller = new AbortController()
    const unanswered = fetch(`${standIn.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-stand-in-host': shop, 'x-shopify-access-token': admin.token },
      body: JSON.stringify({ query: run }),
      signal: controller.signal,
    })
    await expect.poll(async () => (await operations()).length).toBe(before + 1)
    controller.abort()
    await expect(unanswered).rejects.toThrow()
  })

  test('user-errors answer 200 and do nothing', async () => {
    standIn.faults.next({ kind: 'user-errors', message: 'not today' })
    const { data } = await admin.ask<{ bulkOperationRunQuery: { userErrors: { message: string }[] } }>(
      'mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { message } } }',
    )
    expect(data.bulkOperationRunQuery.userErrors).toEqual([{ message: 'not today' }])
  })

  test('reset breaks the connection', async () => {
    standIn.faults.next({ kind: 'reset' })
    await expect(admin.send('{ shop { id } }')).rejects.toThrow()
  })
})

describe('access', () => {
  test('a token that nobody was given opens nothing', async () => {
    const response = await fetch(`${standIn.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-stand-in-host': shop, 'x-shopify-access-token': 'shpat_wrong' },
      body: '{}',
    })
    expect(response.status).toBe(401)
  })

  test("one shop's token does not open the other", async () => {
    const response = await fetch(`${standIn.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-stand-in-host': 'tea-house.myshopify.com', 'x-shopify-access-token': admin.token },
      body: JSON.stringify({ query: '{ shop { name } }' }),
    })
    expect(response.status).toBe(401)
  })

  test('what the scopes do not allow is denied, and old orders need read_all_orders', async () => {
    const narrow = await aStandIn({ scopes: ['read_orders'] })
    try {
      await exchange(narrow)
      const client = await anAdmin(narrow)
      const denied = await client.ask('{ customers(first: 1) { nodes { id } } }')
      expect(denied.errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED')
      const { data } = await client.ask<{ ordersCount: { count: number } }>('{ ordersCount { count } }')
      expect(data.ordersCount.count).toBeGreaterThan(0)
      expect(data.ordersCount.count).toBeLessThan(narrow.world.orders().length)
    } finally {
      await narrow.close()
    }
  })
})

async function operations(): Promise<unknown[]> {
  const { data } = await admin.ask<{ bulkOperations: { nodes: unknown[] } }>(
    '{ bulkOperations(first: 50) { nodes { id } } }',
  )
  return data.bulkOperations.nodes
}
