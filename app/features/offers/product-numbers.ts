/** The products of one shop, numbered as they become known: a number takes less room than an id, and is found sooner. */
export interface Numbers {
  /** By place. */
  ids: string[]
  places: Map<string, number>
}

/** No product yet. */
export function noNumbers(): Numbers {
  return { ids: [], places: new Map() }
}

/** The place of a product, which it keeps. */
export function placeIn({ ids, places }: Numbers, id: string): number {
  const known = places.get(id)
  if (known !== undefined) return known
  places.set(id, ids.length)
  return ids.push(id) - 1
}
