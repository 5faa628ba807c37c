/** A stream of chance that is the same for the same seed and labels, on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** Whole, from `low` to `high`, both included. */
  int(low: number, high: number): number
  chance(share: number): boolean
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T
  weighted<T>(from: readonly (readonly [T, number])[]): T
  /** Bell-shaped around `mean`. */
  normal(mean: number, deviation: number): number
  /** Time to the next event of a stream with this mean distance. */
  wait(mean: number): number
}

export function random(seed: number, ...labels: (string | number)[]): Random {
  const next = sfc32(labels.reduce<number>((hash, label) => mix(hash, String(label)), seed | 0))
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (from) => from[int(0, from.length - 1)] as never,
    weighted: (from) => weighted(from, next()),
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    wait: (mean) => -mean * Math.log(1 - next()),
  }
}

function weighted<T>(from: readonly (readonly [T, number])[], share: number): T {
  let left = share * from.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of from) {
    left -= weight
    if (left < 0) return value
  }
  const last = from.at(-1)
  if (!last) throw new Error('A choice needs something to choose from.')
  return last[0]
}

// FNV-1a over the label, folded into the hash so far.
function mix(hash: number, label: string): number {
  let mixed = hash ^ 0x811c9dc5
  for (let index = 0; index < label.length; index += 1)
    mixed = Math.imul(mixed ^ label.charCodeAt(index), 16777619)
  return mixed ^ (mixed >>> 13)
}

// Chris Doty-Humphrey's small fast counter generator (PractRand, public domain).
function sfc32(seed: number): () => number {
  let [a, b, c, d] = [seed, seed ^ 0x9e3779b9, 0x243f6a88, 1]
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round += 1) next()
  return next
}
