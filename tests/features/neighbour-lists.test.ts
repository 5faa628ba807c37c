import { beforeEach, expect, test } from 'vitest'
import { neighboursOf } from '../../app/features/offers/neighbour-lists.ts'
import { noNumbers, placeIn } from '../../app/features/offers/product-numbers.ts'
import { forgetShops } from '../../app/features/offers/recommender-memory.ts'
import { inShop, inShopHot } from '../../app/store/database.server.ts'
import { emptyDatabase, shop, withDatabase } from '../support/database.ts'

const database = withDatabase()
beforeEach(async () => {
  await emptyDatabase(database.url)
  forgetShops()
})

test('a shop that was forgotten and numbers its products anew finds its neighbours under the new numbers', async () => {
  await inShop(
    shop,
    (db) => db.$executeRaw`
      insert into "ProductPair" ("productId", "otherProductId", "buyers", "slow", "fast")
      values ('gid://shopify/Product/1', 'gid://shopify/Product/2', 3, 5, 4)`,
  )
  const asked = ['gid://shopify/Product/1', 'gid://shopify/Product/9']
  const near = async (numbers: ReturnType<typeof noNumbers>) => {
    const found = await inShopHot(shop, (db) => neighboursOf(db, shop, asked, numbers))
    return asked.map((id) => Array.from(found.get(id)?.places ?? [], (place) => numbers.ids[place]))
  }
  expect(await near(noNumbers())).toEqual([['gid://shopify/Product/2'], []])
  const others = noNumbers()
  for (const digits of [7, 8, 2]) placeIn(others, `gid://shopify/Product/${digits}`)
  expect(await near(others)).toEqual([['gid://shopify/Product/2'], []])
})
