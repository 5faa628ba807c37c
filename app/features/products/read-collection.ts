import { isShopifyId, type ShopifyId } from '../../domain/shopify-id.ts'
import { Rejected } from '../../platform/errors.ts'
import { enqueue } from '../../platform/queue.server.ts'
import { adminOf } from '../../shopify/admin.server.ts'
import { fetchCollection } from '../../shopify/operations/collection-products.ts'
import { NeedsVisit } from '../../shopify/tokens.server.ts'
import { type Db, inShop } from '../../store/database.server.ts'
import { readKnownShop } from '../../store/shops.server.ts'
import { recordReadCollections, removeCollection } from './record-collections.ts'

// A merchant who sorts a collection raises a webhook with every step.
const afterSeconds = 10

/**
 * Puts the reading of a collection's products in line, once, for `collections/create` and `collections/update`: the
 * webhooks name none. They do not come for every change either: products join and leave an automatic collection
 * without a word. That is left to the daily reading of all collections.
 */
export async function noteCollectionTold(db: Db, id: ShopifyId<'Collection'>): Promise<void> {
  const known = await db.collection.findFirst({ where: { id, deletedAt: null }, select: { shopId: true } })
  if (!known) return
  const data = { shop: known.shopId, collectionId: id }
  await enqueue(db, 'read-collection', data, { key: `${known.shopId}/${id}`, afterSeconds })
}

/** Which collection of which shop, and when. */
export interface CollectionTask {
  shop: string
  collectionId: string
  now: Date
  /** Stops between two pages. */
  signal?: AbortSignal
}

/**
 * Reads which products a collection holds now and keeps that; one that Shopify no longer knows is gone. A second call
 * reads it again. Does nothing for a shop that is not installed, or whose merchant has to open the app again first.
 * Throws `Unavailable` when stopped or when Shopify does not answer, `Rejected` for an id that is no collection's.
 */
export async function readCollection({ shop, collectionId, now, signal }: CollectionTask): Promise<void> {
  if (!isShopifyId('Collection', collectionId)) throw new Rejected('The id is no collection’s.')
  const known = await inShop(shop, readKnownShop)
  if (!known || known.uninstalledAt) return
  try {
    const found = await fetchCollection(adminOf(shop), collectionId, signal)
    await inShop(shop, (db) =>
      found ? recordReadCollections(db, [found], now) : removeCollection(db, collectionId, now),
    )
  } catch (error) {
    if (!(error instanceof NeedsVisit)) throw error
  }
}
