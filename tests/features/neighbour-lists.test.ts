import { beforeEach, expect, test } from 'vitest'
import {
  forgetAllNeighbours,
  forgetNeighbours,
  neighboursOf,
} from '../../app/features/offers/neighbour-lists.ts'
import { noNumbers } from '../../app/features/offers/product-numbers.ts'
import type { HotDb } from '../../app/store/database.server.ts'

const read: string[] = []
const rowOf = (id: string) => ({ id, digits: '7', slow: '2', fast: '1', buyers: '3' })
const db = {
  run: async (_: unknown, [ids]: unknown[]) => {
    read.push(...(ids as string[]))
    return { rows: (ids as string[]).map(rowOf), count: 0 }
  },
} as HotDb
const seven = 'gid://shopify/Product/7'
const numbers = noNumbers()
const ask = (shop: string, ids: string[]) => neighboursOf(db, shop, ids, numbers)

beforeEach(() => {
  forgetAllNeighbours()
  read.length = 0
})

test('a list is read once, and anew when it was forgotten', async () => {
  await ask('a', ['p1', 'p2'])
  await ask('a', ['p2', 'p3'])
  expect(read).toEqual(['p1', 'p2', 'p3'])
  forgetNeighbours('a', ['p2', 'p9'])
  const found = await ask('a', ['p1', 'p2'])
  expect(read).toEqual(['p1', 'p2', 'p3', 'p2'])
  expect(found.get('p2')).toMatchObject({
    places: Int32Array.of(0),
    ids: [seven],
    buyers: Int32Array.of(3),
  })
})

test("a shop knows nothing of another shop's products of the same id", async () => {
  await ask('a', ['p1'])
  await ask('b', ['p1'])
  forgetNeighbours('a', ['p1'])
  await ask('b', ['p1'])
  expect(read).toEqual(['p1', 'p1'])
})

test('of more than twenty thousand, those of the shop that was not asked for longest go first', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, number) => `p${number}`)
  await ask('quiet', many(3))
  await ask('busy', many(19_998))
  read.length = 0
  await ask('busy', many(19_998))
  await ask('quiet', ['p1', 'p2'])
  expect(read).toEqual([])
  await ask('quiet', ['p0'])
  expect(read).toEqual(['p0'])
})
