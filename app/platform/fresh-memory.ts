/** What a process remembers of shops for a while: one value of each. */
export interface FreshMemory<Value> {
  /** The value of a shop, read where none is remembered or it is too old by this clock. */
  of(shop: string, now: Date, read: () => Promise<Value>): Promise<Value>
  clear(): void
}

/** An empty memory whose values are good for so long; beyond so many shops the one read longest ago is forgotten. */
export function createFreshMemory<Value>({
  freshMs,
  shopsMax,
}: {
  freshMs: number
  shopsMax: number
}): FreshMemory<Value> {
  const shops = new Map<string, { value: Value; readMs: number }>()
  return {
    async of(shop, now, read) {
      const known = shops.get(shop)
      if (known && Math.abs(now.getTime() - known.readMs) < freshMs) return known.value
      const value = await read()
      shops.delete(shop)
      const [oldest] = shops.size >= shopsMax ? shops.keys() : []
      if (oldest !== undefined) shops.delete(oldest)
      shops.set(shop, { value, readMs: now.getTime() })
      return value
    },
    clear() {
      shops.clear()
    },
  }
}
