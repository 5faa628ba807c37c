import type { ReadCollection } from '../../domain/collections.ts'
import { BulkCollectionsDocument, type CollectionFieldsFragment } from '../admin.generated.ts'
import type { Group } from '../bulk-file.ts'
import { bulkQueryOf } from '../bulk-query.ts'
import { collectionOf } from '../collection-of.ts'

/** All collections with the ids of their products. */
export const bulkCollectionsQuery = bulkQueryOf(BulkCollectionsDocument)

/** The collection that a bulk result tells. Throws `Rejected` for what cannot be read. */
export function collectionOfGroup({ root, children }: Group): ReadCollection {
  return collectionOf(root as CollectionFieldsFragment, children as { id: string }[]) // As asked for above.
}
