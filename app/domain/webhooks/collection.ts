import type { Collection } from '../collections.ts'
import { ownId, type Part, requiredTimeAt, textAt } from './read.ts'

/** A collection as a webhook tells it: not a word of the products in it. */
export function collectionOf(part: Part): Collection {
  return {
    id: ownId(part, 'Collection'),
    title: textAt(part, 'title') ?? '',
    updatedAt: requiredTimeAt(part, 'updated_at'),
  }
}
