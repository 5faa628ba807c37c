import type { State } from '../world/state.ts'
import type { Collection } from '../world/types/goods.ts'
import { bare, stamp } from './json.ts'

/** `collections/create` and `collections/update`: without the products, as Shopify sends them. */
export function collectionBody(state: Pick<State, 'shop'>, collection: Collection) {
  const at = (ms: number) => stamp(ms, state.shop.timeZone)
  const isManual = collection.holds.kind === 'manual'
  return {
    id: bare(collection.id),
    handle: collection.handle,
    title: collection.title,
    updated_at: at(collection.updatedAtMs),
    body_html: null,
    published_at: at(collection.createdAtMs),
    sort_order: isManual ? 'manual' : 'best-selling',
    template_suffix: null,
    published_scope: 'global',
    admin_graphql_api_id: collection.id,
  }
}

export function deletedCollectionBody(collection: Collection) {
  return { id: bare(collection.id), published_scope: 'web', admin_graphql_api_id: collection.id }
}
