/**
 * Something that Shopify told, and when: when it raised the webhook, or when we asked. Shopify's own times are whole
 * seconds, and of two states within one second the one that was told later is the newer.
 */
export type Told<Item> = Item & { toldAt: Date }

/** The same items, as told at this moment. */
export function toldAt<Item>(items: Item[], at: Date): Told<Item>[] {
  return items.map((item) => ({ ...item, toldAt: at }))
}

/** When something was last changed, and told; nothing where that was not kept. */
export interface Moment {
  updatedAt: Date
  toldAt?: Date | undefined
}

/** Above zero when the first is newer, below when the second is, zero when neither can be said to be. */
export function compareMoments(first: Moment, second: Moment): number {
  const changed = first.updatedAt.getTime() - second.updatedAt.getTime()
  return changed || (first.toldAt?.getTime() ?? 0) - (second.toldAt?.getTime() ?? 0)
}

/** Of each id the newest; where two are as new as each other, the one that is first in the list. */
export function newestOfEach<Item extends Moment & { id: string }>(
  items: Item[],
  isNewer = (item: Item, other: Item): boolean => compareMoments(item, other) > 0,
): Item[] {
  const newest = new Map<string, Item>()
  for (const item of items) {
    const other = newest.get(item.id)
    if (!other || isNewer(item, other)) newest.set(item.id, item)
  }
  return [...newest.values()]
}
