import { GraphQLError } from 'graphql'
import { compareIds } from '../world/ids.ts'

export interface PageArgs {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
}

/** One place in an order: what it is sorted by, then its id. */
export interface Keyed<T> {
  id: string
  key: string | number
  value: T
}

const pageMax = 250

export function sorted<T>(items: Keyed<T>[]): Keyed<T>[] {
  return items.sort(compare)
}

function compare(a: Keyed<unknown>, b: Keyed<unknown>): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1
  return compareIds(a.id, b.id)
}

/**
 * A page of what is sorted already. The cursor names a place by value and id, so pages hold together while the
 * shop changes underneath.
 */
export function connection<T, N>(items: Keyed<T>[], args: PageArgs, toNode: (value: T) => N) {
  assertPage(args)
  const ordered = args.reverse ? [...items].reverse() : items
  const sign = args.reverse ? -1 : 1
  const isAfter = (item: Keyed<T>, place: Keyed<unknown>) => compare(item, place) * sign > 0
  const after = args.after ? readCursor(args.after) : null
  const before = args.before ? readCursor(args.before) : null
  const start = after ? firstIndex(ordered, (item) => isAfter(item, after)) : 0
  const end = before ? firstIndex(ordered, (item) => !isAfter(before as Keyed<T>, item)) : ordered.length
  const inside = ordered.slice(start, end)
  const page = args.last ? inside.slice(-args.last) : inside.slice(0, args.first ?? 0)
  const offset = args.last ? end - page.length : start
  const edges = page.map((item) => ({ cursor: writeCursor(item), node: toNode(item.value) }))
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: offset + page.length < ordered.length,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

// The list is sorted, so what holds for one item holds for all behind it.
function firstIndex<T>(items: T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && holds(item)) high = middle
    else low = middle + 1
  }
  return low
}

function assertPage(args: PageArgs): void {
  const size = args.first ?? args.last
  if (args.first != null && args.last != null)
    throw new GraphQLError('you cannot provide both first and last')
  if (size == null) throw new GraphQLError('you must provide one of first or last')
  if (size < 1 || size > pageMax)
    throw new GraphQLError(`${size} is not a page size: it must be from 1 to ${pageMax}`)
}

function writeCursor({ id, key }: Keyed<unknown>): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: key })).toString('base64')
}

function readCursor(cursor: string): Keyed<unknown> {
  try {
    const { last_id, last_value } = JSON.parse(Buffer.from(cursor, 'base64').toString())
    return { id: String(last_id), key: last_value, value: null }
  } catch {
    throw new GraphQLError('Invalid cursor for current pagination sort.')
  }
}

/** A short list in its own order, as connection. */
export function connectionOf<T extends { id: string }, N>(
  items: T[],
  args: PageArgs,
  toNode: (value: T) => N,
) {
  return connection(
    items.map((value, index) => ({ id: value.id, key: index, value })),
    args,
    toNode,
  )
}
