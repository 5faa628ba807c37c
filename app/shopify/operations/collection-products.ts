import type { ReadCollection } from '../../domain/collections.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { Rejected, Unavailable } from '../../platform/errors.ts'
import { CollectionProductsDocument } from '../admin.generated.ts'
import type { Admin } from '../admin.server.ts'
import { collectionOf } from '../collection-of.ts'

const pagesMax = 100

/**
 * A collection with all the products it holds, up to 25,000; nothing where Shopify knows none by this id. Throws
 * `Unavailable` when stopped between two pages, `Rejected` for a larger one: that is left to the daily bulk reading.
 */
export async function fetchCollection(
  admin: Admin,
  id: ShopifyId<'Collection'>,
  signal?: AbortSignal,
): Promise<ReadCollection | undefined> {
  const products: { id: string }[] = []
  let after: string | null = null
  for (let page = 0; page < pagesMax; page += 1) {
    if (signal?.aborted) throw new Unavailable('The reading of a collection was asked to stop.')
    const collection = await onePage(admin, id, after)
    if (!collection) return undefined
    products.push(...collection.products.nodes)
    const { hasNextPage, endCursor } = collection.products.pageInfo
    if (!hasNextPage) return collectionOf(collection, products)
    after = endCursor
  }
  throw new Rejected('A collection holds more products than are read page by page.')
}

async function onePage(admin: Admin, id: string, after: string | null) {
  return (await admin.ask(CollectionProductsDocument, { id, after })).collection
}
