import type { ReadCollection } from '../domain/collections.ts'
import type { CollectionFieldsFragment } from './admin.generated.ts'
import { idOf, timeOf } from './read-fields.ts'

/** A collection as the Admin API tells it, with the products it holds. */
export function collectionOf(fields: CollectionFieldsFragment, products: { id: string }[]): ReadCollection {
  return {
    id: idOf('Collection', fields.id),
    title: fields.title,
    updatedAt: timeOf(fields.updatedAt),
    productIds: products.map(({ id }) => idOf('Product', id)),
  }
}
