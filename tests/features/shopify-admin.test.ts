import { beforeAll, describe, expect, test } from 'vitest'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import { adminOf } from '../../app/shopify/admin.server.ts'
import { fetchBulkState } from '../../app/shopify/operations/bulk-operation.ts'
import { fetchChangedOrders } from '../../app/shopify/operations/changed-orders.ts'
import { findBulkOperation } from '../../app/shopify/operations/recent-bulk-operations.ts'
import { runBulkQuery } from '../../app/shopify/operations/run-bulk-query.ts'
import { fetchShopDetails } from '../../app/shopify/operations/shop-details.ts'
import { shop, withDatabase } from '../support/database.ts'
import { visit, withStandIn } from '../support/stand-in.ts'

withDatabase()
const shopify = withStandIn()
beforeAll(() => visit(shopify.world))

const admin = adminOf(shop)
const asked = () => shopify.standIn.counts.graphql
const bulk = (mark: string) => `query ${mark} { products { edges { node { id } } } }`

describe('a question', () => {
  test.each([
    ['an error of Shopify', { kind: 'status', status: 502 }],
    ['too many requests', { kind: 'status', status: 429, retryAfterSeconds: 0.05 }],
    ['a connection that breaks', { kind: 'reset' }],
    ['a budget that is spent', { kind: 'throttled' }],
  ] as const)('is asked again after %s', async (_name, fault) => {
    const before = asked()
    shopify.standIn.faults.next(fault)
    expect((await fetchShopDetails(admin)).name).toBe('Roast & Co.')
    expect(asked() - before).toBe(2)
  })

  test('is given up after as many attempts as allowed', async () => {
    const before = asked()
    shopify.standIn.faults.next({ kind: 'status', status: 503 }, 9)
    await expect(fetchShopDetails(adminOf(shop, { attemptsMax: 2 }))).rejects.toBeInstanceOf(Unavailable)
    expect(asked() - before).toBe(2)
  })

  test.each([
    [429, 90],
    [503, 11],
  ])(
    'is left to later when Shopify asks for more time (%i) than a call may take',
    async (status, seconds) => {
      const before = asked()
      shopify.standIn.faults.next({ kind: 'status', status, retryAfterSeconds: seconds })
      await expect(fetchShopDetails(admin)).rejects.toMatchObject({
        kind: 'unavailable',
        retryAfterSeconds: seconds,
      })
      expect(asked() - before).toBe(1)
    },
  )

  test('says when to come again after the last attempt', async () => {
    shopify.standIn.faults.next({ kind: 'status', status: 429, retryAfterSeconds: 2 })
    await expect(fetchShopDetails(adminOf(shop, { attemptsMax: 1 }))).rejects.toMatchObject({
      retryAfterSeconds: 2,
    })
  })

  test('that Shopify will never answer is not repeated', async () => {
    const before = asked()
    shopify.standIn.faults.next({ kind: 'status', status: 403 }, 9)
    await expect(fetchShopDetails(admin)).rejects.toBeInstanceOf(Rejected)
    expect(asked() - before).toBe(1)
  })

  test('about a bulk operation that is not there says that it is gone', async () => {
    expect(await fetchBulkState(admin, 'gid://shopify/BulkOperation/1')).toEqual({
      status: 'ended',
      code: 'GONE',
    })
  })
})

describe('a change', () => {
  test.each([
    ['an error of Shopify', { kind: 'status', status: 502 }],
    ['a connection that breaks', { kind: 'reset' }],
  ] as const)('is not repeated after %s, for it may have been carried out', async (_name, fault) => {
    const before = asked()
    shopify.standIn.faults.next(fault)
    await expect(runBulkQuery(admin, bulk('Once'))).rejects.toBeInstanceOf(Unavailable)
    expect(asked() - before).toBe(1)
  })

  test.each([
    ['too many requests', { kind: 'status', status: 429, retryAfterSeconds: 0.05 }],
    ['a budget that is spent', { kind: 'throttled' }],
  ] as const)('is repeated after %s, for it surely was not', async (name, fault) => {
    const mark = `Repeated_${name.length}`
    shopify.standIn.faults.next(fault)
    const id = await runBulkQuery(admin, bulk(mark))
    expect(await findBulkOperation(admin, mark)).toBe(id)
    const { nodes } = await import('../../app/shopify/admin.generated.ts').then(
      async ({ RecentBulkOperationsDocument }) =>
        (await admin.ask(RecentBulkOperationsDocument, {})).bulkOperations,
    )
    expect(nodes.filter((one) => one.query.includes(mark)).length).toBe(1)
  })

  test('that is refused is told by codes and fields, never by what it quoted', async () => {
    shopify.standIn.faults.next({ kind: 'user-errors', message: 'canary@example.com' })
    const refused = await runBulkQuery(admin, bulk('Refused')).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Rejected)
    expect(String(refused)).not.toContain('canary')
  })
})

test('many questions at once keep within the shop’s budget instead of running into it', async () => {
  shopify.standIn.faults.setBucket(400, 500)
  await fetchChangedOrders(admin, { since: new Date(Date.now() + 3_600_000) })
  const before = shopify.standIn.counts.throttled
  const since = new Date(0)
  const pages = await Promise.all(Array.from({ length: 12 }, () => fetchChangedOrders(admin, { since })))
  expect(pages.map((page) => page.items.length)).toEqual(Array(12).fill(10))
  expect(shopify.standIn.counts.throttled - before).toBeLessThanOrEqual(1)
})
