import type { Collection, ReadCollection } from '../../domain/collections.ts'
import type { ShopifyId } from '../../domain/shopify-id.ts'
import { newestOfEach, type Told, toldAt } from '../../domain/told.ts'
import {
  deleteCollection,
  deleteUnheardCollections,
  writeCollections,
  writeMembers,
} from '../../store/collections.server.ts'
import type { Db } from '../../store/database.server.ts'
import { lockMirror } from '../../store/shop-lock.server.ts'

/**
 * Brings in what webhooks tell of collections: their titles. The last writer by `updatedAt` wins, of the same second
 * the one told later; what was deleted stays deleted. The same again changes nothing.
 */
export async function recordCollections(db: Db, collections: Told<Collection>[]): Promise<void> {
  if (collections.length === 0) return
  await lockMirror(db)
  await writeCollections(db, newestOfEach(collections), { isListed: false })
}

/** Brings in collections with their products, as Shopify listed them when asked at `askedAt`. The latest asking wins. */
export async function recordReadCollections(
  db: Db,
  collections: ReadCollection[],
  askedAt: Date,
): Promise<void> {
  if (collections.length === 0) return
  await lockMirror(db)
  await writeCollections(db, newestOfEach(toldAt(collections, askedAt)), { isListed: true })
  await writeMembers(db, collections, askedAt)
}

/** Marks a collection as deleted: it holds nothing any more. */
export async function removeCollection(db: Db, id: ShopifyId<'Collection'>, at: Date): Promise<void> {
  await lockMirror(db)
  await deleteCollection(db, id, at)
}

/** All collections were listed at `askedAt`: one that was not, and was not heard of since, is gone without a word. */
export async function forgetUnreadCollections(db: Db, askedAt: Date): Promise<void> {
  await lockMirror(db)
  await deleteUnheardCollections(db, askedAt)
}
