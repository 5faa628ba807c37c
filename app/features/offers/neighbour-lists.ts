import { type Neighbours, neighboursMax } from '../../domain/recommend/evidence.ts'
import type { HotDb } from '../../store/database.server.ts'
import { type NeighbourColumns, readNeighbours } from '../../store/recommender.server.ts'

// About five kilobytes each.
const listsMax = 20_000

/** A product's neighbours, and how many different customers bought it with each. */
export interface NeighbourList extends Neighbours {
  buyers: ArrayLike<number>
}

/** By shop and product: the shop asked for longest ago first, and in it the list read longest ago. */
const shops = new Map<string, Map<string, NeighbourList>>()
let held = 0

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
  const lists = listsOf(shop)
  const found = new Map<string, NeighbourList>()
  const missing: string[] = []
  for (const id of ids) {
    const list = lists.get(id)
    if (list) found.set(id, list)
    else missing.push(id)
  }
  if (missing.length === 0) return found
  const rows = await readNeighbours(db, missing, neighboursMax)
  const read = new Map(rows.map((columns) => [columns.id, listOf(columns, nameOf)]))
  for (const id of missing) {
    const list = read.get(id) ?? none
    found.set(id, list)
    remember(shop, id, list)
  }
  return found
}

/** Has the neighbours of these products read anew when they are next asked for. */
export function forgetNeighbours(shop: string, ids: readonly string[]): void {
  const lists = shops.get(shop)
  for (const id of ids) if (lists?.delete(id)) held -= 1
}

/** Forgets all of them. */
export function forgetAllNeighbours(): void {
  shops.clear()
  held = 0
}

function listsOf(shop: string): Map<string, NeighbourList> {
  const lists = shops.get(shop) ?? new Map<string, NeighbourList>()
  shops.delete(shop)
  shops.set(shop, lists)
  return lists
}

function remember(shop: string, id: string, list: NeighbourList): void {
  const lists = listsOf(shop)
  if (!lists.has(id)) held += 1
  lists.set(id, list)
  for (const [name, others] of held > listsMax ? shops : []) {
    for (const oldest of others.keys()) {
      if (held <= listsMax) return
      others.delete(oldest)
      held -= 1
    }
    shops.delete(name)
  }
}

function listOf(
  { digits, slow, fast, buyers }: NeighbourColumns,
  nameOf: (id: string) => string,
): NeighbourList {
  return { productIds: digits.map((each) => nameOf(`gid://shopify/Product/${each}`)), slow, fast, buyers }
}
