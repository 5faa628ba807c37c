/** What a process remembers of shops: values by shop and id, an image of what the database holds. */
export interface ShopMemory<Value> {
  /** Those of a shop, which is from now on the one asked for last. */
  of(shop: string): ReadonlyMap<string, Value>
  /** Remembers a value anew; beyond the limit others are forgotten. */
  set(shop: string, id: string, value: Value): void
  forget(shop: string, ids: readonly string[]): void
  forgetShop(shop: string): void
  clear(): void
}

/**
 * An empty memory that holds at most so many values: beyond, those of the shop asked for longest ago go first, and in it
 * the value remembered longest ago.
 */
export function createShopMemory<Value>(valuesMax: number): ShopMemory<Value> {
  const shops = new Map<string, Map<string, Value>>()
  let held = 0

  function valuesOf(shop: string): Map<string, Value> {
    const values = shops.get(shop) ?? new Map<string, Value>()
    shops.delete(shop)
    shops.set(shop, values)
    return values
  }

  function makeRoom(): void {
    for (const [shop, values] of shops) {
      for (const oldest of values.keys()) {
        if (held <= valuesMax) return
        values.delete(oldest)
        held -= 1
      }
      shops.delete(shop)
    }
  }

  return {
    of: valuesOf,
    set(shop, id, value) {
      const values = valuesOf(shop)
      if (!values.has(id)) held += 1
      values.set(id, value)
      if (held > valuesMax) makeRoom()
    },
    forget(shop, ids) {
      const values = shops.get(shop)
      for (const id of ids) if (values?.delete(id)) held -= 1
    },
    forgetShop(shop) {
      held -= shops.get(shop)?.size ?? 0
      shops.delete(shop)
    },
    clear() {
      shops.clear()
      held = 0
    },
  }
}
