/** A queue that always gives the earliest item first. */
export interface Heap<T extends { atMs: number }> {
  push(item: T): void
  peek(): T | undefined
  pop(): T | undefined
  size(): number
}

export function heap<T extends { atMs: number }>(): Heap<T> {
  const items: T[] = []
  const time = (index: number) => items[index]?.atMs ?? Number.POSITIVE_INFINITY
  const swap = (a: number, b: number) => {
    const [first, second] = [items[a], items[b]]
    if (first && second) [items[a], items[b]] = [second, first]
  }
  const rise = (from: number) => {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1
      if (time(parent) <= time(index)) return
      swap(parent, index)
      index = parent
    }
  }
  const sink = () => {
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2]
      const least = time(left) <= time(right) ? left : right
      if (time(least) >= time(index)) return
      swap(least, index)
      index = least
    }
  }
  return {
    push(item) {
      items.push(item)
      rise(items.length - 1)
    },
    peek: () => items[0],
    pop() {
      const first = items[0]
      const last = items.pop()
      if (last && items.length > 0) {
        items[0] = last
        sink()
      }
      return first
    },
    size: () => items.length,
  }
}
