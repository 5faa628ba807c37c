import { type Neighbours, neighboursMax } from '../../domain/recommend/evidence.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type NeighbourColumns, readNeighbours } from '../../store/recommender.server.ts'

// About five kilobytes each.
const listsMax = 20_000

/** A product's neighbours, and how many different customers bought it with each. */
export interface NeighbourList extends Neighbours {
  buyers: ArrayLike<number>
}

/** Across shops, by shop and product, the one asked for longest ago first. */
const lists = new Map<string, NeighbourList>()

const none: NeighbourList = { productIds: [], slow: [], fast: [], buyers: [] }

/**
 * The neighbours of these products, remembered until `forgetNeighbours`; those not remembered are read, all in one
 * statement. `nameOf` gives the one string that stands for a product everywhere, so that lists share it.
 */
export async function neighboursOf(
  db: HotDb,
  shop: string,
  ids: readonly string[],
  nameOf: (id: string) => string,
): Promise<Map<string, NeighbourList>> {
  const found = new Map<string, NeighbourList>()
  for (const id of ids) {
    const list = lists.get(`${shop} ${id}`)
    if (list) found.set(id, remember(shop, id, list))
  }
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length === 0) return found
  const read = new Map(
    (await readNeighbours(db, missing, neighboursMax)).map((columns) => [
      columns.id,
      listOf(columns, nameOf),
    ]),
  )
  for (const id of missing) found.set(id, remember(shop, id, read.get(id) ?? none))
  return found
}

/** Has the neighbours of these products read anew when they are next asked for. */
export function forgetNeighbours(shop: string, ids: readonly string[]): void {
  for (const id of ids) lists.delete(`${shop} ${id}`)
}

/** Forgets all of them. */
export function forgetAllNeighbours(): void {
  lists.clear()
}

function remember(shop: string, id: string, list: NeighbourList): NeighbourList {
  const key = `${shop} ${id}`
  lists.delete(key)
  lists.set(key, list)
  const [oldest] = lists.size > listsMax ? lists.keys() : []
  if (oldest !== undefined) lists.delete(oldest)
  return list
}

function listOf(
  { digits, slow, fast, buyers }: NeighbourColumns,
  nameOf: (id: string) => string,
): NeighbourList {
  return { productIds: digits.map((each) => nameOf(`gid://shopify/Product/${each}`)), slow, fast, buyers }
}
