import { type NumberedNeighbours, neighboursMax } from '../../domain/recommend/evidence.ts'
import { createShopMemory } from '../../platform/shop-memory.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type NeighbourColumns, readNeighbours } from '../../store/recommender.server.ts'
import { type Numbers, placeIn } from './product-numbers.ts'

// About five kilobytes each.
const listsMax = 20_000

/** A product's neighbours, and how many different customers bought it with each. */
export interface NeighbourList extends NumberedNeighbours {
  buyers: ArrayLike<number>
}

const lists = createShopMemory<NeighbourList>(listsMax)

const none: NeighbourList = {
  places: new Int32Array(),
  ids: [],
  slow: new Float64Array(),
  fast: new Float64Array(),
  buyers: new Int32Array(),
}

/**
 * The neighbours of these products, remembered until `forgetNeighbours`; those not remembered are read, all in one
 * statement. They are added to `found`. Lists name products by their numbers in `products`, which numbers those it did not know.
 */
export async function neighboursOf(
  db: HotDb,
  shop: string,
  ids: readonly string[],
  products: Numbers,
  found = new Map<string, NeighbourList>(),
): Promise<Map<string, NeighbourList>> {
  const known = lists.of(shop)
  const missing: string[] = []
  for (const id of ids) {
    const list = known.get(id)
    // A shop that was forgotten meanwhile numbers its products anew.
    if (list && (list === none || list.ids === products.ids)) found.set(id, list)
    else missing.push(id)
  }
  if (missing.length === 0) return found
  const rows = await readNeighbours(db, missing, neighboursMax)
  const read = new Map(rows.map((columns) => [columns.id, listOf(columns, products)]))
  for (const id of missing) {
    const list = read.get(id) ?? none
    found.set(id, list)
    lists.set(shop, id, list)
  }
  return found
}

/** Has the neighbours of these products read anew when they are next asked for. */
export function forgetNeighbours(shop: string, ids: readonly string[]): void {
  lists.forget(shop, ids)
}

/** Forgets all of them. */
export function forgetAllNeighbours(): void {
  lists.clear()
}

const doubleBytes = Float64Array.BYTES_PER_ELEMENT
const wholeBytes = Int32Array.BYTES_PER_ELEMENT

function listOf({ digits, slow, fast, buyers }: NeighbourColumns, numbers: Numbers): NeighbourList {
  const { length } = digits
  // In one piece: each of its own would take hundreds of bytes more, and as many looks into memory.
  const room = new ArrayBuffer(length * (2 * doubleBytes + 2 * wholeBytes))
  const list = {
    slow: new Float64Array(room, 0, length),
    fast: new Float64Array(room, length * doubleBytes, length),
    places: new Int32Array(room, 2 * length * doubleBytes, length),
    buyers: new Int32Array(room, length * (2 * doubleBytes + wholeBytes), length),
    ids: numbers.ids,
  }
  list.slow.set(slow)
  list.fast.set(fast)
  list.buyers.set(buyers)
  for (const [k, each] of digits.entries()) list.places[k] = placeIn(numbers, `gid://shopify/Product/${each}`)
  return list
}
