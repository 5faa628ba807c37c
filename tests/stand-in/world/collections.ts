import type { Happening } from './happenings.ts'
import { gid } from './ids.ts'
import { WorldRefusal } from './order-building.ts'
import type { State } from './state.ts'
import type { Collection, Product } from './types/goods.ts'
import type { World } from './types/world.ts'

const giftTypes = ['Cup', 'Book', 'Gift card']

/** The shop's collections on its first day: three by type of product, one by tag, one put together by hand. */
export function collectionsOf(state: State, openedAtMs: number): Collection[] {
  const gifts = [...state.products.values()].filter(({ type }) => giftTypes.includes(type))
  const holds: [title: string, holds: Collection['holds']][] = [
    ['Coffee', { kind: 'types', types: ['Coffee', 'Capsules'] }],
    ['Brewers', { kind: 'types', types: ['Brewer', 'Espresso machine'] }],
    ['Filters', { kind: 'types', types: ['Filters'] }],
    ['Fine things', { kind: 'tag', tag: 'fine' }],
    ['Gifts', { kind: 'manual', productIds: gifts.map(({ id }) => id) }],
  ]
  return holds.map(([title, each], index) => made(state, index, title, each, openedAtMs))
}

function made(
  state: State,
  index: number,
  title: string,
  holds: Collection['holds'],
  atMs: number,
): Collection {
  const handle = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const id = gid('Collection', state.firstNumber * 200 + index)
  return { id, handle, title, holds, createdAtMs: atMs, updatedAtMs: atMs }
}

/** The products that the collection holds now. */
export function productsIn(state: State, { holds }: Collection): Product[] {
  if (holds.kind === 'manual') return holds.productIds.flatMap((id) => state.products.get(id) ?? [])
  return [...state.products.values()].filter(({ type, tags }) =>
    holds.kind === 'types' ? holds.types.includes(type) : tags.includes(holds.tag),
  )
}

/** What a merchant does with collections. */
export function collectionChanges(
  state: State,
  now: () => number,
  happened: (happening: Happening) => void,
): Pick<World, 'createCollection' | 'updateCollection' | 'deleteCollection'> {
  let count = state.collections.size
  const keep = (kind: 'collection-created' | 'collection-updated', collection: Collection) => {
    state.collections.set(collection.id, collection)
    state.version += 1
    happened({ kind, collection })
    return collection
  }
  const found = (id: string): Collection => {
    const collection = state.collections.get(id)
    if (!collection) throw new WorldRefusal(`There is no collection ${id}.`)
    return collection
  }
  return {
    createCollection({ title, holds }) {
      while (state.collections.has(made(state, count, title, holds, 0).id)) count += 1
      count += 1
      return keep('collection-created', made(state, count - 1, title, holds, now()))
    },
    updateCollection(id, { title, holds }) {
      const before = found(id)
      const change = { title: title ?? before.title, holds: holds ?? before.holds, updatedAtMs: now() }
      return keep('collection-updated', { ...before, ...change })
    },
    deleteCollection(id) {
      const collection = found(id)
      state.collections.delete(id)
      state.version += 1
      happened({ kind: 'collection-deleted', collection })
    },
  }
}
