import { describe, expect, test } from 'vitest'
import { Rejected, Unavailable } from '../../app/platform/errors.ts'
import type { Admin } from '../../app/shopify/admin.server.ts'
import { fetchCollection } from '../../app/shopify/operations/collection-products.ts'

const id = 'gid://shopify/Collection/1'
const product = (n: number) => ({ id: `gid://shopify/Product/${n}` })

/** Answers page after page, and keeps the cursors it was asked with. */
function paged(pages: number, cursors: unknown[] = []): Admin {
  const ask = async (_: unknown, variables: object) => {
    cursors.push('after' in variables ? variables.after : undefined)
    const page = cursors.length
    const pageInfo = { hasNextPage: page < pages, endCursor: `end-${page}` }
    const products = { nodes: [product(page * 2), product(page * 2 + 1)], pageInfo }
    return { collection: { id, title: 'Coffee', updatedAt: '2026-06-15T12:00:00Z', products } }
  }
  return { shop: 'a.myshopify.com', ask: ask as unknown as Admin['ask'] } // As the one query asks.
}

describe('the products of a collection', () => {
  test('are read page by page, each from where the last one ended', async () => {
    const cursors: unknown[] = []
    const found = await fetchCollection(paged(3, cursors), id)
    expect(found?.productIds).toEqual([2, 3, 4, 5, 6, 7].map((n) => product(n).id))
    expect(cursors).toEqual([null, 'end-1', 'end-2'])
  })

  test('are left to the bulk reading when there is no end to them', async () => {
    const cursors: unknown[] = []
    await expect(fetchCollection(paged(1_000, cursors), id)).rejects.toBeInstanceOf(Rejected)
    expect(cursors.length).toBe(100)
  })

  test('are not read on once that is to stop', async () => {
    await expect(fetchCollection(paged(3), id, AbortSignal.abort())).rejects.toBeInstanceOf(Unavailable)
  })
})
